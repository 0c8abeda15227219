"""A hand that uses the real window at random: touches, strokes, keys, typed words, commands."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core.marks.reply import Reply
from bodymap.core.marks.touch import BodyPoint
from bodymap.core.vocabulary import Figure, Quality, Root, Side, Voice
from bodymap.state.pen import Pen, Tool
from bodymap.state.session import RootOfSide
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.window.main_window import MainWindow

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz äé🙂"
_LOOKS: Final = 1 / 16
"""After which part of the actions somebody waits until everything is shown that follows from them."""

_AIMED: Final = 6
"""How often a place on the body is looked for before one beside it will do."""

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Hand:
    """Does one thing after the other, each by an event or a command as a person would.

    Parameters
    ----------
    window
        Shown, with its atlas loaded.
    chance
        Decides what is done, so that a seed repeats a run.
    """

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self._window = window
        self._chance = chance
        # Out of a thousand: a person is through after some thirty; the body is chosen once for many of them.
        self._acts: Mapping[Callable[[], None], int] = {
            self.touch: 180,
            self.paint: 75,
            self.erase: 35,
            self.type_words: 60,
            self.say: 100,
            self.undo: 130,
            self.redo: 60,
            self.toggle_part: 60,
            self.answer: 60,
            self.say_fact: 35,
            self.move_pointer: 70,
            self.zoom: 25,
            self.view: 15,
            self.look_at_root: 20,
            self.choose_maps: 10,
            self.choose_figure: 1,
            self.turn_page: 25,
            self.voice: 2,
            self.clear: 7,
            self.new_case: 30,
        }

    def begin_again(self, seed: int) -> None:
        """Do from now on what this seed says, on a window as it is at first."""
        self._chance.seed(seed)
        commands = self._window.commands
        commands.new.trigger()
        self._window.bridge.choose_figure(Figure.NEUTRAL)
        next(iter(commands.views.values())).trigger()
        commands.whole_body.trigger()
        self._window.side_panel.turn_to(0)
        self._look()

    def look_round(self, touches: int) -> None:
        """Touch every drawing of every body so often: what is known of a body stays, and one may be chosen late."""
        commands = self._window.commands
        for figure in Figure:
            self._window.bridge.choose_figure(figure)
            for views in (*commands.views.values(), *commands.pairs):
                views.trigger()
                self._look()
                for _ in range(touches):
                    self.touch()
                    self._look()
                commands.new.trigger()
                self._look()

    def act(self) -> None:
        """Do something; then look at what came of it, or go on before it is shown, as somebody in a hurry does."""
        (one,) = self._chance.choices(list(self._acts), list(self._acts.values()))
        looks = self._chance.random() < _LOOKS
        try:
            one()
        finally:
            if looks:
                self._look()

    def touch(self) -> None:
        """Touch a drawing somewhere."""
        self._window.bridge.take_pen(Pen(Tool.SPOT, self._quality(), self._strength()))
        body, at = self._place()
        self._send(body, QEvent.Type.MouseButtonPress, at, _LEFT)
        self._send(body, QEvent.Type.MouseButtonRelease, at, _NONE)

    def paint(self) -> None:
        """Draw a line."""
        self._stroke(Tool.PAINT)

    def erase(self) -> None:
        """Rub over a drawing."""
        self._stroke(Tool.ERASE)

    def type_words(self) -> None:
        """Write a few letters into a field."""
        panel = self._window.marks_panel
        field = self._chance.choice((panel.since, panel.better, panel.worse))
        text = "".join(self._chance.choices(_LETTERS, k=self._chance.randint(1, 12)))
        self._window.side_panel.turn_to(1)
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, "".join(letter for letter in text if letter.isascii()))
        panel.note.insertPlainText(text)

    def say(self) -> None:
        """Say how the mark feels that was made last."""
        self._window.bridge.say_quality(self._quality())
        self._window.bridge.say_intensity(self._strength())

    def undo(self) -> None:
        """Take a step back."""
        self._window.commands.undo.trigger()

    def redo(self) -> None:
        """Take it again."""
        self._window.commands.redo.trigger()

    def toggle_part(self) -> None:
        """Mark a whole part, or take its mark away."""
        if (evidence := self._window.bridge.evidence) is not None:
            self._window.bridge.toggle_part(self._chance.choice(evidence.parts).id, self._chance.choice(list(Side)))

    def answer(self) -> None:
        """Answer a question, if one is asked."""
        found = self._window.findings
        flags = found.red_flags if found is not None else ()
        if asked := [question.id for flag in flags for question in flag.questions]:
            self._window.bridge.answer(self._chance.choice(asked), self._chance.choice((None, *Reply)))

    def say_fact(self) -> None:
        """Tell something about the person."""
        if (evidence := self._window.bridge.evidence) is not None:
            fact = self._chance.choice(evidence.facts)
            self._window.bridge.say_fact(fact.id, self._chance.choice((None, *fact.values)))

    def move_pointer(self) -> None:
        """Point at several places."""
        for _ in range(3):
            body, at = self._place()
            self._send(body, QEvent.Type.MouseMove, at, _NONE)

    def zoom(self) -> None:
        """Look closer, or at the whole."""
        commands = self._window.commands
        self._chance.choice((commands.zoom_in, commands.zoom_out, commands.whole_body)).trigger()

    def view(self) -> None:
        """Turn to other drawings."""
        commands = self._window.commands
        self._chance.choice([*commands.views.values(), *commands.pairs]).trigger()

    def look_at_root(self) -> None:
        """Look at one root alone, or at all."""
        root = self._chance.choice((None, RootOfSide(self._chance.choice(list(Root)), self._chance.choice(list(Side)))))
        self._window.bridge.look_at(root)

    def choose_maps(self) -> None:
        """Ask one map, or all."""
        known = tuple(one.name for one in self._window.bridge.known_maps)
        self._window.bridge.choose_maps(self._chance.choice((None, *((one,) for one in known))))

    def choose_figure(self) -> None:
        """Take another figure."""
        self._window.bridge.choose_figure(self._chance.choice(list(Figure)))

    def turn_page(self) -> None:
        """Turn the panel at the side."""
        self._window.side_panel.turn_to(self._chance.randrange(3))

    def voice(self) -> None:
        """Speak to the other reader."""
        self._window.choose_voice(self._chance.choice(list(Voice)))

    def clear(self) -> None:
        """Remove all marks."""
        self._window.commands.clear.trigger()

    def new_case(self) -> None:
        """Begin with the next person."""
        self._window.commands.new.trigger()

    def _look(self) -> None:
        QApplication.processEvents()
        # What is to be deleted goes when control comes back to the loop; here there is none to come back to.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _stroke(self, tool: Tool) -> None:
        self._window.bridge.take_pen(Pen(tool, self._quality(), self._strength()))
        body, at = self._place()
        self._send(body, QEvent.Type.MouseButtonPress, at, _LEFT)
        for _ in range(self._chance.randint(1, 12)):
            at += QPointF(self._chance.uniform(-12, 12), self._chance.uniform(-12, 12))
            self._send(body, QEvent.Type.MouseMove, at, _LEFT)
        self._send(body, QEvent.Type.MouseButtonRelease, at, _NONE)

    def _place(self) -> tuple[BodyView, QPointF]:
        """A drawing in sight and a pixel of it, mostly on the body."""
        body = self._chance.choice(self._window.body_card.views)
        size, at = body.viewport().size(), QPointF()
        for _ in range(_AIMED):
            at = QPointF(self._chance.uniform(0, size.width()), self._chance.uniform(0, size.height()))
            there = body.mapToScene(at.toPoint())
            if self._window.bridge.part_at(BodyPoint(body.view, there.x(), there.y())) is not None:
                break
        return body, at

    def _send(self, body: BodyView, kind: QEvent.Type, at: QPointF, held: Qt.MouseButton) -> None:
        button = _NONE if kind is QEvent.Type.MouseMove else _LEFT
        target = body.viewport()
        event = QMouseEvent(kind, at, target.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, event)

    def _quality(self) -> Quality | None:
        felt: Quality | None = self._chance.choice([None, *Quality])
        return felt

    def _strength(self) -> int | None:
        strength: int | None = self._chance.choice([None, *range(11)])
        return strength
