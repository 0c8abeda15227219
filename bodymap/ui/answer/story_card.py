"""The likely story with the spine beside it, and a chip for each complaint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QWidget

from bodymap.ui.answer.source_note import SourceNote
from bodymap.ui.answer.spine_panel import LitRoot, SpinePanel
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.card import Card, take_role, text_label
from bodymap.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from bodymap.core.reasoning.candidates import Candidate


_NARROW_LINES = 24
_NO_COMPLAINT = -2
"""From here downwards ids of chips that are not in use; Qt gives -1 a meaning of its own."""


class StoryCard(Card):
    """The story; what it says of the spine stands beside the drawing, or under it where the card is narrow."""

    #: the number of the complaint that is asked for
    complaint_chosen = Signal(int)
    #: where the count of the spine comes from is asked for
    source_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.panel = SpinePanel(theme, self)
        self._chips = QButtonGroup(self)
        self._chips.idClicked.connect(self.complaint_chosen)
        self._chip_box = QWidget(self)
        self._chip_box.setProperty("role", "plain")
        FlowLayout(self._chip_box, line_gap=0)  # chips have margins of their own
        self._lead = text_label("reading", parent=self)
        self._text = text_label("reading", parent=self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._source = QPushButton(self.tr("where this comes from ›"), self)
        self._source.setProperty("role", "link")
        self._source.clicked.connect(self.source_asked)
        beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        beside.addWidget(self._text)
        beside.addWidget(self._source)
        beside.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(beside, stretch=1)
        self._row.addWidget(self.panel, stretch=1, alignment=Qt.AlignmentFlag.AlignTop)
        self.add(self._chip_box)
        self.add(self._lead)
        self._column.addLayout(self._row)
        self.sources = SourceNote(self)
        self.show_complaints((), chosen=0)

    @property
    def text(self) -> str:
        """What the card says, with its heading."""
        return "\n".join(filter(None, (self._heading.text(), self._lead.text(), self._text.text())))

    @property
    def chips(self) -> tuple[QPushButton, ...]:
        """A button for each complaint, when there are several."""
        chips = (button for button in self._chips.buttons() if isinstance(button, QPushButton))
        return tuple(chip for chip in chips if not chip.isHidden())

    @property
    def source_link(self) -> QPushButton:
        """Asks where the count of the spine comes from."""
        return self._source

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the drawing under the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_LINES * self.fontMetrics().height()
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(under if narrow else beside)

    def show_start(self, theme: Theme) -> None:
        """Show the spine at rest."""
        self.panel.show()
        self.set_heading(self.tr("Where the nerves leave the spine"))
        self.show_complaints((), chosen=0)
        self._say(
            "", f"{self.tr('Touch the place that hurts.')}\n\n{self.tr('The nerves that feel it light up here.')}"
        )
        self._source.hide()
        self.sources.show_sources(())
        self._light((), theme)

    def show_complaints(self, names: Sequence[tuple[int, str, str]], *, chosen: int) -> None:
        """Offer a chip for each complaint: by its number, with what stands on it and what is read out.

        A single one has none.
        """
        wanted = tuple(names) if len(names) > 1 else ()
        while len(self._chips.buttons()) < len(wanted):
            self._add_chip()
        for place, chip in enumerate(self._chips.buttons()):
            number, name, title = wanted[place] if place < len(wanted) else (_NO_COMPLAINT - place, "", "")
            self._chips.setId(chip, number)
            chip.setText(name)
            chip.setAccessibleName(title)
            chip.setVisible(place < len(wanted))
            chip.setChecked(number == chosen)
        self._chip_box.setVisible(bool(wanted))

    def _add_chip(self) -> None:
        chip = QPushButton(self._chip_box)
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        self._chips.addButton(chip)
        layout = self._chip_box.layout()
        if layout is not None:
            layout.addWidget(chip)

    def show_story(self, heading: str, lead: str, beside: str, *, has_figure: bool, has_spine: bool = True) -> None:
        """Say a story under its place: first what leads, then, beside the spine, what the spine has in it.

        A clinician, who reads more lines and smaller ones, sees the spine when more is asked for.
        """
        self.set_heading(heading)
        for label in (self._lead, self._text):
            take_role(label, "reading" if has_spine else "normal")
        self.panel.setVisible(has_spine)
        self._say(lead, beside)
        self._source.setVisible(has_figure)

    def show_roots(self, candidates: tuple[Candidate, ...], theme: Theme) -> None:
        """Light the candidates' roots: what is lit on the body and has a row of its own, and nothing else."""
        lit = (LitRoot(found.root, found.side, theme.root(found.root)) for found in candidates)
        self._light(tuple(lit), theme)

    def _say(self, lead: str, beside: str) -> None:
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._text.setText(beside)
        self._text.setVisible(bool(beside))

    def _light(self, lit: tuple[LitRoot, ...], theme: Theme) -> None:
        self.panel.show_roots(lit, theme)
        # Kept while the cards below come and go, so that the bones need not be painted anew.
        self.panel.setFixedHeight(self.panel.sizeHint().height())
