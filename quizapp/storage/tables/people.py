"""Who signs in, and the classes of teachers."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import HASH, Base


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


class ApiToken(Base):
    """A token with which a program reads what its owner sees; only its hash is known here."""

    __tablename__ = "api_token"
    __table_args__ = (UniqueConstraint("account_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[str] = mapped_column(HASH, unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


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


class ClassRow(Base):
    """A class of a teacher; a quiz may be for its members alone."""

    __tablename__ = "class"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class ClassMember(Base):
    """A learner on a class's roster; ``link_hash`` is of the personal link, ``left_at`` set once taken off.

    ``login``, ``email`` and ``sis_id`` are as the school's system wrote them ("": it did not).
    """

    __tablename__ = "class_member"
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("class.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    login: Mapped[str] = mapped_column(server_default=text("''"))
    email: Mapped[str] = mapped_column(server_default=text("''"))
    sis_id: Mapped[str] = mapped_column(server_default=text("''"))
    extra_time: Mapped[str] = mapped_column(String(8), server_default=text("'1'"))
    link_hash: Mapped[str | None] = mapped_column(HASH, unique=True)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
