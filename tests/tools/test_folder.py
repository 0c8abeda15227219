"""What `make bundle` looks for in the folder that came out."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.bundle.folder import ROOT, lacking


def test_a_bundle_without_a_language_or_a_drawing_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bodymap/data", tmp_path / "bodymap/data")
    shutil.copytree(ROOT / "assets", tmp_path / "bodymap/assets")
    assert lacking(tmp_path) == ()
    (tmp_path / "bodymap/data/languages/es.csv").unlink()
    (tmp_path / "bodymap/assets/svg/neutral-front.svg").write_text("<svg/>", encoding="utf-8")
    assert lacking(tmp_path) == ("bodymap/data/languages/es.csv", "assets/svg/neutral-front.svg")
