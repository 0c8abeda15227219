"""One picture of a body, beside one of anatomapa: ``python -m benchmarks.peers.picture PYTHON``; see `points`.

Both write an SVG of front and back with one hip marked, in a Python that has made one before; time is that of the
processor. anatomapa colours regions by the numbers it is given and adds a scale. It is given the answer: it finds no
roots, no ways of nerves and no words, which bodymap does here for every picture, for another spot each time.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks._goals import machine
from bodymap.core.marks.mark import Mark, MarkId, Spot
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import View, Voice
from bodymap.core.words.explain import explain
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.publish.picture import picture_text
from bodymap.publish.told import Told
from bodymap.state.case import Case

_ROUNDS = 15


def main() -> None:
    """Print how long each took, and how large the pictures are."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    peer = Path(__file__).with_name("_heatmap.py")
    told = subprocess.run([sys.argv[1], str(peer), str(_ROUNDS)], check=True, capture_output=True, text=True)
    took, size = told.stdout.split()
    found, drawn, text = [], [], ""
    for number in range(_ROUNDS):
        start = time.process_time()
        answer = _told(60.0 + number)
        middle = time.process_time()
        text = picture_text(answer)
        found.append(1000 * (middle - start))
        drawn.append(1000 * (time.process_time() - middle))
    print(machine())
    print(f"anatomapa: {float(took):.1f} ms, {int(size) // 1000} kB")
    print(f"bodymap: {median(found):.1f} ms to find and say, {median(drawn):.1f} ms to draw, {len(text) // 1000} kB")


def _told(x: float) -> Told:
    atlas, evidence = load_atlas(), load_evidence()
    marks = (Mark(MarkId(1), Spot(View.FRONT, x, 0.0)),)
    findings = find(marks, atlas, evidence)
    said = explain(findings, evidence, Voice.PATIENT)
    return Told(Case(marks=marks), findings, said, atlas, evidence)


if __name__ == "__main__":
    main()
