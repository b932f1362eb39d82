"""What belongs to the installation: secrets, limits of tries, the audit log."""

from datetime import datetime

from sqlalchemy import (
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import Base


class Installation(Base):
    """What belongs to this installation as a whole: its secrets."""

    __tablename__ = "installation"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class Throttle(Base):
    """One try at something that may not be tried without limit; ``key`` says what and by whom."""

    __tablename__ = "throttle"
    __table_args__ = (Index(None, "key", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(index=True)


class AuditEntry(Base):
    """Who changed what, when and why. The database refuses to change or remove a row.

    It points at nothing, so that it outlives what it speaks of: ``actor`` is a login, ``quiz`` a join code,
    ``attempt`` a public id. No learner's name is in it. ``before`` and ``after`` are JSON.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "quiz", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(40))
    quiz: Mapped[str | None] = mapped_column(String(16))
    attempt: Mapped[str | None] = mapped_column(String(32), index=True)
    question_id: Mapped[str | None]
    reason: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
