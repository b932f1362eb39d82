"""How values are said on a page."""

import math
from datetime import datetime

from quizapp.model.mark import Verdict
from quizapp.model.text import counted, sentence
from quizapp.services.attempt_view import points_expected
from quizapp.services.results import ReviewedQuestion
from quizapp.web.audit_words import action_words, said
from quizapp.web.language import clock_time, duration, ngettext, number, translated, when

EXCERPT = 140
ALMOST = 1e-9

WORDS_OF_STANDING = {
    "correct": sentence("Right"),
    "partly_correct": sentence("Partly right"),
    "incorrect": sentence("Not right"),
    "contradicts": sentence("Says the opposite"),
    "blank": sentence("No answer"),
}

WORDS_OF_STATUS = {
    "found": sentence("Found in the answer."),
    "partly": sentence("Found in part."),
    "missing": sentence("Missing from the answer."),
    "contradicted": sentence("The answer says something else than the source."),
}


def plural(count: int, one: str, many: str | None = None) -> str:
    """Say how many in English: ``1 question``, ``2,000 questions``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def points(value: float) -> str:
    """Say a credit: ``1 point``, ``0.5 points``."""
    shown = number(value)
    return str(ngettext("%(shown)s point", "%(shown)s points", 1 if shown == "1" else 2, shown=shown))


def size(count: int) -> str:
    """Say how large a file is: ``340 bytes``, ``12.4 KB``, ``21.7 MB``."""
    if count < 1_000:
        return plural(count, "byte")
    return f"{count / 1_000:,.1f} KB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"


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
    if reviewed.override is None or reviewed.override.is_remark:
        return reviewed.mark.verdict.value
    if reviewed.credit >= 1 - ALMOST:
        return Verdict.CORRECT.value
    return Verdict.PARTLY_CORRECT.value if reviewed.credit > ALMOST else Verdict.INCORRECT.value


def standing_words(name: str) -> str:
    """Say a standing in words."""
    return translated(WORDS_OF_STANDING[name])


def standing_count(name: str, count: int) -> str:
    """Say how many questions stand so."""
    words = {
        "correct": counted("%(count)s right", "%(count)s right", count),
        "partly_correct": counted("%(count)s partly right", "%(count)s partly right", count),
        "incorrect": counted("%(count)s not right", "%(count)s not right", count),
        "contradicts": counted("%(count)s says the opposite", "%(count)s say the opposite", count),
        "blank": counted("%(count)s without an answer", "%(count)s without an answer", count),
    }
    return translated(words[name])


def folds(reviewed: ReviewedQuestion) -> bool:
    """Say whether there is little to learn from an explanation: all was right, nobody doubts or ruled."""
    return standing(reviewed) == Verdict.CORRECT.value and not (
        reviewed.needs_review or reviewed.override or reviewed.contests
    )


def status_words(name: str) -> str:
    """Say what became of a key point."""
    return translated(WORDS_OF_STATUS[name])


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
    "standing_count": standing_count,
    "folds": folds,
    "status_words": status_words,
    "translated": translated,
    "points_expected": points_expected,
    "shade": shade,
    "seconds_left": seconds_left,
    "duration": duration,
    "clock_time": clock_time,
    "action_words": action_words,
    "said": said,
}
