"""The candidate roots with their shares, the range over the maps, and what a clinician examines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from bodymap.core.vocabulary import Side, Voice
from bodymap.state.session import RootOfSide
from bodymap.ui.answer.share_bar import ShareBar
from bodymap.ui.answer.source_note import SourceNote
from bodymap.ui.language.spoken import label, spoken
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.card import Card, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bodymap.core.atlas.maps import DermatomeMap
    from bodymap.core.reasoning.candidates import Candidate
    from bodymap.core.tables.roots import RootFacts
    from bodymap.core.vocabulary import MapName


class LevelsCard(Card):
    """A row for each of the strongest candidates; the rest is named in a line.

    Signals
    -------
    root_chosen : RootOfSide
        When the root of a row is to be looked at alone.
    """

    #: RootOfSide to be looked at alone
    root_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_heading(self.tr("Nerve levels to consider"))
        self._rows: list[_LevelRow] = []
        self._alone: RootOfSide | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._note = text_label("normal", parent=self)
        self.add(self._note)
        self._column.addLayout(self._grid)
        self._rest = text_label("small", parent=self)
        self._maps = text_label("small", parent=self)
        self.add(self._rest)
        self.add(self._maps)
        self.sources = SourceNote(self)

    @property
    def shown_levels(self) -> tuple[str, ...]:
        """The rows' names from top to bottom, such as "L1 left"."""
        return tuple(row.name for row in self._rows if not row.is_hidden)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The names of the rows, to be clicked."""
        return tuple(row.button for row in self._rows if not row.is_hidden)

    @property
    def bars(self) -> tuple[ShareBar, ...]:
        """The bar of each row."""
        return tuple(row.bar for row in self._rows if not row.is_hidden)

    @property
    def shown_maps(self) -> tuple[str, ...]:
        """How many maps are for each row, such as "2 of 3 maps"."""
        return tuple(row.maps for row in self._rows if not row.is_hidden)

    @property
    def shown_facts(self) -> tuple[str, ...]:
        """What is said of each root to a clinician; empty for a patient."""
        return tuple(row.facts for row in self._rows if row.facts)

    @property
    def text(self) -> str:
        """What the card says, with its heading."""
        return "\n".join(filter(None, (self._heading.text(), self._note.text(), *self.shown_levels, *self.shown_facts)))

    def show_note(self, text: str) -> None:
        """Say this above the rows; nothing for an empty text."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def show_maps(self, maps: tuple[DermatomeMap, ...]) -> None:
        """Say under the rows which maps were asked and how they were drawn; nothing when there are none."""
        notes = " ".join(dict.fromkeys(label(known.note) for known in maps))
        titles = ", ".join(label(known.title) for known in maps)
        self._maps.setText(self.tr("Maps: {titles}. {notes}").format(titles=titles, notes=notes))
        self._maps.setVisible(bool(maps))

    @property
    def maps_note(self) -> str:
        """Which maps were asked and how they were drawn; empty when it is not shown."""
        return "" if self._maps.isHidden() else self._maps.text()

    def show_alone(self, root: RootOfSide | None) -> None:
        """Show that the root of a row is looked at alone."""
        self._alone = root
        for row in self._rows:
            row.show_chosen(root)

    def show_candidates(
        self,
        candidates: tuple[Candidate, ...],
        further: tuple[Candidate, ...],
        facts: tuple[RootFacts, ...],
        voice: Voice,
        theme: Theme,
        *,
        maps: tuple[DermatomeMap, ...] = (),
    ) -> None:
        """Show a row for each candidate, and name the further ones in a line.

        Parameters
        ----------
        facts : tuple of RootFacts
            Those of each row's root.
        maps : tuple of DermatomeMap
            The maps by which the share of each is told too.
        """
        titles = {known.name: label(known.title) for known in maps}
        while len(self._rows) < len(candidates):
            self._rows.append(_LevelRow(self._grid, row=2 * len(self._rows), parent=self))
            self._rows[-1].clicked.connect(self.root_chosen)
        for rank, row in enumerate(self._rows):
            if rank < len(candidates):
                row.show_candidate(candidates[rank], facts[rank], voice, theme, titles)
            else:
                row.hide()
        self.show_alone(self._alone)
        rest = ", ".join(level_name(candidate) for candidate in further)
        self._rest.setText(self.tr("Smaller shares: {levels}").format(levels=rest))
        self._rest.setVisible(bool(rest))


class _LevelRow(QObject):
    """The widgets of one row of the grid, and of the line of facts under it; the name and the bar can be clicked."""

    #: RootOfSide of the row
    clicked = Signal(object)

    def __init__(self, grid: QGridLayout, *, row: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._root: RootOfSide | None = None
        self._name = QPushButton(parent)
        self._name.setProperty("role", "level")
        self._name.setCheckable(True)
        self._name.clicked.connect(self._on_clicked)
        self._bar = ShareBar(parent)
        self._bar.clicked.connect(self._on_clicked)
        self._maps = QLabel(parent)
        self._maps.setProperty("role", "caption")
        self._facts = text_label("small", parent=parent)
        self._widgets = (self._name, self._bar, self._maps, self._facts)
        grid.addWidget(self._name, row, 0)
        grid.addWidget(self._bar, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._maps, row, 2)
        grid.addWidget(self._facts, row + 1, 0, 1, 3)

    @property
    def button(self) -> QPushButton:
        return self._name

    @property
    def bar(self) -> ShareBar:
        return self._bar

    @property
    def name(self) -> str:
        return self._name.text()

    @property
    def maps(self) -> str:
        return self._maps.text()

    @property
    def facts(self) -> str:
        return "" if self._facts.isHidden() else self._facts.text()

    @property
    def is_hidden(self) -> bool:
        return self._name.isHidden()

    def hide(self) -> None:
        for widget in self._widgets:
            widget.hide()

    def show_chosen(self, root: RootOfSide | None) -> None:
        self._name.setChecked(root is not None and root == self._root)

    def _on_clicked(self) -> None:
        self.clicked.emit(self._root)

    def show_candidate(
        self, candidate: Candidate, facts: RootFacts, voice: Voice, theme: Theme, titles: Mapping[MapName, str]
    ) -> None:
        self._root = RootOfSide(candidate.root, candidate.side)
        self._name.setText(level_name(candidate))
        self._name.setToolTip(QCoreApplication.translate("Levels", "Show this root alone; once more shows all."))
        by_map = tuple(one.share for one in candidate.by_map)
        self._bar.show_share(share=candidate.share, low=candidate.low, high=candidate.high, by_map=by_map)
        self._bar.set_colours(fill=theme.root(candidate.root).fill, track=theme.track, line=theme.range_line)
        self._bar.setAccessibleName(f"{level_name(candidate)}: {self._share_in_words(candidate)}")
        self._bar.setToolTip(self._share_in_words(candidate))
        is_clinician = voice is Voice.CLINICIAN
        self._maps.setText(self._figures(candidate) if is_clinician else self._maps_in_words(candidate))
        lines = (
            " · ".join(filter(None, (self._maps_in_words(candidate), self._facts_in_words(facts)))),
            self._shares_by_map(candidate, titles),
        )
        self._facts.setText("\n".join(filter(None, lines)))
        self._name.show()
        self._bar.show()
        self._maps.setVisible(bool(self._maps.text()))
        self._facts.setVisible(is_clinician)

    def _maps_in_words(self, candidate: Candidate) -> str:
        if candidate.maps_total == 1:
            return ""  # one map has nobody to agree with
        return self.tr("{agree} of {all} maps").format(agree=candidate.maps_for, all=candidate.maps_total)

    def _share_in_words(self, candidate: Candidate) -> str:
        share, low, high = (round(100 * value) for value in (candidate.share, candidate.low, candidate.high))
        if low == high:
            return self.tr("about {share} of 100 parts of the marked skin").format(share=share)
        words = self.tr("about {share} of 100 parts of the marked skin; from {low} to {high} over the maps")
        return words.format(share=share, low=low, high=high)

    def _shares_by_map(self, candidate: Candidate, titles: Mapping[MapName, str]) -> str:
        """What each map gives the root; nothing where no map has a title, or only one speaks."""
        told = [(titles[one.map], round(100 * one.share)) for one in candidate.by_map if one.map in titles]
        words = self.tr("{map} {share} %")
        return " · ".join(words.format(map=title, share=share) for title, share in told) if len(told) > 1 else ""

    def _figures(self, candidate: Candidate) -> str:
        share, low, high = (round(100 * value) for value in (candidate.share, candidate.low, candidate.high))
        return self.tr("{share}\u00a0% ({low}–{high})").format(share=share, low=low, high=high)

    def _facts_in_words(self, facts: RootFacts) -> str:
        """What a clinician examines, in one line."""
        pieces = [self.tr("exit {level}").format(level=label(facts.short_exits))]
        if facts.short_muscle:
            pieces.append(label(facts.short_muscle))
        if facts.short_reflex:
            from bodymap.core.words.clinician import reflex_words

            pieces.append(spoken(reflex_words(facts)))
        return " · ".join(pieces)


def level_name(candidate: Candidate) -> str:
    """A root with its side, such as "L1 left"."""
    side = {
        Side.LEFT: QCoreApplication.translate("Side", "left"),
        Side.RIGHT: QCoreApplication.translate("Side", "right"),
    }[candidate.side]
    return f"{candidate.root.value} {side}"
