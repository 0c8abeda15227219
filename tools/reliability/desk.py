"""A window with a person before it who saves, and who is told what did not work."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bodymap.core.errors import BodymapError
from bodymap.core.vocabulary import Side
from bodymap.state.case import Case
from bodymap.state.case_file import read_case
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Found, Replace, Unsaved
from bodymap.ui.window.safekeeping import Safekeeping


class Desk:
    """The window, what it told, and what was not as demanded.

    Attributes
    ----------
    doing : str
        Which check is being done.
    wrong : dict
        What was not as demanded, as keys.
    told : list of str
        Problems that were told since the last save.
    asked : list of str
        Names of files that it was asked about whether to replace them.
    """

    def __init__(self, seed: int) -> None:
        self.doing = ""
        self.wrong: dict[str, None] = {}
        self.told: list[str] = []
        self.asked: list[str] = []
        self.chance = random.Random(seed)  # noqa: S311
        self._path = Path()
        self._application = QApplication([])
        self.window = MainWindow(Bridge(), Look(self._application, ThemeChoice.LIGHT))
        self.keeping = Safekeeping(self.window.bridge, self.window, is_on=True)
        for name, answer in (
            ("tell_problem", lambda _parent, title, problem: self.told.append(f"{title} {problem}")),
            ("ask_file_to_save", lambda *_: self._path),
            ("ask_about_unsaved", lambda *_: Unsaved.DISCARD),
            ("ask_about_left_over", lambda *_: Found.LATER),
            ("ask_about_replacing", self._replace),
        ):
            setattr(messages, name, answer)
        self.window.show()
        while self.window.findings is None:
            self._application.processEvents()

    @property
    def case(self) -> Case:
        """The case that is open."""
        return self.window.bridge.case

    def take_new_case(self) -> None:
        """Begin with the next person, who shows and says a few things."""
        self.window.bridge.new_case()
        self.change()

    def change(self) -> None:
        """Show and say a few things more."""
        bridge = self.window.bridge
        for part in self.chance.sample(bridge.evidence.parts if bridge.evidence else (), self.chance.randint(3, 30)):
            bridge.toggle_part(part.id, self.chance.choice(list(Side)))
        note = "".join(self.chance.choices("abc äé🙂痛\n", k=self.chance.randint(1, 400))).strip()
        bridge.tell_history(since="May", better="", worse="", note=f"{self.chance.random()} {note}")

    def saves(self, path: Path | None = None) -> bool:
        """Save, under another name if one is given; whether the window says that it is saved."""
        self.told.clear()
        self._path = path or self._path
        return self.window.filing.save() if path is None else self.window.filing.save_as()

    def expect_saved(self, path: Path) -> None:
        """Save to a path; it must be told as saved, and be read back as it is."""
        is_told = self.saves(path)
        self.check(is_told and not self.told, "was not saved")
        self.expect_whole(path, self.case)

    def expect_refused(self, path: Path, *, held: Case | None) -> None:
        """Save to a path that does not take it.

        It must be told once, the case stay as it is and unsaved, the file hold what it held, and nothing more lie
        there.
        """
        before, case = _names(path.parent), self.case
        self.check(not self.saves(path), "was told as saved")
        self.check(len(self.told) == 1 and "\n" not in self.told[0], f"was told {len(self.told)} times")
        self.check(self.case == case and not self.window.bridge.is_saved, "changed the case")
        self.check(_names(path.parent) == before, "left something behind")
        if held is not None:
            self.expect_whole(path, held)

    def expect_whole(self, path: Path, case: Case) -> None:
        """A file must hold this case."""
        try:
            self.check(read_case(path) == case, "the file holds something else")
        except BodymapError:
            self.check(False, "the file is torn or gone")

    def check(self, is_right: bool, what: str) -> None:  # noqa: FBT001
        """Note what is wrong when it is not right."""
        if not is_right:
            self.wrong[f"{self.doing}: {what}"] = None

    def _replace(self, _parent: object, name: str, _obstacle: object) -> Replace:
        self.asked.append(name)
        return Replace.REPLACE

    def finish(self) -> None:
        """Close."""
        self.keeping.finish()
        self.window.hide()


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
