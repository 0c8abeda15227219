"""A command that fails in a way nobody foresaw says so in one line, without the values it failed on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_is_told_in_a_line_and_logged_without_values(tmp_path: Path) -> None:
    code = (
        "import sys, bodymap.cli.parts as parts\n"
        "from bodymap.cli.main import main\n"
        "def broken(**_): secret = 'Jane Doe'; raise ValueError(secret + sys.argv[0])\n"
        "parts.parts = broken\n"
        "sys.argv = ['Jane', 'parts']\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "PATH": "/nowhere", "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    log = tmp_path / "bodymap" / "faults.log"
    assert done.returncode == 1
    assert done.stdout == ""
    told = f"bodymap: something went wrong inside the program (ValueError); where is written in {log}, "
    assert done.stderr == f"{told}without patient data\n"
    assert "broken" in log.read_text(encoding="utf-8")
    assert "Jane" not in log.read_text(encoding="utf-8")
