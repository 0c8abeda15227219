"""On the page of an index no link and no picture leads nowhere."""

from __future__ import annotations

import pytest

from tools.long_description import for_an_index

README = (
    "See ![A window](docs/window.png), [the house](docs/house.md), [MIT](https://example.org/mit) and [below](#end)."
)


def test_without_an_address_pictures_are_told_and_links_are_text() -> None:
    assert for_an_index(README) == (
        "See *Picture: A window (docs/window.png in the source package)*, the house, "
        "[MIT](https://example.org/mit) and [below](#end)."
    )


@pytest.mark.parametrize("files", ["https://example.org/v1", "https://example.org/v1/"])
def test_with_an_address_pictures_and_links_lead_there(files: str) -> None:
    text = for_an_index(README, files)
    assert "![A window](https://example.org/v1/docs/window.png)" in text
    assert "[the house](https://example.org/v1/docs/house.md)" in text
    assert "[MIT](https://example.org/mit) and [below](#end)" in text
