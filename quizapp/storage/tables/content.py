"""Documents with their pairs, the work on them, and banks."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import HASH, Base


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


class BankShare(Base):
    """A teacher who may see somebody else's bank, and change it when ``may_edit``.

    ``with_quizzes``: the same holds for the quizzes made of it, with their attempts and scores.
    """

    __tablename__ = "bank_share"
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    may_edit: Mapped[bool]
    with_quizzes: Mapped[bool]
    shared_at: Mapped[datetime]


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
