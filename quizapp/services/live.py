"""A quiz while it runs: who began, how far they are, who handed in, and how long they have."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from quizapp.errors import Conflict, QuizError
from quizapp.model.timing import ExtraTime
from quizapp.services import teach
from quizapp.services.accounts import User
from quizapp.services.attempt_access import questions_of
from quizapp.services.handing_in import hand_in, is_over
from quizapp.services.quiz_settings import LONGEST_LIMIT
from quizapp.settings import Settings
from quizapp.storage import attempts, audit, live
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.audit import Entry
from quizapp.storage.live import NOT_BEGUN, Pace
from quizapp.storage.store import Store

AWAY = timedelta(minutes=5)
"""Somebody who has saved nothing for so long may need help."""


@dataclass(frozen=True)
class Sitting:
    """One attempt while the quiz runs; ``at`` is the number of the question saved last (None: none yet).

    ``seen_at`` is when something was saved last, else when it began; ``minutes_left`` are whole ones, begun ones
    with them (None: no limit, or handed in). ``is_quiet``: nothing was saved for a while.
    """

    public_id: str
    learner: str
    answered: int
    of: int
    at: int | None
    seen_at: datetime
    started_at: datetime
    finished_at: datetime | None
    ends_at: datetime | None
    minutes_left: int | None
    is_quiet: bool
    extra: ExtraTime


@dataclass(frozen=True)
class LiveTable:
    """All attempts that count: those under way first, then those handed in, the newest first.

    ``is_practice``: those who begin now practise, which no teacher sees.
    """

    code: str
    title: str
    sittings: tuple[Sitting, ...]
    is_practice: bool = False

    @property
    def under_way(self) -> int:
        """How many attempts are under way."""
        return sum(sitting.finished_at is None for sitting in self.sittings)


def live_table(store: Store, teacher: User, code: str, now: datetime) -> LiveTable:
    """Give how a quiz goes. Raises NotFound when it is not the teacher's."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
        taken = attempts.attempts_of_quiz(db, quiz.id)
        paces = live.paces_of(db, quiz.id)
    rows = [sitting_of(store, attempt, paces.get(attempt.id, NOT_BEGUN), now) for attempt in taken]
    open_ones = [row for row in rows if row.finished_at is None]
    done = sorted(
        (row for row in rows if row.finished_at), key=lambda row: row.finished_at or now, reverse=True
    )
    return LiveTable(quiz.code, quiz.title, (*open_ones, *done), not quiz.settings.counts)


def sitting_of(store: Store, attempt: AttemptRecord, pace: Pace, now: datetime) -> Sitting:
    """Give one attempt as the live table shows it."""
    order = [question.id for question in questions_of(store.bank(attempt.version_id), attempt.plan)]
    seen = pace.saved_at or attempt.started_at
    is_open = attempt.finished_at is None
    left = None
    if is_open and attempt.ends_at is not None:
        left = max(0, -((now - attempt.ends_at) // timedelta(minutes=1)))
    return Sitting(
        public_id=attempt.public_id,
        learner=attempt.learner,
        answered=pace.answered,
        of=len(order),
        at=order.index(pace.question_id) + 1 if pace.question_id in order else None,
        seen_at=seen,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        ends_at=attempt.ends_at if is_open else None,
        minutes_left=left,
        is_quiet=is_open and now - seen >= AWAY,
        extra=attempt.extra,
    )


def code_to_change(store: Store, teacher: User, public_id: str) -> str:
    """Give the code of the quiz of an attempt. Raises NotFound, or NotAllowed to who may only look."""
    with store.reading() as db:
        return teach.attempt_for(db, public_id, teacher, change=True).code


def end_now(
    store: Store, teacher: User, public_id: str, now: datetime, caution: float = Settings.caution
) -> str:
    """Hand an attempt in with what is saved; gives the code of its quiz. Raises NotFound, Conflict."""
    with store.reading() as db:
        attempt = teach.attempt_for(db, public_id, teacher, change=True)
    if attempt.finished_at is not None:
        raise Conflict("This attempt is handed in already.")
    hand_in(store, attempt, now, caution)
    note(store, attempt, Entry(now, teacher.login, "attempt.end"))
    return attempt.code


def add_minutes(store: Store, teacher: User, public_id: str, minutes: int, now: datetime) -> str:
    """Give one attempt under way so many minutes more; gives the code of its quiz.

    Raises NotFound, QuizError for minutes out of range or an attempt without an end, Conflict when it is over.
    """
    if not 1 <= minutes <= LONGEST_LIMIT:
        raise QuizError(f"Give 1 to {LONGEST_LIMIT:,} minutes more.")
    with store.writing() as db:
        attempt = teach.attempt_for(db, public_id, teacher, change=True)
        if attempt.finished_at is not None or is_over(attempt, now):
            raise Conflict("This attempt is handed in or its time is over. Reopen it instead.")
        if attempt.ends_at is None:
            raise QuizError("This attempt has no end, so there is no time to add.")
        end = attempt.ends_at + timedelta(minutes=minutes)
        attempts.keep_open(db, attempt.id, end)
        before, after = {"ends_at": attempt.ends_at.isoformat()}, {"ends_at": end.isoformat()}
        line = Entry(now, teacher.login, "attempt.add-time", attempt.code, public_id)
        audit.add_entries(db, [replace(line, before=before, after=after)])
    return attempt.code


def note(store: Store, attempt: AttemptRecord, line: Entry) -> None:
    """Write a line on an attempt into the audit log."""
    with store.writing() as db:
        audit.add_entries(db, [replace(line, quiz=attempt.code, attempt=attempt.public_id)])
