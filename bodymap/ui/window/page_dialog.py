"""Asks how pages are to be made: paper, clinic, logo, and the folder that takes a page whenever a case is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bodymap.publish.blocks import Paper
from bodymap.state.name_pattern import PatternError, check_pattern
from bodymap.ui.theme import TARGET_PX
from bodymap.ui.widgets.choice_box import ChoiceBox
from bodymap.ui.window import messages
from bodymap.ui.window.page_settings import PageOptions


class PageDialog(QDialog):
    """The options of pages; they count when the dialog is accepted."""

    def __init__(self, options: PageOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paper and clinic"))
        self.paper = ChoiceBox(self)
        for title, paper in ((self.tr("A4"), Paper.A4), (self.tr("US Letter"), Paper.LETTER)):
            self.paper.addItem(title, paper)
        self.paper.setCurrentIndex(self.paper.findData(options.paper))
        self.clinic = QLineEdit(options.clinic, self)
        self.clinic.setMaxLength(200)
        self.emergency_number = QLineEdit(options.emergency_number, self)
        self.emergency_number.setMaxLength(40)
        self.emergency_number.setToolTip(self.tr("Stands at the head of every page; left out while nothing is entered"))
        self.logo = QLineEdit(options.logo, self)
        self.folder = QLineEdit(options.folder, self)
        self.pattern = QLineEdit(options.pattern, self)
        self.pattern.setToolTip(self.tr("{date}, {time} and {case}, the name of the case's file, are filled in"))
        self.problem = QLabel(self)
        self.problem.setProperty("role", "small")
        self.problem.setWordWrap(True)
        self._lay_out()

    @property
    def options(self) -> PageOptions:
        """What is chosen now."""
        return PageOptions(
            self.paper.currentData(),
            clinic=self.clinic.text().strip(),
            emergency_number=self.emergency_number.text().strip(),
            logo=self.logo.text().strip(),
            folder=self.folder.text().strip(),
            pattern=self.pattern.text().strip(),
        )

    def accept(self) -> None:
        """Take the options over, unless one of them cannot work; that is told beside the buttons."""
        self.problem.setText(self._problem())
        if not self.problem.text():
            super().accept()

    def _problem(self) -> str:
        options = self.options
        if options.logo and not Path(options.logo).is_file():
            return self.tr("There is no such picture: {file}").format(file=options.logo)
        if options.folder and not Path(options.folder).is_dir():
            return self.tr("There is no such folder: {folder}").format(folder=options.folder)
        try:
            check_pattern(options.pattern)
        except PatternError as error:
            return str(error)
        return ""

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Paper"), self.paper)
        form.addRow(self.tr("Clinic"), self.clinic)
        form.addRow(self.tr("Emergency number"), self.emergency_number)
        form.addRow(self.tr("Logo"), self._with_button(self.logo, self._choose_logo))
        form.addRow(QLabel(self.tr("Whenever a case is saved, the clinician's page is also written here:"), self))
        form.addRow(self.tr("Folder"), self._with_button(self.folder, self._choose_folder))
        form.addRow(self.tr("File name"), self.pattern)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.setMinimumWidth(560)

    def _with_button(self, field: QLineEdit, choose: object) -> QWidget:
        button = QPushButton("…", self)
        button.setAccessibleName(self.tr("Choose"))
        button.setMinimumWidth(TARGET_PX)
        button.setAutoDefault(False)
        button.clicked.connect(choose)
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field)
        row.addWidget(button)
        return holder

    def _choose_logo(self) -> None:
        if (path := messages.ask_picture(self)) is not None:
            self.logo.setText(str(path))

    def _choose_folder(self) -> None:
        if (path := messages.ask_folder(self, self.folder.text())) is not None:
            self.folder.setText(str(path))
