"""Accounts of people who study alone, as they are stored: which browser works as which of them."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from quizapp.storage.people import ACCOUNT, PRIVATE, AccountRecord
from quizapp.storage.tables import Account, AccountHolder, PrivateAccount
from quizapp.storage.upsert import upsert

# Statements of the pages that a class asks for all at once are built a single time.
HELD_ACCOUNT = (
    ACCOUNT.join(AccountHolder, AccountHolder.account_id == Account.id)
    .where(AccountHolder.token_hash == bindparam("holder"))
    .order_by(AccountHolder.claimed_at.desc(), Account.id.desc())
    .limit(1)
)
ALONE = select(Account.id).where(Account.id == bindparam("account_id"), Account.role == PRIVATE)


def add_private(db: Connection, account_id: int, receipt_hash: str) -> None:
    """Note the receipt that opens an account in another browser."""
    db.execute(insert(PrivateAccount).values(account_id=account_id, receipt_hash=receipt_hash))


def hold(db: Connection, token_hash: str, account_id: int, now: datetime) -> None:
    """Let a browser work as an account; of several the one held last counts."""
    values = {"token_hash": token_hash, "account_id": account_id, "claimed_at": now}
    upsert(db, AccountHolder, ("token_hash", "account_id"), values)


def account_of_holder(db: Connection, token_hash: str) -> AccountRecord | None:
    """Find the account that a browser works as."""
    row = db.execute(HELD_ACCOUNT, {"holder": token_hash}).one_or_none()
    return None if row is None else AccountRecord(*row)


def account_by_receipt(db: Connection, receipt_hash: str) -> AccountRecord | None:
    """Find the account of a receipt."""
    found = ACCOUNT.join(PrivateAccount, PrivateAccount.account_id == Account.id)
    row = db.execute(found.where(PrivateAccount.receipt_hash == receipt_hash)).one_or_none()
    return None if row is None else AccountRecord(*row)


def is_private(db: Connection, account_id: int) -> bool:
    """Say whether an account is that of somebody who studies alone."""
    return db.execute(ALONE, {"account_id": account_id}).first() is not None


def is_held(db: Connection, account_id: int, token_hash: str) -> bool:
    """Say whether a browser may work as an account."""
    found = select(AccountHolder.account_id).where(
        AccountHolder.account_id == account_id, AccountHolder.token_hash == token_hash
    )
    return db.execute(found).first() is not None


def shared(owner: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Give the condition that an owner is nobody who studies alone."""
    return owner.not_in(select(Account.id).where(Account.role == PRIVATE))


def held_by(owner: InstrumentedAttribute[int], token_hash: str) -> ColumnElement[bool]:
    """Give the condition that a browser may work as an owner."""
    return owner.in_(select(AccountHolder.account_id).where(AccountHolder.token_hash == token_hash))
