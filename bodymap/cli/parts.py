"""``bodymap parts``: the places that have a name."""

from __future__ import annotations

from bodymap.cli.output import print_json
from bodymap.core.words.language import Language


def parts(*, as_json: bool, language: Language) -> int:
    """List the parts of the body; the exit code."""
    from bodymap.core.tables.parts import parse_parts
    from bodymap.library import resources

    parts = parse_parts(resources.table_text("parts.csv"), file="parts.csv")
    if as_json:
        print_json(
            [
                {
                    "part": part.id,
                    "name": language.label(part.patient_words),
                    "clinical_term": language.label(part.clinical_term),
                    "exposs_location": part.exposs and part.exposs.value,
                    "group": part.group,
                }
                for part in parts
            ]
        )
        return 0
    width = max(len(part.id) for part in parts)
    for part in parts:
        print(f"{part.id:<{width}}  {language.label(part.patient_words)} ({language.label(part.clinical_term)})")
    return 0
