"""Tokens with which a program reads what its owner sees: named, read-only, shown once."""

from datetime import datetime, timedelta

from quizapp.errors import NotAllowed, NotFound, QuizError
from quizapp.services.accounts import User, as_user
from quizapp.services.cleaning import clean_name
from quizapp.services.tokens import hash_of, new_token
from quizapp.storage import api_tokens, audit
from quizapp.storage.api_tokens import TokenRecord
from quizapp.storage.audit import Entry
from quizapp.storage.store import Store

MOST_TOKENS = 20
PREFIX = "quizapp_"
"""What every token begins with, so that it is known for one where it should not be: in code, in a log."""

USED_EVERY = timedelta(minutes=1)


def make_token(store: Store, user: User, name: str, now: datetime) -> str:
    """Give a fresh token of 256 bits; it is shown now and never again.

    Raises QuizError for a name that is none or taken, and when there are too many; NotAllowed for who studies
    alone.
    """
    if user.is_private:
        raise NotAllowed("Tokens are for teachers.")
    shown = clean_name(name, "the name of the token")
    token = PREFIX + new_token()
    with store.writing() as db:
        there = api_tokens.tokens_of(db, user.id, alone=True)
        if shown in [record.name for record in there]:
            raise QuizError(f"You have a token {shown!r} already. Give this one another name.")
        if len(there) >= MOST_TOKENS:
            raise QuizError(f"You have {MOST_TOKENS} tokens, which are the most. Revoke one first.")
        api_tokens.add_token(db, user.id, shown, hash_of(token), now)
        audit.add_entries(db, [Entry(now, user.login, "token.make", after={"name": shown})])
    return token


def tokens_of(store: Store, user: User) -> list[TokenRecord]:
    """Give a person's tokens, the oldest first."""
    with store.reading() as db:
        return api_tokens.tokens_of(db, user.id)


def revoke_token(store: Store, user: User, name: str, now: datetime) -> None:
    """End one of a person's tokens at once. Raises NotFound."""
    with store.writing() as db:
        if not api_tokens.remove_token(db, user.id, name):
            raise NotFound(f"You have no token {name!r}.")
        audit.add_entries(db, [Entry(now, user.login, "token.revoke", before={"name": name})])


def user_of_token(store: Store, token: str, now: datetime) -> User | None:
    """Give whom a token speaks for; None for one that is revoked or made up. Its use is noted once a minute."""
    if not token.startswith(PREFIX):
        return None
    token_hash = hash_of(token)
    with store.reading() as db:
        found = api_tokens.account_of_token(db, token_hash)
    if found is None:
        return None
    account, used_at = found
    if used_at is None or now - used_at >= USED_EVERY:
        with store.writing() as db:
            api_tokens.touch_token(db, token_hash, now)
    return as_user(account)
