"""Accounts of teachers and administrators: adding, signing in and out."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.errors import NotAllowed, NotFound, QuizError
from quizapp.model.text import sentence
from quizapp.services import passwords, throttle
from quizapp.services.cleaning import clean_line, clean_name
from quizapp.services.passwords import STANDARD, PasswordCost
from quizapp.services.throttle import Limit
from quizapp.services.tokens import hash_of, new_token
from quizapp.storage import audit, people, private, second_factor, sessions, shares
from quizapp.storage.audit import Entry
from quizapp.storage.people import AccountRecord
from quizapp.storage.sessions import SessionRecord
from quizapp.storage.store import Store, Transaction

ROLES = ("teacher", "administrator")
IDLE_LIMIT = timedelta(hours=12)
ABSOLUTE_LIMIT = timedelta(days=14)
LINK_LIMIT = timedelta(hours=24)
CODE_LIMIT = timedelta(minutes=10)
"""Time to type the code of the second factor, once the password was right."""

SEEN_EVERY = timedelta(minutes=1)

GUESSES = Limit("sign-in", 10, timedelta(minutes=15))
"""Wrong passwords for one login from one address."""

GUESSES_OF_CLIENT = Limit("sign-in-client", 300, timedelta(minutes=15))
"""Wrong passwords for all logins from one address, which may be that of a whole school."""

NOT_RIGHT = sentence("The login or the password is not right.")
USED_UP = sentence("This link has been used or is older than a day. Ask for a new one.")
ONLY_TO_LOOK = "This is shared with you to look at. Ask who shared it whether you may change it too."


class LoginTaken(QuizError):
    """Somebody else has that login."""


@dataclass(frozen=True)
class User:
    """Somebody with an account; ``role`` is ``teacher``, ``administrator`` or ``private`` (studies alone)."""

    id: int
    login: str
    name: str
    role: str

    @property
    def sees_all(self) -> bool:
        """Whether other people's banks and quizzes are shown too."""
        return self.role == "administrator"

    @property
    def is_private(self) -> bool:
        """Whether this is somebody who studies alone: what they have is for nobody else."""
        return self.role == people.PRIVATE


def add_user(
    store: Store,
    login: str,
    name: str,
    role: str,
    password: str | None,
    now: datetime,
    cost: PasswordCost = STANDARD,
) -> User:
    """Make an account; without a password its owner signs in by link.

    Raises QuizError when the login is taken or unusable, the role unknown or the password too weak.
    """
    wanted = checked_login(login)
    check_role(role)
    shown = clean_name(name, "the name")
    if password is not None:
        passwords.check_rules(password, wanted)
    stored = None if password is None else passwords.hash_password(password, cost)
    with store.writing() as db:
        user = insert_user(db, wanted, shown, role, stored, now)
        audit.add_entries(db, [Entry(now, "", "account.add", after={"login": wanted, "role": role})])
    return user


def insert_user(
    db: Transaction, login: str, name: str, role: str, password_hash: str | None, now: datetime
) -> User:
    """Store an account whose values are checked. Raises LoginTaken."""
    if people.account_by_login(db, login, alone=True) is not None:
        raise LoginTaken(sentence("The login “%(login)s” is taken. Choose another.", login=login))
    return User(people.add_account(db, login, name, role, password_hash, now), login, name, role)


def checked_login(login: str) -> str:
    """Give a login as it is stored. Raises QuizError when it cannot be one."""
    wanted = as_login(login)
    visible = all(unicodedata.category(letter)[0] != "C" for letter in wanted)
    named = any(letter.isalnum() for letter in wanted)
    if not (re.fullmatch(r"[^\s/\\<>\"']{1,64}", wanted) and visible and named):
        raise QuizError(
            sentence(
                "“%(login)s” cannot be a login: give 1 to 64 characters, without spaces or quotes.",
                login=login,
            )
        )
    return wanted


def check_role(role: str) -> None:
    """Raise QuizError for a role that there is not."""
    if role not in ROLES:
        raise QuizError(f"{role!r} is not a role. Choose one of: {', '.join(ROLES)}.")


def set_password(
    store: Store, login: str, password: str, now: datetime, cost: PasswordCost = STANDARD
) -> None:
    """Change a password; the person's sessions and open links end.

    Raises NotFound for an unknown login, QuizError when the password is too weak.
    """
    wanted = as_login(login)
    passwords.check_rules(password, wanted)
    stored = passwords.hash_password(password, cost)
    with store.writing() as db:
        people.set_password_hash(db, account_of(db, wanted).id, stored)
        audit.add_entries(db, [Entry(now, "", "account.password", after={"login": wanted})])


def list_users(store: Store) -> list[User]:
    """Give every account of teachers and administrators, by login."""
    with store.reading() as db:
        users = [as_user(account) for account in people.all_accounts(db)]
    return [user for user in users if not user.is_private]


def sign_in(
    store: Store,
    login: str,
    password: str,
    client: str,
    now: datetime,
    cost: PasswordCost = STANDARD,
    browser: str = "",
) -> str:
    """Start a session; gives its token. ``client`` is the address the request comes from.

    Where the account has a second factor the session waits for a code (``services.second_factor``). Raises
    NotAllowed, in the same words and time whatever was wrong, and TooManyTries.
    """
    return start_session(store, check_password(store, login, password, client, now, cost).id, now, browser)


def check_password(
    store: Store, login: str, password: str, client: str, now: datetime, cost: PasswordCost = STANDARD
) -> AccountRecord:
    """Give the account whose password this is, stored anew where its hash has another cost. Raises as ``sign_in``."""
    wanted = as_login(login)
    network = throttle.network_of(client)
    key = GUESSES.key(wanted, network)
    tries = throttle.count_try(
        store, [(GUESSES, key), (GUESSES_OF_CLIENT, GUESSES_OF_CLIENT.key(network))], now
    )
    with store.reading() as db:
        account = people.account_by_login(db, wanted)
    right = passwords.is_right(password, account.password_hash if account else None, cost)
    if account is None or not right or not account.is_active:
        raise NotAllowed(NOT_RIGHT)
    throttle.take_back(store, tries, key)
    if account.password_hash and not passwords.is_of(account.password_hash, cost):
        fresh = passwords.hash_password(password, cost)
        with store.writing() as db:
            people.renew_hash(db, account.id, account.password_hash, fresh)
    return account


def start_session(
    store: Store, account_id: int, now: datetime, browser: str = "", passed: bool = False
) -> str:
    """Start a session with a fresh token, and clear away sessions that are over.

    It waits for the code of the account's second factor, unless that is ``passed``.
    """
    token = new_token()
    with store.writing() as db:
        waiting = not passed and second_factor.is_on(db, account_id)
        over = now + (CODE_LIMIT if waiting else ABSOLUTE_LIMIT)
        sessions.remove_dead_sessions(db, now, now - IDLE_LIMIT)
        sessions.add_session(db, hash_of(token), account_id, now, over, browser, waiting)
    return token


def make_sign_in_link(store: Store, login: str, now: datetime) -> str:
    """Give the token of a link that signs somebody in once, within 24 hours. Raises NotFound."""
    token = new_token()
    with store.writing() as db:
        account = account_of(db, as_login(login))
        sessions.add_link(db, hash_of(token), account.id, now, now + LINK_LIMIT)
    return token


def link_is_open(store: Store, token: str, now: datetime) -> bool:
    """Say whether a sign-in link may still be used; looking does not use it up."""
    with store.reading() as db:
        return sessions.account_of_link(db, hash_of(token), now) is not None


def sign_in_by_link(store: Store, token: str, now: datetime, browser: str = "") -> str:
    """Use a sign-in link up; gives a session token. Raises NotAllowed when it is used or over."""
    with store.writing() as db:
        account = sessions.use_link(db, hash_of(token), now)
    if account is None:
        raise NotAllowed(USED_UP)
    return start_session(store, account.id, now, browser)


def user_of(store: Store, session_token: str | None, now: datetime) -> User | None:
    """Give who is signed in; None without a session, after 12 idle hours, and after 14 days."""
    if not session_token:
        return None
    token_hash = hash_of(session_token)
    with store.reading() as db:
        found = sessions.session_by_hash(db, token_hash)
    if found is None:
        return None
    account, session = found
    if session.waiting or is_over(session, now):
        return None
    if now - session.seen_at >= SEEN_EVERY:
        with store.writing() as db:
            sessions.touch_session(db, token_hash, now)
    return as_user(account)


def is_over(session: SessionRecord, now: datetime) -> bool:
    """Say whether a session has ended by itself."""
    return now >= session.expires_at or now - session.seen_at >= IDLE_LIMIT


def sign_out(store: Store, session_token: str | None) -> None:
    """End a session; one that is over already stays over."""
    if session_token:
        with store.writing() as db:
            sessions.remove_session(db, hash_of(session_token))


def as_login(login: str) -> str:
    """Give a login as it is stored: however it was typed, it is the same."""
    return unicodedata.normalize("NFKC", clean_line(login)).casefold()


def as_user(account: AccountRecord) -> User:
    """Give an account without its password."""
    return User(account.id, account.login, account.name, account.role)


def may_see(
    db: Transaction, user: User, owner_id: int, *, bank_id: int | None = None, quiz_id: int | None = None
) -> bool:
    """Say whether a bank or a quiz that somebody has is for this user.

    That is their own, what is shared with them, and to an administrator all that is not private.
    """
    return is_theirs(db, user, owner_id) or shared_with(db, user, bank_id, quiz_id) is not None


def may_edit(
    db: Transaction, user: User, owner_id: int, *, bank_id: int | None = None, quiz_id: int | None = None
) -> bool:
    """Say whether this user may also change it: what is shared with them only where that was said."""
    return is_theirs(db, user, owner_id) or shared_with(db, user, bank_id, quiz_id) is True


def require_edit(
    db: Transaction, user: User, owner_id: int, *, bank_id: int | None = None, quiz_id: int | None = None
) -> None:
    """Raise NotAllowed for somebody who may see a bank or a quiz, but not change it."""
    if not may_edit(db, user, owner_id, bank_id=bank_id, quiz_id=quiz_id):
        raise NotAllowed(ONLY_TO_LOOK)


def is_theirs(db: Transaction, user: User, owner_id: int) -> bool:
    """Say whether somebody has something, or looks after all that is not private."""
    return user.id == owner_id or (user.sees_all and not private.is_private(db, owner_id))


def shared_with(db: Transaction, user: User, bank_id: int | None, quiz_id: int | None) -> bool | None:
    """Say whether a user may change what is shared with them; None when it is not shared."""
    if quiz_id is not None:
        return shares.share_of_quiz(db, quiz_id, user.id)
    return None if bank_id is None else shares.share_of_bank(db, bank_id, user.id)


def account_of(db: Transaction, login: str) -> AccountRecord:
    """Find the account of a teacher or an administrator. Raises NotFound."""
    account = people.account_by_login(db, login)
    if account is None or account.role == people.PRIVATE:
        raise NotFound(f"There is no account {login!r}.")
    return account
