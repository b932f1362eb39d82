"""The second factor: codes of an app (RFC 6238), and recovery codes for when the app is lost."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from quizapp.errors import Conflict, NotAllowed
from quizapp.services import accounts, own_account, throttle
from quizapp.services.accounts import User, as_user
from quizapp.services.passwords import STANDARD, PasswordCost
from quizapp.services.throttle import Limit
from quizapp.services.tokens import hash_of, new_recovery_code, read_recovery_code
from quizapp.storage import audit, second_factor, sessions
from quizapp.storage.audit import Entry
from quizapp.storage.second_factor import FactorRecord
from quizapp.storage.store import Store, Transaction

ISSUER = "quizapp"
STEP = 30
"""Seconds that a code holds."""

DRIFT = 1
"""Steps that the clock of a telephone may be off."""

RECOVERY_CODES = 10

CODES = Limit("code", 10, timedelta(minutes=15))
"""Wrong codes for one account, wherever they come from: whoever tries knows the password already."""

WRONG_CODE = "That code is not right, or was used before. Wait for the next one and type it."
SIGN_IN_AGAIN = "Signing in took too long. Begin again with login and password."


@dataclass(frozen=True)
class Standing:
    """Whether a person has a second factor, and how many recovery codes are left."""

    is_on: bool
    since: datetime | None
    codes_left: int


@dataclass(frozen=True)
class Setup:
    """What an app has to know: ``address`` is what the QR code says, ``secret`` what people type instead."""

    address: str
    secret: str


def standing_of(store: Store, user: User) -> Standing:
    """Say whether a person has a second factor."""
    with store.reading() as db:
        factor = second_factor.factor_of(db, user.id)
        left = second_factor.recovery_codes_left(db, user.id)
    since = factor.confirmed_at if factor else None
    return Standing(since is not None, since, left)


def begin(
    store: Store, user: User, password: str, client: str, now: datetime, cost: PasswordCost = STANDARD
) -> None:
    """Make a secret for an app; nothing changes until a code of the app is seen (``confirm``).

    Raises NotAllowed for a wrong password, TooManyTries, Conflict when there is a second factor already.
    """
    own_account.require_password(store, user, password, client, now, cost)
    with store.writing() as db:
        if second_factor.is_on(db, user.id):
            raise Conflict("You have a second factor already. Remove it before you set up another.")
        second_factor.set_secret(db, user.id, pyotp.random_base32())


def setup_of(store: Store, user: User) -> Setup:
    """Give what the app has to know, while it is not confirmed. Raises Conflict otherwise: it is shown once."""
    with store.reading() as db:
        factor = second_factor.factor_of(db, user.id)
    if factor is None or factor.confirmed_at is not None:
        raise Conflict("Nothing is being set up. Begin on the page of your account.")
    address = pyotp.TOTP(factor.secret).provisioning_uri(name=user.login, issuer_name=ISSUER)
    return Setup(address, " ".join(factor.secret[at : at + 4] for at in range(0, len(factor.secret), 4)))


def confirm(store: Store, user: User, code: str, now: datetime) -> list[str]:
    """Switch the second factor on with a code of the app; gives the recovery codes, which are shown once.

    Raises NotAllowed for a wrong code, TooManyTries, Conflict when nothing is being set up.
    """
    setup_of(store, user)
    check_code(store, user, code, now, recovery=False)
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    with store.writing() as db:
        second_factor.confirm(db, user.id, now)
        second_factor.set_recovery_codes(db, user.id, map(hash_of, codes))
        audit.add_entries(db, [Entry(now, user.login, "factor.add", after={"login": user.login})])
    return codes


def renew_codes(
    store: Store, user: User, password: str, client: str, now: datetime, cost: PasswordCost = STANDARD
) -> list[str]:
    """Give new recovery codes; the old ones end. Raises NotAllowed, TooManyTries, Conflict without a factor."""
    own_account.require_password(store, user, password, client, now, cost)
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    with store.writing() as db:
        if not second_factor.is_on(db, user.id):
            raise Conflict("You have no second factor, so there is nothing to recover.")
        second_factor.set_recovery_codes(db, user.id, map(hash_of, codes))
        audit.add_entries(db, [Entry(now, user.login, "factor.codes", after={"login": user.login})])
    return codes


def remove(
    store: Store, user: User, password: str, client: str, now: datetime, cost: PasswordCost = STANDARD
) -> None:
    """Remove a person's own second factor. Raises NotAllowed for a wrong password, TooManyTries."""
    own_account.require_password(store, user, password, client, now, cost)
    with store.writing() as db:
        if second_factor.remove_factor(db, user.id):
            audit.add_entries(db, [Entry(now, user.login, "factor.remove", before={"login": user.login})])


def waiting_user(store: Store, session_token: str | None, now: datetime) -> User | None:
    """Give whose code a session waits for; None when it waits for none, or no longer."""
    if not session_token:
        return None
    with store.reading() as db:
        found = sessions.session_by_hash(db, hash_of(session_token))
    if found is None or not found[1].waiting or accounts.is_over(found[1], now):
        return None
    return as_user(found[0])


def sign_in(store: Store, session_token: str | None, code: str, now: datetime, browser: str = "") -> str:
    """Take the code that a session waits for; gives the token of a new session, which is signed in.

    Raises NotAllowed for a wrong code, or when the session does not wait (any longer); TooManyTries.
    """
    user = waiting_user(store, session_token, now)
    if user is None:
        raise NotAllowed(SIGN_IN_AGAIN)
    check_code(store, user, code, now)
    accounts.sign_out(store, session_token)
    return accounts.start_session(store, user.id, now, browser, passed=True)


def check_code(store: Store, user: User, typed: str, now: datetime, recovery: bool = True) -> None:
    """Use up a code of the app, or with ``recovery`` a recovery code. Raises NotAllowed, TooManyTries."""
    key = CODES.key(str(user.id))
    tries = throttle.count_try(store, [(CODES, key)], now)
    with store.writing() as db:
        factor = second_factor.factor_of(db, user.id)
        right = factor is not None and (
            code_is_right(db, user, factor, typed, now)
            or (recovery and recovery_code_is_right(db, user, typed, now))
        )
    if not right:
        raise NotAllowed(WRONG_CODE)
    throttle.take_back(store, tries, key)


def code_is_right(db: Transaction, user: User, factor: FactorRecord, typed: str, now: datetime) -> bool:
    """Use up a code of the app; one that was used, or is older than one that was, is not right."""
    code = "".join(typed.split())
    present = int(now.timestamp()) // STEP
    made = pyotp.HOTP(factor.secret)
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(made.at(step).encode(), code.encode("utf-8", "replace")):
            return second_factor.use_step(db, user.id, step)
    return False


def recovery_code_is_right(db: Transaction, user: User, typed: str, now: datetime) -> bool:
    """Use up a recovery code."""
    code = read_recovery_code(typed)
    if code is None or not second_factor.use_recovery_code(db, user.id, hash_of(code)):
        return False
    left = second_factor.recovery_codes_left(db, user.id)
    audit.add_entries(db, [Entry(now, user.login, "factor.recovery", after={"codes left": left})])
    return True
