"""When an attempt ends: the one place that knows about limits, closing times and extra time."""

from datetime import datetime, timedelta
from enum import StrEnum

from quizapp.model.quiz import QuizSettings, Reveal


class ExtraTime(StrEnum):
    """How much time somebody has: a multiple of what the others have, or as much as wanted."""

    AS_OTHERS = "1"
    QUARTER_MORE = "1.25"
    HALF_MORE = "1.5"
    DOUBLE = "2"
    NO_LIMIT = "none"

    @property
    def factor(self) -> float:
        """The multiple; infinite without a limit."""
        return float("inf") if self is ExtraTime.NO_LIMIT else float(self.value)


def end_of(
    settings: QuizSettings, started_at: datetime, extra: ExtraTime, open_until: datetime | None = None
) -> datetime | None:
    """Give when an attempt ends; None: when its learner hands it in.

    Who begins at ``started_at`` without extra time has until the limit or the closing time, whichever comes
    first. A factor multiplies that whole stretch, so it moves the closing time too and is never cut off by it.
    ``open_until`` is how long a teacher has reopened the attempt: it may lengthen it, never shorten it.
    """
    ends = [settings.closes_at] if settings.closes_at else []
    if settings.minutes is not None:
        ends.append(started_at + timedelta(minutes=settings.minutes))
    if not ends or extra is ExtraTime.NO_LIMIT:
        return None
    end = min(ends)
    if end > started_at:
        end = started_at + (end - started_at) * extra.factor
    return end if open_until is None else max(end, open_until)


def is_revealed(settings: QuizSettings, now: datetime, last_end: datetime | None = None) -> bool:
    """Say whether marks and explanations of attempts that are handed in may be seen.

    ``last_end`` is when the last attempt with more time than others ends: "after closing" waits for it.
    """
    if settings.reveal is Reveal.AFTER_CLOSING:
        closing = settings.closes_at
        return closing is not None and now >= max(closing, last_end or closing)
    return settings.reveal is Reveal.AT_ONCE
