"""Colours by meaning, light and dark, and the palette and style sheet made of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from bodymap.core.vocabulary import Quality, Root
from bodymap.state.palette import BODY_ON_LIGHT, SPINE_ON_LIGHT, RootColours, quality_colour, root_colour


class ThemeChoice(Enum):
    """What the user asked for; `SYSTEM` follows the desktop where it tells."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


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
    control_border="#D5DAE0",
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
    alarm_border="#D64545",
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
    control_border="#3A4551",
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

# A finger or an unsteady hand hits no less than this, even where texts are small.
_LEAST_CONTROL_PX = 22


def theme_for(choice: ThemeChoice, scheme: Qt.ColorScheme) -> Theme:
    """The theme for a choice; where the desktop does not tell its colour scheme, `SYSTEM` is light."""
    if choice is ThemeChoice.SYSTEM:
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice is ThemeChoice.DARK else LIGHT


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
        "line": round(text_px * 1.3),
        "control_height": max(round(text_px * 1.7), _LEAST_CONTROL_PX),
    }
    return _STYLE_SHEET.format(**_colours(theme), **sizes, quality_rules=_quality_rules(theme))


def _quality_rules(theme: Theme) -> str:
    """A chosen feeling stands in its own colour."""
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


_STYLE_SHEET = """
QMainWindow, QScrollArea, QWidget[role="page"] {{ background: {window}; }}
QToolTip {{ background: {card}; color: {text}; border: 1px solid {control_border}; padding: 4px 6px; }}
QFrame[role="bar"] {{ background: {card}; border: none; border-bottom: 1px solid {card_border}; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {card_border}; border-radius: 12px; }}
QFrame[role="notice-card"] {{ background: {notice}; border: 1px solid {notice_border}; border-radius: 12px; }}
QFrame[role="alarm"] {{ background: {card}; border: none; border-bottom: 1px solid {card_border}; }}
QFrame[role="alarm"][tone="soon"] {{ background: {notice}; border-color: {notice_border}; }}
QFrame[role="alarm"][tone="urgent"] {{ background: {alarm}; border-color: {alarm_border}; }}
QFrame[role="alarm-panel"] {{
    background: {card}; border: none; border-bottom: 2px solid {control_border};
    border-bottom-left-radius: 12px; border-bottom-right-radius: 12px;
}}
QFrame[role="alarm-panel"][tone="soon"] {{ background: {notice}; border-color: {notice_border}; }}
QFrame[role="alarm-panel"][tone="urgent"] {{ background: {alarm}; border-color: {alarm_border}; }}
QLabel[role="alarm-lead"][tone="none"] {{ color: {text_faint}; font-weight: normal; }}
QLabel[role="alarm-lead"] {{ color: {text_soft}; font-weight: bold; padding: 5px 0; min-height: {line}px; }}
QLabel[role="alarm-lead"][tone="soon"] {{ color: {notice_text}; }}
QLabel[role="alarm-lead"][tone="urgent"] {{ color: {alarm_text}; }}
QLabel[role="alarm-why"][tone="urgent"] {{ color: {alarm_text}; }}
QWidget[role="plain"] {{ background: transparent; }}
QScrollArea[role="plain"] {{ background: transparent; border: none; }}
QFrame[role="notice-card"] QLabel[role="heading"] {{ color: {notice_text}; }}
QFrame[role="notice-card"] QPushButton[role="link"] {{ color: {notice_text}; text-decoration: underline; }}
QGraphicsView {{ background: transparent; border: none; }}
QScrollArea {{ border: 1px solid transparent; border-radius: 12px; }}
QScrollArea:focus {{ border-color: {accent}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}

QLabel {{ background: transparent; color: {text_soft}; font-size: {normal}px; }}
QLabel[role="title"] {{ color: {text}; font-size: {title}px; font-weight: bold; margin-right: 16px; }}
QLabel[role="heading"] {{ color: {text}; font-size: {heading}px; font-weight: bold; }}
QLabel[role="prompt"] {{ color: {text_soft}; font-size: {heading}px; min-height: {control_height}px; }}
QLabel[role="reading"] {{ color: {text_soft}; font-size: {reading}px; }}
QLabel[role="caption"] {{ color: {text_faint}; font-size: {normal}px; }}
QLabel[role="item"] {{ color: {text}; font-size: {normal}px; font-weight: bold; }}
QLabel[role="item"][tone="notice"] {{ color: {notice_text}; }}
QLabel[role="small"] {{ color: {text_faint}; font-size: {small}px; }}
QLabel[role="rail"] {{ color: {text_faint}; font-size: {normal}px; font-weight: bold; padding: 2px 2px; }}
QLabel[role="footer"] {{ color: {text_faint}; font-size: {small}px; font-weight: bold; }}
QLabel[role="field"] {{ color: {text_faint}; font-size: {small}px; font-weight: bold; }}
QLabel[role="notice"] {{ color: {notice_text}; font-size: {normal}px; }}
QLabel[role="side"] {{ color: {side_letter}; font-size: {heading}px; font-weight: bold; }}
QWidget[role="side-box"] {{ background: {card}; border-radius: 5px; }}
QLabel[role="side-words"] {{ color: {text_faint}; font-size: {small}px; }}
QLabel[role="step"] {{ background: {accent_soft}; color: {accent}; font-weight: bold; border-radius: 13px; }}
QLabel[role="pill"] {{
    background: {text}; color: {card}; font-size: {normal}px; border-radius: 10px; padding: 4px 10px;
}}

QPushButton {{
    background: {control}; color: {text_soft}; font-size: {normal}px;
    border: 1px solid {control_border}; border-radius: 8px; padding: 6px 14px; outline: none;
}}
QPushButton:hover {{ background: {control_hover}; }}
QPushButton:pressed {{ background: {track}; }}
QPushButton:disabled {{ color: {text_disabled}; }}
QPushButton:checked {{ background: {accent_soft}; border-color: {accent}; color: {accent}; font-weight: bold; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QPushButton[role="rail"] {{ text-align: left; padding: 4px 8px; min-height: {control_height}px; }}
QPushButton[role="rail"]:focus {{ padding: 3px 7px; }}
{quality_rules}
QSlider:horizontal {{ min-height: 22px; }}
QSlider::groove:horizontal {{ height: 5px; background: {track}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{
    background: {card}; border: 2px solid {accent}; width: 12px; height: 12px; margin: -6px 0; border-radius: 8px;
}}
QSlider::handle:horizontal:focus {{ background: {accent}; }}
QPushButton[role="chip"] {{ border-radius: 13px; padding: 4px 12px; }}
QPushButton[role="chip"]:checked {{ font-weight: normal; }}
QPushButton[role="chip"]:focus {{ padding: 3px 11px; }}
QPushButton[role="chip"][tone="urgent"]:checked {{
    background: {alarm_border}; border-color: {alarm_border}; color: {on_alarm};
}}
QFrame[role="popup"] {{ background: {card}; border: 1px solid {control_border}; border-radius: 12px; }}
QToolButton[role="popup"] {{
    background: {control}; color: {text_soft}; font-size: {small}px; border: 1px solid {control_border};
    border-radius: 8px; padding: 4px 1px; min-width: {control_height}px; min-height: {control_height}px;
}}
QToolButton[role="popup"]:hover {{ background: {control_hover}; }}
QToolButton[role="popup"]:pressed {{ background: {track}; }}
QToolButton[role="popup"]:checked {{ background: {accent_soft}; border-color: {accent}; color: {accent}; }}
QToolButton[role="popup"]:focus {{ border: 2px solid {accent}; padding: 3px 0; }}
QPushButton::menu-indicator {{ width: 0; image: none; }}
QFrame[role="segments"] {{ background: {track}; border: none; border-radius: 8px; }}
QPushButton[role="segment"] {{
    background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 5px 13px; color: {text_faint};
}}
QPushButton[role="segment"]:hover {{ color: {text}; }}
QPushButton[role="segment"]:checked {{
    background: {control}; border-color: {control_border}; color: {text}; font-weight: bold;
}}
QPushButton[role="segment"]:focus {{ border: 2px solid {accent}; padding: 4px 12px; }}
QFrame[tight="true"] QPushButton {{ padding: 5px 4px; }}
QFrame[tight="true"] QPushButton:focus {{ padding: 4px 3px; }}
QFrame[narrow="true"] QPushButton {{ padding: 6px 8px; }}
QFrame[narrow="true"] QPushButton:focus {{ padding: 5px 7px; }}
QPushButton[role="link"] {{
    background: transparent; border: 1px solid transparent; border-radius: 4px; color: {accent}; font-size: {small}px;
    padding: 2px 0; text-align: left;
}}
QPushButton[role="level"] {{
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 2px 6px; text-align: left;
    color: {text}; font-size: {heading}px; font-weight: bold;
}}
QPushButton[role="level"]:hover {{ background: {control_hover}; }}
QPushButton[role="level"]:checked {{ background: {accent_soft}; border-color: {accent}; }}
QPushButton[role="level"]:focus {{ border: 2px solid {accent}; padding: 1px 5px; }}
QPushButton[role="link"]:hover {{ color: {accent_strong}; text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border-color: {accent}; }}

QLineEdit, QPlainTextEdit {{
    background: {control}; color: {text}; font-size: {normal}px; border: 1px solid {control_border};
    border-radius: 8px; padding: 6px 8px; selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 5px 7px; }}
QListWidget {{
    background: {control}; border: 1px solid {control_border}; border-radius: 8px; padding: 2px; outline: 0;
}}
QListWidget:focus {{ border-color: {accent}; }}
QListWidget::item {{ color: {text_soft}; font-size: {normal}px; padding: 6px 6px; border-radius: 6px; }}
QListWidget::item:hover {{ background: {control_hover}; }}
QListWidget::item:selected {{ background: {accent_soft}; color: {text}; }}

QMenu {{ background: {card}; color: {text}; border: 1px solid {control_border}; padding: 6px; }}
QMenu::item {{ padding: 6px 28px 6px 26px; border-radius: 6px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {accent}; }}
QMenu::item:disabled {{ color: {text_disabled}; }}
QMenu::separator {{ height: 1px; background: {card_border}; margin: 6px 8px; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {axis}; border-radius: 4px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {text_faint}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QPushButton[role="zoom"] {{ padding: 0; min-width: 26px; min-height: 24px; font-weight: bold; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
