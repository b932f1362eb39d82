"""A database from before invitations keeps who is signed in, and the links that are open."""

from sqlalchemy import text

from quizapp.services import accounts, administering, own_account, second_factor
from quizapp.services.tokens import hash_of
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store
from quizapp.storage.tables import Account, Session, SignInLink


def test_sessions_and_links_from_before_go_on_as_they_were(tmp_path, now) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, "0004")
    time, later = "2026-03-02 09:00:00.000000", "2026-03-03 08:00:00.000000"
    account = {"id": 1, "login": "tara", "name": "Tara", "role": "administrator", "created_at": time}
    session = {"token_hash": hash_of("session"), "account_id": 1, "created_at": time, "seen_at": time}
    link = {"token_hash": hash_of("link"), "account_id": 1, "created_at": time}
    rows = {
        Account: account,
        Session: session | {"expires_at": later},
        SignInLink: link | {"expires_at": later},
    }
    store = Store(engine)
    with store.writing() as db:
        for table, values in rows.items():
            names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
            db.execute(text(f"INSERT INTO {table.__tablename__} ({names}) VALUES ({places})"), values)
    upgrade(engine)
    tara = accounts.user_of(store, "session", now)
    assert tara is not None
    assert tara.sees_all
    assert [each.is_this for each in own_account.sessions_of(store, tara, "session", now)] == [True]
    assert accounts.user_of(store, accounts.sign_in_by_link(store, "link", now), now) == tara
    [member] = administering.members(store)
    assert member.is_active
    assert not second_factor.standing_of(store, tara).is_on
    engine.dispose()
