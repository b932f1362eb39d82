"""Answers on which a teacher ruled: the same words get the same ruling, and near words lean towards it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.grade.reading import Reading, folded, read, read_kept
from quizapp.language.negation import is_negator
from quizapp.language.numbers import number
from quizapp.language.spelling import same_but_for_spelling
from quizapp.language.words import STOPWORDS
from quizapp.model.mark import Mark, Verdict
from quizapp.model.text import NOTHING, Text, counted

ALIKE = 0.6
"""Likeness from which on a ruled answer says something about another."""

PULL = 0.6
"""How far, at most, like answers draw a doubtful credit towards what teachers gave them."""


@dataclass(frozen=True)
class Ruled:
    """An answer to the same question, and the credit (0 to 1) that a teacher gave it."""

    text: str
    credit: float


def is_among(text: str, ruled: Iterable[str]) -> bool:
    """Whether the text is one of the ruled answers, but for case, white space and punctuation."""
    wanted = folded(text)
    return bool(wanted) and any(folded(other) == wanted for other in ruled)


def is_nearly(one: str, other: str) -> bool:
    """Whether two answers say the same in the same words, but for small words, order of none, and slips.

    Words that deny, count or compare are never small.
    """
    if folded(one) == folded(other):
        return bool(folded(one))
    here, there = _telling(one), _telling(other)
    return bool(here) and len(here) == len(there) and all(map(_same_word, here, there))


def _telling(text: str) -> list[str]:
    reading = read_kept(text)
    small = STOPWORDS - frozenset(_NEVER_SMALL)
    return [word for word in reading.words if word not in small or is_negator(word)]


_NEVER_SMALL = (
    "about above after again against all any before below between both down each every few from in into less more "
    "most off on once only out over same some under until up with can may might must should will would"
).split()


def _same_word(one: str, other: str) -> bool:
    if one.replace("'", "") == other.replace("'", ""):
        return True
    if number(one) is not None or number(other) is not None or is_negator(one) or is_negator(other):
        return False
    return len(one) > 5 and len(other) > 5 and same_but_for_spelling(one, other)


def likeness(one: Reading, other: Reading) -> float:
    """Say how like two answers are, 0 to 1: their meaning, and the words they share; less where one denies."""
    if not one.words or not other.words:
        return 0.0
    union = one.content_stems | other.content_stems
    shared = len(one.content_stems & other.content_stems) / len(union) if union else 0.0
    meaning = max(float(one.sentence_vectors[-1] @ other.sentence_vectors[-1]), 0.0)
    same_figures = {value for value, _, _ in one.numbers} == {value for value, _, _ in other.numbers}
    same_sense = one.negators % 2 == other.negators % 2 and same_figures
    return (0.5 * shared + 0.5 * meaning) * (1.0 if same_sense else 0.5)


def decided_by(text: str, ruled: Sequence[Ruled]) -> Mark | None:
    """Give the mark of an answer that is the same, or nearly, as answers that teachers ruled on, or None.

    Where teachers gave such answers different credits, the mean is given and a teacher is asked.
    """
    same = [one.credit for one in ruled if folded(one.text) == folded(text)]
    credits_ = same or [one.credit for one in ruled if is_nearly(one.text, text)]
    if not credits_:
        return None
    credit = sum(credits_) / len(credits_)
    agree = max(credits_) - min(credits_) <= 0.1
    return Mark(
        round(credit, 3), _verdict(credit), 1.0 if agree else 0.5, not agree, note=_say(credits_, credit)
    )


def _verdict(credit: float) -> Verdict:
    if credit >= 0.8:
        return Verdict.CORRECT
    return Verdict.PARTLY_CORRECT if credit >= 0.3 else Verdict.INCORRECT


def _say(credits_: Sequence[float], credit: float) -> Text:
    """Say after how many answers, and of which kind, a mark was given."""
    if credit >= 0.8:
        return counted(
            "Marked like an answer that your teacher accepted.",
            "Marked like %(count)s answers that your teacher accepted.",
            len(credits_),
        )
    if credit < 0.3:
        return counted(
            "Marked like an answer that your teacher rejected.",
            "Marked like %(count)s answers that your teacher rejected.",
            len(credits_),
        )
    return counted(
        "Marked like an answer for which your teacher gave part of the credit.",
        "Marked like %(count)s answers for which your teacher gave part of the credit.",
        len(credits_),
    )


def leaning(text: str, ruled: Sequence[Ruled]) -> tuple[float, float, int]:
    """Say where like answers draw a doubtful one: the credit, how strongly (0 to `PULL`), how many they are."""
    if not ruled:
        return 0.0, 0.0, 0
    answer = read(text)  # a learner's, which nobody meets again
    like = [(likeness(answer, read_kept(one.text)), one.credit) for one in ruled]
    near = sorted(((value, credit) for value, credit in like if value >= ALIKE), reverse=True)[:5]
    total = sum(value for value, _ in near)
    if not near:
        return 0.0, 0.0, 0
    return sum(value * credit for value, credit in near) / total, PULL * near[0][0], len(near)


def ruling(accept: Iterable[str], reject: Iterable[str], text: str) -> Mark | None:
    """Give the mark of an answer that a teacher accepted or rejected as a whole in the bank, or None."""
    return decided_by(text, [*(Ruled(one, 1.0) for one in accept), *(Ruled(one, 0.0) for one in reject)])


def point_ruling(accept: Sequence[str], reject: Sequence[str], text: str) -> tuple[bool | None, Text]:
    """Say whether a teacher's rulings on a point decide it (None: they do not), and in which words to say so."""
    for fits in (lambda other: folded(other) == folded(text), lambda other: is_nearly(other, text)):
        for verdict, answers in ((True, accept), (False, reject)):
            many = sum(map(fits, answers))
            if many:
                return verdict, _say_of_point(verdict, many)
    return None, NOTHING


def _say_of_point(accepted: bool, many: int) -> Text:
    """Say after how many answers a point was decided."""
    if accepted:
        return counted(
            "Marked like an answer that your teacher accepted for this point.",
            "Marked like %(count)s answers that your teacher accepted for this point.",
            many,
        )
    return counted(
        "Marked like an answer that your teacher rejected for this point.",
        "Marked like %(count)s answers that your teacher rejected for this point.",
        many,
    )
