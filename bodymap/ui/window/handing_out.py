"""Hands out what was found: the page to take home, the picture, the findings, the lines for the record."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from bodymap.core.vocabulary import Voice
from bodymap.ui.language.spoken import patient_language, window_language
from bodymap.ui.window import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.reasoning.findings import Findings
    from bodymap.publish.blocks import Page
    from bodymap.publish.told import Told
    from bodymap.state.case import Case
    from bodymap.ui.bridge import Bridge
    from bodymap.ui.patient.patient_language import PatientLanguage
    from bodymap.ui.window.handout_dialog import HandoutDialog
    from bodymap.ui.window.page_settings import PageSettings

_PICTURE_WIDTH_PX: Final = 1600


class HandingOut(QObject):
    """The commands by which something leaves the program; each tells what was found, none finds anew.

    Parameters
    ----------
    take_over_typed : callable
        Called before anything leaves, so that what is being typed is in it.
    say : callable
        Called with a line that says what was done.
    """

    def __init__(
        self,
        bridge: Bridge,
        window: QWidget,
        patient_language: PatientLanguage,
        *,
        take_over_typed: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._patient_language = patient_language
        self._take_over_typed = take_over_typed
        self._say = say
        self._found: tuple[Case, Findings] | None = None
        self.handout = self._action(self.tr("Handout…"), self.open_handout, "Ctrl+P")
        self.handout.setIconText(self.tr("Handout"))
        self.handout.setToolTip(self.tr("A page to take home: look at it, print it, save it (Ctrl+P)"))
        self.picture = self._action(self.tr("Save the picture…"), self.save_picture)
        self.table = self._action(self.tr("Save the findings…"), self.save_findings)
        self.copy = self._action(self.tr("Copy for the record"), self.copy_record, "Ctrl+Shift+C")
        self.paper = self._action(self.tr("Paper and clinic…"), self.choose_paper)
        bridge.found.connect(self._on_found)
        bridge.saved.connect(self._on_saved)
        self._show_enabled()

    @cached_property
    def _settings(self) -> PageSettings:
        from bodymap.ui.window.page_settings import PageSettings

        return PageSettings(self)

    def add_to(self, menu: QMenu, before: QAction) -> None:
        """Put the commands into a menu."""
        menu.insertActions(before, [self.handout, self.picture, self.table, self.copy, self.paper])
        menu.insertSeparator(before)

    def open_handout(self) -> None:
        """Show the page to take home, to be printed or saved."""
        self._once_told(Voice.PATIENT, lambda _: self.handout_dialog().open())

    def handout_dialog(self) -> HandoutDialog:
        """The page in its dialog."""
        from bodymap.ui.window.handout_dialog import HandoutDialog

        dialog = HandoutDialog(self._page, self._settings.options.paper, self._patient_language.code, self._window)
        dialog.language_chosen.connect(self._patient_language.choose)
        self._patient_language.changed.connect(dialog.show_language)
        dialog.save_wanted.connect(lambda: self._save_page(dialog))
        dialog.print_wanted.connect(lambda: self._print_page(dialog))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def told(self, voice: Voice) -> Told | None:
        """What was found in the case as it is now, in words for a reader; None before that is known."""
        self._take_over_typed()
        atlas, evidence, case = self._bridge.atlas, self._bridge.evidence, self._bridge.case
        if self._found is None or atlas is None or evidence is None:
            return None
        asked_about, findings = self._found
        if asked_about.without_words != case.without_words:
            return None
        from bodymap.core.words.explain import explain
        from bodymap.publish.told import Told

        said = explain(findings, evidence, voice)
        language = patient_language() if voice is Voice.PATIENT else window_language()
        return Told(case, findings, said, atlas, evidence, self._bridge.maps, language)

    def save_picture(self) -> None:
        """Ask for a file and put the annotated picture into it, as PNG or SVG."""
        self._once_told(Voice.PATIENT, self._save_picture)

    def save_findings(self) -> None:
        """Ask for a file and put the findings into it, as CSV or JSON."""
        self._once_told(Voice.CLINICIAN, self._save_findings)

    def copy_record(self) -> None:
        """Put the lines for the record on the clipboard."""
        self._once_told(Voice.CLINICIAN, self._copy_record)

    def choose_paper(self) -> None:
        """Ask how pages are to be made from now on."""
        from bodymap.ui.window.page_dialog import PageDialog

        dialog = PageDialog(self._settings.options, self._window)
        dialog.accepted.connect(lambda: self._settings.keep(dialog.options))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _once_told(self, voice: Voice, do: Callable[[Told], None]) -> None:
        """Do something with what was found; when the answer to what was done last is on its way, as soon as it came."""
        if (told := self.told(voice)) is not None:
            do(told)
        elif self._found is not None:
            once_more = partial(self._once_told, voice, do)
            self._bridge.found.connect(lambda _: once_more(), Qt.ConnectionType.SingleShotConnection)

    def _save_picture(self, told: Told) -> None:
        kinds = {".png": self.tr("Picture (*.png)"), ".svg": self.tr("Drawing (*.svg)")}
        path = messages.ask_where_to_write(self._window, self.tr("Save the picture"), self.tr("picture"), kinds)
        if path is None:
            return
        from bodymap.publish.picture import picture_text

        text = picture_text(told)
        if path.suffix.lower() == ".svg":
            self._write(path, text.encode("utf-8"))
        else:
            from bodymap.ui.paper.png import png_of

            self._write(path, png_of(text, _PICTURE_WIDTH_PX))

    def _save_findings(self, told: Told) -> None:
        kinds = {".csv": self.tr("Table (*.csv)"), ".json": self.tr("JSON (*.json)")}
        path = messages.ask_where_to_write(self._window, self.tr("Save the findings"), self.tr("findings"), kinds)
        if path is None:
            return
        from bodymap.publish.findings_table import findings_csv, findings_json

        text = findings_csv(told) if path.suffix.lower() == ".csv" else findings_json(told)
        self._write(path, text.encode("utf-8"))

    def _copy_record(self, told: Told) -> None:
        from bodymap.publish.record_text import record_text

        text = record_text(told)
        QGuiApplication.clipboard().setText(text)
        copied = self.tr("Copied: {count} lines").format(count=text.count("\n"))
        QToolTip.showText(self._window.mapToGlobal(self._window.rect().center()), copied, self._window)

    def _action(self, text: str, do: Callable[[], None], key: str = "") -> QAction:
        action = QAction(text, self)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(do)
        self._window.addAction(action)
        return action

    def _page(self, audience: Voice, person: str) -> Page:
        from datetime import datetime

        from bodymap.publish.handout import Letterhead, handout

        told = self.told(audience)
        if told is None:
            raise RuntimeError("a page was asked for before anything was found")
        options = self._settings.options
        today = told.language.date(datetime.now().astimezone().date().isoformat())
        letterhead = Letterhead(
            today,
            clinic=options.clinic,
            emergency_number=options.emergency_number,
            logo=self._logo(options.logo),
            person=person,
        )
        return handout(told, letterhead, audience)

    def _logo(self, name: str) -> bytes:
        """The picture of the clinic; a page is made without one that is gone."""
        from bodymap.library.logo import read_logo

        try:
            return read_logo(Path(name)) if name else b""
        except OSError:
            return b""

    def _save_page(self, dialog: HandoutDialog) -> None:
        kinds = {".pdf": self.tr("Page (*.pdf)")}
        path = messages.ask_where_to_write(dialog, self.tr("Save the handout"), self.tr("handout"), kinds)
        if path is None:
            return
        from bodymap.ui.paper.pdf import page_pdf

        text = dialog.text.currentData() / 100
        if self._write(path, page_pdf(dialog.page, dialog.paper.currentData(), text=text)[0]):
            dialog.accept()

    def _print_page(self, dialog: HandoutDialog) -> None:
        from bodymap.ui.paper.printing import print_page

        if print_page(dialog.laid, dialog):
            dialog.accept()

    def _on_found(self, findings: Findings) -> None:
        self._found = (self._bridge.case, findings)
        self._show_enabled()

    def _show_enabled(self) -> None:
        is_on = self._found is not None and not self._bridge.case.is_empty
        for action in (self.handout, self.picture, self.table, self.copy):
            action.setEnabled(is_on)

    def _on_saved(self) -> None:
        """Put the clinician's page into the folder that takes pages, if there is one and the case has no password."""
        options, path = self._settings.options, self._bridge.path
        if not options.folder or path is None or self._bridge.origin.key is not None:
            return
        if self._bridge.case.is_empty or self.told(Voice.CLINICIAN) is None:
            return
        from datetime import datetime

        from bodymap.core.errors import BodymapError
        from bodymap.state.name_pattern import file_name
        from bodymap.ui.paper.pdf import page_pdf

        try:
            name = file_name(options.pattern, now=datetime.now().astimezone(), case=path.stem)
        except BodymapError as error:
            messages.tell_problem(self._window, self.tr("The page could not be put into its folder."), str(error))
            return
        self._write(Path(options.folder, f"{name}.pdf"), page_pdf(self._page(Voice.CLINICIAN, ""), options.paper)[0])

    def _write(self, path: Path, data: bytes) -> bool:
        from bodymap.library.whole_file import write_whole

        try:
            write_whole(path, data)
        except OSError as error:
            problem = self.tr("{file} could not be written.").format(file=path.name)
            messages.tell_problem(self._window, problem, str(error.strerror or error))
            return False
        self._say(self.tr("Saved to {file}.").format(file=path.name))
        return True
