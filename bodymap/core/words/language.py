"""Puts messages into a language, by a catalogue that is handed in; without one, into English."""

from __future__ import annotations

import gettext
import io

from bodymap.core.words.message import Message, Sentence, capitalised, rendered


class Language:
    """A language with its catalogue.

    Parameters
    ----------
    catalogue : bytes, optional
        A compiled gettext catalogue (``.mo``) whose ids are the ids of messages; what is not in it stays English.
    """

    def __init__(self, catalogue: bytes | None = None) -> None:
        known = gettext.NullTranslations() if catalogue is None else gettext.GNUTranslations(io.BytesIO(catalogue))
        self._look_up = known.gettext

    def text(self, said: Message) -> str:
        """A message as it stands within a sentence."""
        return rendered(said, self._look_up)

    def sentence(self, said: Sentence) -> str:
        """A sentence, with a capital in front."""
        return capitalised(self.text(said.message))

    def title(self, said: Message) -> str:
        """A message as a heading."""
        return capitalised(self.text(said))
