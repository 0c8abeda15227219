"""The page to take home before it is printed or saved: how it will look, for whom, and what is typed for it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bodymap.core.vocabulary import Voice
from bodymap.library.languages import languages
from bodymap.publish.blocks import Page, Paper
from bodymap.ui.paper.page import LaidPage, lay_out
from bodymap.ui.paper.sheet_preview import SheetPreview
from bodymap.ui.widgets.choice_box import ChoiceBox

_MOST_TYPED: Final = 200
_SIZES: Final = (100, 110, 120, 135, 150)
_SIZE = QSize(980, 820)
_TYPING_MS: Final = 250


class HandoutDialog(QDialog):
    """Shows a page and lets it go to a printer or into a file.

    Parameters
    ----------
    page_of : callable
        The page for an audience, with the name or number that was typed for it.

    Signals
    -------
    save_wanted : None
        When the page that is shown is to be saved.
    print_wanted : None
        When it is to be printed.
    language_chosen : str
        The code of the language that the patient is to read; empty for that of the window.
    """

    #: the page is to be saved
    save_wanted = Signal()
    #: the page is to be printed
    print_wanted = Signal()
    #: code of the language of the patient
    language_chosen = Signal(str)

    def __init__(
        self, page_of: Callable[[Voice, str], Page], paper: Paper, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Handout"))
        self._page_of = page_of
        self.preview = SheetPreview()
        self.audience = self._choice({self.tr("Patient"): Voice.PATIENT, self.tr("Clinician"): Voice.CLINICIAN})
        self.language = self._choice({self.tr("As in the window"): "", **_codes()})
        self.language.setCurrentIndex(self.language.findData(language))
        self.paper = self._choice({self.tr("A4"): Paper.A4, self.tr("US Letter"): Paper.LETTER})
        self.paper.setCurrentIndex(self.paper.findData(paper))
        self.text = self._choice({self.tr("{size} %").format(size=size): size for size in _SIZES})
        self.name = QLineEdit(self)
        self.name.setMaxLength(_MOST_TYPED)
        self.notice = QLabel(self)
        self.notice.setProperty("role", "small")
        self.notice.setWordWrap(True)
        self.save = QPushButton(self.tr("Save PDF…"), self)
        self.print = QPushButton(self.tr("Print…"), self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()
        self.show_page()

    @property
    def page(self) -> Page:
        """The page as it is to be printed or saved, with all that was typed."""
        return self._page_of(self.audience.currentData(), self.name.text().strip())

    @property
    def laid(self) -> LaidPage:
        """Where everything on it stands."""
        return lay_out(self.page, self.paper.currentData(), text=self.text.currentData() / 100)

    def show_page(self) -> None:
        """Show the page as it is now, and say what does not fit on it."""
        self._typing.stop()
        laid = self.laid
        self.preview.show_page(laid)
        full = self.tr("The page is full; on a second one stands what begins with “{title}”.")
        self.notice.setText(full.format(title=laid.gone_on) if laid.gone_on else self.tr("One page."))

    def show_language(self, code: str) -> None:
        """Show the page in the language that the patient reads from now on."""
        self.language.setCurrentIndex(self.language.findData(code))
        self.show_page()

    def _choice(self, choices: Mapping[str, object]) -> QComboBox:
        box = ChoiceBox(self)
        for title, value in choices.items():
            box.addItem(title, value)
        return box

    def _lay_out(self) -> None:
        self.resize(_SIZE.boundedTo(self.screen().availableGeometry().size() * 0.95))
        area = QScrollArea(self)
        area.setWidget(self.preview)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Preview"))
        column = QVBoxLayout()
        for title, field in (
            (self.tr("For"), self.audience),
            (self.tr("The patient reads"), self.language),
            (self.tr("Paper"), self.paper),
            (self.tr("Text size"), self.text),
            (self.tr("Name or number, only on this page"), self.name),
        ):
            label = QLabel(title, self)
            label.setProperty("role", "field")
            label.setBuddy(field)
            label.setWordWrap(True)
            field.setAccessibleName(title)
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.notice)
        column.addStretch(1)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        for button in (self.save, self.print, close):
            button.setAutoDefault(False)
            column.addWidget(button)
        self.save.setDefault(True)
        row = QHBoxLayout(self)
        row.setSpacing(16)
        row.addWidget(area, stretch=1)
        side = QWidget(self)
        side.setLayout(column)
        side.setFixedWidth(240)
        row.addWidget(side)
        self.save.setFocus()

    def _connect(self) -> None:
        for box in (self.audience, self.paper, self.text):
            box.currentIndexChanged.connect(self.show_page)
        self.language.currentIndexChanged.connect(self._on_language_chosen)
        self.audience.currentIndexChanged.connect(self._on_audience_chosen)
        self.name.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.show_page)
        self.save.clicked.connect(self.save_wanted)
        self.print.clicked.connect(self.print_wanted)

    def _on_language_chosen(self) -> None:
        self.language_chosen.emit(self.language.currentData())

    def _on_audience_chosen(self) -> None:
        """A clinician's page speaks as the window does."""
        self.language.setEnabled(self.audience.currentData() is Voice.PATIENT)


def _codes() -> dict[str, str]:
    return {name: code for code, name in languages(Voice.PATIENT).items()}
