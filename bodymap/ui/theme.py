"""Colours by meaning, light and dark, and the palette and style sheet made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from bodymap.core.vocabulary import Quality, Root
from bodymap.state.palette import BODY_ON_LIGHT, SPINE_ON_LIGHT, RootColours, quality_colour, root_colour
from bodymap.ui.style_sheet import STYLE_SHEET


class ThemeChoice(Enum):
    """What the user asked for; `SYSTEM` follows the desktop where it tells."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of the program, named by what they mean."""

    is_dark: bool
    window: str
    card: str
    card_border: str
    control: str
    control_border: str
    control_hover: str
    text: str
    text_soft: str
    text_faint: str
    text_disabled: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    track: str
    axis: str
    range_line: str
    notice: str
    notice_border: str
    notice_text: str
    alarm: str
    alarm_border: str
    alarm_text: str
    on_alarm: str
    skin: str
    shade: str
    outline: str
    side_letter: str
    hover_outline: str
    focus_line: str
    focus_halo: str
    pill: str
    bone: str
    bone_line: str
    bone_text: str
    nerve: str
    disc: str
    canal: str
    mark_line: str
    mark_halo: str

    def root(self, root: Root) -> RootColours:
        """The colours of a root, whatever its rank."""
        return root_colour(root, is_dark=self.is_dark)

    def quality(self, quality: Quality | None) -> str:
        """The colour of a mark that feels like this; `None` is a mark of which only the place is known."""
        return quality_colour(quality, is_dark=self.is_dark)


LIGHT = Theme(
    is_dark=False,
    window="#F4F5F7",
    card="#FFFFFF",
    card_border="#E3E6EA",
    control="#FFFFFF",
    control_border="#7C8793",
    control_hover="#F4F6F8",
    text="#1F2933",
    text_soft="#3E4C59",
    text_faint="#616E7C",
    text_disabled="#A3ADB8",
    accent="#2457C5",
    accent_strong="#1B449C",
    accent_soft="#E8EEFB",
    on_accent="#FFFFFF",
    track="#EDF0F3",
    axis="#CBD2D9",
    range_line="#3E4C59",
    notice="#FFF8E6",
    notice_border="#E8C66A",
    notice_text="#5F4B00",
    alarm="#FDECEC",
    alarm_border="#CC3D3D",
    alarm_text="#8A1C1C",
    on_alarm="#FFFFFF",
    skin=BODY_ON_LIGHT["skin"],
    shade=BODY_ON_LIGHT["shade"],
    outline=BODY_ON_LIGHT["outline"],
    side_letter="#7B8794",
    hover_outline="#3E4C59",
    focus_line="#2457C5",
    focus_halo="#FFFFFF",
    pill="#FFFFFF",
    bone=SPINE_ON_LIGHT["bone"],
    bone_line=SPINE_ON_LIGHT["bone_line"],
    bone_text=SPINE_ON_LIGHT["bone_text"],
    nerve=SPINE_ON_LIGHT["nerve"],
    disc=SPINE_ON_LIGHT["disc"],
    canal=SPINE_ON_LIGHT["canal"],
    mark_line="#B0122A",
    mark_halo="#FFFFFF",
)

DARK = Theme(
    is_dark=True,
    window="#12161B",
    card="#1B2128",
    card_border="#2B333D",
    control="#232B34",
    control_border="#7D8A96",
    control_hover="#2C3641",
    text="#EEF1F4",
    text_soft="#C9D1D9",
    text_faint="#9AA6B2",
    text_disabled="#5C6773",
    accent="#8DB1FF",
    accent_strong="#B4CBFF",
    accent_soft="#22335A",
    on_accent="#0F1A33",
    track="#2E3742",
    axis="#4A5663",
    range_line="#EEF1F4",
    notice="#332B14",
    notice_border="#6E5A1F",
    notice_text="#F3DFA6",
    alarm="#3A1A1D",
    alarm_border="#E06A6A",
    alarm_text="#FFC9C9",
    on_alarm="#2A0E10",
    skin="#CFC9C0",
    shade="#1D1711",
    outline="#4A433B",
    side_letter="#8693A0",
    hover_outline="#1F2933",
    focus_line="#1D4ED8",
    focus_halo="#FFFFFF",
    pill="#12161B",
    bone="#CFC7BA",
    bone_line="#8C8374",
    bone_text="#2B2721",
    nerve="#8F877A",
    disc="#8A857C",
    canal="#6A6357",
    mark_line="#A50F26",
    mark_halo="#FFFFFF",
)

_LEAST_LINE_PX = 22
_LEAST_ROUND_PX = 26

#: What a finger or an unsteady hand hits is at least so many pixels high and wide, even where texts are small
#: (WCAG 2.2, 2.5.5). What is drawn may be smaller: the margin of a button belongs to it.
TARGET_PX = 44

HIGH_CONTRAST = replace(
    LIGHT,
    window="#FFFFFF",
    card_border="#000000",
    control_border="#000000",
    control_hover="#E6E6E6",
    text="#000000",
    text_soft="#000000",
    text_faint="#1F1F1F",
    text_disabled="#595959",
    accent="#0033A0",
    accent_strong="#001F66",
    accent_soft="#DCE6FF",
    track="#E6E6E6",
    axis="#4D4D4D",
    range_line="#000000",
    notice="#FFF4CC",
    notice_border="#5F4B00",
    notice_text="#3D3000",
    alarm="#FFE5E5",
    alarm_border="#A80000",
    alarm_text="#6B0000",
    outline="#000000",
    side_letter="#000000",
    hover_outline="#000000",
    focus_line="#0033A0",
    bone_line="#4D4639",
    bone_text="#000000",
    mark_line="#8A0018",
)
"""Black on white: every text at least 7 : 1, every line that means something at least 3 : 1."""


def theme_for(choice: ThemeChoice, scheme: Qt.ColorScheme) -> Theme:
    """The theme for a choice; where the desktop does not tell its colour scheme, `SYSTEM` is light."""
    if choice is ThemeChoice.SYSTEM:
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return {ThemeChoice.DARK: DARK, ThemeChoice.HIGH_CONTRAST: HIGH_CONTRAST}.get(choice, LIGHT)


def palette(theme: Theme) -> QPalette:
    """The theme as Fusion's palette, for everything the style sheet does not name."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.control,
        role.ButtonText: theme.text_soft,
        role.BrightText: theme.on_accent,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.text_faint,
        role.Accent: theme.accent,
    }
    result = QPalette(QColor(theme.control), QColor(theme.window))
    for name, colour in colours.items():
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.text_disabled))
    return result


def style_sheet(theme: Theme, *, text_px: int) -> str:
    """The style sheet for a theme, with every text size a multiple of the application's own.

    Widgets say what they are by the dynamic property ``role``; nothing else in the program names a colour or a size
    of text.
    """
    sizes = {
        "title": round(text_px * 1.5),
        "heading": round(text_px * 1.25),
        "reading": round(text_px * 1.17),
        "normal": round(text_px * 1.08),
        "small": text_px,
        # No more than half of a chip's height, beyond which Qt draws square corners.
        "chip_radius": int(max(text_px * 1.3, 24) / 2 + 4.5),
        "line": round(text_px * 1.3),
        "control_height": max(round(text_px * 1.7), _LEAST_LINE_PX),
    } | _targets(text_px)
    return STYLE_SHEET.format(**_colours(theme), **sizes, quality_rules=_quality_rules(theme))


def closer_px(text_px: int) -> int:
    """The size of a round button with a sign in it, as it is drawn."""
    return max(_LEAST_ROUND_PX, round(1.35 * text_px) + 8)


def _targets(text_px: int) -> dict[str, int]:
    """Heights within edge, padding and margin of what is hit, so that it has the height of a target with them."""
    line, sign = round(text_px * 1.3), round(text_px * 1.7)
    within = {
        "button": (line, 18),
        "field": (line, 20),
        "chip_button": (line, 20),
        "segment": (line, 16),
        "line_button": (line, 6),
        "rail_button": (sign, 16),
        "popup_button": (sign, 17),
        "zoom": (sign, 10),
    }
    heights = {name: max(needed, TARGET_PX - around) for name, (needed, around) in within.items()}
    drawn = closer_px(text_px)
    heights |= {"closer": drawn - 2, "closer_radius": drawn // 2, "closer_margin": max(TARGET_PX - drawn, 0) // 2}
    above_line = max(round(text_px * 1.15), 14)
    return heights | {"chip": heights["chip_button"] + 20, "slider_top": above_line, "slider": TARGET_PX - 14}


def _quality_rules(theme: Theme) -> str:
    """A chosen feeling stands in its own colour, which is made for skin: on a dark card it would not be seen."""
    if theme.is_dark:
        return ""
    return "\n".join(
        f'QPushButton[quality="{quality.value}"]:checked '
        f"{{ background: {_tinted(theme, colour)}; border-color: {colour}; color: {theme.text}; }}"
        for quality, colour in ((quality, theme.quality(quality)) for quality in Quality)
    )


def _tinted(theme: Theme, colour: str) -> str:
    """The card with a touch of a colour."""
    card, touch = QColor(theme.card), QColor(colour)
    red, green, blue = (
        round(0.84 * of_card + 0.16 * of_touch)
        for of_card, of_touch in (
            (card.red(), touch.red()),
            (card.green(), touch.green()),
            (card.blue(), touch.blue()),
        )
    )
    return QColor(red, green, blue).name()


def _colours(theme: Theme) -> dict[str, str]:
    return {name: value for name in Theme.__slots__ if isinstance(value := getattr(theme, name), str)}
