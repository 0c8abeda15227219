"""Makes the description of the wheel out of `README.md`, so that nothing in it leads nowhere.

On a page of a package index a link to a file of the source leads nowhere and a picture stays empty. With an address
below which the files of a version can be read, such links lead there; without one, a picture is told in words, with
the file in which the source package has it, and a link becomes plain text. hatchling runs this when it builds.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK: Final = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")


class LongDescription(MetadataHookInterface):
    """The hook; its table in `pyproject.toml` may hold ``files``, an address with ``{version}`` in it."""

    def update(self, metadata: dict[str, object]) -> None:
        """Set the description of the wheel."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        files = str(self.config.get("files", "")).format(version=metadata["version"])
        metadata["readme"] = {"content-type": "text/markdown", "text": for_an_index(text, files)}


def for_an_index(text: str, files: str = "") -> str:
    """The text with links to files below the address `files`, or without links to files when there is no address.

    Examples
    --------
    >>> for_an_index("![A window](docs/window.png) and [how](docs/how.md)")
    '*Picture: A window (docs/window.png in the source package)* and how'
    """

    def told(link: re.Match[str]) -> str:
        if re.match(r"[a-z]+:|#", link["target"]):
            return link[0]
        if files:
            return f"{link['picture']}[{link['text']}]({files.rstrip('/')}/{link['target']})"
        if link["picture"]:
            return f"*Picture: {link['text']} ({link['target']} in the source package)*"
        return link["text"]

    return _LINK.sub(told, text)
