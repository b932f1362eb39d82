"""What the answers of a class say about each question and about the quiz as a whole."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median, stdev

from quizapp.gradebook.figures import (
    correlation,
    cronbach_alpha,
    fisher_interval,
    mean_of,
    third,
    weighted_share,
    wilson,
)
from quizapp.gradebook.table import Column
from quizapp.model.question import MultipleChoice, Question

ENOUGH = 20
"""With fewer answers nothing is said about discrimination, choices and reliability."""

BINS = 10


@dataclass(frozen=True)
class Response:
    """What one learner did: ``credits`` (0 to 1) by question asked, ``choices`` by position in the bank.

    ``seconds`` is the time spent on a question, where it is known.
    """

    credits: Mapping[str, float]
    choices: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Ruling:
    """An answer that a teacher ruled on: the marker's credit and the teacher's."""

    question: str
    marked: float
    ruled: float


@dataclass(frozen=True)
class ChoiceFigures:
    """A choice (``text`` "": no answer): its share (0 to 1) among all, the highest and the lowest third."""

    text: str
    is_key: bool
    count: int
    share: float
    upper: float
    lower: float


@dataclass(frozen=True)
class Agreement:
    """How the marker's credits compare with a teacher's: how many, the mean difference in size, how many within 0.1."""

    count: int
    mean_difference: float
    close: int


@dataclass(frozen=True)
class ItemFigures:
    """A question. ``facility`` is its mean credit with its 95 % interval; None without answers.

    ``discrimination`` is the correlation with the score on the other questions, with its 95 % interval; None when it
    cannot be had: too few answers, or all the same. ``seconds`` is the median time; None: not known.
    """

    column: Column
    answers: int
    facility: float | None
    facility_interval: tuple[float, float]
    discrimination: float | None
    discrimination_interval: tuple[float, float]
    choices: tuple[ChoiceFigures, ...]
    seconds: float | None
    agreement: Agreement | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough answers to say more than the facility."""
        return self.answers >= ENOUGH


@dataclass(frozen=True)
class Analysis:
    """All figures. ``mean``, ``deviation`` and ``error`` (standard error of measurement) are in percent.

    ``alpha`` and ``error`` are None when they cannot be had: ``same_questions`` says whether all learners were asked
    the same. ``histogram`` counts learners by percent: 0 to 10, 10 to 20 …, 90 to 100.
    """

    items: tuple[ItemFigures, ...]
    learners: int
    mean: float | None
    deviation: float | None
    alpha: float | None
    error: float | None
    same_questions: bool
    histogram: tuple[int, ...]
    agreement: Agreement | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough learners to speak of reliability."""
        return self.learners >= ENOUGH


def analyse(
    columns: Sequence[Column],
    questions: Mapping[str, Question],
    responses: Sequence[Response],
    rulings: Sequence[Ruling] = (),
) -> Analysis:
    """Work out all figures over one response a learner; dropped questions are left out."""
    kept = [column for column in columns if not column.dropped]
    totals = [total_of(response, kept) for response in responses]
    percents = [100 * earned / out_of for earned, out_of in totals if out_of]
    asked = [frozenset(response.credits) for response in responses]
    same = len(set(asked)) == 1
    worth = {column.id: column.points for column in kept}
    alpha = None
    if same and len(responses) >= ENOUGH:
        common = [column.id for column in kept if column.id in asked[0]]
        alpha = cronbach_alpha([[one.credits[id_] * worth[id_] for one in responses] for id_ in common])
    deviation = stdev(percents) if len(percents) > 1 else None
    error = None if alpha is None or deviation is None else deviation * math.sqrt(max(0.0, 1 - alpha))
    return Analysis(
        items=tuple(item_of(column, questions[column.id], responses, totals, rulings) for column in kept),
        learners=len(responses),
        mean=mean_of(percents),
        deviation=deviation,
        alpha=alpha,
        error=error,
        same_questions=same,
        histogram=histogram_of(percents),
        agreement=agreement_of(rulings),
    )


def total_of(response: Response, columns: Sequence[Column]) -> tuple[float, float]:
    """Give what a learner earned and could earn, in points."""
    asked = [column for column in columns if column.id in response.credits]
    earned = math.fsum(response.credits[column.id] * column.points for column in asked)
    return earned, math.fsum(column.points for column in asked)


def item_of(
    column: Column,
    question: Question,
    responses: Sequence[Response],
    totals: Sequence[tuple[float, float]],
    rulings: Sequence[Ruling],
) -> ItemFigures:
    """Work out the figures of one question."""
    asked = [place for place, response in enumerate(responses) if column.id in response.credits]
    earned = [responses[place].credits[column.id] for place in asked]
    facility = mean_of(earned)
    pairs = [
        (own, rest)
        for place, own in zip(asked, earned, strict=True)
        if (rest := rest_of(totals[place], own, column.points)) is not None
    ]
    enough = len(asked) >= ENOUGH
    r = correlation([own for own, _ in pairs], [rest for _, rest in pairs]) if enough else None
    times = [seconds for place in asked if (seconds := responses[place].seconds.get(column.id)) is not None]
    return ItemFigures(
        column=column,
        answers=len(asked),
        facility=facility,
        facility_interval=wilson(facility or 0.0, len(asked)),
        discrimination=r,
        discrimination_interval=(-1.0, 1.0) if r is None else fisher_interval(r, len(pairs)),
        choices=choices_of(
            column.id, question, [responses[p] for p in asked], [share_of(totals[p]) for p in asked]
        )
        if enough and isinstance(question, MultipleChoice)
        else (),
        seconds=median(times) if times else None,
        agreement=agreement_of([ruling for ruling in rulings if ruling.question == column.id]),
    )


def rest_of(total: tuple[float, float], own: float, points: float) -> float | None:
    """Give the share that was earned on the other questions; None when there were none."""
    earned, out_of = total
    left = out_of - points
    return (earned - own * points) / left if left > 1e-9 else None


def share_of(total: tuple[float, float]) -> float:
    """Give the share of all points that was earned."""
    earned, out_of = total
    return earned / out_of if out_of else 0.0


def choices_of(
    question_id: str, question: MultipleChoice, responses: Sequence[Response], shares: Sequence[float]
) -> tuple[ChoiceFigures, ...]:
    """Say how often each choice was taken, by everybody, the highest and the lowest third; last, how often none."""
    given = [response.choices.get(question_id) for response in responses]
    everybody, upper, lower = [1.0] * len(given), third(shares, lowest=False), third(shares, lowest=True)
    options = [(place, choice.text, choice.correct) for place, choice in enumerate(question.choices)]
    found = []
    for place, text, is_key in [*options, (None, "", False)]:
        chosen = [one == place for one in given]
        shares_of_choice = (weighted_share(weights, chosen) for weights in (everybody, upper, lower))
        found.append(ChoiceFigures(text, is_key, sum(chosen), *shares_of_choice))
    return tuple(found)


def agreement_of(rulings: Sequence[Ruling]) -> Agreement | None:
    """Compare the marker with the teacher; None without rulings."""
    if not rulings:
        return None
    differences = [abs(ruling.marked - ruling.ruled) for ruling in rulings]
    close = sum(difference <= 0.1 + 1e-9 for difference in differences)
    return Agreement(len(rulings), math.fsum(differences) / len(rulings), close)


def histogram_of(percents: Sequence[float]) -> tuple[int, ...]:
    """Count learners by percent, in steps of ten; 100 belongs to the last."""
    counts = [0] * BINS
    for percent in percents:
        counts[min(BINS - 1, int(percent * BINS / 100 + 1e-9))] += 1
    return tuple(counts)


def seconds_between(started_at: datetime, saved: Mapping[str, datetime]) -> dict[str, float]:
    """Estimate the time spent on each question: from the save before it (or the start) to its own last save."""
    found, before = {}, started_at
    for question, at in sorted(saved.items(), key=lambda pair: pair[1]):
        found[question] = max(0.0, (at - before).total_seconds())
        before = at
    return found
