"""The left rail: what the pointer does, how it feels there, and how strong it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontInfo, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bodymap.core.marks.mark import Mark
from bodymap.core.vocabulary import Quality
from bodymap.state.pen import Pen, Tool
from bodymap.ui.theme import Theme
from bodymap.ui.tools.icons import SWATCH_SIZE, TOOL_SIZE, quality_icon, tool_icon
from bodymap.ui.tools.size_slider import SizeSlider
from bodymap.ui.tools.strength_slider import StrengthSlider
from bodymap.ui.widgets.switch_button import SwitchButton
from bodymap.ui.widgets.toggle_group import ToggleGroup

_NARROWEST = 132
_EDGE, _TOP, _FRAME = 10, 6, 2
# The size of texts for which the signs were drawn.
_USUAL_PX = 13


class ToolRail(QFrame):
    """Shows the selected pen, or the mark that is being changed.

    Signals
    -------
    pen_changed : Pen
        When the user takes another tool or size.
    quality_said : Quality or None
        When the user says how it feels, or takes it back.
    intensity_said : int or None
        When the user says how strong it is, or takes it back.
    """

    #: Pen that the user takes
    pen_changed = Signal(object)
    #: Quality that the user says, or None
    quality_said = Signal(object)
    #: int that the user says, or None
    intensity_said = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Tools"))
        # Where the window is low, or a warning takes its height, the tools scroll.
        scroll = QScrollArea(self)
        scroll.setProperty("role", "plain")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(scroll)
        page.setProperty("role", "plain")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        outside.addWidget(scroll)
        self._pen = Pen()
        self._mark: Mark | None = None
        self._number = 0
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(_EDGE, _TOP, _EDGE, _TOP)
        self._column.setSpacing(0)  # the buttons have margins of their own
        self._first_title = self._add_title(self.tr("Mark"))
        self._tools = self._add_tools()
        self._size = self._add_size()
        self._speaks_for = QLabel(page)
        self._speaks_for.setProperty("role", "field")
        self._speaks_for.setIndent(0)
        self._column.addWidget(self._speaks_for)
        self._next = QLabel(page)
        self._next.setProperty("role", "small")
        self._next.setIndent(0)
        self._next.setWordWrap(True)
        self._next.hide()
        self._column.addWidget(self._next)
        self._qualities = self._add_qualities()
        self._add_title(self.tr("How strong"))
        self._strength = StrengthSlider(theme, self)
        self._strength.said.connect(self.intensity_said)
        self._column.addWidget(self._strength, stretch=4)
        self._column.addStretch(1)
        scroll.setWidget(page)
        scroll.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._page, self._scroll = page, scroll
        self.set_theme(theme)
        self._fit_width()

    @property
    def entrance(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._tools.button(list(Tool).index(self._pen.tool))

    @property
    def speaks_for(self) -> str:
        """Which mark the feeling and strength are said of."""
        return self._speaks_for.text()

    @property
    def said_of_next(self) -> str:
        """What the next mark will say, while those above speak of another mark; empty when it will say nothing."""
        return self._next.text()

    @property
    def strength(self) -> StrengthSlider:
        """The scale of strength."""
        return self._strength

    @property
    def size_slider(self) -> SizeSlider:
        """The size of the selected tool."""
        return self._size

    def tool_button(self, tool: Tool) -> QPushButton:
        """The button of a tool."""
        button = self._tools.button(list(Tool).index(tool))
        assert isinstance(button, QPushButton)  # noqa: S101
        return button

    def quality_button(self, quality: Quality) -> QPushButton:
        """The button of a feeling."""
        button = self._qualities.button(list(Quality).index(quality))
        assert isinstance(button, QPushButton)  # noqa: S101
        return button

    def take(self, tool: Tool) -> None:
        """Take a tool as if its button were clicked."""
        self.tool_button(tool).click()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the size of texts."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_page"):
            self._fit_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the first heading, above tools that say what they do, rather than scroll."""
        super().resizeEvent(event)
        title, needed = self._first_title, self._page.minimumSizeHint().height()
        needed += title.sizeHint().height() if title.isHidden() else 0
        margins = self.contentsMargins().top() + _FRAME
        title.setVisible(event.size().height() - 2 * margins >= needed)

    def _fit_width(self) -> None:
        grown = max(QFontInfo(QApplication.font()).pixelSize() / _USUAL_PX, 1.0)
        for buttons, size in ((self._tools.buttons(), TOOL_SIZE), (self._qualities.buttons(), SWATCH_SIZE)):
            for button in buttons:
                button.setIconSize(size * grown)
        # As wide as with a scroll bar, which takes the right margin's place, and for either line over the feelings.
        said = (self.tr("For next mark"), self.tr("For mark {number}").format(number=99))
        metrics = self._speaks_for.fontMetrics()
        lines = _EDGE + max(metrics.horizontalAdvance(text) for text in said)
        content = self._page.minimumSizeHint().width() - self._column.contentsMargins().right()
        bar = max(self._scroll.verticalScrollBar().sizeHint().width(), _EDGE)
        self.setFixedWidth(max(_NARROWEST, content + bar + 6, lines + bar + 6))

    def _on_range_changed(self, _lowest: int, highest: int) -> None:
        self._column.setContentsMargins(_EDGE, _TOP, 0 if highest else _EDGE, _TOP)

    def show_pen(self, pen: Pen) -> None:
        """Show the selected pen."""
        self._pen = pen
        with QSignalBlocker(self._tools):
            self.tool_button(pen.tool).setChecked(True)
        self._size.show_size(round(pen.width_mm))
        self._show_said()

    def show_mark(self, mark: Mark | None, number: int = 0) -> None:
        """Show what a mark says, with its number in the list, and change it from now on; None goes back to the pen."""
        self._mark, self._number = mark, number
        self._show_said()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        for tool in Tool:
            self.tool_button(tool).setIcon(tool_icon(tool, colour=theme.text_soft, chosen=theme.accent))
        for quality in Quality:
            icon = quality_icon(quality, theme.quality(quality), paper=theme.skin)
            self.quality_button(quality).setIcon(icon)
        self._show_said()

    def _add_tools(self) -> QButtonGroup:
        group = QButtonGroup(self)
        words = {
            Tool.SPOT: (
                self.tr("Spot"),
                self.tr("Touch a place to mark it, or a mark to change it. With Shift held: the whole part. (Alt+S)"),
            ),
            Tool.PAINT: (self.tr("Paint"), self.tr("Paint over where it is felt. (Alt+P)")),
            Tool.ERASE: (self.tr("Erase"), self.tr("Wipe marks away. (Alt+E)")),
        }
        for number, tool in enumerate(Tool):
            text, tip = words[tool]
            button = _rail_button(text, self)
            button.setIconSize(TOOL_SIZE)
            button.setToolTip(tip)
            group.addButton(button, number)
            self._column.addWidget(button)
        group.button(0).setChecked(True)
        group.idToggled.connect(self._on_tool_toggled)
        return group

    def _add_size(self) -> SizeSlider:
        slider = SizeSlider(self)
        slider.valueChanged.connect(self._on_size_changed)
        self._column.addWidget(slider)
        return slider

    def _add_qualities(self) -> ToggleGroup:
        self._add_title(self.tr("Feels like"))
        group = ToggleGroup(self)  # a second click takes the word back
        for number, quality in enumerate(Quality):
            button = _rail_button(quality_word(quality), self)
            button.setIconSize(SWATCH_SIZE)
            button.setProperty("quality", quality.value)
            group.add(button, number)
            self._column.addWidget(button)
        group.toggled.connect(self._on_quality_clicked)
        return group

    def _add_title(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "rail")
        label.setIndent(0)
        self._column.addWidget(label)
        return label

    def _show_said(self) -> None:
        said = self._mark or self._pen
        next_one = self.tr("For next mark")
        self._speaks_for.setText(self.tr("For mark {number}").format(number=self._number) if self._mark else next_one)
        self._next.setText(_next_words(self._pen) if self._mark else "")
        self._next.setVisible(bool(self._next.text()))
        for quality in Quality:
            with QSignalBlocker(self._qualities):
                self.quality_button(quality).setChecked(quality is said.quality)
            self.quality_button(quality).setAccessibleDescription(self._speaks_for.text())
        self._strength.show_strength(said.intensity)
        # A feeling's colour is made for skin; on a dark card it would not be seen.
        is_on_skin = said.quality is not None and not self._theme.is_dark
        colour = self._theme.quality(said.quality) if is_on_skin else self._theme.text
        self._strength.set_colours(self._theme, colour)

    def _on_tool_toggled(self, number: int, is_on: bool) -> None:  # noqa: FBT001
        if is_on:
            self._change_pen(replace(self._pen, tool=list(Tool)[number]))

    def _on_size_changed(self, width_mm: int) -> None:
        sizes = {
            Tool.SPOT: replace(self._pen, spot_mm=float(width_mm)),
            Tool.PAINT: replace(self._pen, brush_mm=float(width_mm)),
            Tool.ERASE: replace(self._pen, eraser_mm=float(width_mm)),
        }
        self._change_pen(sizes[self._pen.tool])

    def _on_quality_clicked(self, number: int) -> None:
        quality = list(Quality)[number]
        is_on = self.quality_button(quality).isChecked()
        self.quality_said.emit(quality if is_on else None)

    def _change_pen(self, pen: Pen) -> None:
        if pen != self._pen:
            self.show_pen(pen)
            self.pen_changed.emit(pen)


def quality_word(quality: Quality) -> str:
    """The word for how it feels."""
    return {
        Quality.ACHING: QCoreApplication.translate("Quality", "Aching"),
        Quality.BURNING: QCoreApplication.translate("Quality", "Burning"),
        Quality.SHOOTING: QCoreApplication.translate("Quality", "Shooting"),
        Quality.TINGLING: QCoreApplication.translate("Quality", "Tingling"),
        Quality.NUMB: QCoreApplication.translate("Quality", "Numb"),
    }[quality]


def _next_words(pen: Pen) -> str:
    """What the next mark will say; empty when the pen says nothing."""
    feeling = quality_word(pen.quality) if pen.quality is not None else ""
    if pen.intensity is None:
        return QCoreApplication.translate("ToolRail", "Next mark: {feeling}").format(feeling=feeling) if feeling else ""
    if not feeling:
        return QCoreApplication.translate("ToolRail", "Next mark: {number} of 10").format(number=pen.intensity)
    both = QCoreApplication.translate("ToolRail", "Next mark: {feeling}, {number} of 10")
    return both.format(feeling=feeling, number=pen.intensity)


def _rail_button(text: str, parent: QWidget) -> QPushButton:
    button = SwitchButton(text, parent)
    button.setProperty("role", "rail")
    return button
