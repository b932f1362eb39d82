"""Quizzes, attempts, answers, marks, and what people say of them."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import HASH, Base


class Quiz(Base):
    """A published bank; ``code`` is the join code, ``settings`` JSON, ``label`` tells quizzes of one bank apart."""

    __tablename__ = "quiz"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), index=True)
    bank_version_id: Mapped[int] = mapped_column(ForeignKey("bank_version.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    settings: Mapped[str]
    published_at: Mapped[datetime]
    unpublished_at: Mapped[datetime | None]
    class_id: Mapped[int | None] = mapped_column(ForeignKey("class.id"), index=True)
    label: Mapped[str] = mapped_column(String(80), server_default=text("''"))


class Attempt(Base):
    """One learner going through one quiz once, on the version that was published then.

    ``plan`` is JSON (see ``storage.settings_content``); ``counts`` says whether it reaches the gradebook.
    """

    __tablename__ = "attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"), index=True)
    bank_version_id: Mapped[int] = mapped_column(ForeignKey("bank_version.id"))
    learner: Mapped[str] = mapped_column(String(80))
    receipt_hash: Mapped[str] = mapped_column(HASH, unique=True)
    seed: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    plan: Mapped[str] = mapped_column(server_default=text("'{}'"))
    counts: Mapped[bool] = mapped_column(server_default=true())
    extra_time: Mapped[str] = mapped_column(String(8), server_default=text("'1'"))
    open_until: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    deck_id: Mapped[int | None] = mapped_column(ForeignKey("deck.id", ondelete="SET NULL"), index=True)
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("class_member.id", ondelete="SET NULL"), index=True
    )


class AttemptHolder(Base):
    """A browser that may see an attempt; only the hash of its token is known here."""

    __tablename__ = "attempt_holder"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class AnswerRow(Base):
    """The newest answer to one question of an attempt, and what else its learner left there.

    ``client_key`` names the draft that was saved last, so that one sent again is known. ``mark_ahead`` is a mark that
    waits for the handing in, as JSON, and nobody's to see before; ``ahead_by`` says what it was made by.
    """

    __tablename__ = "answer"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(primary_key=True)
    choice: Mapped[int | None]
    text: Mapped[str]
    saved_at: Mapped[datetime]
    flagged_at: Mapped[datetime | None]
    confidence: Mapped[str | None] = mapped_column(String(8))
    hints: Mapped[int | None]
    client_key: Mapped[str | None] = mapped_column(String(40))
    mark_ahead: Mapped[str | None]
    ahead_by: Mapped[str | None] = mapped_column(String(80))


class MarkRow(Base):
    """The mark of one question of a finished attempt as it was first made; ``detail`` is JSON (``storage.content``).

    ``bank_version_id`` is the version whose question it was marked by (None: the one that was taken).
    """

    __tablename__ = "mark"
    __table_args__ = (
        Index(
            "ix_mark_in_doubt",
            "attempt_id",
            sqlite_where=text("needs_review = 1"),
            postgresql_where=text("needs_review"),
        ),
    )
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(primary_key=True)
    credit: Mapped[float]
    verdict: Mapped[str] = mapped_column(String(16))
    confidence: Mapped[float]
    needs_review: Mapped[bool]
    detail: Mapped[str]
    marked_at: Mapped[datetime]
    bank_version_id: Mapped[int | None] = mapped_column(ForeignKey("bank_version.id"))


class RemarkBatch(Base):
    """One change of many marks at once, or of what counts in a quiz. Only ever added to.

    ``kind`` is ``ruling``, ``remark``, ``accept``, ``drop``, ``full``, ``answered`` or ``undo`` (of
    ``undoes_id``); ``detail`` is JSON: what the kind needs to know. Without ``question_id`` it is about all.
    """

    __tablename__ = "remark_batch"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    question_id: Mapped[str | None]
    detail: Mapped[str]
    reason: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("remark_batch.id"), unique=True)


class Override(Base):
    """What counts instead of a mark: a teacher's ruling, or a re-mark. Only ever added to; the newest counts.

    ``kind`` is ``ruling`` (a person judged this answer) or ``remark`` (marked anew with many others, with the
    new mark in ``detail``, by the question of ``bank_version_id``; None: the version that was taken).
    """

    __tablename__ = "override"
    __table_args__ = (Index(None, "attempt_id", "question_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    question_id: Mapped[str]
    credit: Mapped[float]
    reason: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("remark_batch.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8), server_default=text("'ruling'"))
    needs_review: Mapped[bool] = mapped_column(server_default=false())
    detail: Mapped[str | None]
    bank_version_id: Mapped[int | None] = mapped_column(ForeignKey("bank_version.id"))


class ExtraTimeRow(Base):
    """Extra time that a teacher set for a name before its owner began; ``name_key`` is case-folded."""

    __tablename__ = "extra_time"
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True)
    name_key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    extra_time: Mapped[str] = mapped_column(String(8))


class Contest(Base):
    """A learner's word against a mark (``kind`` "mark") or a question ("question"), and what came of it."""

    __tablename__ = "contest"
    __table_args__ = (UniqueConstraint("attempt_id", "question_id", "kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    question_id: Mapped[str]
    kind: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str]
    created_at: Mapped[datetime]
    accepted: Mapped[bool | None]
    reply: Mapped[str] = mapped_column(server_default=text("''"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]


class AnswerComment(Base):
    """What a teacher says to the learner about one answer."""

    __tablename__ = "answer_comment"
    __table_args__ = (Index(None, "attempt_id", "question_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    question_id: Mapped[str]
    text: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]


class AttemptNote(Base):
    """What a teacher notes about an attempt for teachers alone; no learner ever sees it."""

    __tablename__ = "attempt_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
