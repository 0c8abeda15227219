"""What the patient display says, complaint by complaint, in letters that shrink a little before anything is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from bodymap.core.vocabulary import Voice
from bodymap.ui.answer.answer import Answer
from bodymap.ui.language.spoken import spoken
from bodymap.ui.widgets.card import text_label

if TYPE_CHECKING:
    from bodymap.core.words.told_complaints import ToldComplaint

_HEADING = 1.1
_MAPS = "reading maps"
# Room above a paragraph that follows another, in heights of its letters.
_ABOVE_LINES = {"heading": 1.0, "item": 0.5, "reading": 0.5}


class PatientWords(QScrollArea):
    """The likely story of each complaint, what to do about it, and what the maps say; scrolls where all else fails."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget(self)
        self._page.setProperty("role", "plain")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._labels: list[QLabel] = []
        self._seen: list[QLabel] = []
        self.setWidget(self._page)

    @property
    def text(self) -> str:
        """All of it, a line for each heading and paragraph."""
        return "\n".join(one.text() for one in self._seen)

    def show_answer(self, answer: Answer) -> None:
        """Say all complaints, several each under its place; behind an emergency nothing."""
        told = () if answer.steps_back else answer.complaints
        said: list[tuple[str, str]] = []
        for one in told:
            own = _paragraphs(answer, one)
            if own and len(told) > 1:
                said.append(("heading", _heading(answer, one)))
            said += own
        self._show(said)

    def show_nothing(self) -> None:
        """Say nothing, because nothing is marked."""
        self._show([])

    def write(self, letters_px: int, *, has_maps: bool) -> None:
        """Write in letters of this size, with what the maps say or without."""
        self._seen = [one for one in self._labels if has_maps or not one.property("of_maps")]
        for one in self._labels:
            one.setVisible(one in self._seen)
        for number, one in enumerate(self._seen):
            role = one.property("role")
            size = round(letters_px * (_HEADING if role == "heading" else 1.0))
            one.setStyleSheet(f"font-size: {size}px;")
            follows = number and self._seen[number - 1].property("role") == "reading"
            above = round(_ABOVE_LINES[role] * letters_px) if follows else 0
            one.setContentsMargins(0, above, 0, 0)

    def height_at(self, width: int) -> int:
        """How high all of it is at a width."""
        return sum(one.heightForWidth(width) for one in self._seen)

    def _show(self, said: list[tuple[str, str]]) -> None:
        for one in self._labels:
            one.hide()
            one.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self._labels = [text_label(role.split()[0], text, self._page) for role, text in said]
        for one, (role, _) in zip(self._labels, said, strict=True):
            one.setProperty("of_maps", role == _MAPS)
            self._column.addWidget(one)
            one.show()
        self._seen = self._labels
        self._column.addStretch(1)


def _heading(answer: Answer, told: ToldComplaint) -> str:
    """The place of a complaint with the numbers that its marks have on the body."""
    place = answer.name(told)
    return f"{', '.join(map(str, answer.numbers(told)))}  {place}" if place else answer.title(told)


def _paragraphs(answer: Answer, told: ToldComplaint) -> list[tuple[str, str]]:
    """What is said of a complaint, each paragraph with its role."""
    from bodymap.core.words.explanation import SectionKind, heading

    story, to_do, maps = (
        " ".join(sentence.text for item in answer.items(kind, told) for sentence in item.sentences)
        for kind in (SectionKind.STORY, SectionKind.DO, SectionKind.MAP)
    )
    said = [("reading", story), ("item", spoken(heading(SectionKind.DO, Voice.PATIENT)) if to_do else "")]
    return [one for one in (*said, ("reading", to_do), (_MAPS, maps)) if one[1]]
