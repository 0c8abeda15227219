"""The window: puts body, cards and commands together, and carries news between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from bodymap.core.vocabulary import View, Voice
from bodymap.library import resources
from bodymap.ui.access.areas import enter_next
from bodymap.ui.answer.answer_column import AnswerColumn
from bodymap.ui.answer.card_column import FRAME, GUTTER
from bodymap.ui.body.body_card import BodyCard
from bodymap.ui.body.body_presenter import BodyPresenter
from bodymap.ui.body.body_scene import BodyScene
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.body.view_choice import ViewChoice, drawn_choices, drawn_figures, map_choices, pairs
from bodymap.ui.bridge import Bridge
from bodymap.ui.language.spoken import explained
from bodymap.ui.look import Look
from bodymap.ui.mark_names import MarkNames
from bodymap.ui.patient.patient_language import PatientLanguage
from bodymap.ui.patient.patient_screen import PatientScreen
from bodymap.ui.preparing import Preparing
from bodymap.ui.theme import Theme
from bodymap.ui.tools.tool_rail import ToolRail
from bodymap.ui.warnings.alarm_banner import AlarmBanner
from bodymap.ui.warnings.person_menu import person_facts
from bodymap.ui.widgets.one_frame import one_frame
from bodymap.ui.window import messages
from bodymap.ui.window.choice_menu import ChoiceMenu
from bodymap.ui.window.commands import Commands
from bodymap.ui.window.examining import Examining
from bodymap.ui.window.filing import Filing
from bodymap.ui.window.handing_out import HandingOut
from bodymap.ui.window.map_options import awaited_maps, figure_options, map_options
from bodymap.ui.window.mark_editing import MarkEditing
from bodymap.ui.window.placement import start_inside
from bodymap.ui.window.side_panel import SidePanel
from bodymap.ui.window.top_bar import TopBar
from bodymap.ui.window.touring import Touring

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.marks.mark import Mark, MarkId
    from bodymap.core.marks.reply import QuestionId, Reply
    from bodymap.core.reasoning.findings import Findings
    from bodymap.core.tables.person import FactId
    from bodymap.state.workspace import Change
    from bodymap.ui.marks.marks_panel import MarksPanel

_GAP = 16


class MainWindow(QMainWindow):
    """The one window of the program.

    Signals
    -------
    closed : None
        When the user closed it, and nothing is to be kept any more.
    placed : QByteArray
        When it is closed, its size and place.
    voice_chosen : Voice
        When the texts speak to another reader.
    """

    #: the user closed the window
    closed = Signal()
    #: QByteArray with size and place
    placed = Signal(object)
    #: Voice that the texts speak to
    voice_chosen = Signal(object)

    def __init__(self, bridge: Bridge, look: Look) -> None:
        super().__init__()
        self.bridge = bridge
        self._look = look
        self._voice = Voice.PATIENT
        self._findings: Findings | None = None
        bridge.setParent(self)
        self._mark_names = MarkNames()
        self._choices = choices = drawn_choices(bridge.figure)
        self.body_card = BodyCard(look.theme)
        self.tool_rail = ToolRail(look.theme)
        self.alarm_banner = AlarmBanner(self)
        self.answer_column = AnswerColumn(look.theme)
        self._marks: MarksPanel | None = None
        self.examining = Examining(bridge, self)
        self.side_panel = SidePanel(self.answer_column, self._made_marks, self.examining.panel, self)
        self.commands = Commands(self, choices, pairs(bridge.figure), map_choices(bridge.figure))
        typed = self.take_over_typed
        self.filing = Filing(bridge, self, self.commands, take_over_typed=typed, mark_name=self._mark_name)
        self.patient_language = PatientLanguage(bridge, self)
        say = self.filing.note.say
        self.handing_out = HandingOut(bridge, self, self.patient_language, take_over_typed=typed, say=say)
        self.handing_out.add_to(self.commands.menu, self.commands.redo)
        self.maps_menu = ChoiceMenu(self.tr("Map"), awaited_maps(), self, further=self.commands.by_map)
        self.figure_menu = ChoiceMenu(self.tr("Figure"), figure_options(drawn_figures()), self)
        menus = (self.maps_menu, self.figure_menu)
        in_bar = (*self.commands.in_bar, self.handing_out.handout)
        self.top_bar = TopBar(choices, menus=menus, actions=in_bar, menu=self.commands.menu)
        self.presenter = BodyPresenter(self.body_card, bridge, look.theme, make=self._body_view, parent=self)
        self.presenter.is_hurried = True
        self.presenter.show_views(choices[0])
        self.mark_editing = MarkEditing(self.body_card, self.presenter, bridge, look, self)
        self.patient_screen = PatientScreen(self, bridge, look, self.commands.patient_display, self._body_view)
        self.patient_language.changed.connect(self.patient_screen.speak_anew)
        self.closed.connect(self.patient_screen.close)
        self.touring = Touring(self)
        self.tool_rail.show_pen(bridge.session.pen)
        preparations = (self.presenter.complete, *self.answer_column.preparations, *self.body_card.preparations)
        self.preparing = Preparing(self, preparations, after=bridge.found)
        self._lay_out()
        self._connect()
        self._show_case()

    @property
    def marks_panel(self) -> MarksPanel:
        """The list of marks, made when it is first turned to."""
        return self._marks or self._made_marks()

    @property
    def findings(self) -> Findings | None:
        """What the marks mean, as it is shown; None before the atlas is loaded."""
        return self._findings

    def choose_views(self, choice: ViewChoice) -> None:
        """Turn to these drawings of the body."""
        self.presenter.show_views(choice)
        self.top_bar.show_views(choice)
        self.commands.show_views(choice)
        self._show_counts()

    def choose_voice(self, voice: Voice) -> None:
        """Let the texts speak to this reader."""
        if voice is not self._voice:
            self._voice = voice
            self.top_bar.show_voice(voice)
            self.presenter.set_voice(voice)
            self._show_marks()
            self._show_answer()
            self.voice_chosen.emit(voice)

    def enter_next_area(self) -> None:
        """Move the keyboard from the body to the answer, the bar, the warnings, the tools, and round again."""
        entrances: dict[QWidget, QWidget] = {
            self.body_card: self.side_panel.entrance,
            self.side_panel: self.top_bar.entrance,
            self.top_bar: self.alarm_banner.entrance or self.tool_rail.entrance,
            self.alarm_banner: self.tool_rail.entrance,
            self.tool_rail: self.presenter.entrance,
        }
        enter_next(entrances, otherwise=self.presenter.entrance)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between body and answer."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.top_bar.fit_width(self.width())
        self.alarm_banner.fit()
        self.side_panel.fit_width(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font; a filter on the application would see every event of every widget."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._look.follow_font()
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before marks are lost."""
        event.setAccepted(self.filing.may_drop())
        if event.isAccepted():
            self.placed.emit(self.saveGeometry())
            self.closed.emit()

    def take_over_typed(self) -> None:
        """Let what is being typed be in the case."""
        if self._marks is not None:
            self._marks.commit()

    def _made_marks(self) -> MarksPanel:
        if self._marks is None:
            from bodymap.ui.marks.marks_panel import MarksPanel

            self._marks = panel = MarksPanel(self._look.theme, self)
            panel.selected.connect(self.bridge.select)
            panel.removed.connect(self.bridge.remove)
            panel.noted.connect(self._on_noted)
            panel.regrouped.connect(self.bridge.regroup)
            panel.told.connect(self._on_told)
            panel.left.connect(self.bridge.end_typing)
            self.bridge.found.connect(panel.show_findings)
            self._show_marks()
            panel.show_findings(self._findings)
        return self._marks

    def _body_view(self, view: View, row: int = 0) -> BodyView:
        name = resources.drawing_name(self.bridge.figure, view)
        scene = BodyScene(resources.svg_text(name), self._look.theme, name)
        return BodyView(self.bridge.figure, view, scene, row=row)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Body Map"))
        start_inside(self)
        # The column's frame, which shows the keyboard's focus, lies around its cards: they stand level with the body.
        rail = QHBoxLayout()
        rail.setContentsMargins(0, FRAME, FRAME, FRAME)
        rail.addWidget(self.tool_rail)
        body = QHBoxLayout()
        body.setContentsMargins(0, FRAME, 0, FRAME)
        body.addWidget(self.body_card)
        row = QHBoxLayout()
        row.setContentsMargins(_GAP, _GAP - FRAME, _GAP - GUTTER, _GAP - FRAME)
        row.setSpacing(_GAP - FRAME)
        row.addLayout(rail)
        row.addLayout(body, stretch=1)
        row.addWidget(self.side_panel)
        page = QWidget(self)
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.alarm_banner)
        column.addLayout(row, stretch=1)
        self.setCentralWidget(page)
        # The keyboard starts at the body: the first Tab goes to its first part.
        self.body_card.setFocus()

    def _connect(self) -> None:
        for asked in (self.top_bar.views_chosen, self.commands.views_chosen, self.presenter.views_chosen):
            asked.connect(self.choose_views)
        self.top_bar.voice_chosen.connect(self.choose_voice)
        self.maps_menu.chosen.connect(self.bridge.choose_maps)
        self.figure_menu.chosen.connect(self.bridge.choose_figure)
        self.bridge.atlas_loaded.connect(self._on_atlas_loaded)
        self.bridge.case_changed.connect(self._on_case_changed)
        self.bridge.found.connect(self._on_found)
        self.bridge.refused.connect(self._on_refused)
        self._look.changed.connect(self._on_theme_changed)
        self.tool_rail.pen_changed.connect(self.bridge.take_pen)
        self.tool_rail.quality_said.connect(self.bridge.say_quality)
        self.tool_rail.intensity_said.connect(self.bridge.say_intensity)
        self.alarm_banner.answered.connect(self._on_answered)
        self.alarm_banner.none_said.connect(self._on_none_said)
        self.alarm_banner.fact_said.connect(self._on_fact_said)
        self.alarm_banner.give_room(self.side_panel, self.side_panel.page_areas)
        self.side_panel.turned.connect(self.alarm_banner.close_panel)
        self.bridge.said.connect(self._on_said)
        self.answer_column.root_chosen.connect(self.bridge.look_at)
        self._connect_commands()
        self.body_card.views[0].first_painted.connect(self._on_first_painted)

    def _connect_commands(self) -> None:
        commands, bridge = self.commands, self.bridge
        commands.undo.triggered.connect(bridge.undo)
        commands.redo.triggered.connect(bridge.redo)
        commands.clear.triggered.connect(bridge.clear)
        commands.new.triggered.connect(self._on_new)
        commands.zoom_in.triggered.connect(self.body_card.zoom_in)
        commands.zoom_out.triggered.connect(self.body_card.zoom_out)
        commands.whole_body.triggered.connect(self.body_card.show_whole)
        commands.next_area.triggered.connect(self.enter_next_area)
        commands.parts.triggered.connect(self.mark_editing.show_parts)
        commands.close.triggered.connect(self.close)
        commands.help.example_asked.connect(self.filing.show_example)
        commands.tool_chosen.connect(self.tool_rail.take)
        commands.leave.triggered.connect(self._on_leave)
        commands.root_chosen.connect(bridge.look_at)
        commands.nerves.toggled.connect(bridge.show_nerves)
        commands.show_views(self.presenter.choice)
        commands.show_theme(self._look.choice)
        commands.theme_chosen.connect(self._look.choose)
        commands.text_stepped.connect(self._look.step_text)

    def _on_first_painted(self) -> None:
        # The frame is on the screen only after the event loop has gone round once more.
        QTimer.singleShot(0, self.bridge.load_atlas)

    def _on_atlas_loaded(self, atlas: Atlas) -> None:
        self.maps_menu.offer(map_options(atlas.maps))
        self._show_marks()
        self.figure_menu.show_chosen(atlas.figure)
        self.commands.help.learn(self.bridge.evidence)

    def _on_new(self) -> None:
        if self.filing.new():
            self._show_start()

    def _on_case_changed(self, change: Change) -> None:
        if change.is_of_words and not change.is_empty:
            self.commands.show_history(self.bridge.workspace)
            self._show_marks()
        else:
            self._show_case()

    def _on_said(self) -> None:
        selected = self.bridge.selected
        self.tool_rail.show_pen(self.bridge.session.pen)
        self.tool_rail.show_mark(selected, self.bridge.session.number(self.bridge.case))
        self.answer_column.show_alone(self.bridge.session.root)
        self.answer_column.bring_forward(selected.id if selected is not None else None)
        self._show_marks()

    def _on_answered(self, answer: tuple[QuestionId, Reply | None]) -> None:
        self.bridge.answer(*answer)

    def _on_none_said(self, said: tuple[tuple[QuestionId, ...], tuple[FactId, ...]]) -> None:
        self.bridge.say_none(*said)

    def _on_fact_said(self, said: tuple[FactId, str | None]) -> None:
        self.bridge.say_fact(*said)

    def _on_noted(self, note: tuple[MarkId, str]) -> None:
        self.bridge.say_note(*note)

    def _on_told(self) -> None:
        self.bridge.tell_history(**self.marks_panel.history)

    def _on_leave(self) -> None:
        if self.touring.end() or any(body.give_up() for body in self.body_card.views):
            return
        if self.bridge.session.root is not None:
            self.bridge.look_at(None)
        elif not self.alarm_banner.close_panel():
            self.mark_editing.close()

    def _on_refused(self, why: str) -> None:
        messages.tell_problem(self, self.tr("There is no room for more in this case."), why)

    def _on_found(self, findings: Findings) -> None:
        self._findings = findings
        with one_frame(self):
            self.presenter.show_findings(findings)
            self._show_answer()

    def _on_theme_changed(self, theme: Theme) -> None:
        self.presenter.set_theme(theme)
        self.tool_rail.set_theme(theme)
        if self._marks is not None:
            self._marks.set_theme(theme)
        self._show_marks()
        self._show_answer()

    def _show_start(self) -> None:
        """Turn everything to where it stands when the program starts, for the next person."""
        self.choose_views(self._choices[0])
        for body in self.body_card.findChildren(BodyView):
            body.zoom_by(0)
        self.side_panel.turn_to(0)
        for column in filter(None, (self.answer_column, self._marks)):
            column.verticalScrollBar().setValue(0)
        self.body_card.setFocus()

    def _show_case(self) -> None:
        self.presenter.show_case(self.bridge.case)
        self._show_counts()
        self.commands.show_history(self.bridge.workspace)
        self._show_marks()

    def _show_counts(self) -> None:
        self.top_bar.show_counts(self.presenter.marks_elsewhere(self._choices))

    def _show_marks(self) -> None:
        case, selected = self.bridge.case, self.bridge.selected
        self.side_panel.show_count(len(case.marks))
        if self._marks is not None:
            self._marks.show_case(case, selected.id if selected is not None else None, self._mark_name)

    def _mark_name(self, mark: Mark) -> str:
        atlas, evidence = self.bridge.atlas, self.bridge.evidence
        if atlas is None or evidence is None:
            return ""
        return self._mark_names.name(mark, atlas, evidence, self._voice)

    def _show_answer(self) -> None:
        theme, evidence, findings = self._look.theme, self.bridge.evidence, self._findings
        if findings is None or evidence is None:
            self.answer_column.show_start(theme)
            return
        asked = tuple(known for known in self.bridge.known_maps if known.name in self.bridge.maps)
        from bodymap.ui.answer.answer import Answer

        said = explained(findings, evidence, self._voice)
        order = tuple(mark.id for mark in self.bridge.case.marks)
        answer = Answer(findings, evidence, self._voice, said, asked, self.bridge.session.selected, order)
        person = person_facts(self.bridge.case.person, evidence.facts, self._voice)
        self.alarm_banner.show_notices(answer.said.red_flags, answer.said.facts, person)
        self.side_panel.step_back(self.alarm_banner.emergencies)
        if self.bridge.case.is_empty:
            self.answer_column.show_start(theme)
        else:
            self.answer_column.show_answer(answer, theme)
