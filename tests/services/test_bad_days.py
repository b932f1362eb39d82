"""What was called saved is there, whatever happens to the process."""

import signal
import subprocess
import sys
from datetime import datetime

import pytest

from quizapp.model.answer import Answer
from quizapp.services import study
from quizapp.storage.check import faults
from quizapp.storage.store import Store

SAVER = """
import sys
from datetime import UTC, datetime
from quizapp.model.answer import Answer
from quizapp.services import study
from quizapp.storage.database import open_database
from quizapp.storage.store import Store
store = Store(open_database(sys.argv[1]))
for n in range(int(sys.argv[4])):
    study.save_answer(store, sys.argv[2], sys.argv[3], 2, Answer(text=str(n)), datetime.now(UTC))
    print(n, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_answer_that_was_called_saved_survives_a_killed_process(
    store: Store, code: str, database_url: str, ada, now: datetime
) -> None:
    public_id = study.start(store, code, ada.name, ada.holder, now)
    command = [sys.executable, "-c", SAVER, database_url, public_id, ada.holder, "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(50):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        said = [int(line) for line in process.stdout.read().split("\n")[:-1]]
    last = said[-1] if said else 49
    kept = study.open_attempt(Store(store.engine), public_id, ada.holder).questions[1].answer
    assert kept is not None
    assert int(kept.text) - last in (0, 1)  # the one under way may have got in before it was said
    assert faults(store.engine) == []
    study.save_answer(store, public_id, ada.holder, 2, Answer(text="on it goes"), now)


def test_two_processes_that_save_at_once_both_get_everything_in(
    store: Store, code: str, database_url: str, now: datetime
) -> None:
    holders = [f"holder-{n}" for n in range(2)]
    ids = [study.start(store, code, holder, holder, now) for holder in holders]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", SAVER, database_url, public_id, holder, "60"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for public_id, holder in zip(ids, holders, strict=True)
    ]
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
        assert out.split()[-1] == "59"
    for public_id, holder in zip(ids, holders, strict=True):
        assert study.open_attempt(store, public_id, holder).questions[1].answer == Answer(text="59")
