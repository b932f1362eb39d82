"""People who study alone: an account of their own, made when they bring in their first document.

It belongs to a browser, by the same token as attempts do; a receipt opens it in another one. Nobody else sees
what it has, not even an administrator.
"""

import secrets
from datetime import datetime, timedelta

from quizapp.services import throttle
from quizapp.services.accounts import User, as_user
from quizapp.services.installation import receipt_key
from quizapp.services.throttle import Limit
from quizapp.services.tokens import hash_of, receipt_of
from quizapp.storage import people, private
from quizapp.storage.store import Store

NEW_ACCOUNTS = Limit("private-account", 60, timedelta(hours=1))
"""Accounts that people at one address may make."""

NAME = "You"


def user_of_holder(store: Store, holder: str) -> User | None:
    """Give who a browser works as without having signed in; ``holder`` is the token in its cookie."""
    if not holder:
        return None
    with store.reading() as db:
        account = private.account_of_holder(db, hash_of(holder))
    return None if account is None else as_user(account)


def begin(store: Store, holder: str, client: str, now: datetime) -> User:
    """Make an account for a browser that has none. Raises TooManyTries; ``client`` is where it asks from."""
    known = user_of_holder(store, holder)
    if known is not None:
        return known
    key = NEW_ACCOUNTS.key(throttle.network_of(client))
    throttle.count_try(store, [(NEW_ACCOUNTS, key)], now)
    login = f"{people.PRIVATE}-{secrets.token_hex(16)}"
    receipt_hash = hash_of(receipt_of(receipt_key(store), login))
    with store.writing() as db:
        account_id = people.add_account(db, login, NAME, people.PRIVATE, None, now)
        private.add_private(db, account_id, receipt_hash)
        private.hold(db, hash_of(holder), account_id, now)
    return User(account_id, login, NAME, people.PRIVATE)


def receipt(store: Store, user: User) -> str:
    """Give the receipt that opens a private account in another browser."""
    return receipt_of(receipt_key(store), user.login)
