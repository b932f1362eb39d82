"""The tables. Portable: the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import (
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A point in time: aware on the way in (ValueError otherwise), aware UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a time into UTC; SQLite keeps no zone, so there it is stored without."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that a stored time is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables; constraints have names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcTime(), str: Text(), float: Double(), bytes: LargeBinary()}


HASH = String(64)
"""A SHA-256 in hexadecimal digits."""


class Account(Base):
    """Somebody who signs in: a teacher or an administrator."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]


class Session(Base):
    """A browser that is signed in; only the hash of its token is known here."""

    __tablename__ = "session"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SignInLink(Base):
    """A link that signs somebody in once."""

    __tablename__ = "sign_in_link"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Throttle(Base):
    """One try at something that may not be tried without limit; ``key`` says what and by whom."""

    __tablename__ = "throttle"
    __table_args__ = (Index(None, "key", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(index=True)


class Installation(Base):
    """What belongs to this installation as a whole: its secrets."""

    __tablename__ = "installation"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class BankRow(Base):
    """A bank of a teacher; its content is in its versions."""

    __tablename__ = "bank"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]


class BankVersion(Base):
    """What a bank said at one time; never updated. ``content`` is JSON (see ``storage.content``)."""

    __tablename__ = "bank_version"
    __table_args__ = (UniqueConstraint("bank_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"))
    number: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    multiple_choice: Mapped[int]
    short_answer: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(HASH)
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class Quiz(Base):
    """A published bank; ``code`` is the join code, ``settings`` JSON."""

    __tablename__ = "quiz"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id"), index=True)
    bank_version_id: Mapped[int] = mapped_column(ForeignKey("bank_version.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    settings: Mapped[str]
    published_at: Mapped[datetime]
    unpublished_at: Mapped[datetime | None]


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


class AttemptHolder(Base):
    """A browser that may see an attempt; only the hash of its token is known here."""

    __tablename__ = "attempt_holder"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class AnswerRow(Base):
    """The newest answer to one question of an attempt, and what else its learner left there.

    ``client_key`` names the draft that was saved last, so that one sent again is known.
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


class MarkRow(Base):
    """The mark of one question of a finished attempt; ``detail`` is JSON (see ``storage.content``)."""

    __tablename__ = "mark"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(primary_key=True)
    credit: Mapped[float]
    verdict: Mapped[str] = mapped_column(String(16))
    confidence: Mapped[float]
    needs_review: Mapped[bool]
    detail: Mapped[str]
    marked_at: Mapped[datetime]


class Override(Base):
    """A teacher's ruling on one mark. Only ever added to; the newest counts."""

    __tablename__ = "override"
    __table_args__ = (Index(None, "attempt_id", "question_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    question_id: Mapped[str]
    credit: Mapped[float]
    reason: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]


class PrivateAccount(Base):
    """An account of somebody studying alone: no password; a receipt opens it in another browser."""

    __tablename__ = "private_account"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    receipt_hash: Mapped[str] = mapped_column(HASH, unique=True)


class AccountHolder(Base):
    """A browser that works as a private account; of several accounts the one claimed last counts."""

    __tablename__ = "account_holder"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    claimed_at: Mapped[datetime]


class DocumentRow(Base):
    """A FAQ document of somebody; ``asked_format`` is the reader that was asked for ("": the program guesses).

    ``format``, ``title``, ``summary`` and ``report`` (JSON: the reader's problems) are there from ``read_at`` on.
    ``bank_slug`` is the bank that is made from it, the same for good.
    """

    __tablename__ = "document"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    file: Mapped[str]
    asked_format: Mapped[str] = mapped_column(String(40))
    format: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(HASH)
    size: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    report: Mapped[str]
    bank_slug: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class DocumentOriginal(Base):
    """The bytes of a document as they were sent; never changed."""

    __tablename__ = "document_original"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes]


class PairRow(Base):
    """One wording of a pair of a document; never changed, so that every change can be taken back.

    ``state`` is ``kept``, ``out`` (left out) or ``replaced`` (by the pair ``became_id``); ``origin`` is ``read``,
    ``edited``, ``merged`` or ``added``.
    """

    __tablename__ = "document_pair"
    __table_args__ = (Index(None, "document_id", "state", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    position: Mapped[float]
    question: Mapped[str]
    answer: Mapped[str]
    line: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(16))
    became_id: Mapped[int | None] = mapped_column(ForeignKey("document_pair.id"), index=True)


class JobRow(Base):
    """Long work on a document: reading it, or making its bank. ``options`` and ``report`` are JSON.

    ``state`` is ``waiting``, ``running``, ``stopping``, ``done``, ``failed``, ``stopped`` or ``interrupted``;
    ``beat_at`` is the last sign of life of who runs it.
    """

    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), index=True)
    done: Mapped[int]
    total: Mapped[int]
    options: Mapped[str]
    report: Mapped[str]
    message: Mapped[str]
    created_at: Mapped[datetime]
    beat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


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


class Deck(Base):
    """What one learner practises across quizzes."""

    __tablename__ = "deck"
    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]


class DeckHolder(Base):
    """A browser that may practise with a deck; only the hash of its token is known here."""

    __tablename__ = "deck_holder"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    deck_id: Mapped[int] = mapped_column(
        ForeignKey("deck.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class CardRow(Base):
    """A question in a deck; ``state`` is the JSON of FSRS.

    Bank and question are named by their own ids, so that a bank may be deleted and come back.
    """

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("deck_id", "slug", "question_id"), Index(None, "deck_id", "due_at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    deck_id: Mapped[int] = mapped_column(ForeignKey("deck.id", ondelete="CASCADE"))
    slug: Mapped[str]
    question_id: Mapped[str]
    state: Mapped[str]
    due_at: Mapped[datetime]
    reviews: Mapped[int]
