"""Marking of answers that are a number, a name or a date: tolerant of format and spelling, not by meaning."""

import re

from quizapp.grade.reading import MOST_WORDS, folded
from quizapp.grade.rulings import is_among
from quizapp.language.numbers import MONTHS, ordinal_or_number, values
from quizapp.language.spelling import slips, slips_allowed
from quizapp.language.words import STOPWORDS, words
from quizapp.model.mark import Mark, Verdict
from quizapp.model.question import ShortAnswer
from quizapp.model.text import sentence

_MINUS = re.compile(r"(?:^|[\s(])[-−]$")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")


def _word_list(text: str) -> list[str]:
    return [word.text for word in words(text)[:MOST_WORDS]]


def _numbers(text: str) -> list[float]:
    found = words(text)[:MOST_WORDS]
    below_zero = [bool(_MINUS.search(text, max(word.start - 2, 0), word.start)) for word in found]
    return [-value if below_zero[i] else value for value, i, _ in values([word.text for word in found])]


def _number_fits(wanted: str, given: str, tolerance: float) -> bool:
    expected, found = _numbers(wanted), _numbers(given)
    if not expected or len(found) != len(expected):
        return False
    slack = tolerance + 1e-9 * max(abs(value) for value in expected)
    return all(abs(a - b) <= slack for a, b in zip(expected, found, strict=True))


def _date(text: str) -> tuple[int | None, int | None, int | None]:
    """Give year, month and day as far as the text says them."""
    iso = _ISO.search(text)
    if iso:
        return int(iso[1]), int(iso[2]), int(iso[3])
    year = month = day = None
    for word in _word_list(text):
        low = word.lower().strip(".")
        named = [
            number
            for name, number in MONTHS.items()
            if low == name or (len(low) >= 3 and low == name[: len(low)])
        ]
        value = ordinal_or_number(word)
        if named and month is None:
            month = named[0]
        elif value is not None and 1000 <= value <= 2999:
            year = int(value)
        elif value is not None and 1 <= value <= 31 and day is None:
            day = int(value)
    return year, month, day


def _date_fits(wanted: str, given: str) -> bool:
    pairs = list(zip(_date(wanted), _date(given), strict=True))
    needed = [(a, b) for a, b in pairs if a is not None]
    return bool(needed) and all(a == b for a, b in needed)


def _name_fits(wanted: str, given: str) -> bool:
    """Whether the name is given, with a slip in long words, and with nothing beside it but small words."""
    expected, found = folded(wanted).split(), folded(given).split()
    if expected == found:
        return True
    expected = [word for word in expected if word not in STOPWORDS] or expected
    found = [word for word in found if word not in STOPWORDS][: 2 * len(expected) + 4]
    near = [
        any(slips(word, other, slips_allowed(word)) <= slips_allowed(word) for other in found)
        for word in expected
    ]
    return bool(near) and all(near) and len(found) <= len(expected) + 3


def _fits(question: ShortAnswer, right: str, given: str) -> bool:
    if question.answer_type == "number":
        return _number_fits(right, given, question.tolerance or 0.0)
    return (_date_fits if question.answer_type == "date" else _name_fits)(right, given)


def mark_typed(question: ShortAnswer, text: str) -> Mark:
    """Mark an answer whose type is number, name or date; any point met in full earns everything."""
    if any(is_among(text, point.reject) for point in question.points):
        return Mark(0.0, Verdict.INCORRECT, note=sentence("A teacher rejected this answer."))
    wanted = [right for point in question.points for right in (point.text, *point.accept)]
    if any(_fits(question, right, text) for right in [*wanted, *question.accept]):
        return Mark(1.0, Verdict.CORRECT, confidence=0.97)
    unsure = question.answer_type == "name" and bool(text.split())
    return Mark(0.0, Verdict.INCORRECT, confidence=0.9, needs_review=unsure)
