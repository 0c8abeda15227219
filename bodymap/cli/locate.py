"""``bodymap locate``: what lies at a point of a drawing."""

from __future__ import annotations

import argparse

from bodymap.cli.asked import check_maps, maps_of
from bodymap.cli.mark_text import member
from bodymap.cli.output import print_json
from bodymap.core.errors import CommandError
from bodymap.core.vocabulary import Figure, View


def locate(chosen: argparse.Namespace) -> int:
    """Say what lies at a point; the exit code."""
    view, figure, maps = member(View, chosen.view, "view"), member(Figure, chosen.figure, "figure"), maps_of(chosen)
    x, y = chosen.x, chosen.y

    from bodymap.cli.drawn_marks import off_the_body
    from bodymap.core.reasoning.candidates import candidates_at
    from bodymap.library.loading import load_atlas, load_evidence
    from bodymap.publish.findings_text import candidate_fields, candidate_lines

    atlas, evidence = load_atlas(figure), load_evidence(figure)
    check_maps(maps, atlas)
    region = atlas.part_at(view, x=x, y=y)
    if region is None:
        raise CommandError(off_the_body(view, x, y, atlas))
    part, roots = evidence.part(region.part), candidates_at(atlas, view, x=x, y=y, maps=maps)
    location = part.exposs and part.exposs.value
    if chosen.json:
        print_json(
            {
                "view": view.value,
                "x": x,
                "y": y,
                "part": part.id,
                "name": part.patient_words,
                "side": region.side.value,
                "exposs_location": location,
                "roots": candidate_fields(roots),
            }
        )
        return 0
    print(f"{part.id}@{region.side.value}: {part.on(region.side)} ({part.clinical_term})")
    print(f"EXPOSS location: {location or 'none'}")
    print(*candidate_lines(roots) or ("No map names a root here.",), sep="\n")
    return 0
