"""How sure the marker is, as a probability that a fair teacher would agree, and when to ask one."""

import math
from collections.abc import Sequence

from quizapp.model.mark import PointMark

USUAL = 0.85
"""The usual caution: certainty below which a teacher is asked to look (0: never, 1: always)."""

_BASE, _AWAY, _DOUBT, _POINTS, _GOOD = 0.22, 6.47, -0.68, 0.44, -1.05
"""Fitted on marks of training answers by models that had not seen their questions (logistic regression)."""


def certainty(credit: float, points: Sequence[PointMark]) -> float:
    """Give the probability that a teacher sides with the credit (at least half, or less than half).

    A credit far from the middle is surer, a mark made of several points is surer, and giving credit is less
    sure than giving none.
    """
    doubt = sum(1.0 - point.confidence for point in points) / len(points) if points else 0.5
    score = _BASE + _AWAY * abs(credit - 0.5) + _DOUBT * doubt + _POINTS * math.log(max(len(points), 1))
    return 1.0 / (1.0 + math.exp(-(score + _GOOD * (credit >= 0.5))))


def needs_review(certain: float, caution: float = USUAL) -> bool:
    """Whether the marker is too unsure to decide alone, for a teacher of that caution."""
    return certain < caution
