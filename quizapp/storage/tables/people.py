"""Who signs in, and the classes of teachers."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import HASH, Base


class Account(Base):
    """Somebody who signs in: a teacher or an administrator; not once it is deactivated."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]


class Session(Base):
    """A browser that is signed in; only the hash of its token is known here.

    ``browser`` says its kind in words; ``waiting``: the password was right, the code of the second factor is still
    to come.
    """

    __tablename__ = "session"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(String(80), server_default=text("''"))
    waiting: Mapped[bool] = mapped_column(server_default=false())


class SignInLink(Base):
    """A link that works once; ``purpose`` is ``sign-in`` or ``new-password``."""

    __tablename__ = "sign_in_link"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    purpose: Mapped[str] = mapped_column(String(16), server_default=text("'sign-in'"))


class Invitation(Base):
    """A link with which somebody makes an account of their own; gone once it is used. ``note``: whom it is for."""

    __tablename__ = "invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(HASH, unique=True)
    role: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(String(80))
    invited_by: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SecondFactor(Base):
    """The secret that an account shares with an app that makes codes (RFC 6238).

    ``confirmed_at`` is None until a code of the app was seen; ``last_step`` is the time step of the last code
    that was taken, so that none works twice.
    """

    __tablename__ = "second_factor"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str]
    last_step: Mapped[int]
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands in once for one of the app; gone once it is used."""

    __tablename__ = "recovery_code"
    code_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)


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


class MemberHolder(Base):
    """A browser that opened a member's personal link; only the hash of its token is known here."""

    __tablename__ = "member_holder"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    member_id: Mapped[int] = mapped_column(
        ForeignKey("class_member.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    claimed_at: Mapped[datetime]
