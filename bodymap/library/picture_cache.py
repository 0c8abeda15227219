"""A cache of pictures that were painted before, in the user's cache folder, so that the first frame need not wait.

One picture is kept for a name, with a key that says all it was painted from; under another key it is not found.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from bodymap.library.folders import cache_folder


def cached_picture(name: str, key: str) -> bytes | None:
    """The bytes of a picture; None when there is none with this key."""
    try:
        return _place(name, key).read_bytes()
    except OSError:
        return None


def keep_picture(name: str, key: str, data: bytes) -> None:
    """Keep the bytes of a picture in place of the one that the name had before; a full disk is no error."""
    from bodymap.library.whole_file import write_whole

    place = _place(name, key)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in place.parent.glob(f"{name}-*{place.suffix}"):
            old.unlink()
        write_whole(place, data)


def _place(name: str, key: str) -> Path:
    return cache_folder() / f"{name}-{key}.picture"
