"""Asks for the password of a case, or for a new one, twice."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from bodymap.library.encryption import SHORTEST_PASSWORD
from bodymap.ui.widgets.switch_button import SwitchButton

_LETTERS_WIDE: Final = 60


class PasswordDialog(QDialog):
    """A password that is typed; hidden, unless the user wants to see it.

    Parameters
    ----------
    lead : str
        What it is asked for; may name a file, and is not read as markup.
    is_new : bool
        Whether it is a new one: then it is typed twice, and may not be too short.
    """

    def __init__(self, title: str, lead: str, parent: QWidget | None = None, *, is_new: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._is_new = is_new
        self.lead = QLabel(lead, self)
        self.lead.setTextFormat(Qt.TextFormat.PlainText)
        self.lead.setWordWrap(True)
        self.first, self.second = self._field(), self._field()
        self.second.setVisible(is_new)
        self.shows = SwitchButton(self.tr("Show the password"), self)
        self.shows.setAutoDefault(False)  # Return takes the password
        self.shows.toggled.connect(self._show_letters)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setVisible(False)
        self._lay_out()

    @property
    def password(self) -> str:
        """What is typed now."""
        return self.first.text()

    def tell(self, problem: str) -> None:
        """Say what is wrong with what was typed; nothing when the text is empty."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.problem.setAccessibleName(problem)
        self._fit()

    def accept(self) -> None:
        """Take the password, unless it cannot be one; that is told above the buttons."""
        self.tell(self._wrong())
        if self.problem.isHidden():
            super().accept()

    def _wrong(self) -> str:
        if not self._is_new:
            return "" if self.password else self.tr("Type the password.")
        if len(self.password) < SHORTEST_PASSWORD:
            return self.tr("Take {count} letters or more; several words are good.").format(count=SHORTEST_PASSWORD)
        return "" if self.password == self.second.text() else self.tr("The two are not the same.")

    def _field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(1000)
        return field

    def _show_letters(self, is_on: bool) -> None:  # noqa: FBT001
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Normal if is_on else QLineEdit.EchoMode.Password)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Password"), self.first)
        if self._is_new:
            form.addRow(self.tr("Once more"), self.second)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.lead)
        column.addLayout(form)
        column.addWidget(self.shows, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.first.setFocus()
        self._fit()

    def _fit(self) -> None:
        """As wide as a line that reads well, and as high as its texts need then."""
        width = max(_LETTERS_WIDE * self.fontMetrics().averageCharWidth(), self._column.minimumSize().width())
        self.setMinimumSize(width, self._column.totalHeightForWidth(width))
        self.resize(self.minimumSize())
