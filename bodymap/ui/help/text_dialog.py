"""A dialog that shows a page of text: headings, lines, and pairs such as a key and what it does."""

from __future__ import annotations

import html
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

_LETTERS_WIDE, _LINES_HIGH = 62, 30
_MOST_OF_WINDOW = 0.9


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    Attributes
    ----------
    lines : tuple of str
        Paragraphs.
    pairs : tuple of (str, str)
        Rows of a table with two columns, below the lines.
    """

    heading: str
    lines: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A title and its sections; plain text, nothing in it is read as markup."""

    title: str
    sections: tuple[Section, ...]


class TextDialog(QDialog):
    """Shows a page, to be read, scrolled and copied; Esc and Close leave it."""

    def __init__(self, page: HelpPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(page.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(page.title)
        self.text.setHtml(_html(page))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)
        self._fit()

    def _fit(self) -> None:
        """As wide as a line that reads well, and no larger than the window it belongs to."""
        letters = self.fontMetrics()
        wide, high = _LETTERS_WIDE * letters.averageCharWidth() * 3 // 2, _LINES_HIGH * letters.height() * 5 // 4
        window = self.parentWidget()
        if window is not None:
            wide = min(wide, round(_MOST_OF_WINDOW * window.width()))
            high = min(high, round(_MOST_OF_WINDOW * window.height()))
        self.resize(wide, high)


def _html(page: HelpPage) -> str:
    parts = [f"<h2>{html.escape(page.title)}</h2>"]
    for section in page.sections:
        parts.append(f"<h3>{html.escape(section.heading)}</h3>" if section.heading else "")
        parts += [f"<p>{html.escape(line)}</p>" for line in section.lines]
        if section.pairs:
            rows = "".join(
                f'<tr><td style="white-space: nowrap; padding-right: 18px;"><b>{html.escape(left)}</b></td>'
                f"<td>{html.escape(right)}</td></tr>"
                for left, right in section.pairs
            )
            parts.append(f'<table cellspacing="0" cellpadding="3">{rows}</table>')
    return "".join(parts)
