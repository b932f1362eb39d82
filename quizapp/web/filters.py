"""How values are said on a page."""

import math
from datetime import datetime

from quizapp.model.mark import Verdict
from quizapp.services.attempt_view import points_expected
from quizapp.services.results import ReviewedQuestion

EXCERPT = 140
ALMOST = 1e-9

WORDS_OF_STANDING = {
    "correct": "Right",
    "partly_correct": "Partly right",
    "incorrect": "Not right",
    "contradicts": "Says the opposite",
    "blank": "No answer",
}

WORDS_OF_STATUS = {
    "found": "Found in the answer.",
    "partly": "Found in part.",
    "missing": "Missing from the answer.",
    "contradicted": "The answer says something else than the source.",
}


def number(value: float) -> str:
    """Say a number with at most two decimals: 7, 7.5, 0.67."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def plural(count: int, one: str, many: str | None = None) -> str:
    """Say how many: ``1 question``, ``2,000 questions``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def points(value: float) -> str:
    """Say a credit: ``1 point``, ``0.5 points``."""
    return f"{number(value)} {'point' if number(value) == '1' else 'points'}"


def size(count: int) -> str:
    """Say how large a file is: ``340 bytes``, ``12.4 KB``, ``21.7 MB``."""
    if count < 1_000:
        return plural(count, "byte")
    return f"{count / 1_000:,.1f} KB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"


def when(time: datetime) -> str:
    """Say a time: 2 March 2026, 09:05 UTC."""
    return f"{time.day} {time:%B %Y, %H:%M} UTC"


def short_when(time: datetime) -> str:
    """Say a time in a table: 2 Mar 09:05 (UTC, as everywhere)."""
    return f"{time.day} {time:%b} {time:%H:%M}"


def excerpt(text: str) -> str:
    """Give the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"


def letter(place: int) -> str:
    """Give the letter of a choice: A for 0."""
    return chr(ord("A") + place)


def standing(reviewed: ReviewedQuestion) -> str:
    """Give the verdict by what counts: a ruling of a teacher goes before the marker's word."""
    if reviewed.override is None:
        return reviewed.mark.verdict.value
    if reviewed.credit >= 1 - ALMOST:
        return Verdict.CORRECT.value
    return Verdict.PARTLY_CORRECT.value if reviewed.credit > ALMOST else Verdict.INCORRECT.value


def standing_words(name: str) -> str:
    """Say a standing in words."""
    return WORDS_OF_STANDING[name]


def status_words(name: str) -> str:
    """Say what became of a key point."""
    return WORDS_OF_STATUS[name]


def shade(credit: float | None) -> str:
    """Give the class of a cell in the table of scores."""
    if credit is None:
        return "none"
    if credit >= 1 - ALMOST:
        return "full"
    return "part" if credit > ALMOST else "zero"


def seconds_left(end: datetime | None, now: datetime) -> int | None:
    """Give how many seconds there are until ``end``, at least 0; None without an end."""
    return None if end is None else max(0, math.ceil((end - now).total_seconds()))


def duration(seconds: float) -> str:
    """Say a stretch of time as people do: 45 seconds, 12 minutes, 2 hours, 3 days."""
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (seconds >= size and name == "minute"):
            return plural(round(seconds / size), name)
    return plural(max(1, round(seconds)), "second")


def clock_time(time: datetime) -> str:
    """Say a time of day: 09:05 UTC."""
    return f"{time:%H:%M} UTC"


FILTERS = {
    "number": number,
    "plural": plural,
    "points": points,
    "size": size,
    "when": when,
    "short_when": short_when,
    "excerpt": excerpt,
    "letter": letter,
    "standing": standing,
    "standing_words": standing_words,
    "status_words": status_words,
    "points_expected": points_expected,
    "shade": shade,
    "seconds_left": seconds_left,
    "duration": duration,
    "clock_time": clock_time,
}
