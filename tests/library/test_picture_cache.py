"""The cache of pictures: one for a name, found under its own key only."""

from __future__ import annotations

from pathlib import Path

import pytest

from bodymap.library.folders import cache_folder
from bodymap.library.picture_cache import cached_picture, keep_picture


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_kept_picture_is_found_under_its_key() -> None:
    keep_picture("neutral-front", "a1", b"picture")
    assert cached_picture("neutral-front", "a1") == b"picture"
    assert cached_picture("neutral-front", "a2") is None
    assert cached_picture("neutral-back", "a1") is None


def test_newer_picture_takes_the_place_of_the_older_one_of_its_name() -> None:
    for name, key in (("neutral-front", "a1"), ("neutral-back", "b1"), ("neutral-front", "a2")):
        keep_picture(name, key, key.encode())
    assert cached_picture("neutral-front", "a1") is None
    assert cached_picture("neutral-front", "a2") == b"a2"
    assert cached_picture("neutral-back", "b1") == b"b1"


def test_cache_that_cannot_be_written_is_no_error() -> None:
    cache_folder().parent.mkdir(parents=True, exist_ok=True)
    cache_folder().write_bytes(b"a file where a folder should be")
    keep_picture("neutral-front", "a1", b"picture")
    assert cached_picture("neutral-front", "a1") is None
