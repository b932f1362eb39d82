"""Marking of free text: each key point against the answer, and the points together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from quizapp.grade.alignment import Alignment
from quizapp.grade.certainty import USUAL, certainty, needs_review
from quizapp.grade.features import NAMES, feature_rows
from quizapp.grade.lecture import LECTURE_SAY, lecture_credit, sets_task
from quizapp.grade.listing import MOST_CREDIT, is_bare_list
from quizapp.grade.model import predict
from quizapp.grade.reading import LONGEST_TEXT, Floats, Reading, read
from quizapp.grade.school import Against, say, school_chance, speaks_against
from quizapp.grade.talk import without_stutter, without_talk
from quizapp.grade.task import Task, task
from quizapp.model.mark import Mark, Match, PointMark, PointStatus, Verdict
from quizapp.model.text import NOTHING, Text, sentence

FOUND, PARTLY = 0.6, 0.3
"""Credit of a point from which on it counts as found, as partly found."""

CORRECT, PARTLY_CORRECT = 0.8, 0.3
"""Credit of an answer from which on it is correct, partly correct."""

NO_WORDS = sentence("The answer has no words.")
NOTHING_BUT_TALK = sentence("The answer has nothing but words to the marker.")

CRUMB = 0.1
"""Credit that is not given, or not withheld, by itself."""

DOUBT, STRETCH = 0.03, 1.1
"""What is taken from the credit of several points, and what the rest is multiplied with."""

SHARPER, EVEN = 1.6, 0.43
"""How much the doubt of a point shrinks before points are added up, and the chance that counts as even.

Every chance lies between the certain and the average, and over several points that adds up: an answer that is merely
on the topic has a little of each. On held-out questions of the training answers this took wrong answers from 0.11 to
0.09 and raised good ones in other words from 0.77 to 0.78.
"""

WRONG_COSTS = 0.5
"""What a contradicted point takes from the credit of the others, as a share of its weight.

Teachers do so: of the training answers with one point in two contradicted the mean score is 0.25.
"""

_VERBATIM, _REVERSED, _COPIED, _TURNED, _DENIED = (
    NAMES.index(name) for name in ("copy_verbatim", "copy_reversed", "copied", "copy_turned", "turned_most")
)

WHOLE_COPY = 0.95
"""Share of a point's words from which on, with nothing turned round among them, it is not contradicted."""

REVERSED = 0.93
"""Chance that a close copy with a reversal contradicts, as measured on training answers."""

CONTRADICTED = 0.6
"""Probability from which on a point counts as contradicted: more than even, for it costs more than silence."""


@dataclass(frozen=True)
class Wanted:
    """A key point as the marker needs it: name, words, weight, and a ruling if a teacher gave one.

    ``note`` says whose ruling it is.
    """

    name: str
    text: str
    weight: float
    ruled: bool | None = None
    note: Text = NOTHING


@dataclass(frozen=True)
class Reference:
    """One reference, its key points, and the weight of found points that earns full credit.

    ``taken_apart`` tells that the program found the points, and nobody said that each of them is wanted.
    """

    text: str
    wanted: tuple[Wanted, ...]
    full: float
    taken_apart: bool = False


@dataclass(frozen=True)
class _Look:
    """An answer looked at beside one reference: a row of features and the chances of each point.

    ``school`` is what the trees for short references, or for tasks, have to say of the whole: its weight, and it.
    ``settled`` is the credit where they had their say in the chances already, which then stand as they are.
    ``by_school`` tells that the trees for short references have the most say.
    """

    reference: Reference
    against: Task
    rows: Floats
    found: list[Alignment]
    chances: Floats
    school: tuple[float, float] = (0.0, 0.0)
    settled: float | None = None
    by_school: bool = False

    @property
    def weights(self) -> Floats:
        return np.array([point.weight for point in self.reference.wanted])

    @property
    def earned(self) -> float:
        """The share of full marks that the points earn by their chances."""
        earned = self.chances[:, 0] * (1.0 - self.chances[:, 1])
        share = float(earned @ self.weights) / self.reference.full if self.reference.full > 0 else 0.0
        return self.with_school(min(share, 1.0))

    def with_school(self, credit: float) -> float:
        """Mix the credit of the points with what the trees say of the whole."""
        weight, chance = self.school
        return (1.0 - weight) * credit + weight * chance


def _matches(point: Reading, answer: Reading, found: Alignment) -> tuple[Match, ...]:
    return tuple(
        Match(answer.spans[answer.content[j]], point.spans[point.content[row]]) for row, j in found.hits
    )


def _status(credit: float, contradicted: float) -> PointStatus:
    if contradicted >= CONTRADICTED:
        return PointStatus.CONTRADICTED
    if credit >= FOUND:
        return PointStatus.FOUND
    return PointStatus.PARTLY if credit >= PARTLY else PointStatus.MISSING


def _turned_words(point: Reading, answer: Reading, found: Alignment) -> Text:
    """Say which words turn the point round, where the alignment shows them."""
    for row, i in enumerate(point.content):
        j = answer.content[int(found.partner[row])] if found.turned[row] else -1
        if j < 0:
            continue
        mine, theirs = answer.words[j], point.words[i]
        if answer.denied[j] != point.denied[i]:
            mine, theirs = ("not … " * answer.denied[j]) + mine, ("not … " * point.denied[i]) + theirs
        return sentence(
            "Your answer says “%(mine)s”; the source says “%(theirs)s”.", mine=mine, theirs=theirs
        )
    return NOTHING


def _point_mark(
    wanted: Wanted,
    point: Reading,
    answer: Reading,
    found: Alignment,
    chances: Sequence[float],
    settled: bool,
) -> PointMark:
    if wanted.ruled is not None:
        status = PointStatus.FOUND if wanted.ruled else PointStatus.MISSING
        return PointMark(
            wanted.name, status, float(wanted.ruled), 1.0, _matches(point, answer, found), wanted.note
        )
    expressed, contradicted = float(chances[0]), float(chances[1])
    credit = expressed * (1.0 - contradicted)
    status = _status(credit, contradicted)
    if status is PointStatus.CONTRADICTED:
        note = _turned_words(point, answer, found)
        left, sure = (credit, max(contradicted, 1.0 - credit)) if settled else (0.0, contradicted)
        return PointMark(wanted.name, status, left, sure, _matches(point, answer, found), note)
    sure = max(credit, 1.0 - credit)
    return PointMark(wanted.name, status, credit, sure, _matches(point, answer, found))


def _chances(rows: Floats) -> Floats:
    """Give the chances of each point; what is copied to the letter, or reversed in a copy, needs no model."""
    chances = predict(rows)
    for row, pair in zip(rows, chances, strict=True):
        if row[_VERBATIM]:
            pair[:] = 1.0, 0.0
        elif row[_REVERSED]:
            pair[1] = max(pair[1], REVERSED)
        elif row[_COPIED] >= WHOLE_COPY and not row[_TURNED] and not row[_DENIED]:
            pair[1] = min(pair[1], 1.0 - CONTRADICTED)
    return chances


def _heard(looks: Sequence[_Look], prompt: str) -> list[_Look]:
    """Let those have their say who look at an answer as a whole: which, the references and the prompt tell."""
    against = [Against(look.rows, look.weights, look.reference.full) for look in looks]
    weight = say(against)
    if weight > 0:
        return _hear_the_school(looks, against, weight)
    return _hear_the_lecturer(looks, against, prompt)


def _hear_the_school(looks: Sequence[_Look], against: Sequence[Against], weight: float) -> list[_Look]:
    """Let the trees for short references have their say, where no copy decided.

    A reference of one point shows it in the chances of that point; one that was taken apart shows it in the
    credit as a whole only, for the trees do not know which points were said.
    """
    chance = school_chance(against)
    heard = []
    for look in (replace(look, by_school=weight >= 0.5) for look in looks):
        decided = _copy_decides(look)
        if not decided and len(look.rows) == 1:
            expressed, contradicted = look.chances[0]
            wanted = (1.0 - weight) * expressed * (1.0 - contradicted) + weight * chance
            against_it = min(contradicted, CONTRADICTED - 0.01, 1.0 - wanted)
            if wanted < 0.5 and (speaks_against(against) if weight >= 0.5 else contradicted >= CONTRADICTED):
                against_it = max(contradicted, CONTRADICTED)
            changed = np.array([[min(wanted / max(1.0 - against_it, 1e-6), 1.0), against_it]])
            heard.append(replace(look, chances=changed, settled=wanted))
        elif not decided and look.reference.taken_apart:
            heard.append(replace(look, school=(weight, chance)))
        else:
            heard.append(look)
    return heard


def _hear_the_lecturer(looks: Sequence[_Look], against: Sequence[Against], prompt: str) -> list[_Look]:
    """Let the trees for tasks of a course have their say in the credit as a whole.

    Where a copy decided, the points know better.
    """
    if not sets_task(prompt) or not all(look.reference.taken_apart for look in looks):
        return list(looks)
    credit = lecture_credit(against)
    return [look if _copy_decides(look) else replace(look, school=(LECTURE_SAY, credit)) for look in looks]


def _copy_decides(look: _Look) -> bool:
    """Whether a point is given back to the letter, or reversed in a close copy."""
    return bool(look.rows[:, _VERBATIM].any() or look.rows[:, _REVERSED].any())


def _verdict(credit: float, points: Sequence[PointMark]) -> Verdict:
    contradicted = any(point.status is PointStatus.CONTRADICTED for point in points)
    if credit >= CORRECT and not contradicted:
        return Verdict.CORRECT
    if credit >= PARTLY_CORRECT:
        return Verdict.PARTLY_CORRECT
    return Verdict.CONTRADICTS if contradicted else Verdict.INCORRECT


def _without_crumbs(credit: float) -> float:
    """Round what is nearly nothing or nearly everything: 0.06 of a point is a doubt of the marker, not a mark."""
    if credit < CRUMB:
        return 0.0
    return 1.0 if credit > 1.0 - CRUMB else credit


def _look(question: str, reference: Reference, answer: Reading) -> _Look:
    against = task(question, reference.text, [point.text for point in reference.wanted])
    rows, found = feature_rows(against, answer)
    table = np.array(rows).reshape(len(rows), len(NAMES))
    return _Look(reference, against, table, found, _chances(table))


def _sharpened(chance: float) -> float:
    """Move the chance of a point away from even; certainty stays certainty."""
    odds = (chance / max(1.0 - chance, 1e-9)) * (1.0 - EVEN) / EVEN
    return 1.0 - 1.0 / (1.0 + math.pow(odds, SHARPER))


def _added_up(points: Sequence[PointMark], reference: Reference, settled: bool = False) -> float:
    """Add up what points earn, 0 to 1; where one is contradicted, every point is needed for full credit.

    ``settled`` takes their credit as it stands, doubt and all.
    """
    weights = [wish.weight for wish in reference.wanted]
    ruled = [wish.ruled is not None for wish in reference.wanted]
    credits_ = [
        point.credit if by_teacher or settled else _sharpened(point.credit)
        for point, by_teacher in zip(points, ruled, strict=True)
    ]
    earned = sum(credit * weight for credit, weight in zip(credits_, weights, strict=True))
    against = [point.status is PointStatus.CONTRADICTED for point in points]
    if any(against) and not settled:
        lost = WRONG_COSTS * sum(weight for weight, wrong in zip(weights, against, strict=True) if wrong)
        return max((earned - lost) / sum(weights), 0.0)
    credit = earned / reference.full if reference.full > 0 else 0.0
    if len(points) > 1 and not any(ruled):
        credit = (credit - DOUBT) * STRETCH
    return min(max(credit, 0.0), 1.0)


def _mark(look: _Look, answer: Reading, caution: float) -> Mark:
    """Add up what the points of one reference earn."""
    reference, is_settled = look.reference, look.settled is not None
    points = tuple(
        _point_mark(*each[:2], answer, *each[2:], is_settled)
        for each in zip(reference.wanted, look.against.points, look.found, look.chances, strict=True)
    )
    credit = look.with_school(_added_up(points, reference, is_settled))
    note = NOTHING
    if is_bare_list(answer) and not any(map(is_bare_list, look.against.texts)) and credit > MOST_CREDIT:
        credit, note = (
            MOST_CREDIT,
            sentence("This is a list of words: they are in the source, but nothing is said with them."),
        )
    plain = look.with_school(_added_up(points, reference, settled=True))
    doubted = look.settled if look.settled is not None and reference.wanted[0].ruled is None else plain
    sure = certainty(doubted, points, look.by_school)
    if is_settled and points[0].status is PointStatus.CONTRADICTED:
        credit *= WRONG_COSTS
    credit = _without_crumbs(credit)
    review = needs_review(sure, caution)
    return Mark(round(credit, 3), _verdict(credit, points), round(sure, 3), review, points, note)


def mark_meaning(
    question: str, references: Sequence[Reference], text: str, caution: float = USUAL
) -> tuple[Mark, int]:
    """Mark a text that is not blank against references, which are alternatives: at least one, each with a point.

    Gives the mark by the reference that earns most, and the place of that reference.
    """
    known = [part for one in references for part in (one.text, *(point.text for point in one.wanted))]
    left = without_talk(text[:LONGEST_TEXT], " ".join([question, *known]))
    answer = read(without_stutter(left))
    if not answer.words:
        wordless = left == text[:LONGEST_TEXT]
        note = NO_WORDS if wordless else NOTHING_BUT_TALK
        return Mark(0.0, Verdict.INCORRECT, confidence=0.99, note=note), 0
    looks = _heard([_look(question, reference, answer) for reference in references], question)
    best = max(range(len(looks)), key=lambda place: looks[place].earned) if len(looks) > 1 else 0
    return _mark(looks[best], answer, caution), best
