from datetime import timedelta

import pytest

from quizapp.errors import NotAllowed, NotFound, QuizError, TooManyTries
from quizapp.services import accounts, own_account
from quizapp.services.accounts import User
from quizapp.services.passwords import CHEAPEST
from quizapp.storage.store import Store

PASSWORD = "correct horse battery"
NEW = "another horse battery"
HERE = "192.0.2.7"


def sign_in(store: Store, now, login="tara", password=PASSWORD, browser="") -> str:
    return accounts.sign_in(store, login, password, HERE, now, cost=CHEAPEST, browser=browser)


def change(store: Store, user: User, now, present=PASSWORD, new=NEW) -> str:
    return own_account.change_password(store, user, present, new, HERE, now, cost=CHEAPEST)


def test_a_new_password_ends_the_other_sessions_and_gives_this_one_a_new_token(store, tara, now) -> None:
    here, there = sign_in(store, now), sign_in(store, now)
    fresh = change(store, tara, now)
    assert accounts.user_of(store, fresh, now) == tara
    assert accounts.user_of(store, here, now) is None
    assert accounts.user_of(store, there, now) is None
    assert sign_in(store, now, password=NEW)


def test_without_the_present_password_nothing_changes(store, tara, now) -> None:
    session = sign_in(store, now)
    with pytest.raises(NotAllowed, match="present password"):
        change(store, tara, now, present="wrong password")
    with pytest.raises(QuizError, match="7 characters"):
        change(store, tara, now, new="shorter")
    assert accounts.user_of(store, session, now) == tara
    assert sign_in(store, now)


def test_guessing_the_present_password_is_throttled(store, tara, now) -> None:
    for _ in range(accounts.GUESSES.tries):
        with pytest.raises(NotAllowed):
            change(store, tara, now, present="wrong password")
    with pytest.raises(TooManyTries):
        change(store, tara, now)


def test_who_signs_in_by_link_alone_cannot_change_a_password_that_is_not_there(store, now) -> None:
    linda = accounts.add_user(store, "linda", "Linda", "teacher", None, now)
    with pytest.raises(NotAllowed):
        change(store, linda, now, present="")


def test_browsers_are_listed_the_one_used_last_first(store, tara, theo, now) -> None:
    sign_in(store, now, browser="Firefox on Linux")
    here = sign_in(store, now + timedelta(hours=1), browser="Safari on an iPhone")
    sign_in(store, now, login="theo")
    found = own_account.sessions_of(store, tara, here, now + timedelta(hours=2))
    assert [(each.browser, each.is_this) for each in found] == [
        ("Safari on an iPhone", True),
        ("Firefox on Linux", False),
    ]
    assert own_account.sessions_of(store, tara, here, now + timedelta(hours=12, minutes=30))[0].is_this
    assert len(own_account.sessions_of(store, tara, here, now + timedelta(hours=12, minutes=30))) == 1


def test_what_names_a_browser_opens_nothing(store, tara, now) -> None:
    token = sign_in(store, now)
    [found] = own_account.sessions_of(store, tara, token, now)
    assert accounts.user_of(store, found.handle, now) is None
    assert found.handle not in token


def test_one_browser_is_signed_out_and_the_others_stay(store, tara, theo, now) -> None:
    here, there, his = sign_in(store, now), sign_in(store, now), sign_in(store, now, login="theo")
    [other] = [each for each in own_account.sessions_of(store, tara, here, now) if not each.is_this]
    with pytest.raises(NotFound):
        own_account.end_session(store, theo, other.handle, now)
    own_account.end_session(store, tara, other.handle, now)
    assert accounts.user_of(store, there, now) is None
    assert accounts.user_of(store, here, now) == tara
    assert accounts.user_of(store, his, now) == theo
    with pytest.raises(NotFound):
        own_account.end_session(store, tara, other.handle, now)


def test_all_other_browsers_are_signed_out_at_once(store, tara, theo, now) -> None:
    here, his = sign_in(store, now), sign_in(store, now, login="theo")
    others = [sign_in(store, now) for _ in range(3)]
    assert own_account.end_other_sessions(store, tara, here, now) == 3
    assert {accounts.user_of(store, token, now) for token in others} == {None}
    assert accounts.user_of(store, here, now) == tara
    assert accounts.user_of(store, his, now) == theo


def test_a_name_changes_and_one_that_is_none_is_refused(store, tara, now) -> None:
    token = sign_in(store, now)
    own_account.change_name(store, tara, " Tara  Lee ", now)
    with pytest.raises(QuizError, match="empty"):
        own_account.change_name(store, tara, "\u202e ", now)
    assert accounts.user_of(store, token, now).name == "Tara Lee"
