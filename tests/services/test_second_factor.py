from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from quizapp.errors import Conflict, NotAllowed, TooManyTries
from quizapp.services import accounts, administering, own_account, second_factor
from quizapp.services.passwords import CHEAPEST
from quizapp.storage.store import Store
from quizapp.storage.tables import AuditEntry, Base

PASSWORD = "correct horse battery"
HERE = "192.0.2.7"
STEP = timedelta(seconds=second_factor.STEP)


class App:
    """An app that makes codes, as telephones have it."""

    def __init__(self, address: str) -> None:
        self.totp = pyotp.parse_uri(address)

    def code(self, now) -> str:
        return self.totp.at(now)


@pytest.fixture
def app(store: Store, tara, now) -> App:
    second_factor.begin(store, tara, PASSWORD, HERE, now, cost=CHEAPEST)
    return App(second_factor.setup_of(store, tara).address)


@pytest.fixture
def codes(store: Store, tara, app, now) -> list[str]:
    """The recovery codes; the second factor is on since an hour before ``now``."""
    before = now - timedelta(hours=1)
    return second_factor.confirm(store, tara, app.code(before), before)


def password_given(store: Store, now) -> str:
    """A session of Tara's whose password was right."""
    return accounts.sign_in(store, "tara", PASSWORD, HERE, now, cost=CHEAPEST)


def sign_in(store: Store, code: str, now) -> str:
    return second_factor.sign_in(store, password_given(store, now), code, now)


def refused(store: Store, code: str, now) -> None:
    with pytest.raises(NotAllowed, match="not right"):
        sign_in(store, code, now)


def test_the_password_alone_signs_in_no_more(store, tara, app, codes, now) -> None:
    waiting = password_given(store, now)
    assert accounts.user_of(store, waiting, now) is None
    assert second_factor.waiting_user(store, waiting, now) == tara
    token = second_factor.sign_in(store, waiting, app.code(now), now)
    assert token != waiting
    assert accounts.user_of(store, token, now) == tara
    assert second_factor.waiting_user(store, waiting, now) is None
    assert second_factor.waiting_user(store, token, now) is None


def test_until_a_code_was_seen_the_password_is_enough(store, tara, app, now) -> None:
    assert not second_factor.standing_of(store, tara).is_on
    assert accounts.user_of(store, password_given(store, now), now) == tara


def test_a_sign_in_link_asks_for_the_code_too(store, tara, app, codes, now) -> None:
    link = accounts.make_sign_in_link(store, "tara", now)
    waiting = accounts.sign_in_by_link(store, link, now)
    assert accounts.user_of(store, waiting, now) is None
    assert accounts.user_of(store, second_factor.sign_in(store, waiting, app.code(now), now), now) == tara


def test_a_session_that_waits_is_not_listed_and_ends_after_ten_minutes(store, tara, app, codes, now) -> None:
    waiting = password_given(store, now)
    assert own_account.sessions_of(store, tara, waiting, now) == []
    later = now + timedelta(minutes=10)
    with pytest.raises(NotAllowed, match="Begin again"):
        second_factor.sign_in(store, waiting, app.code(later), later)


def test_a_code_works_once(store, app, codes, now) -> None:
    assert sign_in(store, app.code(now), now)
    refused(store, app.code(now), now)
    refused(store, app.code(now - STEP), now)
    assert sign_in(store, app.code(now + STEP), now + STEP)


def test_of_many_who_send_one_code_at_once_one_gets_in(store, app, codes, now) -> None:
    waiting = [password_given(store, now) for _ in range(4)]

    def attempt(session: str) -> bool:
        try:
            second_factor.sign_in(store, session, app.code(now), now)
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, waiting)) == 1


@pytest.mark.parametrize(("off", "works"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_the_clock_of_a_telephone_may_be_half_a_minute_off(store, app, codes, now, off, works) -> None:
    code = app.code(now + off * STEP)
    if works:
        assert sign_in(store, f" {code[:3]} {code[3:]} ", now)
    else:
        refused(store, code, now)


@pytest.mark.parametrize(
    "code", ["", "000000", "12345", "\0\ud800", "１２３４５６", "x" * 9999, "' OR 1=1 --"]
)
def test_a_made_up_code_opens_nothing(store, app, codes, now, code) -> None:
    refused(store, code, now)


def test_guessing_codes_is_throttled_wherever_it_comes_from(store, app, codes, now) -> None:
    sessions = [password_given(store, now) for _ in range(2)]
    for n in range(second_factor.CODES.tries):
        with pytest.raises(NotAllowed):
            second_factor.sign_in(store, sessions[n % 2], "000000", now)
    with pytest.raises(TooManyTries):
        second_factor.sign_in(store, sessions[0], app.code(now), now)
    later = now + timedelta(minutes=15)
    assert sign_in(store, app.code(later), later)


def test_each_recovery_code_signs_in_once(store, tara, codes, now) -> None:
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    typed = codes[0].lower().replace("-", " ")
    assert accounts.user_of(store, sign_in(store, typed, now), now) == tara
    refused(store, codes[0], now)
    assert second_factor.standing_of(store, tara).codes_left == len(codes) - 1
    assert sign_in(store, codes[9], now)


def test_a_recovery_code_of_somebody_else_opens_nothing(store, theo, codes, now) -> None:
    second_factor.begin(store, theo, PASSWORD, HERE, now, cost=CHEAPEST)
    his = App(second_factor.setup_of(store, theo).address)
    second_factor.confirm(store, theo, his.code(now), now)
    waiting = accounts.sign_in(store, "theo", PASSWORD, HERE, now, cost=CHEAPEST)
    with pytest.raises(NotAllowed):
        second_factor.sign_in(store, waiting, codes[0], now)


def test_a_recovery_code_does_not_confirm_an_app(store, tara, app, codes, now) -> None:
    second_factor.remove(store, tara, PASSWORD, HERE, now, cost=CHEAPEST)
    second_factor.begin(store, tara, PASSWORD, HERE, now, cost=CHEAPEST)
    with pytest.raises(NotAllowed):
        second_factor.confirm(store, tara, codes[0], now)
    assert not second_factor.standing_of(store, tara).is_on


def test_new_recovery_codes_end_the_old_ones(store, tara, codes, now) -> None:
    fresh = second_factor.renew_codes(store, tara, PASSWORD, HERE, now, cost=CHEAPEST)
    refused(store, codes[0], now)
    assert sign_in(store, fresh[0], now)


def test_the_database_holds_no_recovery_code(store, codes) -> None:
    with store.reading() as db:
        kept = "".join(str(db.execute(select(table)).all()) for table in Base.metadata.sorted_tables)
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_the_secret_is_shown_only_until_it_is_confirmed(store, tara, app, codes, now) -> None:
    with pytest.raises(Conflict, match="Nothing is being set up"):
        second_factor.setup_of(store, tara)
    with pytest.raises(Conflict):
        second_factor.confirm(store, tara, app.code(now), now)


def test_without_the_password_nothing_is_set_up_or_removed(store, tara, theo, codes, now) -> None:
    for user, change in (
        (theo, second_factor.begin),
        (tara, second_factor.remove),
        (tara, second_factor.renew_codes),
    ):
        with pytest.raises(NotAllowed, match="present password"):
            change(store, user, "wrong password", HERE, now, cost=CHEAPEST)
    assert second_factor.standing_of(store, tara).is_on
    assert not second_factor.standing_of(store, theo).is_on


def test_a_second_factor_that_is_on_is_not_replaced_by_stealth(store, tara, app, codes, now) -> None:
    with pytest.raises(Conflict, match="already"):
        second_factor.begin(store, tara, PASSWORD, HERE, now, cost=CHEAPEST)
    assert sign_in(store, app.code(now), now)


def test_an_administrator_removes_it_for_who_lost_it_and_the_log_says_so(store, tara, codes, now) -> None:
    assert administering.remove_factor(store, "tara", now, "admin")
    assert not administering.remove_factor(store, "tara", now, "admin")
    assert accounts.user_of(store, password_given(store, now), now) == tara
    with store.reading() as db:
        lines = db.execute(select(AuditEntry.actor, AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [tuple(line) for line in lines if line.action.startswith("factor.")] == [
        ("tara", "factor.add"),
        ("admin", "factor.remove"),
    ]


def test_a_new_password_leaves_the_second_factor_on(store, tara, app, codes, now) -> None:
    link = administering.make_password_link(store, "tara", now)
    administering.set_password_by_link(store, link, "another horse battery", now, cost=CHEAPEST)
    waiting = accounts.sign_in(store, "tara", "another horse battery", HERE, now, cost=CHEAPEST)
    assert accounts.user_of(store, waiting, now) is None
    assert second_factor.sign_in(store, waiting, app.code(now), now)


def test_who_changes_the_password_in_a_full_session_is_not_asked_again(store, tara, app, codes, now) -> None:
    fresh = own_account.change_password(
        store, tara, PASSWORD, "another horse battery", HERE, now, cost=CHEAPEST
    )
    assert accounts.user_of(store, fresh, now) == tara
