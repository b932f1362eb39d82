"""What teachers say about answers (their learners see it) and note about attempts (nobody else does)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select

from quizapp.storage.tables import Account, AnswerComment, AttemptNote


@dataclass(frozen=True)
class CommentRecord:
    """A comment on the answer to a question, or (``question_id`` "") a note; ``by`` is the teacher's name."""

    id: int
    question_id: str
    text: str
    by: str
    at: datetime


COMMENT: Select[*tuple[Any, ...]] = (
    select(
        AnswerComment.id,
        AnswerComment.question_id,
        AnswerComment.text,
        Account.name,
        AnswerComment.created_at,
    )
    .join(Account, Account.id == AnswerComment.account_id)
    .order_by(AnswerComment.id)
)
OF_ATTEMPT = COMMENT.where(AnswerComment.attempt_id == bindparam("attempt_id"))


def comments_of(db: Connection, attempt_id: int) -> dict[str, list[CommentRecord]]:
    """Give the comments on an attempt by question, the first first."""
    found: dict[str, list[CommentRecord]] = {}
    for row in db.execute(OF_ATTEMPT, {"attempt_id": attempt_id}):
        comment = CommentRecord(*row)
        found.setdefault(comment.question_id, []).append(comment)
    return found


def commented(db: Connection, question_id: str, attempt_ids: Sequence[int]) -> frozenset[int]:
    """Give which of some attempts have a comment on a question."""
    found = select(AnswerComment.attempt_id).where(
        AnswerComment.question_id == question_id, AnswerComment.attempt_id.in_(attempt_ids)
    )
    return frozenset(db.execute(found).scalars())


def add_comment(
    db: Connection, attempt_id: int, question_id: str, text: str, account_id: int, now: datetime
) -> None:
    """Say something about an answer."""
    values = {"attempt_id": attempt_id, "question_id": question_id, "text": text}
    db.execute(insert(AnswerComment).values(account_id=account_id, created_at=now, **values))


def remove_comment(db: Connection, attempt_id: int, comment_id: int) -> str | None:
    """Take a comment back; gives the question it was on, None when the attempt has no such comment."""
    where = (AnswerComment.attempt_id == attempt_id, AnswerComment.id == comment_id)
    question_id = db.execute(select(AnswerComment.question_id).where(*where)).scalar()
    db.execute(delete(AnswerComment).where(*where))
    return question_id


def notes_of(db: Connection, attempt_id: int) -> list[CommentRecord]:
    """Give the notes on an attempt, the first first."""
    found = (
        select(AttemptNote.id, AttemptNote.text, Account.name, AttemptNote.created_at)
        .join(Account, Account.id == AttemptNote.account_id)
        .where(AttemptNote.attempt_id == attempt_id)
        .order_by(AttemptNote.id)
    )
    return [CommentRecord(note, "", text, by, at) for note, text, by, at in db.execute(found)]


def add_note(db: Connection, attempt_id: int, text: str, account_id: int, now: datetime) -> None:
    """Note something about an attempt."""
    values = {"attempt_id": attempt_id, "text": text, "account_id": account_id, "created_at": now}
    db.execute(insert(AttemptNote).values(**values))


def remove_note(db: Connection, attempt_id: int, note_id: int) -> bool:
    """Take a note back; gives whether there was one."""
    gone = delete(AttemptNote).where(AttemptNote.attempt_id == attempt_id, AttemptNote.id == note_id)
    return bool(db.execute(gone).rowcount)


def forget_words(db: Connection, attempt_id: int) -> None:
    """Remove everything that teachers wrote about an attempt: it may name the learner."""
    db.execute(delete(AnswerComment).where(AnswerComment.attempt_id == attempt_id))
    db.execute(delete(AttemptNote).where(AttemptNote.attempt_id == attempt_id))
