"""What an answer says that the question does not say already, and how much of it the source supports."""

import math
from typing import NamedTuple

from quizapp.grade.alignment import MATCHED, Alignment
from quizapp.grade.reading import Reading, unit_rows
from quizapp.language.numbers import number
from quizapp.language.vectors import Vectors, common_direction

_MOST_FOREIGN = 3


class Novelty(NamedTuple):
    """What the answer adds to the question.

    ``support`` (0 to 1) is the share of the added words, by rarity, that the reference has too, ``supported``
    and ``unsupported`` are how much is added of either sort (logarithms of summed rarities), ``foreign`` counts
    names and numbers that neither question nor reference has (at most 3).
    """

    support: float
    supported: float
    unsupported: float
    foreign: float


def novelty(question: Reading, whole: Reading, answer: Reading, found: Alignment) -> Novelty:
    """Look at what the answer adds; ``found`` aligns the whole reference with it."""
    new = [answer.stems[i] not in question.content_stems for i in answer.content]
    if not any(new):
        return Novelty(0.0, 0.0, 0.0, 0.0)
    best = found.best
    weights = answer.rarities * new
    kept = float(weights @ best)
    return Novelty(
        support=kept / max(float(weights.sum()), 1e-9),
        supported=math.log1p(kept),
        unsupported=math.log1p(float(weights @ (best < MATCHED))),
        foreign=float(min(_foreign(question, whole, answer), _MOST_FOREIGN)),
    )


def _foreign(question: Reading, whole: Reading, answer: Reading) -> int:
    """Count names (capitals amid a sentence) and numbers that are known from nowhere."""
    known = question.content_stems | whole.content_stems
    values = {value for value, _, _ in (*question.numbers, *whole.numbers)}
    names = {
        answer.stems[i]
        for i in answer.content
        if i
        and answer.sentences[i] == answer.sentences[i - 1]
        and answer.text[answer.spans[i][0]].isupper()
        and answer.stems[i] not in known
        and number(answer.words[i]) is None
    }
    return len(names) + len({value for value, _, _ in answer.numbers} - values)


def without(vectors: Vectors, direction: Vectors) -> Vectors:
    """Take out of each row what lies in a direction of unit length, and give the rest at unit length."""
    return unit_rows(vectors - (vectors @ direction)[:, None] * direction)


class Beyond(NamedTuple):
    """The meaning of a text's sentences (the last row: of all of it) with the question's meaning taken out."""

    rest: Vectors
    centred: Vectors


def beyond(question: Reading, text: Reading) -> Beyond:
    """Take out of a text what it shares with the question, and what it shares with any English text."""
    return Beyond(
        without(text.sentence_vectors, question.sentence_vectors[-1]),
        without(text.sentence_vectors, common_direction()),
    )


def closeness(point: Beyond, answer: Beyond) -> tuple[float, float, float, float]:
    """Give the cosines of a point with the answer: its rest with all and with the best sentence, centred too."""
    rest = (answer.rest @ point.rest[-1]).tolist()
    centred = (answer.centred @ point.centred[-1]).tolist()
    return rest[-1], max(rest[:-1]), centred[-1], max(centred[:-1])
