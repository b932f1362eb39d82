"""Attempts and their answers, as they are stored."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from quizapp.model.answer import Answer
from quizapp.model.quiz import AttemptPlan, QuizSettings
from quizapp.model.timing import ExtraTime, end_of
from quizapp.storage.content import write_content
from quizapp.storage.marks import MarkAhead
from quizapp.storage.settings_content import read_plan, read_settings_content, write_settings
from quizapp.storage.tables import AnswerRow, Attempt, AttemptHolder, MarkRow, Quiz
from quizapp.storage.upsert import insert_once, upsert


@dataclass(frozen=True)
class AttemptRecord:
    """An attempt, with the code, the owner and the settings of its quiz as they are now."""

    id: int
    public_id: str
    quiz_id: int
    code: str
    owner_id: int
    version_id: int
    learner: str
    seed: int
    started_at: datetime
    finished_at: datetime | None
    settings: QuizSettings
    plan: AttemptPlan
    counts: bool
    extra: ExtraTime
    open_until: datetime | None
    deck_id: int | None
    receipt_hash: str

    @property
    def ends_at(self) -> datetime | None:
        """When the time is over; None: when it is handed in. Practice of what was missed has no end.

        A teacher's preview knows no closing.
        """
        if self.plan.missed_of:
            return None
        if self.plan.preview:
            return end_of(
                replace(self.settings, closes_at=None), self.started_at, self.extra, self.open_until
            )
        return end_of(self.settings, self.started_at, self.extra, self.open_until)


ATTEMPT: Select[*tuple[Any, ...]] = select(
    Attempt.id,
    Attempt.public_id,
    Attempt.quiz_id,
    Quiz.code,
    Quiz.owner_id,
    Attempt.bank_version_id,
    Attempt.learner,
    Attempt.seed,
    Attempt.started_at,
    Attempt.finished_at,
    Quiz.settings,
    Attempt.plan,
    Attempt.counts,
    Attempt.extra_time,
    Attempt.open_until,
    Attempt.deck_id,
    Attempt.receipt_hash,
).join(Quiz, Quiz.id == Attempt.quiz_id)

# Statements of the pages that a class asks for all at once are built a single time.
BY_PUBLIC_ID = ATTEMPT.where(Attempt.public_id == bindparam("public_id"))
BY_PUBLIC_ID_LOCKED = BY_PUBLIC_ID.with_for_update(of=Attempt)
BY_HOLDER = BY_PUBLIC_ID.join(AttemptHolder, AttemptHolder.attempt_id == Attempt.id).where(
    AttemptHolder.token_hash == bindparam("holder")
)
BY_HOLDER_LOCKED = BY_HOLDER.with_for_update(of=Attempt)
BY_RECEIPT = ATTEMPT.where(Attempt.receipt_hash == bindparam("receipt_hash"))
UNFINISHED = (
    ATTEMPT.join(AttemptHolder, AttemptHolder.attempt_id == Attempt.id)
    .where(
        Attempt.quiz_id == bindparam("quiz_id"),
        Attempt.finished_at.is_(None),
        AttemptHolder.token_hash == bindparam("holder"),
    )
    .order_by(Attempt.started_at.desc(), Attempt.id.desc())
)
ANSWERS = select(AnswerRow.question_id, AnswerRow.choice, AnswerRow.text).where(
    AnswerRow.attempt_id == bindparam("attempt_id")
)
NEW_ATTEMPT = insert(Attempt).returning(Attempt.id)
FINISH = update(Attempt).where(Attempt.id == bindparam("attempt_id")).values(finished_at=bindparam("now"))


def record_of(row: Any) -> AttemptRecord:
    """Give a row of ATTEMPT as a record."""
    values = list(row)
    settings, plan, _, extra, *_ = range(len(values) - 7, len(values))
    values[settings] = read_settings_content(values[settings])
    values[plan] = read_plan(values[plan])
    values[extra] = ExtraTime(values[extra])
    return AttemptRecord(*values)


def add_attempt(
    db: Connection,
    *,
    public_id: str,
    quiz_id: int,
    version_id: int,
    learner: str,
    receipt_hash: str,
    seed: int,
    now: datetime,
    plan: AttemptPlan,
    counts: bool,
    extra: ExtraTime,
    deck_id: int | None = None,
) -> int:
    """Store a new attempt; gives its id."""
    values = {
        "public_id": public_id,
        "quiz_id": quiz_id,
        "bank_version_id": version_id,
        "learner": learner,
        "receipt_hash": receipt_hash,
        "seed": seed,
        "started_at": now,
        "plan": write_settings(plan),
        "counts": counts,
        "extra_time": extra.value,
        "deck_id": deck_id,
    }
    return db.execute(NEW_ATTEMPT, values).scalar_one()


def add_holder(db: Connection, attempt_id: int, holder_hash: str) -> None:
    """Let a browser see an attempt; again: nothing happens."""
    values = {"token_hash": holder_hash, "attempt_id": attempt_id}
    insert_once(db, AttemptHolder, ("token_hash", "attempt_id"), values)


def attempt_of_holder(
    db: Connection, public_id: str, holder_hash: str, lock: bool = False
) -> AttemptRecord | None:
    """Find an attempt that this browser may see. ``lock``: nobody else changes it in this transaction."""
    found = BY_HOLDER_LOCKED if lock else BY_HOLDER
    row = db.execute(found, {"public_id": public_id, "holder": holder_hash}).one_or_none()
    return None if row is None else record_of(row)


def attempt_by_public_id(db: Connection, public_id: str, lock: bool = False) -> AttemptRecord | None:
    """Find an attempt, whoever holds it. ``lock``: nobody else changes it in this transaction."""
    found = BY_PUBLIC_ID_LOCKED if lock else BY_PUBLIC_ID
    row = db.execute(found, {"public_id": public_id}).one_or_none()
    return None if row is None else record_of(row)


def attempt_by_receipt(db: Connection, receipt_hash: str) -> AttemptRecord | None:
    """Find the attempt that a receipt belongs to."""
    row = db.execute(BY_RECEIPT, {"receipt_hash": receipt_hash}).one_or_none()
    return None if row is None else record_of(row)


def attempts_of_quiz(db: Connection, quiz_id: int) -> list[AttemptRecord]:
    """Give the attempts of a quiz that count, the first begun first."""
    found = ATTEMPT.where(Attempt.quiz_id == quiz_id, Attempt.counts).order_by(Attempt.started_at, Attempt.id)
    return [record_of(row) for row in db.execute(found)]


def unfinished_attempts(db: Connection, quiz_id: int, holder_hash: str) -> list[AttemptRecord]:
    """Give the attempts of a quiz that this browser has not finished, the newest first."""
    found = db.execute(UNFINISHED, {"quiz_id": quiz_id, "holder": holder_hash})
    return [record_of(row) for row in found]


def previews_held(db: Connection, quiz_id: int, holder_hash: str) -> list[int]:
    """Give the ids of the previews of a quiz in this browser."""
    found = ATTEMPT.join(AttemptHolder, AttemptHolder.attempt_id == Attempt.id).where(
        Attempt.quiz_id == quiz_id, ~Attempt.counts, AttemptHolder.token_hash == holder_hash
    )
    return [record.id for record in map(record_of, db.execute(found)) if record.plan.preview]


def begun_by(db: Connection, quiz_id: int, holder_hash: str) -> int:
    """Give how many attempts that count this browser has begun."""
    found = (
        select(func.count(Attempt.id))
        .join(AttemptHolder, AttemptHolder.attempt_id == Attempt.id)
        .where(Attempt.quiz_id == quiz_id, Attempt.counts, AttemptHolder.token_hash == holder_hash)
    )
    return db.execute(found).scalar_one()


def answers_of(db: Connection, attempt_id: int) -> dict[str, Answer]:
    """Give the answers of an attempt by question id."""
    rows = db.execute(ANSWERS, {"attempt_id": attempt_id})
    return {question_id: Answer(choice, text) for question_id, choice, text in rows}


def answers_of_quiz(
    db: Connection, quiz_id: int, question_id: str | None = None
) -> dict[int, dict[str, Answer]]:
    """Give the answers of a quiz (with ``question_id``, to this question) by attempt and question."""
    found = (
        select(AnswerRow.attempt_id, AnswerRow.question_id, AnswerRow.choice, AnswerRow.text)
        .join(Attempt, Attempt.id == AnswerRow.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
    )
    if question_id is not None:
        found = found.where(AnswerRow.question_id == question_id)
    given: dict[int, dict[str, Answer]] = {}
    for attempt_id, question, choice, text in db.execute(found):
        given.setdefault(attempt_id, {})[question] = Answer(choice, text)
    return given


def save_answer(
    db: Connection,
    attempt_id: int,
    question_id: str,
    answer: Answer,
    now: datetime,
    key: str = "",
    ahead: MarkAhead | None = None,
) -> None:
    """Store an answer in place of the one that may be there, and the mark ``ahead`` in place of that one's.

    ``key`` names the draft that it comes from.
    """
    values = {
        "attempt_id": attempt_id,
        "question_id": question_id,
        "choice": answer.choice,
        "text": answer.text,
        "saved_at": now,
        "client_key": key or None,
        "mark_ahead": None if ahead is None else write_content(ahead.mark),
        "ahead_by": None if ahead is None else ahead.basis,
    }
    upsert(db, AnswerRow, ("attempt_id", "question_id"), values)


def delete_attempt(db: Connection, attempt_id: int) -> None:
    """Delete an attempt with everything that hangs on it."""
    db.execute(delete(Attempt).where(Attempt.id == attempt_id))


def make_anonymous(db: Connection, attempt_id: int, name: str, receipt_hash: str) -> None:
    """Cut the ties between an attempt and its learner: another name, a dead receipt, no browser, no deck, no roster."""
    db.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id)
        .values(learner=name, receipt_hash=receipt_hash, deck_id=None, member_id=None)
    )
    db.execute(delete(AttemptHolder).where(AttemptHolder.attempt_id == attempt_id))


def reopen(db: Connection, attempt_id: int, until: datetime | None, now: datetime) -> None:
    """Open an attempt that was handed in: its marks go, rulings from before no longer count."""
    db.execute(delete(MarkRow).where(MarkRow.attempt_id == attempt_id))
    db.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id)
        .values(finished_at=None, open_until=until, reopened_at=now)
    )


def keep_open(db: Connection, attempt_id: int, until: datetime) -> None:
    """Let an attempt under way last until then."""
    db.execute(update(Attempt).where(Attempt.id == attempt_id).values(open_until=until))


def finish(db: Connection, attempt_id: int, now: datetime) -> None:
    """Note that an attempt is handed in."""
    db.execute(FINISH, {"attempt_id": attempt_id, "now": now})
