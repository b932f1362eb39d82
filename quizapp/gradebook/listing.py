"""Which rows of a gradebook are shown, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quizapp.gradebook.learners import Begun, Learner, name_key


class State(StrEnum):
    """How far a learner has come."""

    FINISHED = "finished"
    UNDER_WAY = "under_way"
    NOT_BEGUN = "not_begun"


class Sort(StrEnum):
    """What the rows are ordered by; a question is named by ``Wish.question`` besides."""

    NAME = "name"
    SCORE = "score"
    REVIEW = "review"
    STARTED = "started"
    FINISHED = "finished"
    QUESTION = "question"


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see: filters ("" and None: all), and the order.

    ``who`` is ``member`` (on the roster) or ``guest``; ``review`` keeps those with answers that wait for a teacher.
    """

    name: str = ""
    state: State | None = None
    who: str = ""
    review: bool = False
    sort: Sort = Sort.NAME
    question: str = ""
    down: bool = False


@dataclass(frozen=True)
class Line:
    """A learner's row before its credits are known; ``attempt`` is the one that counts.

    ``shown`` is the name as it is shown, ``waiting`` counts answers that wait for a teacher, ``percent`` and
    ``credit`` (on the question the rows are ordered by) are known only where the order needs them.
    """

    learner: Learner
    shown: str
    attempt: Begun | None
    waiting: int = 0
    percent: float | None = None
    credit: float | None = None

    @property
    def state(self) -> State:
        """How far the learner has come."""
        if self.attempt is None:
            return State.NOT_BEGUN
        return State.UNDER_WAY if self.attempt.finished_at is None else State.FINISHED


def selected(lines: Sequence[Line], wish: Wish) -> list[Line]:
    """Give the lines that were asked for, in the order that was asked for; those with nothing to order by come last."""
    kept = [line for line in lines if is_wanted(line, wish)]
    kept.sort(key=lambda line: name_key(line.shown))
    if wish.sort is Sort.NAME:
        return kept[::-1] if wish.down else kept
    known = [(value, line) for line in kept if (value := value_of(line, wish.sort)) is not None]
    known.sort(key=lambda pair: pair[0], reverse=wish.down)
    unknown = [line for line in kept if value_of(line, wish.sort) is None]
    return [line for _, line in known] + unknown


def is_wanted(line: Line, wish: Wish) -> bool:
    """Say whether a line passes all filters."""
    return (
        (not wish.name or name_key(wish.name) in name_key(line.shown))
        and (wish.state is None or line.state is wish.state)
        and (not wish.who or (wish.who == "member") == (line.learner.member is not None))
        and (not wish.review or line.waiting > 0)
    )


def value_of(line: Line, sort: Sort) -> float | None:
    """Give what a line is ordered by, if it has it."""
    attempt = line.attempt
    if attempt is None:
        return None
    values: Mapping[Sort, float | None] = {
        Sort.SCORE: line.percent,
        Sort.QUESTION: line.credit,
        Sort.REVIEW: float(line.waiting),
        Sort.STARTED: attempt.started_at.timestamp(),
        Sort.FINISHED: attempt.finished_at.timestamp() if attempt.finished_at else None,
    }
    return values[sort]


def renamed(lines: Sequence[Line], names: Sequence[str]) -> list[Line]:
    """Give the lines under other names, which follow their order."""
    return [replace(line, shown=name) for line, name in zip(lines, names, strict=True)]
