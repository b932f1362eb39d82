"""Published banks, as they are stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, or_, select, update

from quizapp.model.quiz import QuizSettings
from quizapp.storage.private import held_by, shared
from quizapp.storage.settings_content import read_settings_content, write_settings
from quizapp.storage.tables import (
    Attempt,
    BankRow,
    BankShare,
    BankVersion,
    ClassMember,
    ClassRow,
    MemberHolder,
    Quiz,
)


@dataclass(frozen=True)
class QuizRecord:
    """A quiz with what its published version says of itself.

    ``title`` is the bank's, with the ``label`` that tells this quiz from others of the bank; ``class_id`` says whose
    members may take it (None: anybody with the link).
    """

    id: int
    code: str
    bank_id: int
    slug: str
    owner_id: int
    version_id: int
    version: int
    title: str
    summary: str
    multiple_choice: int
    short_answer: int
    published_at: datetime
    unpublished_at: datetime | None
    class_id: int | None
    label: str
    settings: QuizSettings


QUIZ: Select[*tuple[Any, ...]] = (
    select(
        Quiz.id,
        Quiz.code,
        Quiz.bank_id,
        BankRow.slug,
        Quiz.owner_id,
        Quiz.bank_version_id,
        BankVersion.number,
        BankVersion.title,
        BankVersion.summary,
        BankVersion.multiple_choice,
        BankVersion.short_answer,
        Quiz.published_at,
        Quiz.unpublished_at,
        Quiz.class_id,
        Quiz.label,
        Quiz.settings,
    )
    .join(BankRow, BankRow.id == Quiz.bank_id)
    .join(BankVersion, BankVersion.id == Quiz.bank_version_id)
)
BY_CODE = QUIZ.where(Quiz.code == bindparam("code"))
BY_CODE_LOCKED = BY_CODE.with_for_update(of=Quiz)
_BY_ID = select(Quiz.id).where(Quiz.id == bindparam("quiz_id"))
LOCKS = {alone: _BY_ID.with_for_update(read=not alone) for alone in (False, True)}


def record_of(row: Any) -> QuizRecord:
    """Give a row of QUIZ as a record."""
    values = {**row._asdict(), "settings": read_settings_content(row.settings)}
    if row.label:
        values["title"] = f"{row.title} – {row.label}"
    return QuizRecord(*values.values())


def quiz_by_code(db: Connection, code: str, lock: bool = False) -> QuizRecord | None:
    """Find a quiz, open or not. ``lock``: nobody else changes it in this transaction."""
    row = db.execute(BY_CODE_LOCKED if lock else BY_CODE, {"code": code}).one_or_none()
    return None if row is None else record_of(row)


def lock_marks(db: Connection, quiz_id: int, alone: bool = False) -> None:
    """Let nobody change many marks of a quiz in this transaction; ``alone``: nor any single one.

    Hand-ins and rulings on one answer go side by side; a re-mark waits for them, and they for it.
    """
    db.execute(LOCKS[alone], {"quiz_id": quiz_id})


def stand_on(db: Connection, quiz_id: int, version_id: int) -> None:
    """Give another version to who begins from now on; the quiz stays open or closed as it is."""
    db.execute(update(Quiz).where(Quiz.id == quiz_id).values(bank_version_id=version_id))


def quiz_of_bank(db: Connection, bank_id: int) -> QuizRecord | None:
    """Find the newest quiz of a bank."""
    row = db.execute(QUIZ.where(Quiz.bank_id == bank_id).order_by(Quiz.id.desc()).limit(1)).one_or_none()
    return None if row is None else record_of(row)


def quizzes_of_bank(db: Connection, bank_id: int) -> list[QuizRecord]:
    """Give the quizzes of a bank, the oldest first."""
    return [record_of(row) for row in db.execute(QUIZ.where(Quiz.bank_id == bank_id).order_by(Quiz.id))]


def quizzes_of(db: Connection, owner_id: int | None) -> list[QuizRecord]:
    """Give the quizzes of one owner (None: of everybody who does not study alone), the oldest first."""
    found = QUIZ.order_by(Quiz.id)
    found = found.where(shared(Quiz.owner_id) if owner_id is None else Quiz.owner_id == owner_id)
    return [record_of(row) for row in db.execute(found)]


def quizzes_seen_by(db: Connection, account_id: int) -> list[QuizRecord]:
    """Give the quizzes that somebody has and those shared with them, the oldest first."""
    shared_too = select(BankShare.bank_id).where(BankShare.account_id == account_id, BankShare.with_quizzes)
    found = QUIZ.where(or_(Quiz.owner_id == account_id, Quiz.bank_id.in_(shared_too)))
    return [record_of(row) for row in db.execute(found.order_by(Quiz.id))]


def open_quizzes(db: Connection, holder_hash: str) -> list[QuizRecord]:
    """Give the quizzes that a browser can start, by title.

    Private ones in their owner's browser only, those for a class in the browsers of its members.
    """
    found = QUIZ.where(Quiz.unpublished_at.is_(None)).order_by(BankVersion.title, Quiz.id)
    found = found.where(or_(shared(Quiz.owner_id), held_by(Quiz.owner_id, holder_hash)))
    found = found.where(or_(Quiz.class_id.is_(None), Quiz.class_id.in_(classes_held_by(holder_hash))))
    return [record_of(row) for row in db.execute(found)]


def classes_held_by(holder_hash: str) -> Select[int]:
    """Give the classes in use that somebody in this browser is a member of."""
    return (
        select(ClassMember.class_id)
        .join(MemberHolder, MemberHolder.member_id == ClassMember.id)
        .join(ClassRow, ClassRow.id == ClassMember.class_id)
        .where(
            MemberHolder.token_hash == holder_hash,
            ClassMember.left_at.is_(None),
            ClassRow.archived_at.is_(None),
        )
    )


def add_quiz(db: Connection, code: str, bank_id: int, version_id: int, owner_id: int, now: datetime) -> int:
    """Publish a version of a bank under a new code; gives the id of the quiz."""
    row = insert(Quiz).values(
        code=code,
        bank_id=bank_id,
        bank_version_id=version_id,
        owner_id=owner_id,
        settings="{}",
        published_at=now,
    )
    return db.execute(row.returning(Quiz.id)).scalar_one()


def republish(db: Connection, quiz_id: int, version_id: int, now: datetime) -> None:
    """Open a quiz again, on another version; attempts under way keep theirs."""
    db.execute(
        update(Quiz)
        .where(Quiz.id == quiz_id)
        .values(bank_version_id=version_id, published_at=now, unpublished_at=None)
    )


def unpublish(db: Connection, quiz_id: int, now: datetime) -> None:
    """Close a quiz; when it is closed already, the first time stays."""
    db.execute(
        update(Quiz).where(Quiz.id == quiz_id, Quiz.unpublished_at.is_(None)).values(unpublished_at=now)
    )


def set_settings(db: Connection, quiz_id: int, settings: QuizSettings) -> None:
    """Change how a quiz is taken; attempts under way keep their plan."""
    db.execute(update(Quiz).where(Quiz.id == quiz_id).values(settings=write_settings(settings)))


def set_audience(db: Connection, quiz_id: int, class_id: int | None, label: str) -> None:
    """Say whose members may take a quiz (None: anybody with the link), and what tells it from others of its bank."""
    db.execute(update(Quiz).where(Quiz.id == quiz_id).values(class_id=class_id, label=label))


def attempt_counts(db: Connection, quiz_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Give for each quiz how many attempts that count there are, and how many of them are finished."""
    found = (
        select(Attempt.quiz_id, func.count(Attempt.id), func.count(Attempt.finished_at))
        .where(Attempt.quiz_id.in_(quiz_ids), Attempt.counts)
        .group_by(Attempt.quiz_id)
    )
    return {quiz_id: (begun, finished) for quiz_id, begun, finished in db.execute(found)}
