"""What was examined: beside each check its result on either side, and what that speaks for or against."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bodymap.core.marks.examined import FULL_STRENGTH, Examined, Result, TestId, graded
from bodymap.core.vocabulary import Side
from bodymap.ui.answer.card_column import CardColumn
from bodymap.ui.language.spoken import label, spoken, window_language
from bodymap.ui.widgets.card import Card, text_label
from bodymap.ui.widgets.flow_layout import FlowLayout
from bodymap.ui.widgets.switch_button import SwitchButton

if TYPE_CHECKING:
    from bodymap.core.reasoning.examinations import Examination
    from bodymap.core.reasoning.findings import Findings
    from bodymap.core.reasoning.knowledge import Evidence

_MOST_ROWS = 12


class ExaminationPanel(CardColumn):
    """A card for what the results say, and one with the checks worth doing for these marks.

    Signals
    -------
    examined : tuple of (TestId, Side, Examined or None)
        When a result is written down, or taken back by touching it again.
    """

    #: (TestId, Side, Examined or None)
    examined = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("What was examined"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._rows: dict[str, _TestRow] = {}
        self._summary = Card(self.tr("Beside the candidates"), self.page)
        self._beside = text_label("normal", parent=self._summary)
        self._caution = text_label("small", parent=self._summary)
        self._summary.add(self._beside)
        self._summary.add(self._caution)
        self._card = Card(self.tr("What was examined"), self.page)
        self._none = text_label("normal", self.tr("Mark where it hurts, and the checks worth doing stand here."))
        self._card.add(self._none)
        self._column_of_rows = QVBoxLayout()
        self._column_of_rows.setSpacing(14)
        self._column_of_rows.setContentsMargins(0, 0, 0, 0)
        holder = QWidget(self._card)
        holder.setProperty("role", "plain")
        holder.setLayout(self._column_of_rows)
        self._card.add(holder)
        self.fill((self._summary, self._card))
        self._summary.hide()

    @property
    def shown_tests(self) -> tuple[str, ...]:
        """Ids of the checks in sight, in their order."""
        return tuple(self._rows)

    @property
    def beside(self) -> str:
        """What the results say beside the candidates."""
        return self._beside.text()

    def button(self, test: str, side: Side, result: Result | int) -> SwitchButton:
        """The button of a result, or of a grade of strength."""
        return self._rows[test].button(side, result)

    def show_findings(self, findings: Findings, evidence: Evidence) -> None:
        """Show the checks for these findings with their results, and what those speak for."""
        done = {weight.test.id: weight.test for weight in findings.weights}
        # A row keeps its place when its result is written down; one that is no longer asked for comes last.
        offered = [test.test for test in findings.next_tests]
        chosen = [test for number, test in enumerate(offered) if number < _MOST_ROWS or test.id in done]
        chosen += [test for name, test in done.items() if name not in {known.id for known in chosen}]
        self._none.setVisible(not chosen)
        with self.place_kept():
            if list(self._rows) != [test.id for test in chosen]:
                self._make_rows(chosen)
            results = {(weight.test.id, weight.examined.side): weight.examined for weight in findings.weights}
            for row in self._rows.values():
                row.show_results({side: results.get((row.test, side)) for side in Side})
            self._show_summary(findings, evidence)

    def _make_rows(self, tests: list[Examination]) -> None:
        for row in self._rows.values():
            self._column_of_rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {test.id: _TestRow(test, self._card) for test in tests}
        for row in self._rows.values():
            row.said.connect(self.examined)
            self._column_of_rows.addWidget(row)

    def _show_summary(self, findings: Findings, evidence: Evidence) -> None:
        from bodymap.core.words.message import capitalised, side_word
        from bodymap.core.words.results import not_added_up, result_words, weight_words

        self._summary.setVisible(bool(findings.weights))
        lines: list[str] = []
        told: set[tuple[str, Side]] = set()
        for one in findings.shown:
            about = [weight for weight in findings.weights if weight.is_about(one.root, one.side)]
            if about:
                said = window_language().semicolon.join(
                    (
                        self.tr("for: {test} {result}") if weight.speaks_for else self.tr("against: {test} {result}")
                    ).format(test=label(weight.test.name), result=spoken(result_words(weight.examined)))
                    for weight in about
                )
                lines.append(f"{one.root.value} {label(side_word(one.side))} – {said}")
                told |= {(weight.test.id, weight.examined.side) for weight in about}
        for weight in findings.weights:
            if (weight.test.id, weight.examined.side) not in told:
                name = capitalised(label(weight.test.name))
                said = spoken(weight_words(weight, evidence))
                lines.append(f"{name} {spoken(result_words(weight.examined))}: {said}")
        self._beside.setText("\n".join(lines))
        self._caution.setText(spoken(not_added_up().message))


class _TestRow(QWidget):
    """A check with a line of results for each side.

    Signals
    -------
    said : tuple of (TestId, Side, Examined or None)
        When a result is touched.
    """

    #: (TestId, Side, Examined or None)
    said = Signal(object)

    def __init__(self, test: Examination, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.test = TestId(test.id)
        self._kind = test.kind.value
        self._buttons: dict[tuple[Side, Result | int], SwitchButton] = {}
        self._shown: dict[Side, Examined | None] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        from bodymap.core.words.message import Message, doubtful

        name = label(test.name)
        column.addWidget(text_label("item", name[:1].upper() + name[1:], self))
        column.addWidget(text_label("small", spoken(doubtful(Message(test.how), test.certainty)), self))
        sides = {Side.LEFT: self.tr("left"), Side.RIGHT: self.tr("right")}
        for side, word in sides.items():
            column.addWidget(self._line(side, word, name))

    def button(self, side: Side, result: Result | int) -> SwitchButton:
        """The button of a result, or of a grade of strength."""
        return self._buttons[side, result]

    def show_results(self, results: dict[Side, Examined | None]) -> None:
        """Hold down the buttons of these results and no others."""
        self._shown = results
        for (side, result), button in self._buttons.items():
            one = results.get(side)
            held = one is not None and result == (one.grade if isinstance(result, int) else one.result)
            button.setChecked(held)

    def _line(self, side: Side, word: str, name: str) -> QWidget:
        line = QWidget(self)
        line.setProperty("role", "plain")
        row = FlowLayout(line, gap=6)  # the results go under the side where both are too wide
        label = QLabel(word, line)
        label.setProperty("role", "small")
        label.ensurePolished()
        both = (self.tr("left"), self.tr("right"))
        label.setMinimumWidth(max(map(label.fontMetrics().horizontalAdvance, both)) + 8)
        row.addWidget(label)
        frame = QFrame(line)
        frame.setProperty("role", "segments")
        switch = QHBoxLayout(frame)
        switch.setContentsMargins(0, 0, 0, 0)
        switch.setSpacing(0)
        for result, text in self._choices().items():
            button = SwitchButton(text, frame)
            button.setProperty("role", "segment")
            button.setAccessibleName(f"{name}, {word}: {text}")
            button.clicked.connect(partial(self._on_clicked, side, result))
            switch.addWidget(button)
            self._buttons[side, result] = button
        row.addWidget(frame)
        return line

    def _choices(self) -> dict[Result | int, str]:
        if self._kind == "strength":
            return {grade: str(grade) for grade in range(FULL_STRENGTH, -1, -1)}
        if self._kind in ("reflex", "feeling"):
            return {
                Result.NORMAL: self.tr("normal"),
                Result.WEAKER: self.tr("weaker"),
                Result.ABSENT: self.tr("absent"),
            }
        return {Result.NEGATIVE: self.tr("negative"), Result.POSITIVE: self.tr("positive")}

    def _on_clicked(self, side: Side, result: Result | int) -> None:
        one: Examined | None = None
        if self._buttons[side, result].isChecked():
            grade = None if isinstance(result, Result) else result
            one = Examined(self.test, side, graded(result) if isinstance(result, int) else result, grade)
        if one != self._shown.get(side):
            self.said.emit((self.test, side, one))
