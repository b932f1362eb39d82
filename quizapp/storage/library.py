"""Banks and their versions, as they are stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from quizapp.model.bank import Bank
from quizapp.storage.content import digest_of
from quizapp.storage.private import shared
from quizapp.storage.tables import Account, BankRow, BankVersion
from quizapp.storage.turns import take_turn


@dataclass(frozen=True)
class VersionRecord:
    """A bank's newest version, without its content."""

    bank_id: int
    slug: str
    owner_id: int
    version_id: int
    number: int
    title: str
    summary: str
    multiple_choice: int
    short_answer: int
    sha256: str


@dataclass(frozen=True)
class PastVersion:
    """One version of a bank in its history; ``by`` is the name of who made it."""

    version_id: int
    number: int
    title: str
    multiple_choice: int
    short_answer: int
    at: datetime
    by: str


NEWEST: Select[*tuple[Any, ...]] = (
    select(
        BankRow.id,
        BankRow.slug,
        BankRow.owner_id,
        BankVersion.id,
        BankVersion.number,
        BankVersion.title,
        BankVersion.summary,
        BankVersion.multiple_choice,
        BankVersion.short_answer,
        BankVersion.sha256,
    )
    .join(BankVersion, BankVersion.bank_id == BankRow.id)
    .where(
        BankVersion.number
        == select(func.max(BankVersion.number))
        .where(BankVersion.bank_id == BankRow.id)
        .correlate(BankRow)
        .scalar_subquery()
    )
)


def newest_version(db: Connection, slug: str, lock: bool = False) -> VersionRecord | None:
    """Find a bank by its id in the bank file. ``lock``: nobody else makes or changes it in this transaction."""
    if lock:
        take_turn(db, f"bank {slug}")
    row = db.execute(NEWEST.where(BankRow.slug == slug)).one_or_none()
    return None if row is None else VersionRecord(*row)


def newest_versions(db: Connection, owner_id: int | None) -> list[VersionRecord]:
    """Give the banks of one owner (None: of everybody who does not study alone), by title."""
    found = NEWEST.order_by(BankVersion.title, BankRow.slug)
    found = found.where(shared(BankRow.owner_id) if owner_id is None else BankRow.owner_id == owner_id)
    return [VersionRecord(*row) for row in db.execute(found)]


def add_bank(db: Connection, slug: str, owner_id: int, now: datetime) -> int:
    """Store a bank that has no version yet; gives its id."""
    row = insert(BankRow).values(slug=slug, owner_id=owner_id, created_at=now)
    return db.execute(row.returning(BankRow.id)).scalar_one()


def add_version(
    db: Connection, bank_id: int, number: int, bank: Bank, content: str, account_id: int, now: datetime
) -> int:
    """Store a version of a bank; ``content`` is what ``write_content`` gave for it. Gives its id."""
    kinds = [question.kind for question in bank.questions]
    row = insert(BankVersion).values(
        bank_id=bank_id,
        number=number,
        title=bank.title,
        summary=bank.summary,
        multiple_choice=kinds.count("multiple_choice"),
        short_answer=kinds.count("short_answer"),
        content=content,
        sha256=digest_of(content),
        created_at=now,
        created_by=account_id,
    )
    return db.execute(row.returning(BankVersion.id)).scalar_one()


def content_of(db: Connection, version_id: int) -> str:
    """Give the content of a version."""
    return db.execute(select(BankVersion.content).where(BankVersion.id == version_id)).scalar_one()


def versions_of(db: Connection, bank_id: int) -> list[PastVersion]:
    """Give all versions of a bank, the newest first."""
    found = (
        select(
            BankVersion.id,
            BankVersion.number,
            BankVersion.title,
            BankVersion.multiple_choice,
            BankVersion.short_answer,
            BankVersion.created_at,
            Account.name,
        )
        .join(Account, Account.id == BankVersion.created_by)
        .where(BankVersion.bank_id == bank_id)
        .order_by(BankVersion.number.desc())
    )
    return [PastVersion(*row) for row in db.execute(found)]
