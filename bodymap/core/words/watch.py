"""What to watch for, in a patient's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bodymap.core.reasoning.safety_net import SafetyNet, Sign
from bodymap.core.words.message import Message, either, message

_SIGN_WORDS: Final[Mapping[Sign, str]] = {
    Sign.WORSE: "it gets worse",
    Sign.WEAKNESS: "new weakness comes",
    Sign.NUMBNESS: "new numbness comes",
    Sign.FEVER: "fever",
    Sign.WEIGHT_LOSS: "weight loss",
    Sign.NIGHT_PAIN: "pain at night that does not ease",
}
"""The signs as they stand after "if" and "with"."""


def watch_words(net: SafetyNet) -> Message:
    """A piece of advice with the signs it is about: "See a doctor soon with fever or weight loss."."""
    if not net.signs:
        return Message(net.patient_words)
    return message(net.patient_words, signs=either([Message(_SIGN_WORDS[sign]) for sign in net.signs]))
