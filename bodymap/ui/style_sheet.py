"""How widgets look, by their role; `theme` fills in colours and sizes of text."""

from __future__ import annotations

STYLE_SHEET = """
QMainWindow, QScrollArea, QWidget[role="page"] {{ background: {window}; }}
QToolTip {{ background: {card}; color: {text}; border: 1px solid {control_border}; padding: 4px 6px; }}
QFrame[role="bar"] {{ background: {card}; border: none; border-bottom: 1px solid {card_border}; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {card_border}; border-radius: 12px; }}
QFrame[role="notice-card"] {{ background: {notice}; border: 1px solid {notice_border}; border-radius: 12px; }}
QFrame[role="alarm"] {{ background: {card}; border: none; border-bottom: 1px solid {card_border}; }}
QFrame[role="alarm"][tone="soon"] {{ background: {notice}; border-color: {notice_border}; }}
QFrame[role="alarm"][tone="urgent"] {{ background: {alarm}; border-color: {alarm_border}; }}
QFrame[role="alarm-panel"] {{
    background: {card}; border: 2px solid {control_border}; border-radius: 12px;
}}
QFrame[role="alarm-panel"][tone="soon"] {{ background: {notice}; border-color: {notice_border}; }}
QFrame[role="alarm-panel"][tone="urgent"] {{ background: {alarm}; border-color: {alarm_border}; }}
QFrame[role="alarm-card"] {{ background: {alarm}; border: 2px solid {alarm_border}; border-radius: 12px; }}
QFrame[role="alarm-card"] QLabel {{ color: {alarm_text}; }}
QLabel[role="alarm-lead"][tone="none"] {{ color: {text_faint}; font-weight: normal; }}
QLabel[role="alarm-lead"] {{ color: {text_soft}; font-weight: bold; min-height: {chip}px; }}
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
QLabel[role="rail"] {{ color: {text_faint}; font-size: {normal}px; font-weight: bold; padding: 2px 0; }}
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
    margin: 2px 0; min-height: {button}px;
}}
QPushButton:hover {{ background: {control_hover}; }}
QPushButton:pressed {{ background: {track}; }}
QPushButton:disabled {{ color: {text_disabled}; }}
QPushButton:checked {{ background: {accent_soft}; border-color: {accent}; color: {accent}; font-weight: bold; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QPushButton:checked:hover {{ border-color: {accent_strong}; }}
QPushButton:checked:disabled {{ border-color: {control_border}; color: {text_disabled}; }}
QPushButton[role="primary"] {{ background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: bold; }}
QPushButton[role="primary"]:hover {{ background: {accent_strong}; border-color: {accent_strong}; }}
QPushButton[role="primary"]:pressed {{ background: {accent}; }}
QPushButton[role="primary"]:focus {{ border-color: {text}; }}
QPushButton[role="primary"]:disabled {{
    background: {track}; border-color: {track}; color: {text_disabled}; font-weight: normal;
}}
QPushButton[role="rail"] {{ text-align: left; padding: 4px 8px; margin: 3px 0; min-height: {rail_button}px; }}
QPushButton[role="rail"]:focus {{ padding: 3px 7px; }}
{quality_rules}
QSlider:horizontal {{ min-height: {slider}px; padding-top: {slider_top}px; }}
QSlider::groove:horizontal {{ height: 5px; background: {track}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{
    background: {card}; border: 2px solid {accent}; width: 12px; height: 12px; margin: -6px 0; border-radius: 8px;
}}
QSlider::handle:horizontal:focus {{ background: {accent}; }}
QPushButton[role="chip"] {{
    border-radius: {chip_radius}px; padding: 4px 12px; margin: 5px 0; min-height: {chip_button}px;
}}
QPushButton[role="chip"]:checked {{ font-weight: normal; }}
QPushButton[role="chip"]:focus {{ padding: 3px 11px; }}
QPushButton[role="chip"][tone="urgent"]:checked {{
    background: {alarm_border}; border-color: {alarm_border}; color: {on_alarm};
}}
QFrame[role="tour"] {{ background: {card}; border: 2px solid {accent}; border-radius: 12px; }}
QFrame[role="popup"] {{ background: {card}; border: 1px solid {control_border}; border-radius: 12px; }}
QToolButton[role="popup"] {{
    background: {control}; color: {text_soft}; font-size: {small}px; border: 1px solid {control_border};
    border-radius: 8px; padding: 4px 1px; margin: 2px; min-width: 33px; min-height: {popup_button}px;
}}
QToolButton[role="popup"]:hover {{ background: {control_hover}; }}
QToolButton[role="popup"]:pressed {{ background: {track}; }}
QToolButton[role="popup"]:checked {{ background: {accent_soft}; border-color: {accent}; color: {accent}; }}
QToolButton[role="popup"]:checked:hover {{ border-color: {accent_strong}; }}
QToolButton[role="popup"]:disabled {{ color: {text_disabled}; }}
QToolButton[role="popup"]:focus {{ border: 2px solid {accent}; padding: 3px 0; }}
QToolButton[role="popup"][dense="true"] {{ padding: 1px; min-width: 36px; min-height: 36px; }}
QToolButton[role="popup"][dense="true"]:focus {{ padding: 0; }}
QPushButton[role="chip"][dense="true"] {{
    border-radius: 8px; padding: 1px; margin: 2px; min-width: 36px; min-height: 36px;
}}
QPushButton[role="chip"][dense="true"]:focus {{ padding: 0; }}
QPushButton::menu-indicator {{ width: 0; image: none; }}
QFrame[role="segments"] {{ background: {track}; border: none; border-radius: 8px; }}
QPushButton[role="segment"] {{
    background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 5px 13px; color: {text_faint};
    margin: 2px; min-height: {segment}px;
}}
QPushButton[role="segment"]:hover {{ color: {text}; }}
QPushButton[role="segment"]:pressed {{ background: {control_hover}; }}
QPushButton[role="segment"]:disabled {{ color: {text_disabled}; }}
QPushButton[role="segment"]:checked {{
    background: {control}; border-color: {control_border}; color: {text}; font-weight: bold;
}}
QPushButton[role="segment"]:focus {{ border: 2px solid {accent}; padding: 4px 12px; }}
QFrame[tight="true"] QPushButton {{ padding: 5px 4px; }}
QFrame[tight="true"] QPushButton:focus {{ padding: 4px 3px; }}
QFrame[narrow="true"] QPushButton {{ padding: 6px 8px; }}
QFrame[narrow="true"] QPushButton:focus {{ padding: 5px 7px; }}
QFrame[narrow="true"] QPushButton[role="segment"] {{ padding: 5px 8px; }}
QFrame[narrow="true"] QPushButton[role="segment"]:focus {{ padding: 4px 7px; }}
QPushButton[role="link"] {{
    background: transparent; border: 1px solid transparent; border-radius: 4px; color: {accent}; font-size: {small}px;
    padding: 2px 0; text-align: left; margin: 0; min-height: 18px;
}}
QPushButton[role="link"][alone="true"] {{ min-width: 42px; min-height: {line_button}px; }}
QPushButton[role="level"] {{
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 2px 6px; text-align: left;
    margin: 0; min-height: {line}px; color: {text}; font-size: {heading}px; font-weight: bold;
}}
QPushButton[role="level"]:hover {{ background: {control_hover}; }}
QPushButton[role="level"]:pressed {{ background: {track}; }}
QPushButton[role="level"]:checked {{ background: {accent_soft}; border-color: {accent}; }}
QPushButton[role="level"]:focus {{ border: 2px solid {accent}; padding: 1px 5px; }}
QPushButton[role="link"]:hover {{ color: {accent_strong}; text-decoration: underline; }}
QPushButton[role="link"]:pressed {{ color: {accent}; }}
QPushButton[role="link"]:disabled {{ color: {text_disabled}; }}
QPushButton[role="link"]:focus {{ border-color: {accent}; }}

QLineEdit, QPlainTextEdit {{
    background: {control}; color: {text}; font-size: {normal}px; border: 1px solid {control_border};
    border-radius: 8px; padding: 6px 8px; margin: 3px 0;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit {{ min-height: {field}px; }}
QComboBox {{
    background: {control}; color: {text}; font-size: {normal}px; border: 1px solid {control_border};
    border-radius: 8px; padding: 6px 8px; margin: 3px 0; min-height: {field}px;
}}
QComboBox:hover {{ background: {control_hover}; }}
QComboBox:disabled {{ color: {text_disabled}; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 5px 7px; }}
QComboBox::drop-down {{ background: transparent; border: none; width: 26px; }}
QComboBox QAbstractItemView {{
    background: {card}; color: {text}; border: 1px solid {control_border}; outline: 0;
    selection-background-color: {accent_soft}; selection-color: {accent};
}}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 5px 7px; }}
QListView {{
    background: {control}; border: 1px solid {control_border}; border-radius: 8px; padding: 2px; outline: 0;
}}
QListView:focus {{ border-color: {accent}; }}
QListView::item {{ color: {text_soft}; font-size: {normal}px; padding: 6px 6px; min-height: 32px; border-radius: 6px; }}
QListView::item:hover {{ background: {control_hover}; }}
QListView::item:selected {{ background: {accent_soft}; color: {text}; }}

QMenu {{ background: {card}; color: {text}; border: 1px solid {control_border}; padding: 6px; }}
QMenu::item {{ padding: 6px 28px 6px 26px; border-radius: 6px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {accent}; }}
QMenu::item:disabled {{ color: {text_disabled}; }}
QMenu::separator {{ height: 1px; background: {card_border}; margin: 6px 8px; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {control_border}; border-radius: 4px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {text_faint}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QPushButton[role="zoom"] {{ padding: 0; margin: 4px; min-width: {zoom}px; min-height: {zoom}px; }}
QPushButton[role="closer"] {{
    padding: 0; margin: {closer_margin}px; border-radius: {closer_radius}px;
    min-height: {closer}px; min-width: {closer}px;
}}
QPushButton[role="closer"]:focus {{ padding: 0; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
