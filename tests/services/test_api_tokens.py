from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.errors import NotAllowed, NotFound, QuizError
from quizapp.services import api_tokens, private
from quizapp.services.accounts import User
from quizapp.services.api_tokens import MOST_TOKENS, user_of_token
from quizapp.storage.store import Store
from quizapp.storage.tables import ApiToken, AuditEntry


@pytest.fixture
def token(store: Store, tara: User, now) -> str:
    return api_tokens.make_token(store, tara, "Gradebook of the school", now)


def test_a_token_speaks_for_its_owner_until_it_is_revoked(store: Store, tara, theo, token, now) -> None:
    assert user_of_token(store, token, now) == tara
    with pytest.raises(NotFound):
        api_tokens.revoke_token(store, theo, "Gradebook of the school", now)
    assert user_of_token(store, token, now) == tara
    api_tokens.revoke_token(store, tara, "Gradebook of the school", now)
    assert user_of_token(store, token, now) is None


def test_the_database_holds_no_token(store: Store, token, now) -> None:
    with store.reading() as db:
        kept = str(db.execute(select(ApiToken)).all()) + str(db.execute(select(AuditEntry)).all())
    assert token not in kept
    assert token.removeprefix(api_tokens.PREFIX) not in kept


@pytest.mark.parametrize("sent", ["", "quizapp_", "quizapp_guess", "\0", "\ud800", "quizapp_\ud800' OR 1=1"])
def test_a_made_up_token_speaks_for_nobody(store: Store, token, now, sent) -> None:
    assert user_of_token(store, sent, now) is None


def test_the_last_use_is_noted_at_most_once_a_minute(store: Store, tara, token, now) -> None:
    def used():
        [record] = api_tokens.tokens_of(store, tara)
        return record.used_at

    assert used() is None
    user_of_token(store, token, now)
    user_of_token(store, token, now + timedelta(seconds=59))
    assert used() == now
    user_of_token(store, token, now + timedelta(seconds=60))
    assert used() == now + timedelta(seconds=60)


def test_a_name_is_taken_once_for_each_person(store: Store, tara, theo, token, now) -> None:
    with pytest.raises(QuizError, match="another name"):
        api_tokens.make_token(store, tara, " Gradebook  of the school", now)
    assert api_tokens.make_token(store, theo, "Gradebook of the school", now) != token


@pytest.mark.parametrize(
    ("name", "said"), [("", "name of the token"), (" \t", "name of the token"), ("x" * 81, "at most 80")]
)
def test_a_token_needs_a_name(store: Store, tara, now, name, said) -> None:
    with pytest.raises(QuizError, match=said):
        api_tokens.make_token(store, tara, name, now)
    assert api_tokens.tokens_of(store, tara) == []


def test_there_is_an_end_to_tokens(store: Store, tara, now) -> None:
    for n in range(MOST_TOKENS):
        api_tokens.make_token(store, tara, f"Token {n}", now)
    with pytest.raises(QuizError, match="Revoke one first"):
        api_tokens.make_token(store, tara, "One more", now)


def test_who_studies_alone_gets_no_token(store: Store, now) -> None:
    alone = private.begin(store, "holder-of-somebody-0123456789", "192.0.2.7", now)
    with pytest.raises(NotAllowed):
        api_tokens.make_token(store, alone, "Mine", now)


def test_making_and_revoking_are_in_the_log(store: Store, tara, token, now) -> None:
    api_tokens.revoke_token(store, tara, "Gradebook of the school", now)
    with store.reading() as db:
        lines = db.execute(select(AuditEntry.actor, AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [tuple(line) for line in lines][-2:] == [("tara", "token.make"), ("tara", "token.revoke")]
