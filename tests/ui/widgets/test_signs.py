"""The signs on buttons are drawn in the colours and the size of the text beside them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot

from bodymap.ui.widgets.signs import Sign, SignButton, sign_icon


def inked(image: QImage) -> set[str]:
    """The colours of what is drawn in full."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(*at).name() for at in places if image.pixelColor(*at).alpha() == 255}


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_is_drawn_in_the_colour_that_is_asked(sign: Sign) -> None:
    icon = sign_icon(sign, colour="#0000ff", chosen="#00ff00", disabled="#ff0000")
    size = QSize(72, 72)
    assert inked(icon.pixmap(size).toImage()) == {"#0000ff"}
    assert inked(icon.pixmap(size, QIcon.Mode.Normal, QIcon.State.On).toImage()) == {"#00ff00"}
    assert inked(icon.pixmap(size, QIcon.Mode.Disabled).toImage()) == {"#ff0000"}


def test_button_shows_its_sign_its_words_or_both(qtbot: QtBot) -> None:
    button = SignButton("Undo", Sign.UNDO)
    qtbot.addWidget(button)
    assert (button.text(), button.icon().isNull()) == ("Undo", False)
    button.show_as(has_text=False, has_sign=True)
    assert (button.text(), button.icon().isNull()) == ("", False)
    button.show_as(has_text=True, has_sign=False)
    assert (button.text(), button.icon().isNull()) == ("Undo", True)


def test_sign_follows_the_colour_and_size_of_the_text(qtbot: QtBot) -> None:
    button = SignButton("Undo", Sign.UNDO)
    qtbot.addWidget(button)
    before = button.iconSize()
    palette = button.palette()
    palette.setColor(palette.ColorRole.ButtonText, QColor("#0000ff"))
    button.setPalette(palette)
    font = button.font()
    font.setPixelSize(40)
    button.setFont(font)
    assert inked(button.icon().pixmap(QSize(72, 72)).toImage()) == {"#0000ff"}
    assert button.iconSize().width() > before.width()
