"""What to watch for never says less than a raised warning: every warning against every piece of advice."""

from __future__ import annotations

import re
from typing import Final

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.reasoning.red_flags import Alarm, RedFlag, told_signs
from bodymap.core.reasoning.safety_net import SafetyNet, Sign, safety_net
from bodymap.core.vocabulary import PartId, Quality, Side
from bodymap.core.words.message import in_english
from bodymap.core.words.watch import watch_words
from bodymap.library.loading import load_evidence

EVIDENCE = load_evidence()

WAITS: Final = {"leg-circulation", "axial-spondyloarthritis"}
"""Warnings whose advice, in the next weeks, is weaker than to see a doctor soon."""

WORDS: Final = {
    Sign.WORSE: r"worse",
    Sign.WEAKNESS: r"\bweak|clumsy|unsteady",
    Sign.NUMBNESS: r"\bnumb(ness)?\b",
    Sign.FEVER: r"\bfever",
    Sign.WEIGHT_LOSS: r"lost weight|weight loss|losing weight",
    Sign.NIGHT_PAIN: r"at night",
}
"""How a warning names a sign to the patient."""


def raised(alarm: Alarm) -> RedFlag:
    return RedFlag(alarm, raised=True, answers={})


def advice(*flags: RedFlag) -> tuple[SafetyNet, ...]:
    # In the saddle, numb: every piece of advice but that of the chest is given there.
    places = [
        MarkedPart(PartId("perineum"), Side.LEFT, 0.5, frozenset({Quality.NUMB})),
        MarkedPart(PartId("chest-middle"), Side.LEFT, 0.5, frozenset({Quality.ACHING})),
    ]
    return safety_net(places, EVIDENCE.safety_net, told_signs(flags))


def weaker_about(sign: Sign, *flags: RedFlag) -> bool:
    texts = [in_english(watch_words(net)) for net in advice(*flags)]
    return any("doctor soon" in text and re.search(WORDS[sign], text) for text in texts)


@pytest.mark.parametrize("sign", list(Sign))
def test_without_a_warning_every_sign_is_a_reason_to_see_a_doctor_soon(sign: Sign) -> None:
    assert weaker_about(sign)


@pytest.mark.parametrize("alarm", EVIDENCE.alarms, ids=lambda alarm: alarm.id)
def test_no_raised_warning_stands_beside_weaker_advice_about_what_it_names(alarm: Alarm) -> None:
    asked = " ".join(question.patient_words for question in alarm.questions)
    words = f"{alarm.patient_title} {alarm.patient_words} {alarm.patient_now} {asked}"
    named = {sign for sign, pattern in WORDS.items() if re.search(pattern, words, re.IGNORECASE)}
    if alarm.id in WAITS:
        assert "in the next weeks" in alarm.patient_now
        assert advice(raised(alarm)) == advice()
        return
    wrong = {sign.value for sign in {*named, Sign.WORSE} if weaker_about(sign, raised(alarm))}
    assert wrong == set()


def test_numbness_between_the_legs_leaves_only_the_emergency_and_what_it_does_not_speak_of() -> None:
    alarm = next(one for one in EVIDENCE.alarms if one.id == "cauda-equina")
    assert [in_english(watch_words(net)) for net in advice(raised(alarm)) if net.id != "net-chest"] == [
        (
            "Go to an emergency department at once if the feeling between the legs changes. "
            "Go too if passing water or stools changes, or if both legs become weak or numb."
        ),
        "See a doctor soon with fever, weight loss or pain at night that does not ease.",
        "Where no warning is shown, something may still be wrong.",
    ]


def test_a_warning_that_is_only_asked_about_takes_nothing_away() -> None:
    flags = [RedFlag(alarm, raised=False, answers={}) for alarm in EVIDENCE.alarms]
    assert advice(*flags) == advice()


def test_two_warnings_take_away_what_either_speaks_of() -> None:
    by_id = {alarm.id: raised(alarm) for alarm in EVIDENCE.alarms}
    told = [in_english(watch_words(net)) for net in advice(by_id["myelopathy"], by_id["hip-fracture"])]
    assert "See a doctor soon with weight loss or pain at night that does not ease." in told
    assert not any("gets worse" in text for text in told)
