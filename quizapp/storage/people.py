"""Accounts, sessions and sign-in links, as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from quizapp.storage.tables import Account, Session, SignInLink
from quizapp.storage.turns import take_turn


@dataclass(frozen=True)
class AccountRecord:
    """One account; without a ``password_hash`` its owner signs in by link only."""

    id: int
    login: str
    name: str
    role: str
    password_hash: str | None


@dataclass(frozen=True)
class SessionRecord:
    """A session with its account."""

    account: AccountRecord
    seen_at: datetime
    expires_at: datetime


PRIVATE = "private"
"""The role of somebody who studies alone."""

ACCOUNT = select(Account.id, Account.login, Account.name, Account.role, Account.password_hash)


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
    db.execute(update(Account).where(Account.id == account_id).values(password_hash=password_hash))
    db.execute(delete(Session).where(Session.account_id == account_id))
    db.execute(delete(SignInLink).where(SignInLink.account_id == account_id))


def add_session(
    db: Connection, token_hash: str, account_id: int, now: datetime, expires_at: datetime
) -> None:
    """Store a new session."""
    db.execute(
        insert(Session).values(
            token_hash=token_hash, account_id=account_id, created_at=now, seen_at=now, expires_at=expires_at
        )
    )


def session_by_hash(db: Connection, token_hash: str) -> SessionRecord | None:
    """Find a session and its account."""
    row = db.execute(
        ACCOUNT.add_columns(Session.seen_at, Session.expires_at)
        .join(Session, Session.account_id == Account.id)
        .where(Session.token_hash == token_hash)
    ).one_or_none()
    return None if row is None else SessionRecord(AccountRecord(*row[:5]), row.seen_at, row.expires_at)


def touch_session(db: Connection, token_hash: str, now: datetime) -> None:
    """Note that a session was used."""
    db.execute(update(Session).where(Session.token_hash == token_hash).values(seen_at=now))


def remove_session(db: Connection, token_hash: str) -> None:
    """End a session."""
    db.execute(delete(Session).where(Session.token_hash == token_hash))


def remove_dead_sessions(db: Connection, now: datetime, idle_since: datetime) -> None:
    """Remove sessions that are over, or unused since ``idle_since``."""
    db.execute(delete(Session).where(or_(Session.expires_at <= now, Session.seen_at <= idle_since)))


def add_link(db: Connection, token_hash: str, account_id: int, now: datetime, expires_at: datetime) -> None:
    """Store a sign-in link; links that are over go."""
    db.execute(delete(SignInLink).where(SignInLink.expires_at <= now))
    db.execute(
        insert(SignInLink).values(
            token_hash=token_hash, account_id=account_id, created_at=now, expires_at=expires_at
        )
    )


def link_is_open(db: Connection, token_hash: str, now: datetime) -> bool:
    """Say whether a link may still be used."""
    found = select(SignInLink.account_id).where(
        SignInLink.token_hash == token_hash, SignInLink.used_at.is_(None), SignInLink.expires_at > now
    )
    return db.execute(found).first() is not None


def use_link(db: Connection, token_hash: str, now: datetime) -> int | None:
    """Use a link up and give its account's id; None when it is used, over or unknown."""
    used = (
        update(SignInLink)
        .where(SignInLink.token_hash == token_hash, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .values(used_at=now)
        .returning(SignInLink.account_id)
    )
    return db.execute(used).scalar()
