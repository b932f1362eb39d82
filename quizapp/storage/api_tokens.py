"""Tokens of programs, as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from quizapp.storage.people import ACCOUNT, AccountRecord
from quizapp.storage.tables import Account, ApiToken
from quizapp.storage.turns import take_turn


@dataclass(frozen=True)
class TokenRecord:
    """One token; ``used_at`` is its last use, None before the first."""

    id: int
    name: str
    created_at: datetime
    used_at: datetime | None


def add_token(db: Connection, account_id: int, name: str, token_hash: str, now: datetime) -> None:
    """Store a new token."""
    row = insert(ApiToken).values(account_id=account_id, name=name, token_hash=token_hash, created_at=now)
    db.execute(row)


def tokens_of(db: Connection, account_id: int, alone: bool = False) -> list[TokenRecord]:
    """Give the tokens of an account, the oldest first. ``alone``: nobody else adds one in this transaction."""
    if alone:
        take_turn(db, f"tokens {account_id}")
    found = (
        select(ApiToken.id, ApiToken.name, ApiToken.created_at, ApiToken.used_at)
        .where(ApiToken.account_id == account_id)
        .order_by(ApiToken.id)
    )
    return [TokenRecord(*row) for row in db.execute(found)]


def account_of_token(db: Connection, token_hash: str) -> tuple[AccountRecord, datetime | None] | None:
    """Find the account that a token speaks for, unless deactivated, and when the token was last used."""
    found = ACCOUNT.add_columns(ApiToken.used_at).join(ApiToken, ApiToken.account_id == Account.id)
    row = db.execute(
        found.where(ApiToken.token_hash == token_hash, Account.deactivated_at.is_(None))
    ).one_or_none()
    return None if row is None else (AccountRecord(*row[:-1]), row.used_at)


def touch_token(db: Connection, token_hash: str, now: datetime) -> None:
    """Note that a token was used."""
    db.execute(update(ApiToken).where(ApiToken.token_hash == token_hash).values(used_at=now))


def remove_token(db: Connection, account_id: int, name: str) -> bool:
    """End a token of an account by its name; says whether there was one."""
    gone = delete(ApiToken).where(ApiToken.account_id == account_id, ApiToken.name == name)
    return db.execute(gone).rowcount > 0
