"""The numbers of a sentence that can be asked for, and their plausible neighbours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.generate.asking import asks_amount, asks_time
from quizapp.generate.material import Sentence
from quizapp.generate.standing import salience
from quizapp.language.tagger import Token

CHOICES = 4
_IN_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_NEVER_BEFORE = frozenset(
    "section chapter version part page figure table step option form rule article no. number level type "
    "class than least over room python release dial call between from phase stage day week question title category "
    "covid - – / # ( §".split()
)
_VERSION = re.compile(r"\.\w")
"""What makes "3.x" of a number."""

_MEASURED = frozenset(
    "% percent million billion metres meters kilometres kilometers km miles feet inches mm cm kg tonnes tons degrees "
    "times years months weeks days workdays hours minutes seconds euros dollars pounds litres liters".split()
)
"""What may follow a number with decimals; else it names a version."""

_NEVER_AFTER = frozenset("- – / : or to and of hundred million thousand billion".split())


@dataclass(frozen=True)
class Number:
    """A number in a sentence: its token, its value, and how it is written."""

    position: int
    token: Token
    value: float
    decimals: int
    in_words: bool
    is_year: bool

    def written(self, value: float) -> str:
        """Write another value the same way."""
        if self.in_words:
            return _IN_WORDS[round(value)]
        if self.is_year:
            return str(round(value))
        grouped = "," in self.token.text or value >= 100_000
        return f"{value:,.{self.decimals}f}" if grouped else f"{value:.{self.decimals}f}"


MATTERS = 0.41
"""Salience of a sentence from which on its numbers are worth asking for though the FAQ question asks for none."""


ANSWERS = 0.2
"""Salience of a sentence from which on its numbers are taken to answer a FAQ question that asks for one."""


def asked_numbers(sentence: Sentence) -> Iterator[Number]:
    """Give the numbers of a sentence that are worth asking for: they answer the FAQ question, or are at its heart.

    A year is so only where a time is asked for, and a count only where no list behind it gives it away.
    """
    question = sentence.passage.question
    at_heart = sentence.place < 3 and salience(sentence) >= MATTERS
    matters = at_heart or (asks_amount(question) and salience(sentence) >= ANSWERS)
    for number in numbers_in(sentence):
        if number.is_year and not asks_time(question):
            continue
        if _is_said_twice(sentence, number) or _is_bounded(sentence, number):
            continue
        counted = _counts(sentence, number) and asks_amount(question)
        if number.in_words and not _is_measured(sentence, number) and not counted:
            continue
        if matters:
            yield number


def _is_said_twice(sentence: Sentence, number: Number) -> bool:
    """Whether brackets behind a number say the same otherwise: "600 hours (15 weeks)"."""
    behind = [token.text for token in sentence.tokens[number.position + 1 : number.position + 4]]
    return "(" in behind


def _is_bounded(sentence: Sentence, number: Number) -> bool:
    """Whether a number belongs to a bound before it ("at least 1 in 50,000"): what another one bounds may be so too."""
    before = {token.low for token in sentence.tokens[max(number.position - 5, 0) : number.position]}
    return not before.isdisjoint(("least", "most", "than", "over", "under", "maximum", "minimum"))


def _is_measured(sentence: Sentence, number: Number) -> bool:
    following = sentence.tokens[number.position + 1 : number.position + 3]
    return any(token.low in _MEASURED for token in following)


def _counts(sentence: Sentence, number: Number) -> bool:
    """Whether a number word counts things that are neither known ("the two viruses") nor listed behind it."""
    before = sentence.tokens[number.position - 1].low
    behind = sentence.text[number.token.end :]
    listed = any(sign in behind for sign in (":", "--", "–", "—", "(")) or behind.count(",") > 1
    return before not in ("the", "these", "those", "are", "is", "of", "all") and not listed


def numbers_in(sentence: Sentence) -> Iterator[Number]:
    """Give the numbers of a sentence that a question can be asked about."""
    tokens = sentence.tokens
    for position, token in enumerate(tokens):
        if not position or token.tag != "CD":
            continue
        before = tokens[position - 1]
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        if before.low in _NEVER_BEFORE:
            continue
        if before.tag in ("NNP", "NNPS", "HYPH") and before.low not in _MONTHS:
            continue
        if after and (after.low in _NEVER_AFTER or _VERSION.match(sentence.text, token.end)):
            continue
        if before.low == "and" and position > 2 and tokens[position - 3].low == "between":
            continue
        if before.low in ("to", "or") and position > 1 and tokens[position - 2].tag == "CD":
            continue  # the end of a range, "2 or 3"
        if before.text.isupper() or (position > 1 and before.text[0].isupper() and before.low not in _MONTHS):
            continue  # "PEP 8", "Windows 10"
        low = token.low
        if low in _IN_WORDS[2:]:
            yield Number(position, token, float(_IN_WORDS.index(low)), 0, True, False)
        elif _DIGITS.fullmatch(token.text):
            plain = token.text.replace(",", "")
            value = float(plain)
            is_year = len(plain) == 4 and plain.isdigit() and 1000 <= value <= 2100 and "," not in token.text
            if (
                before.low in _MONTHS
                or (after and after.low in _MONTHS)
                or value < 2
                or _in_date(tokens, position)
            ):
                continue
            if after and (after.tag in ("NNP", "NNPS") or (plain == "24" and after.low.startswith("hour"))):
                continue  # nothing takes 29 hours
            if is_year and after and after.tag in ("NN", "NNS", "NNP", "NNPS", "JJ"):
                continue
            decimals = len(plain.partition(".")[2])
            if decimals and (after is None or after.low not in _MEASURED):
                continue  # a version
            yield Number(position, token, value, decimals, False, is_year)


def _in_date(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether a number is the year of "May 3, 2021"."""
    near = [token.low for token in tokens[max(position - 3, 0) : position]]
    return bool(near) and near[-1] == "," and not _MONTHS.isdisjoint(near)


def steps(number: Number, sentence: Sentence) -> list[float]:
    """Give the even steps that make plausible neighbours, the best first: as round as the number itself."""
    value = number.value
    if number.is_year:
        return [3.0, 4.0, 2.0, 5.0] if value % 10 else [10.0, 5.0]
    if number.in_words or (value < 10 and not number.decimals):
        return [1.0] if value < 8 else [2.0, 1.0]
    unit = 10.0**-number.decimals
    while value % (unit * 10) < unit / 2 and unit * 10 <= value:
        unit *= 10
    wanted = value / 4
    scale = [unit * factor * power for power in (1, 10, 100, 1_000) for factor in (1, 2, 3, 4, 5)]
    nice = [step for step in scale if value / 12 <= step <= value / 2]
    return sorted(nice or [unit], key=lambda step: abs(step - wanted))[:3]


def series(number: Number, step: float, place: int) -> list[float] | None:
    """Give four values in even steps with the number's own at ``place``, or None if one would be absurd."""
    values = [number.value + (i - place) * step for i in range(CHOICES)]
    least = 2 if number.in_words else 0
    if not number.is_year and not number.in_words and values[0] < 0.3 * number.value and number.value > 5:
        return None
    if values[0] <= least - (1 if number.in_words else 0) or (number.in_words and values[-1] > 20):
        return None
    if number.is_year and values[-1] > 2100:
        return None
    return values
