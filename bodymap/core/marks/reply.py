"""What a person answered to the questions that come with a warning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NewType

QuestionId = NewType("QuestionId", str)
"""Stable name of a question, such as ``ces-bladder``, from `red_flag_questions.csv`."""


class Reply(Enum):
    """An answer; "unsure" is kept apart from an answer that was not given."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question."""

    question: QuestionId
    reply: Reply
