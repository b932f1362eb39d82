"""The figures at the head of a result."""

from collections import Counter
from dataclasses import dataclass

from quizapp.model.mark import Verdict
from quizapp.services.results import Result
from quizapp.web.filters import standing


@dataclass(frozen=True)
class Tally:
    """How an attempt came out: percent of all points, how many questions stand how and wait for review."""

    percent: int
    standings: tuple[tuple[str, int], ...]
    waiting: int


def tally(result: Result) -> Tally:
    """Sum a result up; only the standings that occur, the best first."""
    counted = Counter(standing(reviewed) for reviewed in result.counted)
    return Tally(
        percent=round(round(100 * result.score / result.out_of, 2)) if result.out_of else 0,
        standings=tuple(
            (verdict.value, counted[verdict.value]) for verdict in Verdict if counted[verdict.value]
        ),
        waiting=sum(reviewed.needs_review for reviewed in result.questions),
    )
