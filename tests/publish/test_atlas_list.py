from __future__ import annotations

import pytest

from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.vocabulary import Figure, View
from bodymap.library import resources
from bodymap.publish.atlas_list import contents_fields, contents_lines
from tests.core.small_body import small_atlas

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
ATLAS = small_atlas(with_lee=True)


@pytest.fixture(autouse=True)
def _one_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn_views(figure: Figure) -> tuple[View, ...]:
        return (View.FRONT, View.BACK) if figure is Figure.NEUTRAL else ()

    monkeypatch.setattr(resources, "drawn_views", drawn_views)


def test_figures_maps_and_layers_are_listed() -> None:
    fields = contents_fields(ATLAS)
    assert fields["figure"] == "neutral"
    assert fields["figures"] == [{"id": "neutral", "views": ["front", "back"]}]
    assert fields["maps"] == [
        {
            "id": name,
            "title": name,
            "note": "small",
            "roots": roots,
            "soft_border_mm": 20.0,
            "sources": ["foerster1933"],
        }
        for name, roots in (("foerster", 6), ("lee", 1))
    ]
    names = ("view", "parts", "foerster", "lee", "cutaneous-nerves", "courses", "key-points")
    assert fields["layers"] == [
        dict(zip(names, ("front", 8, 12, 2, 2, 2, 2), strict=True)),
        dict(zip(names, ("back", 6, 4, 0, 0, 0, 2), strict=True)),
    ]


def test_the_list_reads_as_a_table() -> None:
    lines = contents_lines(ATLAS, EVIDENCE)
    assert "  neutral  front, back" in lines
    assert "  foerster        foerster: 6 roots, soft borders 20 mm wide" in lines
    assert any(line.endswith("Sources: Foerster 1933 (not seen).") for line in lines)
    head, front, back = (line.split() for line in lines[-3:])
    assert head == ["view", "parts", "foerster", "lee", "cutaneous-nerves", "courses", "key-points"]
    assert front == ["front", "8", "12", "2", "2", "2", "2"]
    assert back[0] == "back"
    assert len({len(line) for line in lines[-3:]}) == 1
