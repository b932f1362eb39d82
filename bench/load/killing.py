"""Bad days: workers that are killed in the middle of whatever they do."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable

from learners import Learner, Log
from running import Outcome, crowd
from servers import Server

from quizapp.storage.check import faults
from quizapp.storage.store import Store

PEOPLE = 6
QUESTIONS = 10


def under_load(server: Server, code: str, kills: int, seconds: float) -> tuple[Outcome, int]:
    """Kill a worker at ``kills`` random moments while people answer; gives what they went through, and how many."""
    chance = random.Random(7)
    done = [0]
    over = threading.Event()

    def killer() -> None:
        while done[0] < kills:
            time.sleep(chance.uniform(0.02, 2 * seconds / kills))
            workers = server.workers()
            if workers:
                try:
                    os.kill(chance.choice(workers), signal.SIGKILL)
                except ProcessLookupError:
                    continue
                done[0] += 1
        over.set()

    def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
        attempt = 0
        while not over.is_set():
            attempt += 1
            try:
                Learner(server.port, code, log, 1000 * number + attempt).take(QUESTIONS)
            except OSError as e:
                log.troubles.append(type(e).__name__)

    thread = threading.Thread(target=killer)
    thread.start()
    found = crowd(PEOPLE, work, seconds)
    thread.join()
    return found, done[0]


def verdict(store: Store) -> str:
    """Say what the database's own check finds."""
    return "; ".join(faults(store.engine)) or "whole"
