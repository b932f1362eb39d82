from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.errors import Conflict, NotAllowed, NotFound, QuizError
from quizapp.services import accounts, administering, api_tokens, teach
from quizapp.services.accounts import LoginTaken, User
from quizapp.services.passwords import CHEAPEST
from quizapp.storage.store import Store
from quizapp.storage.tables import AuditEntry, Base

PASSWORD = "correct horse battery"
HERE = "192.0.2.7"


def sign_in(store: Store, now, login="tara", password=PASSWORD) -> str:
    return accounts.sign_in(store, login, password, HERE, now, cost=CHEAPEST)


def accept(store: Store, token: str, now, login="ines", name="Ines", password=PASSWORD) -> User:
    return administering.accept(store, token, login, name, password, now, cost=CHEAPEST)


def log(store: Store) -> list[tuple[str, str]]:
    with store.reading() as db:
        found = select(AuditEntry.actor, AuditEntry.action).order_by(AuditEntry.id)
        return [tuple(row) for row in db.execute(found)]


def test_who_is_invited_chooses_login_name_and_password(store: Store, admin: User, now) -> None:
    token = administering.invite(store, "teacher", "Ines of the harbour school", now, admin.login)
    [waiting] = administering.open_invitations(store, now)
    assert (waiting.role, waiting.note, waiting.invited_by) == (
        "teacher",
        "Ines of the harbour school",
        "admin",
    )
    user = accept(store, token, now, login=" INES ")
    assert (user.login, user.name, user.role) == ("ines", "Ines", "teacher")
    assert accounts.user_of(store, sign_in(store, now, "ines"), now) == user
    assert administering.open_invitations(store, now) == []
    assert log(store)[-2:] == [("admin", "account.invite"), ("ines", "account.join")]


def test_an_invitation_works_once_and_looking_does_not_use_it_up(store: Store, now) -> None:
    token = administering.invite(store, "administrator", "", now)
    assert administering.invitation(store, token, now).role == "administrator"
    accept(store, token, now)
    with pytest.raises(NotAllowed, match="used"):
        administering.invitation(store, token, now)
    with pytest.raises(NotAllowed, match="used"):
        accept(store, token, now, login="second")
    assert [member.user.login for member in administering.members(store)] == ["ines"]


def test_of_many_who_use_an_invitation_at_once_one_gets_an_account(store: Store, now) -> None:
    token = administering.invite(store, "teacher", "", now)

    def attempt(n: int) -> bool:
        try:
            accept(store, token, now, login=f"ines{n}")
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1
    assert len(administering.members(store)) == 1


def test_an_invitation_is_over_after_seven_days(store: Store, now) -> None:
    token = administering.invite(store, "teacher", "", now)
    last = now + timedelta(days=7)
    assert administering.invitation(store, token, last - timedelta(seconds=1))
    with pytest.raises(NotAllowed, match="7 days"):
        accept(store, token, last)
    assert administering.open_invitations(store, last) == []


def test_an_invitation_that_is_taken_back_opens_nothing(store: Store, now) -> None:
    token = administering.invite(store, "teacher", "", now)
    [waiting] = administering.open_invitations(store, now)
    administering.withdraw(store, waiting.id, now, "admin")
    with pytest.raises(NotAllowed, match="taken back"):
        accept(store, token, now)
    with pytest.raises(Conflict):
        administering.withdraw(store, waiting.id, now, "admin")


def test_what_cannot_be_an_account_leaves_the_invitation_open(store: Store, tara: User, now) -> None:
    token = administering.invite(store, "teacher", "", now)
    with pytest.raises(LoginTaken, match="taken"):
        accept(store, token, now, login="Tara")
    for wrong in ({"login": "two words"}, {"name": "  "}, {"name": "n" * 81}, {"password": "password1"}):
        with pytest.raises(QuizError):
            accept(store, token, now, **wrong)
    assert accept(store, token, now).login == "ines"


@pytest.mark.parametrize(("role", "note"), [("pope", ""), ("private", ""), ("teacher", "x" * 81)])
def test_nobody_is_invited_as_what_there_is_not(store: Store, now, role: str, note: str) -> None:
    with pytest.raises(QuizError):
        administering.invite(store, role, note, now)
    assert administering.open_invitations(store, now) == []


def test_no_token_of_a_link_is_in_the_database(store: Store, tara: User, now) -> None:
    secrets = [
        administering.invite(store, "teacher", "", now),
        administering.make_password_link(store, "tara", now),
    ]
    with store.reading() as db:
        kept = "".join(str(db.execute(select(table)).all()) for table in Base.metadata.sorted_tables)
    assert not [secret for secret in secrets if secret in kept]


def test_who_is_deactivated_is_out_at_once_and_everywhere(store: Store, tara: User, admin: User, now) -> None:
    session = sign_in(store, now)
    link = accounts.make_sign_in_link(store, "tara", now)
    token = api_tokens.make_token(store, tara, "Gradebook", now)
    administering.deactivate(store, "tara", now, "admin")
    assert accounts.user_of(store, session, now) is None
    assert api_tokens.user_of_token(store, token, now) is None
    assert not accounts.link_is_open(store, link, now)
    with pytest.raises(NotAllowed, match="login or the password"):
        sign_in(store, now)
    with pytest.raises(NotAllowed):
        accounts.sign_in_by_link(store, accounts.make_sign_in_link(store, "tara", now), now)
    administering.activate(store, "tara", now, "admin")
    assert accounts.user_of(store, sign_in(store, now), now) == tara


def test_the_quizzes_of_who_is_deactivated_stay(store: Store, code: str, admin: User, now) -> None:
    administering.deactivate(store, "tara", now)
    assert teach.score_table(store, admin, code).code == code


def test_one_administrator_always_stays(store: Store, admin: User, now) -> None:
    for change in (
        lambda: administering.deactivate(store, "admin", now),
        lambda: administering.change_role(store, "admin", "teacher", now),
    ):
        with pytest.raises(Conflict, match="only administrator"):
            change()
    assert [(m.user.role, m.is_active) for m in administering.members(store)] == [("administrator", True)]


def test_an_administrator_may_go_when_another_is_active(store: Store, admin: User, tara: User, now) -> None:
    administering.change_role(store, "tara", "administrator", now)
    administering.deactivate(store, "admin", now)
    with pytest.raises(Conflict):
        administering.change_role(store, "tara", "teacher", now)
    administering.activate(store, "admin", now)
    administering.change_role(store, "tara", "teacher", now)


def test_two_administrators_who_go_at_once_do_not_both(store: Store, admin: User, tara: User, now) -> None:
    administering.change_role(store, "tara", "administrator", now)

    def go(login: str) -> bool:
        try:
            administering.deactivate(store, login, now)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(go, ["admin", "tara"])) == 1


def test_a_link_to_a_new_password_works_once(store: Store, tara: User, now) -> None:
    session = sign_in(store, now)
    link = administering.make_password_link(store, "tara", now, "admin")
    assert administering.owner_of_password_link(store, link, now) == tara
    with pytest.raises(QuizError, match="anybody would try"):
        administering.set_password_by_link(store, link, "password1", now, cost=CHEAPEST)
    administering.set_password_by_link(store, link, "another horse battery", now, cost=CHEAPEST)
    assert accounts.user_of(store, session, now) is None
    assert sign_in(store, now, password="another horse battery")
    with pytest.raises(NotAllowed, match="used"):
        administering.set_password_by_link(store, link, "a third horse battery", now, cost=CHEAPEST)


def test_a_link_to_a_new_password_is_over_after_a_day(store: Store, tara: User, now) -> None:
    link = administering.make_password_link(store, "tara", now)
    with pytest.raises(NotAllowed, match="older than a day"):
        administering.owner_of_password_link(store, link, now + timedelta(hours=24))


def test_a_link_does_only_what_it_was_made_for(store: Store, tara: User, now) -> None:
    to_password = administering.make_password_link(store, "tara", now)
    to_sign_in = accounts.make_sign_in_link(store, "tara", now)
    with pytest.raises(NotAllowed):
        accounts.sign_in_by_link(store, to_password, now)
    with pytest.raises(NotAllowed):
        administering.set_password_by_link(store, to_sign_in, "another horse battery", now, cost=CHEAPEST)
    assert accounts.sign_in_by_link(store, to_sign_in, now)


def test_a_deactivated_account_gets_no_link(store: Store, tara: User, now) -> None:
    administering.deactivate(store, "tara", now)
    with pytest.raises(Conflict, match="Activate"):
        administering.make_password_link(store, "tara", now)


def test_nobody_is_changed_who_is_not_there(store: Store, now) -> None:
    for change in (administering.deactivate, administering.activate, administering.make_password_link):
        with pytest.raises(NotFound):
            change(store, "nobody", now)


def test_a_teacher_is_no_administrator(tara: User, admin: User) -> None:
    administering.require_administrator(admin)
    with pytest.raises(NotAllowed):
        administering.require_administrator(tara)
