"""How sure the marker is, as a probability that a fair teacher would agree, and when to ask one."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.model.mark import PointMark

USUAL = 0.85
"""The usual caution: certainty below which a teacher is asked to look (0: never, 1: always)."""


class _Fit(NamedTuple):
    """How the certainty of a mark comes about: the slopes of a logistic regression."""

    base: float
    away: float
    doubt: float
    points: float
    good: float


_BY_POINTS = _Fit(base=0.22, away=6.47, doubt=-0.68, points=0.44, good=-1.05)
_BY_SCHOOL = _Fit(base=0.26, away=5.58, doubt=-0.34, points=0.0, good=-0.38)
"""Fitted on marks of training answers by models that had not seen their questions.

Short references, where the trees trained on school answers have most of the say, have a fit of their own: there, giving
credit is hardly less sure than giving none.
"""


def certainty(credit: float, points: Sequence[PointMark], by_school: bool = False) -> float:
    """Give the probability that a teacher sides with the credit (at least half, or less than half).

    A credit far from the middle is surer, a mark made of several points is surer, and giving credit is less
    sure than giving none. ``by_school`` tells that the trees for short references have most of the say.
    """
    fit = _BY_SCHOOL if by_school else _BY_POINTS
    doubt = sum(1.0 - point.confidence for point in points) / len(points) if points else 0.5
    score = (
        fit.base
        + fit.away * abs(credit - 0.5)
        + fit.doubt * doubt
        + fit.points * math.log(max(len(points), 1))
    )
    return 1.0 / (1.0 + math.exp(-(score + fit.good * (credit >= 0.5))))


def needs_review(certain: float, caution: float = USUAL) -> bool:
    """Whether the marker is too unsure to decide alone, for a teacher of that caution."""
    return certain < caution
