"""Accounts, as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from quizapp.storage.tables import Account, Session, SignInLink
from quizapp.storage.turns import take_turn


@dataclass(frozen=True)
class AccountRecord:
    """One account; without a ``password_hash`` its owner signs in by link only, and not at all once deactivated."""

    id: int
    login: str
    name: str
    role: str
    password_hash: str | None
    deactivated_at: datetime | None

    @property
    def is_active(self) -> bool:
        """Whether its owner may sign in."""
        return self.deactivated_at is None


PRIVATE = "private"
"""The role of somebody who studies alone."""

ADMINISTRATOR = "administrator"

ACCOUNT = select(
    Account.id, Account.login, Account.name, Account.role, Account.password_hash, Account.deactivated_at
)


def add_account(
    db: Connection, login: str, name: str, role: str, password_hash: str | None, now: datetime
) -> int:
    """Store a new account; gives its id."""
    row = insert(Account).values(
        login=login, name=name, role=role, password_hash=password_hash, created_at=now
    )
    return db.execute(row.returning(Account.id)).scalar_one()


def account_by_login(db: Connection, login: str, alone: bool = False) -> AccountRecord | None:
    """Find an account. ``alone``: nobody else makes one of this login in this transaction."""
    if alone:
        take_turn(db, f"account {login}")
    row = db.execute(ACCOUNT.where(Account.login == login)).one_or_none()
    return None if row is None else AccountRecord(*row)


def account_by_id(db: Connection, account_id: int) -> AccountRecord:
    """Give an account that is known to be there."""
    return AccountRecord(*db.execute(ACCOUNT.where(Account.id == account_id)).one())


def all_accounts(db: Connection) -> list[AccountRecord]:
    """Give every account, by login."""
    return [AccountRecord(*row) for row in db.execute(ACCOUNT.order_by(Account.login))]


def set_password_hash(db: Connection, account_id: int, password_hash: str) -> None:
    """Change a password; every session and open link of the account ends."""
    change_account(db, account_id, password_hash=password_hash)
    end_sessions(db, account_id)


def renew_hash(db: Connection, account_id: int, old: str, new: str) -> None:
    """Put another hash of the same password in the place of ``old``, unless the password was changed meanwhile."""
    unchanged = (Account.id == account_id, Account.password_hash == old)
    db.execute(update(Account).where(*unchanged).values(password_hash=new))


def change_account(db: Connection, account_id: int, **values: str | datetime | None) -> None:
    """Change columns of an account: its name, role, password or when it was deactivated."""
    db.execute(update(Account).where(Account.id == account_id).values(**values))


def end_sessions(db: Connection, account_id: int) -> None:
    """End every session and open link of an account."""
    db.execute(delete(Session).where(Session.account_id == account_id))
    db.execute(delete(SignInLink).where(SignInLink.account_id == account_id))


def other_administrators(db: Connection, account_id: int) -> int:
    """Give how many others can administer; nobody else changes that in this transaction."""
    take_turn(db, "administrators")
    found = select(func.count()).where(
        Account.role == ADMINISTRATOR, Account.deactivated_at.is_(None), Account.id != account_id
    )
    return db.execute(found).scalar_one()
