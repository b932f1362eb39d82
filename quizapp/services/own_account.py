"""What people do with their own account: name, password, the browsers they are signed in with."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import NotAllowed, NotFound
from quizapp.services import accounts, passwords
from quizapp.services.accounts import User
from quizapp.services.cleaning import clean_name
from quizapp.services.passwords import STANDARD, PasswordCost
from quizapp.services.tokens import hash_of
from quizapp.storage import audit, people, sessions
from quizapp.storage.audit import Entry
from quizapp.storage.store import Store

WRONG_PASSWORD = "This is not your present password."  # noqa: S105 - a sentence
HANDLE_LENGTH = 16


@dataclass(frozen=True)
class SignedIn:
    """A browser that is signed in: ``handle`` names it on a page and opens nothing, ``is_this`` is the one asking."""

    handle: str
    browser: str
    created_at: datetime
    seen_at: datetime
    is_this: bool


def require_password(
    store: Store, user: User, password: str, client: str, now: datetime, cost: PasswordCost = STANDARD
) -> None:
    """Make sure that it is the owner who asks. Raises NotAllowed, and TooManyTries as signing in does."""
    try:
        accounts.check_password(store, user.login, password, client, now, cost)
    except NotAllowed:
        raise NotAllowed(WRONG_PASSWORD) from None


def change_name(store: Store, user: User, name: str, now: datetime) -> None:
    """Change the name that others see. Raises QuizError for one that is none."""
    shown = clean_name(name, "the name")
    with store.writing() as db:
        people.change_account(db, user.id, name=shown)
        changed = Entry(now, user.login, "account.name", before={"name": user.name}, after={"name": shown})
        audit.add_entries(db, [changed] if shown != user.name else [])


def change_password(
    store: Store,
    user: User,
    present: str,
    new: str,
    client: str,
    now: datetime,
    cost: PasswordCost = STANDARD,
    browser: str = "",
) -> str:
    """Change the password; all sessions end, and this browser gets a new one, whose token is given.

    ``present`` is asked so that a browser left open is not enough. Raises NotAllowed, TooManyTries, and QuizError
    when the new one is too weak.
    """
    require_password(store, user, present, client, now, cost)
    passwords.check_rules(new, user.login)
    stored = passwords.hash_password(new, cost)
    with store.writing() as db:
        people.set_password_hash(db, user.id, stored)
        audit.add_entries(db, [Entry(now, user.login, "account.password", after={"login": user.login})])
    return accounts.start_session(store, user.id, now, browser, passed=True)


def sessions_of(store: Store, user: User, session_token: str | None, now: datetime) -> list[SignedIn]:
    """Give the browsers that a person is signed in with, the one used last first."""
    this = hash_of(session_token or "")
    with store.reading() as db:
        found = sessions.sessions_of(db, user.id)
    return [
        SignedIn(
            handle_of(session.token_hash),
            session.browser,
            session.created_at,
            session.seen_at,
            session.token_hash == this,
        )
        for session in found
        if not accounts.is_over(session, now)
    ]


def handle_of(token_hash: str) -> str:
    """Give what names a session on a page."""
    return hash_of(token_hash)[:HANDLE_LENGTH]


def end_session(store: Store, user: User, handle: str, now: datetime) -> None:
    """Sign one browser out. Raises NotFound when it is none of this person's, or no longer signed in."""
    with store.writing() as db:
        for session in sessions.sessions_of(db, user.id):
            if handle_of(session.token_hash) == handle:
                sessions.remove_session(db, session.token_hash)
                audit.add_entries(db, [Entry(now, user.login, "session.end", before={"sessions": 1})])
                return
    raise NotFound("That browser is not signed in any more.")


def end_other_sessions(store: Store, user: User, session_token: str, now: datetime) -> int:
    """Sign all browsers out but this one; gives how many there were."""
    with store.writing() as db:
        ended = sessions.remove_other_sessions(db, user.id, hash_of(session_token))
        if ended:
            audit.add_entries(db, [Entry(now, user.login, "session.end", before={"sessions": ended})])
    return ended
