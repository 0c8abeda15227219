"""The links under the answer, in sight however far it is scrolled: for more of it, and to copy it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

_GAP = 20


class AnswerLinks(QWidget):
    """Shown while there is an answer and its page is in sight; nobody else shows or hides them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self._has_answer, self._is_page_in_sight = False, True
        self.more, self.copy_text = self._link(), self._link()
        self.more.setCheckable(True)
        self.more.toggled.connect(self._name_more)
        self.copy_text.setText(self.tr("Copy the text"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.more)
        row.addWidget(self.copy_text)
        row.addStretch(1)
        self._name_more()

    @property
    def widest(self) -> int:
        """How wide they are where more is offered, which is said in the longer words."""
        for link in (self.more, self.copy_text):
            link.ensurePolished()  # hidden ones are not, and would measure smaller letters
        metrics = self.more.fontMetrics()
        longer = metrics.horizontalAdvance(self._more_text) - metrics.horizontalAdvance(self.more.text())
        return self.sizeHint().width() + max(longer, 0)

    def show_for_answer(self, *, has_answer: bool) -> None:
        """Offer them from now on, or no more."""
        self._has_answer = has_answer
        self._show_or_hide()

    def show_on_page(self, *, is_in_sight: bool) -> None:
        """Go away with the page of the answer, and come back with it."""
        self._is_page_in_sight = is_in_sight
        self._show_or_hide()

    @property
    def _more_text(self) -> str:
        return self.tr("More about this ›")

    def _name_more(self) -> None:
        self.more.setText(self.tr("Less ‹") if self.more.isChecked() else self._more_text)

    def _show_or_hide(self) -> None:
        self.setVisible(self._has_answer and self._is_page_in_sight)

    def _link(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("role", "link")
        button.setProperty("alone", True)
        return button
