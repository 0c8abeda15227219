"""Between the window and the workspace: the one place in `ui` that commands it and asks what the marks mean."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from bodymap.core.anatomy import Figure, MapName, PartId, Side
from bodymap.core.marks import Mark, Spot, Stroke, WholePart
from bodymap.state.case import Case
from bodymap.state.workspace import Change, Workspace
from bodymap.ui.body_view import BodyPoint

if TYPE_CHECKING:
    from bodymap.core.atlas import Atlas, PartRegion
    from bodymap.core.evidence import Evidence
    from bodymap.core.inference import Candidate
    from bodymap.core.maps import DermatomeMap


# Long enough for the marks to be painted first, short enough not to be noticed.
_PAINT_MS = 12


class Bridge(QObject):
    """Commands the workspace and tells what came of it.

    The atlas is loaded after the window's first frame; what is touched before that is kept and done then.

    Signals
    -------
    atlas_loaded : Atlas
        When places on the body are known, and again when another figure is chosen.
    case_changed : Change
        After a command that changed the case.
    found : Findings
        What the marks mean, once the atlas is loaded, and soon after each change or several quick ones.
    """

    #: Atlas
    atlas_loaded = Signal(object)
    #: Change
    case_changed = Signal(object)
    #: Findings
    found = Signal(object)

    def __init__(self, parent: QObject | None = None, *, case: Case | None = None, path: Path | None = None) -> None:
        super().__init__(parent)
        self._workspace = Workspace(case)
        self._saved = self._workspace.case
        self._path = path
        self._figure = Figure.NEUTRAL
        self._maps: tuple[MapName, ...] | None = None
        self._atlas: Atlas | None = None
        self._evidence: Evidence | None = None
        self._waiting: list[Callable[[], None]] = []
        # What the marks mean is asked after they are painted, and once for several quick changes.
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_PAINT_MS)
        self._asking.timeout.connect(self._tell_findings)

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self._workspace.case

    @property
    def atlas(self) -> Atlas | None:
        """The atlas, once it is loaded."""
        return self._atlas

    @property
    def evidence(self) -> Evidence | None:
        """The clinical tables, once they are loaded."""
        return self._evidence

    @property
    def workspace(self) -> Workspace:
        """For reading only: what can be undone and redone, and under which label."""
        return self._workspace

    @property
    def path(self) -> Path | None:
        """The file that the case was read from or saved to last."""
        return self._path

    @property
    def is_saved(self) -> bool:
        """Whether nothing would be lost if the case were closed."""
        return self.case == self._saved

    @property
    def figure(self) -> Figure:
        """The body that is drawn."""
        return self._figure

    @property
    def known_maps(self) -> tuple[DermatomeMap, ...]:
        """The maps that there are; none before the atlas is loaded."""
        return self._atlas.maps if self._atlas is not None else ()

    @property
    def maps(self) -> tuple[MapName, ...]:
        """The maps that are asked: all there are, or those that were chosen."""
        known = tuple(known.name for known in self.known_maps)
        return known if self._maps is None else tuple(name for name in known if name in self._maps)

    def load_atlas(self) -> None:
        """Load atlas and tables, which takes the heavy libraries; then do what was asked for meanwhile."""
        from bodymap.state.library import load_atlas, load_evidence

        self._atlas = load_atlas(self._figure)
        self._evidence = load_evidence()
        self.atlas_loaded.emit(self._atlas)
        self._tell_findings()
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            command()

    def choose_figure(self, figure: Figure) -> None:
        """Draw this body from now on; every mark keeps its place on the skin."""
        if figure is self._figure or self._atlas is None:
            return
        self._figure = figure
        self.load_atlas()

    def choose_maps(self, maps: tuple[MapName, ...] | None) -> None:
        """Ask these maps from now on; None asks all there are."""
        if maps != self._maps:
            self._maps = maps
            self._tell_findings()

    def part_at(self, point: BodyPoint) -> PartRegion | None:
        """The part at a point; None off the body, and before the atlas is loaded."""
        return self._atlas.part_at(point.view, x=point.x, y=point.y) if self._atlas is not None else None

    def candidates_at(self, point: BodyPoint) -> tuple[Candidate, ...]:
        """The roots that feed a point on the maps that are asked, the largest share first; empty off the body."""
        if self._atlas is None:
            return ()
        from bodymap.core.inference import candidates_at

        return candidates_at(self._atlas, point.view, x=point.x, y=point.y, maps=self.maps)

    def touch(self, point: BodyPoint) -> None:
        """Mark a spot, or take away the mark that is there; a point off the body does nothing."""
        if self._atlas is None:
            self._waiting.append(lambda: self.touch(point))
            return
        mark = mark_at(self.case, self._atlas, point)
        if mark is not None:
            self._tell(self._workspace.remove_mark(mark.id))
        elif self._atlas.part_at(point.view, x=point.x, y=point.y) is not None:
            self._tell(self._workspace.add_mark(Spot(point.view, point.x, point.y)))

    def toggle_part(self, part: PartId, side: Side) -> None:
        """Mark a whole part, or take its mark away."""
        shape = WholePart(part, side)
        marks = [mark for mark in self.case.marks if mark.shape == shape]
        if marks:
            self._tell(self._workspace.remove_mark(marks[-1].id))
        else:
            self._tell(self._workspace.add_mark(shape))

    def undo(self) -> None:
        """Take back the last step."""
        self._tell(self._workspace.undo())

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        self._tell(self._workspace.redo())

    def clear(self) -> None:
        """Take all marks away."""
        self._tell(self._workspace.clear())

    def open_file(self, path: Path) -> None:
        """Go on with the case in a file.

        Raises
        ------
        CaseFileError
            If it cannot be read; nothing has changed then.
        """
        from bodymap.state.case_file import read_case

        case = read_case(path)
        change = self._workspace.open_case(case)
        self._saved, self._path = case, path
        self._tell(change)

    def save_file(self, path: Path) -> None:
        """Save the case to a file.

        Raises
        ------
        CaseFileError
            If it cannot be written; a file that stood there before is untouched.
        """
        from bodymap.state.case_file import write_case

        write_case(self.case, path)
        self._saved, self._path = self.case, path

    def _tell(self, change: Change) -> None:
        if change.is_empty:
            return
        self.case_changed.emit(change)
        self._asking.start()

    def _tell_findings(self) -> None:
        if self._atlas is None or self._evidence is None:
            return
        from bodymap.core.findings import find

        self.found.emit(find(self.case.marks, self._atlas, self._evidence, self.maps))


def mark_at(case: Case, atlas: Atlas, point: BodyPoint) -> Mark | None:
    """The mark that was made last of those that cover a point; None where there is none."""
    region = atlas.part_at(point.view, x=point.x, y=point.y)
    for mark in reversed(case.marks):
        match mark.shape:
            case Spot(view=view, x=x, y=y, radius_mm=radius):
                if view is point.view and math.hypot(point.x - x, point.y - y) <= radius:
                    return mark
            case WholePart(part=part, side=side):
                if region is not None and (region.part, region.side) == (part, side):
                    return mark
            case Stroke():
                pass
    return None
