"""The queue with real threads and a real file: done beside, kept over a restart, interrupted at the end."""

import sqlite3
import subprocess
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from shutil import which

import builders
import pytest
from sqlalchemy import select

from quizapp.errors import MissingExtra, StorageError
from quizapp.jobs import JobQueue, pulse
from quizapp.jobs.storage import open_huey
from quizapp.services import documents, jobs, making
from quizapp.settings import Settings
from quizapp.storage.tables import JobRow

UTC_NOW = partial(datetime.now, UTC)
PATIENCE = 60


@pytest.fixture
def settings(tmp_path, database_url):
    return Settings(tmp_path / "data", database_url)


@pytest.fixture
def queue(store, settings):
    return JobQueue(store, settings, UTC_NOW)


@pytest.fixture
def document(store, tara):
    return documents.add(store, tara, builders.FAQ.encode(), "tides.txt", None, UTC_NOW()).public_id


@pytest.fixture
def asked(store, tara, document):
    """A job that waits."""
    return jobs.ask_for_bank(store, tara, document, None, 0, UTC_NOW())


def wait_for(store, tara, document, *standings):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        job = jobs.newest(store, tara, document, UTC_NOW())
        if job.standing in standings:
            return job
        time.sleep(0.02)
    raise AssertionError(f"{job.standing} after {PATIENCE} s")


def test_a_job_is_done_by_a_thread_of_the_server(store, tara, document, asked, queue, settings):
    with queue.working():
        queue.add(asked)
        job = wait_for(store, tara, document, "done", "failed")
    assert job.standing == "done", job.problems
    assert job.report["slug"] == "tides"
    assert (settings.data / "queue.db").exists()


def test_a_job_that_nobody_took_is_done_after_a_restart(store, tara, document, asked, queue):
    queue.add(asked)
    queue.close()
    with JobQueue(store, queue.settings, UTC_NOW).working():
        assert wait_for(store, tara, document, "done", "failed").standing == "done"


def test_a_job_whose_message_is_lost_is_done_all_the_same(store, tara, document, asked, queue):
    with queue.working():
        assert wait_for(store, tara, document, "done", "failed").standing == "done"


def test_a_job_under_way_at_the_end_is_interrupted_and_can_be_started_again(
    store, tara, document, asked, queue, monkeypatch
):
    begun = threading.Event()

    def endless(documents, progress, **options):
        while True:
            begun.set()
            progress(0, 3)
            time.sleep(0.01)

    with monkeypatch.context() as patch:
        patch.setattr("quizapp.generate.generate", endless)
        with queue.working():
            assert begun.wait(PATIENCE)
    assert jobs.newest(store, tara, document, UTC_NOW()).standing == "interrupted"
    again = jobs.ask_again(store, tara, document, UTC_NOW())
    with JobQueue(store, queue.settings, UTC_NOW).working():
        assert again
        assert wait_for(store, tara, document, "done", "failed").standing == "done"


def test_a_job_under_way_is_stopped_and_the_next_one_is_done(
    store, tara, document, asked, queue, monkeypatch
):
    begun = threading.Event()

    def endless(documents, progress, **options):
        begun.set()
        while True:
            progress(0, 3)
            time.sleep(0.01)

    with queue.working():
        with monkeypatch.context() as patch:
            patch.setattr("quizapp.generate.generate", endless)
            assert begun.wait(PATIENCE)
            jobs.stop(store, tara, document, UTC_NOW())
            wait_for(store, tara, document, "stopped")
        queue.add(jobs.ask_again(store, tara, document, UTC_NOW()))
        assert wait_for(store, tara, document, "done", "failed").standing == "done"


def test_a_job_gives_signs_of_life_while_a_step_takes_long(store, tara, document, asked, queue, monkeypatch):
    monkeypatch.setattr(pulse, "BETWEEN_BEATS", 0.01)
    seen = []

    def slow(documents, progress, **options):
        first = beat_of(store, asked)
        until = time.monotonic() + PATIENCE
        while beat_of(store, asked) == first and time.monotonic() < until:
            time.sleep(0.01)
        seen.append(beat_of(store, asked) > first)
        raise making.GivenUp("stopped")

    monkeypatch.setattr("quizapp.generate.generate", slow)
    queue.perform(asked)
    assert seen == [True]


def beat_of(store, job_id):
    with store.reading() as db:
        return db.execute(select(JobRow.beat_at).where(JobRow.id == job_id)).scalar_one()


def test_a_message_that_somebody_else_put_into_the_queue_is_not_looked_at(
    store, tara, document, asked, queue, settings, caplog
):
    queue.add(asked)
    queue.close()
    with sqlite3.connect(settings.data / "queue.db") as connection:
        connection.execute("UPDATE task SET data = CAST(data || x'00' AS BLOB)")
    connection.close()
    jobs.stop(store, tara, document, UTC_NOW())
    with queue.working():
        time.sleep(0.3)
    assert "mismatch" in caplog.text
    assert jobs.newest(store, tara, document, UTC_NOW()).standing == "stopped"


def test_a_data_folder_that_cannot_be_made_is_one_sentence(store, settings, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="QUIZAPP_DATA"):
        open_huey(store, replace(settings, data=tmp_path / "file" / "data"), immediate=False)


@pytest.mark.skipif(find_spec("redis") is not None, reason="the package for Redis is installed")
def test_a_server_for_the_queue_needs_its_package(store, settings):
    with pytest.raises(MissingExtra, match=r"quizapp\[redis\]"):
        open_huey(store, replace(settings, queue="redis://127.0.0.1:1/0"), immediate=False)


@pytest.fixture
def redis(tmp_path):
    """A Redis server on a socket of its own; skipped where there is none."""
    program = which("redis-server")
    if program is None or find_spec("redis") is None:
        pytest.skip("needs redis-server and the package redis")
    socket = tmp_path / "redis.sock"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        until = time.monotonic() + PATIENCE
        while not socket.exists() and time.monotonic() < until:
            time.sleep(0.02)
        yield f"unix://{socket}"
        server.terminate()


def test_a_server_keeps_the_queue_for_a_worker_elsewhere(store, tara, document, asked, settings, redis):
    elsewhere = replace(settings, queue=redis)
    JobQueue(store, elsewhere, UTC_NOW).add(asked)
    with JobQueue(store, elsewhere, UTC_NOW).working():
        assert wait_for(store, tara, document, "done", "failed").standing == "done"
    assert not (settings.data / "queue.db").exists()


def test_a_queue_that_cannot_be_reached_is_one_sentence_and_the_job_waits(
    store, tara, document, asked, queue, settings
):
    queue.add(asked)
    queue.close()
    (settings.data / "queue.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(StorageError, match="cannot be reached"):
        queue.add(asked)
    assert jobs.newest(store, tara, document, UTC_NOW()).standing == "waiting"
