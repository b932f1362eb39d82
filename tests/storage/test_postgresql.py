"""What is PostgreSQL's own: many writers at once, a server that goes away, addresses that lead nowhere."""

import threading
from collections.abc import Callable

import builders
import pytest
from cluster import Cluster, free_port
from sqlalchemy import make_url, text

from quizapp.errors import StorageError, TooManyTries
from quizapp.model.answer import Answer
from quizapp.services import library, study, throttle
from quizapp.services.throttle import Limit
from quizapp.storage.database import open_database
from quizapp.storage.migrate import is_current, upgrade
from quizapp.storage.store import Store

pytestmark = pytest.mark.only_on("postgresql")


def at_once(*work: Callable[[], object]) -> list[Exception]:
    """Run all in threads that start together; gives what they raised."""
    wrong: list[Exception] = []
    ready = threading.Barrier(len(work))

    def run(one: Callable[[], object]) -> None:
        ready.wait()
        try:
            one()
        except Exception as e:
            wrong.append(e)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_usual_address_is_understood(database_url: str, scheme: str) -> None:
    engine = open_database(database_url.replace("postgresql", scheme, 1))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "5s"
    engine.dispose()


@pytest.mark.parametrize("what", ["server", "database"])
def test_an_address_that_leads_nowhere_is_told_with_the_reason_and_without_the_password(
    database_url: str, what: str
) -> None:
    url = make_url(database_url).set(password="tops3cret")
    url = url.set(port=free_port()) if what == "server" else url.set(database="nowhere")
    reason = "refused" if what == "server" else '"nowhere" does not exist'
    with pytest.raises(StorageError, match=rf"{reason}.*mend DATABASE_URL") as caught:
        open_database(url.render_as_string(hide_password=False))
    assert "tops3cret" not in str(caught.value)


def test_workers_that_start_together_migrate_once(postgresql_copies) -> None:
    with postgresql_copies.copy() as address:
        engine = open_database(address)
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        assert at_once(*[lambda: upgrade(engine)] * 4) == []
        assert is_current(engine)
        engine.dispose()


def test_an_import_of_the_same_bank_at_once_makes_every_version_once(store: Store, tara, now) -> None:
    titles = [f"Title {n}" for n in range(5)]
    work = [
        lambda title=title: library.import_bank(store, builders.bank(title=title), tara, now)
        for title in titles
    ]
    assert at_once(*work) == []
    with store.reading() as db:
        found = db.execute(text("SELECT number, title FROM bank_version ORDER BY number")).all()
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]
    assert {title for _, title in found} == set(titles)


def test_tries_at_once_do_not_slip_through_the_limit(store: Store, now) -> None:
    limit = Limit("test", 3, throttle.LONGEST_WINDOW)
    refused = at_once(*[lambda: throttle.count_try(store, [(limit, limit.key("x"))], now)] * 8)
    assert [type(e) for e in refused] == [TooManyTries] * 5


def test_who_waits_too_long_for_a_lock_is_told_and_nothing_is_lost(
    store: Store, database_url: str, code: str, ada, now
) -> None:
    public_id = study.start(store, code, ada.name, ada.holder, now)
    hasty = Store(open_database(f"{database_url}?options=-c%20lock_timeout%3D50ms"))
    with store.writing() as db:
        db.execute(text("SELECT 1 FROM attempt FOR UPDATE"))
        with pytest.raises(StorageError, match="busy"):
            study.save_answer(hasty, public_id, ada.holder, 1, Answer(choice=0), now)
    study.save_answer(hasty, public_id, ada.holder, 1, Answer(choice=0), now)
    assert study.open_attempt(store, public_id, ada.holder).answered == 1
    hasty.engine.dispose()


def test_a_page_sees_the_database_as_it_was_when_it_began(store: Store, now) -> None:
    count = text("SELECT count(*) FROM installation")
    with store.reading() as page:
        assert page.execute(count).scalar() == 0
        store.secret("made-meanwhile")
        assert page.execute(count).scalar() == 0


def test_what_was_called_saved_survives_a_server_that_loses_power(
    store: Store, code: str, ada, now, cluster: Cluster
) -> None:
    public_id = study.start(store, code, ada.name, ada.holder, now)
    said: list[int] = []
    told: list[StorageError] = []
    over = threading.Event()

    def save() -> None:
        number = 0
        while not over.is_set():
            number += 1
            try:
                study.save_answer(store, public_id, ada.holder, 2, Answer(text=str(number)), now)
                said.append(number)
            except StorageError as e:
                told.append(e)

    saver = threading.Thread(target=save)
    saver.start()
    while len(said) < 20:
        over.wait(0.01)
    cluster.stop()
    while not told:
        over.wait(0.01)
    last = said[-1]
    cluster.start()
    kept = study.open_attempt(store, public_id, ada.holder).questions[1].answer
    while said[-1] < last + 20:
        over.wait(0.01)
    over.set()
    saver.join()
    assert int(kept.text) >= last
    assert all("Try again" in str(e) for e in told)
    final = study.open_attempt(store, public_id, ada.holder).questions[1].answer
    assert int(final.text) >= said[-1]
