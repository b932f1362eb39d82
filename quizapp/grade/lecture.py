"""Answers to tasks that a course sets: how a lecturer marks them, who gives part of the credit freely.

"Name the two phases and explain how they differ" is marked otherwise than "How do I renew my card?": what was asked for
is counted, and what the reference says beyond it is not missed. Boosted trees trained on answers to such tasks look at
an answer as a whole, as those for short references do.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from quizapp.grade.school import Against, school_row
from quizapp.grade.trees import forest

LECTURE_SAY = 0.7
"""What the trees' credit weighs against the points': on training tasks unseen by them 0.6 to 0.7 served best."""

_SETS = re.compile(
    r"(?:^|[.?!:;,]\s+|\b(?:please|and|also)\s+)"
    r"(?:arrange|assume|calculate|compare|consider|define|derive|describe|discuss|evaluate|explain|give|identify|illustrate"
    r"|justify|list|mention|name|outline|prove|show|sketch|state|suggest|summari[sz]e)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=500)
def sets_task(prompt: str) -> bool:
    """Whether a prompt tells to do something: name, explain, compare …"""
    return bool(_SETS.search(prompt))


def lecture_credit(references: Sequence[Against]) -> float:
    """Give the credit (0 to 1) that a lecturer would give an answer, looked at beside all its references."""
    return min(max(forest("lecture").total(school_row(references)), 0.0), 1.0)
