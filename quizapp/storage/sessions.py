"""Sessions, and the links that begin them, as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from quizapp.storage.people import ACCOUNT, AccountRecord
from quizapp.storage.tables import Account, Session, SignInLink

SIGN_IN = "sign-in"
NEW_PASSWORD = "new-password"  # noqa: S105 - what a link is for


@dataclass(frozen=True)
class SessionRecord:
    """A session; ``waiting``: the code of the second factor is still to come."""

    token_hash: str
    browser: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    waiting: bool


SESSION = (
    Session.token_hash,
    Session.browser,
    Session.created_at,
    Session.seen_at,
    Session.expires_at,
    Session.waiting,
)


def add_session(
    db: Connection,
    token_hash: str,
    account_id: int,
    now: datetime,
    expires_at: datetime,
    browser: str = "",
    waiting: bool = False,
) -> None:
    """Store a new session."""
    db.execute(
        insert(Session).values(
            token_hash=token_hash,
            account_id=account_id,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
            browser=browser,
            waiting=waiting,
        )
    )


def session_by_hash(db: Connection, token_hash: str) -> tuple[AccountRecord, SessionRecord] | None:
    """Find a session and its account; none of an account that is deactivated."""
    found = ACCOUNT.add_columns(*SESSION).join(Session, Session.account_id == Account.id)
    row = db.execute(
        found.where(Session.token_hash == token_hash, Account.deactivated_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    return AccountRecord(*row[: -len(SESSION)]), SessionRecord(*row[-len(SESSION) :])


def sessions_of(db: Connection, account_id: int) -> list[SessionRecord]:
    """Give the sessions of an account, the one used last first; those that wait for a code are none yet."""
    found = (
        select(*SESSION)
        .where(Session.account_id == account_id, ~Session.waiting)
        .order_by(Session.seen_at.desc(), Session.token_hash)
    )
    return [SessionRecord(*row) for row in db.execute(found)]


def touch_session(db: Connection, token_hash: str, now: datetime) -> None:
    """Note that a session was used."""
    db.execute(update(Session).where(Session.token_hash == token_hash).values(seen_at=now))


def remove_session(db: Connection, token_hash: str) -> None:
    """End a session."""
    db.execute(delete(Session).where(Session.token_hash == token_hash))


def remove_other_sessions(db: Connection, account_id: int, token_hash: str) -> int:
    """End all sessions of an account but one; gives how many there were."""
    others = delete(Session).where(Session.account_id == account_id, Session.token_hash != token_hash)
    return db.execute(others).rowcount


def remove_dead_sessions(db: Connection, now: datetime, idle_since: datetime) -> None:
    """Remove sessions that are over, or unused since ``idle_since``."""
    db.execute(delete(Session).where(or_(Session.expires_at <= now, Session.seen_at <= idle_since)))


def add_link(
    db: Connection,
    token_hash: str,
    account_id: int,
    now: datetime,
    expires_at: datetime,
    purpose: str = SIGN_IN,
) -> None:
    """Store a link that works once; links that are over go."""
    db.execute(delete(SignInLink).where(SignInLink.expires_at <= now))
    db.execute(
        insert(SignInLink).values(
            token_hash=token_hash,
            account_id=account_id,
            created_at=now,
            expires_at=expires_at,
            purpose=purpose,
        )
    )


def account_of_link(
    db: Connection, token_hash: str, now: datetime, purpose: str = SIGN_IN
) -> AccountRecord | None:
    """Find the account of a link that may still be used."""
    found = ACCOUNT.join(SignInLink, SignInLink.account_id == Account.id).where(
        SignInLink.token_hash == token_hash,
        SignInLink.purpose == purpose,
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
        Account.deactivated_at.is_(None),
    )
    row = db.execute(found).one_or_none()
    return None if row is None else AccountRecord(*row)


def use_link(db: Connection, token_hash: str, now: datetime, purpose: str = SIGN_IN) -> AccountRecord | None:
    """Use a link up and give its account; None when it is used, over or unknown."""
    account = account_of_link(db, token_hash, now, purpose)
    used = (
        update(SignInLink)
        .where(SignInLink.token_hash == token_hash, SignInLink.used_at.is_(None))
        .values(used_at=now)
    )
    return account if account is not None and db.execute(used).rowcount else None
