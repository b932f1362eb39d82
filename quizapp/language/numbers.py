"""Numbers in running text as values: "1,200", "3.5 %", "twenty-five", "a third", "20th"; and the months."""

import re
from functools import lru_cache

from quizapp.language.words import listed

_UNITS = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"), start=1
    )
}
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "thirds": 1 / 3, "quarters": 0.25}
_MULTIPLES = {"once": 1, "twice": 2, "thrice": 3, "double": 2, "triple": 3, "couple": 2, "single": 1}
MONTHS = {
    word: value
    for value, word in enumerate(
        listed("january february march april may june july august september october november december"),
        start=1,
    )
}
_DIGITS = re.compile(r"[+-]?(\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(\.\d+)?(%|[a-z]{1,3})?$", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"^(\d+),(\d{1,2}|\d{4,})(?=\D*$)")
_SUFFIX = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


@lru_cache(maxsize=20_000)
def number(word: str) -> float | None:
    """Give the value of one word ("1,200", "90%", "20th", "twelve", "twenty-five"); other words have none."""
    low = word.lower().strip("$€£~≈<>≥≤")
    found = None if low.isalpha() else _DIGITS.match(_DECIMAL_COMMA.sub(r"\1.\2", low))
    if found:
        digits = re.sub(r"[^\d]", "", found.group(1))
        if len(digits) > 15:
            return None
        value = float(digits + (found.group(2) or ""))
        return value * _SUFFIX.get(found.group(3) or "", 1)
    for table in (_UNITS, _TENS, _SCALES, _MULTIPLES):
        if low in table:
            return float(table[low])
    tens, dash, unit = low.partition("-")
    if dash and tens in _TENS and unit in _UNITS:
        return float(_TENS[tens] + _UNITS[unit])
    return None


def ordinal_or_number(word: str) -> float | None:
    """Like `number`, and "third" is 3."""
    value = number(word)
    return float(_ORDINALS[word.lower()]) if value is None and word.lower() in _ORDINALS else value


def _goes_on(before: str, word: str) -> bool:
    """Whether a number word adds to the one before it: "twenty five", "two hundred five"."""
    if before in _TENS:
        return 1 <= _UNITS.get(word, 0) <= 9
    return before in _SCALES and before != "dozen" and (word in _UNITS or word in _TENS)


def values(words: list[str]) -> list[tuple[float, int, int]]:
    """Give the numbers in a list of words: (value, first word, word after the last); "two hundred" is 200."""
    found: list[tuple[float, int, int]] = []
    position = 0
    while position < len(words):
        value = number(words[position])
        if value is None:
            position += 1
            continue
        end = position + 1
        total, current = 0.0, value
        while end < len(words):
            word, before = words[end].lower(), words[end - 1].lower()
            if word in _SCALES:
                current *= _SCALES[word]
                if _SCALES[word] >= 1_000:
                    total, current = total + current, 0.0
            elif _goes_on(before, word):
                current += _UNITS.get(word, _TENS.get(word, 0))
            elif word in _FRACTIONS and value <= 3 and end == position + 1:
                current *= _FRACTIONS[word]
            else:
                break
            end += 1
        found.append((total + current, position, end))
        position = end
    return found
