from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text

from quizapp.errors import NotAllowed, NotFound, QuizError, TooManyTries
from quizapp.services import accounts
from quizapp.services.accounts import User
from quizapp.services.passwords import CHEAPEST, PasswordCost
from quizapp.storage import people
from quizapp.storage.store import Store
from quizapp.storage.tables import Base

PASSWORD = "correct horse battery"
HERE = "192.0.2.7"


def sign_in(store: Store, now: datetime, login="tara", password=PASSWORD, client=HERE) -> str:
    return accounts.sign_in(store, login, password, client, now, cost=CHEAPEST)


def refusal(store: Store, now: datetime, **what: str) -> str:
    with pytest.raises(NotAllowed) as caught:
        sign_in(store, now, **what)
    return str(caught.value)


def test_a_teacher_signs_in_and_is_known_until_signing_out(store: Store, tara: User, now) -> None:
    token = sign_in(store, now)
    assert accounts.user_of(store, token, now) == tara
    accounts.sign_out(store, token)
    assert accounts.user_of(store, token, now) is None


def test_every_sign_in_gives_a_fresh_token_of_128_bits_or_more(store: Store, tara: User, now) -> None:
    tokens = {sign_in(store, now) for _ in range(3)}
    assert len(tokens) == 3
    assert min(map(len, tokens)) >= 22


def test_the_database_holds_neither_tokens_nor_passwords(store: Store, tara: User, now, database_url) -> None:
    secrets = [sign_in(store, now), accounts.make_sign_in_link(store, "tara", now), PASSWORD]
    with store.reading() as db:
        content = "".join(str(db.execute(select(table)).all()) for table in Base.metadata.sorted_tables)
    assert "argon2id" in content
    assert not [secret for secret in secrets if secret in content]


def hash_of_tara(store: Store) -> str:
    with store.reading() as db:
        return db.execute(text("SELECT password_hash FROM account WHERE login = 'tara'")).scalar_one()


def test_who_signs_in_gets_a_hash_of_todays_cost_and_stays_signed_in_elsewhere(
    store, tara: User, now
) -> None:
    elsewhere, before = sign_in(store, now), hash_of_tara(store)
    dearer = PasswordCost(passes=2, memory=16, lanes=1)
    accounts.sign_in(store, "tara", PASSWORD, HERE, now, cost=dearer)
    assert hash_of_tara(store) != before
    assert "$m=16,t=2,p=1$" in hash_of_tara(store)
    assert accounts.user_of(store, elsewhere, now) == tara
    assert (
        accounts.user_of(store, accounts.sign_in(store, "tara", PASSWORD, HERE, now, cost=dearer), now)
        == tara
    )


def test_a_hash_of_todays_cost_stays_and_a_wrong_password_renews_none(store: Store, tara: User, now) -> None:
    before = hash_of_tara(store)
    sign_in(store, now)
    dearer = PasswordCost(passes=2, memory=16, lanes=1)
    with pytest.raises(NotAllowed):
        accounts.sign_in(store, "tara", "wrong password", HERE, now, cost=dearer)
    assert hash_of_tara(store) == before


def test_a_password_changed_meanwhile_is_not_undone_by_the_new_hash_of_the_old_one(store, tara, now) -> None:
    before = hash_of_tara(store)
    accounts.set_password(store, "tara", "another long one", now, cost=CHEAPEST)
    changed = hash_of_tara(store)
    with store.writing() as db:
        people.renew_hash(db, tara.id, before, "late")
    assert hash_of_tara(store) == changed


def test_the_login_is_the_same_however_it_is_typed(store: Store, tara: User, now) -> None:
    assert accounts.user_of(store, sign_in(store, now, login="  TARA "), now) == tara


def test_wrong_password_unknown_login_and_no_password_are_told_alike(store: Store, tara: User, now) -> None:
    accounts.add_user(store, "linda", "Linda", "teacher", None, now)
    sentences = {
        refusal(store, now, password="wrong password"),
        refusal(store, now, login="nobody"),
        refusal(store, now, login="linda"),
        refusal(store, now, login="", password=""),
        refusal(store, now, password="x" * 5000),
        refusal(store, now, login="\0\ud800' OR 1=1 --", password="\ud800\0"),
    }
    assert len(sentences) == 1


def test_an_unknown_login_takes_as_long_as_a_wrong_password(store: Store, now) -> None:
    accounts.add_user(store, "slow", "Slow", "teacher", PASSWORD, now)

    def seconds(login: str) -> float:
        begun = datetime.now()
        with pytest.raises(NotAllowed):
            accounts.sign_in(store, login, "wrong password", HERE, now)
        return (datetime.now() - begun).total_seconds()

    seconds("nobody")  # the stand-in hash is made once
    known = min(seconds("slow") for _ in range(3))
    unknown = min(seconds("nobody") for _ in range(3))
    assert 1 / 4 < known / unknown < 4  # without the stand-in it would be 100


def test_guessing_one_login_is_throttled_for_that_address_alone(store: Store, tara: User, now) -> None:
    for _ in range(accounts.GUESSES.tries):
        refusal(store, now, password="wrong password")
    with pytest.raises(TooManyTries, match="15 minutes"):
        sign_in(store, now)
    assert sign_in(store, now, client="198.51.100.1")
    with pytest.raises(TooManyTries, match="Wait a minute"):
        sign_in(store, now + timedelta(minutes=14, seconds=30))
    assert sign_in(store, now + timedelta(minutes=15))


def test_other_people_behind_the_same_address_can_still_sign_in(
    store: Store, tara: User, theo: User, now
) -> None:
    for _ in range(accounts.GUESSES.tries):
        refusal(store, now, password="wrong password")
    assert accounts.user_of(store, sign_in(store, now, login="theo"), now) == theo


def test_a_whole_class_that_signs_in_at_once_is_not_locked_out(store: Store, tara: User, now) -> None:
    for _ in range(accounts.GUESSES_OF_CLIENT.tries + 5):
        sign_in(store, now)


def test_guessing_many_logins_from_one_address_ends(store: Store, tara: User, now) -> None:
    for n in range(accounts.GUESSES_OF_CLIENT.tries):
        refusal(store, now, login=f"guess{n}")
    with pytest.raises(TooManyTries):
        sign_in(store, now)


def test_the_right_password_clears_the_slips_before_it(store: Store, tara: User, now) -> None:
    for _ in range(accounts.GUESSES.tries - 1):
        refusal(store, now, password="wrong password")
    sign_in(store, now)
    for _ in range(accounts.GUESSES.tries - 1):
        refusal(store, now, password="wrong password")
    sign_in(store, now)


def test_tries_are_forgotten_in_time(store: Store, tara: User, now) -> None:
    refusal(store, now, password="wrong password")
    sign_in(store, now + timedelta(hours=2))
    with store.reading() as db:
        assert db.execute(text("SELECT count(*) FROM throttle")).scalar() == 0


def test_a_session_ends_after_twelve_idle_hours(store: Store, tara: User, now) -> None:
    token = sign_in(store, now)
    later = now + timedelta(hours=11, minutes=59)
    assert accounts.user_of(store, token, later) == tara
    assert accounts.user_of(store, token, later + timedelta(hours=11)) == tara
    assert accounts.user_of(store, token, later + timedelta(hours=23)) is None


def test_a_session_ends_after_fourteen_days_however_busy(store: Store, tara: User, now) -> None:
    token = sign_in(store, now)
    for hours in range(0, 14 * 24, 6):
        assert accounts.user_of(store, token, now + timedelta(hours=hours)) == tara
    assert accounts.user_of(store, token, now + timedelta(days=14)) is None


def test_use_is_noted_at_most_once_a_minute(store: Store, tara: User, now) -> None:
    def seen() -> str:
        with store.reading() as db:
            return db.execute(text("SELECT seen_at FROM session")).scalar_one()

    token = sign_in(store, now)
    before = seen()
    accounts.user_of(store, token, now + timedelta(seconds=59))
    assert seen() == before
    accounts.user_of(store, token, now + timedelta(seconds=60))
    assert seen() > before


def test_sessions_that_are_over_are_cleared_away(store: Store, tara: User, now) -> None:
    sign_in(store, now)
    sign_in(store, now + timedelta(days=20))
    with store.reading() as db:
        assert db.execute(text("SELECT count(*) FROM session")).scalar() == 1


@pytest.mark.parametrize("token", [None, "", "guess", "\ud800", "'; DROP TABLE session; --"])
def test_a_made_up_token_is_nobody(store: Store, tara: User, now, token: str | None) -> None:
    sign_in(store, now)
    assert accounts.user_of(store, token, now) is None


def test_a_new_password_ends_sessions_and_links(store: Store, tara: User, now) -> None:
    token = sign_in(store, now)
    link = accounts.make_sign_in_link(store, "tara", now)
    accounts.set_password(store, "tara", "another horse battery", now, cost=CHEAPEST)
    assert accounts.user_of(store, token, now) is None
    assert not accounts.link_is_open(store, link, now)
    refusal(store, now)
    assert sign_in(store, now, password="another horse battery")


def test_a_sign_in_link_works_once(store: Store, tara: User, now) -> None:
    link = accounts.make_sign_in_link(store, "tara", now)
    assert accounts.link_is_open(store, link, now)
    assert accounts.link_is_open(store, link, now)
    assert accounts.user_of(store, accounts.sign_in_by_link(store, link, now), now) == tara
    assert not accounts.link_is_open(store, link, now)
    with pytest.raises(NotAllowed):
        accounts.sign_in_by_link(store, link, now)


def test_a_sign_in_link_is_over_after_a_day(store: Store, tara: User, now) -> None:
    link = accounts.make_sign_in_link(store, "tara", now)
    assert not accounts.link_is_open(store, link, now + timedelta(hours=24))
    with pytest.raises(NotAllowed):
        accounts.sign_in_by_link(store, link, now + timedelta(hours=24))


def test_a_login_is_taken_once(store: Store, tara: User, now) -> None:
    with pytest.raises(QuizError, match="taken"):
        accounts.add_user(store, "Tara", "Another", "teacher", None, now)


@pytest.mark.parametrize(
    ("login", "name", "role", "password", "word"),
    [
        ("", "N", "teacher", None, "login"),
        ("two words", "N", "teacher", None, "login"),
        ("ad\u200bmin", "N", "teacher", None, "login"),
        ("...", "N", "teacher", None, "login"),
        ("x" * 65, "N", "teacher", None, "login"),
        ("new", " ", "teacher", None, "name"),
        ("new", "N" * 81, "teacher", None, "81"),
        ("new", "N", "pope", None, "role"),
        ("new", "N", "teacher", "short", "5 characters"),
        ("new", "N", "teacher", "x" * 1025, "1,025 characters"),
        ("new", "N", "teacher", "Password123!", "anybody would try"),
        ("newcomer", "N", "teacher", "NewComer", "anybody would try"),
    ],
)
def test_what_cannot_be_an_account_is_said(
    store: Store, now, login: str, name: str, role: str, password: str | None, word: str
) -> None:
    with pytest.raises(QuizError, match=word):
        accounts.add_user(store, login, name, role, password, now)
    assert accounts.list_users(store) == []


def test_links_and_passwords_need_an_account(store: Store, now) -> None:
    with pytest.raises(NotFound):
        accounts.make_sign_in_link(store, "nobody", now)
    with pytest.raises(NotFound):
        accounts.set_password(store, "nobody", PASSWORD, now, cost=CHEAPEST)


def test_people_are_listed_by_login(store: Store, theo: User, tara: User) -> None:
    assert accounts.list_users(store) == [tara, theo]
