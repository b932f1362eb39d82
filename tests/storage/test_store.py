import threading
from datetime import datetime, timedelta, timezone

import builders
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from quizapp.model.answer import Answer
from quizapp.services import library, study
from quizapp.services.accounts import User
from quizapp.storage import attempts, sessions, throttle
from quizapp.storage import store as store_module
from quizapp.storage.store import Store
from quizapp.storage.tables import Installation
from quizapp.storage.upsert import insert_once, upsert


def count(store: Store, table: str) -> int:
    with store.reading() as db:
        return db.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_an_exception_undoes_the_whole_transaction(store: Store, now: datetime) -> None:
    def fail() -> None:
        with store.writing() as db:
            throttle.add_try(db, "key", now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert count(store, "throttle") == 0


def test_what_was_written_is_there_for_another_store(store: Store, now: datetime) -> None:
    with store.writing() as db:
        throttle.add_try(db, "key", now)
    assert count(Store(store.engine), "throttle") == 1


def test_an_upsert_changes_the_row_that_is_there_and_only_that(store: Store) -> None:
    with store.writing() as db:
        upsert(db, Installation, ("key",), {"key": "a", "value": "1"})
        upsert(db, Installation, ("key",), {"key": "b", "value": "2"})
        upsert(db, Installation, ("key",), {"key": "a", "value": "3"})
        insert_once(db, Installation, ("key",), {"key": "b", "value": "4"})
        rows = db.execute(text("SELECT key, value FROM installation ORDER BY key")).all()
    assert [tuple(row) for row in rows] == [("a", "3"), ("b", "2")]


def test_a_row_that_points_nowhere_is_refused(store: Store, now: datetime) -> None:
    with pytest.raises(IntegrityError), store.writing() as db:
        attempts.save_answer(db, 999, "q", Answer(choice=0), now)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="no time zone"), store.writing() as db:
        throttle.add_try(db, "key", datetime(2026, 1, 1))


def test_times_come_back_in_utc_to_the_microsecond(store: Store) -> None:
    there = datetime(2026, 3, 2, 1, 2, 3, 456789, tzinfo=timezone(timedelta(hours=-5)))
    with store.writing() as db:
        throttle.add_try(db, "key", there)
        _, oldest = throttle.tries_since(db, "key", there - timedelta(seconds=1))
    assert oldest == there
    assert oldest is not None
    assert oldest.utcoffset() == timedelta(0)


def test_a_secret_is_long_and_stays_the_same(store: Store) -> None:
    first = store.secret("cookie-key")
    assert len(first) >= 43
    assert Store(store.engine).secret("cookie-key") == first
    assert store.secret("other") != first


def test_stores_that_ask_for_a_secret_at_once_agree(store: Store) -> None:
    found: list[str] = []
    ready = threading.Barrier(6)

    def ask() -> None:
        own = Store(store.engine)
        ready.wait()
        found.append(own.secret("new"))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1


def test_a_version_is_parsed_once_and_few_are_kept(
    store: Store, tara: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "REMEMBERED_BANKS", 2)
    for title in ("one", "two", "three"):
        library.import_bank(store, builders.bank(title=title), tara, now)
    third = store.bank(3)
    assert store.bank(3) is third
    first = store.bank(1)
    assert store.bank(3) is third
    store.bank(2)
    assert store.bank(3) is third
    assert store.bank(1) is not first
    assert store.bank(1) == first
    assert [store.bank(n).title for n in (1, 2, 3)] == ["one", "two", "three"]


def test_removing_an_account_ends_its_sessions(store: Store, tara: User, now: datetime) -> None:
    with store.writing() as db:
        sessions.add_session(db, "0" * 64, tara.id, now, now + timedelta(days=1))
        db.execute(text("DELETE FROM account"))
    assert count(store, "session") == 0


def test_removing_an_attempt_removes_what_belongs_to_it(store: Store, code: str, ada, now: datetime) -> None:
    public_id = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 1, Answer(choice=0), now)
    with store.writing() as db:
        db.execute(text("DELETE FROM attempt"))
    assert [count(store, table) for table in ("answer", "attempt_holder", "mark")] == [0, 0, 0]
