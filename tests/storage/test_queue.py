import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import text

from quizapp.errors import StorageError
from quizapp.storage import queue
from quizapp.storage.store import Store

HOLDER = """
import sys, time
from quizapp.storage.database import open_database
from quizapp.storage.store import Store
with Store(open_database(sys.argv[1])).writing():
    print("mine", flush=True)
    sys.stdin.readline()
"""


def test_threads_write_one_after_the_other_and_all_get_in(store: Store) -> None:
    store.secret("count")
    add = text("UPDATE installation SET value = CAST(:n AS TEXT)")

    def write() -> None:
        for n in range(10):
            with store.writing() as db:
                db.execute(add, {"n": n})

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as db:
        assert db.execute(text("SELECT value FROM installation")).scalar() == "9"


@pytest.mark.only_on("sqlite")
def test_who_waits_too_long_in_line_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PATIENCE", 0.05)
    with store.writing(), pytest.raises(StorageError, match="busy"), store.writing():
        pass
    with store.writing():
        pass


@pytest.mark.only_on("sqlite")
def test_another_process_waits_and_gets_in_when_its_turn_comes(store: Store, database_url: str) -> None:
    command = [sys.executable, "-c", HOLDER, database_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "mine\n"
        done: list[float] = []

        def write() -> None:
            with store.writing():
                done.append(time.monotonic())

        waiting = threading.Thread(target=write)
        waiting.start()
        waiting.join(0.3)
        assert done == []
        other.stdin.write("go on\n")
        other.stdin.close()
        waiting.join(5)
        assert len(done) == 1


@pytest.mark.only_on("sqlite")
def test_a_process_that_was_killed_in_its_turn_holds_up_nobody(store: Store, database_url: str) -> None:
    command = [sys.executable, "-c", HOLDER, database_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "mine\n"
        other.kill()
    with store.writing():
        pass
