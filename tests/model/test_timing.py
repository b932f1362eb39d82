"""When an attempt ends: {limit, factor, closing time, change in mid-attempt} and what is expected, all cases."""

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.model.quiz import QuizSettings, Reveal
from quizapp.model.timing import ExtraTime, end_of, is_revealed

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


ENDS = [
    # limit, closing (minutes after the start), extra time, reopened until, expected end
    (None, None, "1", None, None),
    (None, None, "1.25", None, None),
    (None, None, "1.5", None, None),
    (None, None, "2", None, None),
    (None, None, "none", None, None),
    (40, None, "1", None, 40),
    (40, None, "1.25", None, 50),
    (40, None, "1.5", None, 60),
    (40, None, "2", None, 80),
    (40, None, "none", None, None),
    (None, 60, "1", None, 60),
    (None, 60, "1.25", None, 75),
    (None, 60, "1.5", None, 90),
    (None, 60, "2", None, 120),
    (None, 60, "none", None, None),
    # the closing comes after the limit: it cuts nobody off
    (40, 60, "1", None, 40),
    (40, 60, "1.25", None, 50),
    (40, 60, "1.5", None, 60),
    (40, 60, "2", None, 80),
    (40, 60, "none", None, None),
    # the closing comes before the limit: it moves with the factor
    (40, 20, "1", None, 20),
    (40, 20, "1.25", None, 25),
    (40, 20, "1.5", None, 30),
    (40, 20, "2", None, 40),
    (40, 20, "none", None, None),
    # both at once
    (40, 40, "1", None, 40),
    (40, 40, "2", None, 80),
    # a teacher reopens it: longer, never shorter
    (40, None, "1", 100, 100),
    (40, None, "2", 60, 80),
    (40, 20, "1.5", 90, 90),
    (None, None, "1", 30, None),
    (40, None, "none", 30, None),
    # the closing was set to before the start, while the attempt was under way
    (None, -10, "1", None, -10),
    (None, -10, "2", None, -10),
    (40, -10, "1.5", 30, 30),
]


@pytest.mark.parametrize(("limit", "closing", "extra", "reopened", "expected"), ENDS)
def test_an_attempt_ends_when_the_table_says(limit, closing, extra, reopened, expected):
    settings = QuizSettings(minutes=limit, closes_at=None if closing is None else at(closing))
    until = None if reopened is None else at(reopened)
    assert end_of(settings, START, ExtraTime(extra), until) == (None if expected is None else at(expected))


CHANGES = [
    # before: limit, closing, extra; changed in mid-attempt to; expected end
    ((40, None, "1"), (40, None, "1.5"), 60),
    ((40, None, "2"), (40, None, "1"), 40),
    ((40, None, "1"), (40, None, "none"), None),
    ((40, 60, "1.25"), (60, 60, "1.25"), 75),
    ((40, 20, "1"), (40, 20, "2"), 40),
    ((40, 20, "1.5"), (40, 60, "1.5"), 60),
    ((None, None, "2"), (30, None, "2"), 60),
    ((30, None, "1"), (None, None, "1"), None),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_a_change_in_mid_attempt_counts_from_the_start(before, after, expected):
    def end(limit, closing, extra):
        settings = QuizSettings(minutes=limit, closes_at=None if closing is None else at(closing))
        return end_of(settings, START, ExtraTime(extra))

    assert end(*before) != end(*after)
    assert end(*after) == (None if expected is None else at(expected))


@pytest.mark.parametrize(
    ("reveal", "closing", "last_end", "now", "expected"),
    [
        (Reveal.AT_ONCE, None, None, 0, True),
        (Reveal.NEVER, 10, None, 1_000, False),
        (Reveal.AFTER_CLOSING, 10, None, 9.99, False),
        (Reveal.AFTER_CLOSING, 10, None, 10, True),
        (Reveal.AFTER_CLOSING, 10, 25, 20, False),
        (Reveal.AFTER_CLOSING, 10, 25, 25, True),
        (Reveal.AFTER_CLOSING, 10, 5, 10, True),
        (Reveal.AFTER_CLOSING, None, None, 1_000, False),
    ],
)
def test_marks_are_shown_together_at_the_teachers_time(reveal, closing, last_end, now, expected):
    settings = QuizSettings(reveal=reveal, closes_at=None if closing is None else at(closing))
    assert is_revealed(settings, at(now), None if last_end is None else at(last_end)) is expected
