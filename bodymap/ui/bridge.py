"""Between the window and the workspace: the one place in `ui` that commands it and asks what the marks mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from bodymap.core.errors import CaseFullError
from bodymap.core.marks.examined import Examined, TestId
from bodymap.core.marks.mark import Mark, MarkId, MarkPair, Shape, Spot, WholePart
from bodymap.core.marks.reply import QuestionId, Reply
from bodymap.core.marks.touch import BodyPoint, BodyStroke
from bodymap.core.tables.person import FactId
from bodymap.core.vocabulary import Figure, MapName, PartId, Quality, Side
from bodymap.library.encryption import FileKey
from bodymap.state.case import Case
from bodymap.state.gestures import drawn_stroke, lies_on_body, mark_at
from bodymap.state.origin import Origin, open_case_file, save_case_file
from bodymap.state.pen import Pen, Tool
from bodymap.state.session import RootOfSide, Session
from bodymap.state.workspace import Belonging, Change, Workspace

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas, PartRegion
    from bodymap.core.atlas.maps import DermatomeMap
    from bodymap.core.reasoning.knowledge import Evidence


class Bridge(QObject):
    """Commands the workspace and tells what came of it.

    The atlas is loaded after the window's first frame; what is touched before that is kept and done then.

    Parameters
    ----------
    case, origin : Case and Origin, optional
        What to begin with, and the file it was read from.

    Signals
    -------
    atlas_loaded : Atlas
        When places on the body are known, and again when another figure is chosen.
    case_changed : Change
        After a command that changed the case.
    saved : None
        After the case was saved to a file.
    said : None
        When the pen, or what is said of the mark that is being changed, is another.
    finding : None
        Before it is looked into what the marks mean, which can take a while.
    refused : str
        Why the case, which stays as it was, has no room for what was marked or erased.
    found : Findings
        What the marks mean, once the atlas is loaded, and soon after each change or several quick ones.
    """

    #: Atlas
    atlas_loaded = Signal(object)
    #: Change
    case_changed = Signal(object)
    #: the case was saved to a file
    saved = Signal()
    #: another pen or selected mark, or something else said of it
    said = Signal()
    #: the marks are about to be looked into, which can take a while
    finding = Signal()
    #: why the case has no room for what was marked or erased
    refused = Signal(str)
    #: Findings
    found = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, case: Case | None = None, origin: Origin | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = Workspace(case)
        self._saved = self._workspace.case
        self._origin = origin or Origin()
        self._session = Session()
        self._atlas: Atlas | None = None
        self._evidence: Evidence | None = None
        self._waiting: list[Callable[[], None]] = []
        # What the marks mean is asked when they are painted and nothing else waits, once for changes that came at once.
        self._asking = QTimer(self, singleShot=True, interval=0)
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
        return self._origin.path

    @property
    def origin(self) -> Origin:
        """That file, what it held then, and the key of its password, if it has one."""
        return self._origin

    @property
    def is_saved(self) -> bool:
        """Whether nothing would be lost if the case were closed."""
        return self.case == self._saved

    @property
    def figure(self) -> Figure:
        """The body that the case was marked on."""
        return self.case.figure

    @property
    def session(self) -> Session:
        """What is selected: tool, mark, maps and root."""
        return self._session

    @property
    def selected(self) -> Mark | None:
        """The mark that is being changed: the one made last, until another is made or chosen, or it is left."""
        return self._session.mark(self.case)

    @property
    def known_maps(self) -> tuple[DermatomeMap, ...]:
        """The maps that there are; none before the atlas is loaded."""
        return self._atlas.maps if self._atlas is not None else ()

    @property
    def maps(self) -> tuple[MapName, ...]:
        """The maps that are asked: all there are, or those that were chosen."""
        return self._session.maps(known.name for known in self.known_maps)

    def load_atlas(self) -> None:
        """Load atlas and tables, which takes the heavy libraries; then do what was asked for meanwhile."""
        from bodymap.library.loading import load_atlas, load_evidence

        self._atlas = load_atlas(self.figure)
        self._evidence = load_evidence(self.figure)
        self.atlas_loaded.emit(self._atlas)
        while self._waiting:
            self._waiting.pop(0)()
        if not self._asking.isActive():  # else what was asked for meanwhile is looked into at once, and nothing before
            self._tell_findings()

    def choose_figure(self, figure: Figure) -> None:
        """Draw this body from now on; every mark keeps its place on the skin."""
        if figure is self.figure or self._atlas is None:
            return
        from bodymap.library.loading import moved_marks

        moved = moved_marks(self.case.marks, self.figure, figure)
        self._tell(self._workspace.change_figure(figure, moved))

    def choose_maps(self, maps: tuple[MapName, ...] | None) -> None:
        """Ask these maps from now on; None asks all there are."""
        if maps != self._session.chosen_maps:
            self._session = replace(self._session, chosen_maps=maps)
            self._tell_findings()

    def part_at(self, point: BodyPoint) -> PartRegion | None:
        """The part at a point; None off the body, and before the atlas is loaded."""
        return self._atlas.part_at(point.view, x=point.x, y=point.y) if self._atlas is not None else None

    def take_pen(self, pen: Pen) -> None:
        """Mark with this from now on."""
        self._set(pen=pen)

    def say_quality(self, quality: Quality | None) -> None:
        """Say how it feels: of the selected mark alone, or, when none is selected, of what is marked next."""
        if (mark := self.selected) is not None:
            self._tell(self._workspace.set_quality(mark.id, quality))
        else:
            self._set(pen=replace(self._session.pen, quality=quality))

    def say_intensity(self, intensity: int | None) -> None:
        """Say how strong it is: of the selected mark alone, or, when none is selected, of what is marked next."""
        if (mark := self.selected) is not None:
            self._tell(self._workspace.set_intensity(mark.id, intensity))
        else:
            self._set(pen=replace(self._session.pen, intensity=intensity))

    def say_note(self, mark_id: MarkId, note: str) -> None:
        """Write a note on a mark, letter by letter as it is typed."""
        self._tell(self._workspace.set_mark_note(mark_id, note, is_typing=True))

    def end_typing(self) -> None:
        """Let what is typed next be a step of its own."""
        self._workspace.end_typing()

    def select(self, mark_id: MarkId | None) -> None:
        """Change this mark from now on; None ends that."""
        self._set(selected=mark_id)

    def look_at(self, root: RootOfSide | None) -> None:
        """Show this root alone; the one that is looked at already, or None, shows all again."""
        self._set(root=None if root == self._session.root else root)

    def show_nerves(self, is_on: bool) -> None:  # noqa: FBT001
        """Draw the skin nerves, or do not."""
        self._set(shows_nerves=is_on)

    def touch(self, point: BodyPoint) -> None:
        """Mark a spot; on a mark select it; off the body leave the selected mark."""
        if self._atlas is None:
            self._waiting.append(lambda: self.touch(point))
            return
        if (mark := mark_at(self.case, self._atlas, point)) is not None:
            self.select(mark.id)
        elif self._atlas.part_at(point.view, x=point.x, y=point.y) is not None:
            self._add(Spot(point.view, point.x, point.y, self._session.pen.spot_mm / 2))
        else:
            self.select(None)

    def draw(self, line: BodyStroke) -> None:
        """Paint a stroke or erase along it, as the selected tool does; a stroke off the body does nothing."""
        if self._atlas is None:
            self._waiting.append(lambda: self.draw(line))
            return
        from bodymap.core.coverage.skin import seen_areas

        stroke = drawn_stroke(line, self._session.pen.width_mm)
        if self._session.pen.tool is Tool.ERASE:
            with self._refusals_told():
                self._tell(self._workspace.erase(stroke, self._atlas))
        elif seen_areas(stroke, self._atlas):
            self._add(stroke)

    def toggle_part(self, part: PartId, side: Side) -> None:
        """Mark a whole part, or take its mark away."""
        shape = WholePart(part, side)
        if marks := [mark for mark in self.case.marks if mark.shape == shape]:
            self._tell(self._workspace.remove_mark(marks[-1].id))
        else:
            self._add(shape)

    def reshape(self, mark: Mark) -> None:
        """Move or resize a mark; one that would leave the body stays where it is."""
        if self._atlas is not None and lies_on_body(mark, self._atlas):
            self._tell(self._workspace.reshape(mark))

    def say_of_selected(self, *, quality: Quality | None, intensity: int | None) -> None:
        """Say of the selected mark, and of no other, how it feels and how strong it is."""
        if (mark := self.selected) is not None:
            self._tell(self._workspace.set_feeling(mark.id, quality, intensity))

    def remove(self, mark_id: MarkId) -> None:
        """Take a mark away."""
        self._tell(self._workspace.remove_mark(mark_id))

    def answer(self, question: QuestionId, reply: Reply | None) -> None:
        """Answer a question of a warning; None takes the answer back."""
        self._tell(self._workspace.answer(question, reply))

    def say_none(self, questions: Iterable[QuestionId], facts: Iterable[FactId] = ()) -> None:
        """Say no to several questions and facts about the person, as one step."""
        self._tell(self._workspace.say_none(questions, facts))

    def say_fact(self, fact: FactId, value: str | None) -> None:
        """Answer a fact about the person; None takes the answer back."""
        self._tell(self._workspace.say_fact(fact, value))

    def regroup(self, said: tuple[Belonging, tuple[MarkPair, ...]]) -> None:
        """Say of pairs of marks whether they belong together, or let the program decide again."""
        self._tell(self._workspace.regroup(*said))

    def tell_history(self, *, since: str, better: str, worse: str, note: str) -> None:
        """Write down since when it hurts, what makes it better or worse, and anything else, as it is typed."""
        self._tell(self._workspace.set_since(since, is_typing=True))
        self._tell(self._workspace.set_better(better, is_typing=True))
        self._tell(self._workspace.set_worse(worse, is_typing=True))
        self._tell(self._workspace.set_note(note, is_typing=True))

    def examine(self, test: TestId, side: Side, result: Examined | None) -> None:
        """Write down what a test showed on one side; None takes it back."""
        self._tell(self._workspace.examine(test, side, result))

    def choose_language(self, code: str) -> None:
        """Let the person read this language; empty for that of the window."""
        self._tell(self._workspace.set_language(code))

    def undo(self) -> None:
        """Take back the last step."""
        change = self._workspace.undo()
        if change.after.marks and not change.before.marks:
            self._origin = self._origin.emptied(False)
        self._tell(change)

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        self._tell(self._workspace.redo())

    def clear(self) -> None:
        """Remove all marks."""
        self._tell(self._workspace.clear())

    def new_case(self) -> None:
        """Begin with the next person: nothing entered, no file, nothing to undo, no word in the pen."""
        blank = Case(figure=self.figure)
        self._begin(blank, Origin(), saved=blank)
        self._tell_findings()

    def open_file(self, path: Path, password: str | None = None) -> None:
        """Go on with the case in a file.

        Raises
        ------
        CaseFileError
            If it cannot be read, or needs another password; nothing has changed then.
        """
        case, origin = open_case_file(path, password)
        self._begin(case, origin, saved=case)

    def save_file(self, path: Path, key: FileKey | None = None) -> None:
        """Save the case to a file, whatever that holds, encrypted if there is a key; see `Origin.obstacle`.

        Raises
        ------
        CaseFileError
            If it cannot be written; a file that stood there before is untouched.
        """
        self._origin = save_case_file(self.case, path, key)
        self._saved = self.case
        self.saved.emit()

    def take_over(self, case: Case, *, key: FileKey | None = None, may_be_lost: bool = False) -> None:
        """Go on with a case that was never saved to a file; one that may be lost, such as an example, is not missed."""
        self._begin(case, Origin(key=key), saved=case if may_be_lost else Case())

    def _set(self, **changed: Any) -> None:  # Any: the fields of a session have several types
        session = replace(self._session, **changed)
        if session != self._session:
            self._session = session
            self.said.emit()

    def _begin(self, case: Case, origin: Origin, *, saved: Case) -> None:
        """Put another person's case in place of this one; nothing of this one stays."""
        change = self._workspace.open_case(case)
        self._saved, self._origin = saved, origin
        self._session = replace(self._session, pen=Pen(), selected=None, root=None)
        if change.is_empty:
            self.case_changed.emit(change)  # what could be undone is gone all the same
        self._tell(change)
        self.said.emit()

    def _add(self, shape: Shape) -> None:
        with self._refusals_told():
            pen = self._session.pen
            if (change := self._workspace.add_mark(shape, pen.quality, pen.intensity)).added:
                self._session = replace(self._session, selected=change.added[0].id)
            self._tell(change)

    @contextmanager
    def _refusals_told(self) -> Iterator[None]:
        try:
            yield
        except CaseFullError as full:
            self.refused.emit(str(full))

    def _tell(self, change: Change) -> None:
        if change.is_empty:
            return
        if change.before.marks and not change.after.marks:
            self._origin = self._origin.emptied(True)
        if self.selected is None:
            self._session = replace(self._session, selected=None)
        self.case_changed.emit(change)
        if change.is_of_words:
            return
        self.said.emit()
        if self._atlas is not None and change.after.figure is not self._atlas.figure:
            self.load_atlas()
        self._asking.start()

    def _tell_findings(self) -> None:
        if self._atlas is None or self._evidence is None:
            return
        from bodymap.core.reasoning.findings import find

        self.finding.emit()
        given = (case := self.case).marks, self._atlas, self._evidence, self.maps, case.answers, case.person
        self.found.emit(find(*given, joined=case.joined, parted=case.parted, examined=case.examined))
