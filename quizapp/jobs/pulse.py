"""What a job says while it runs: that somebody still works on it, and how far it is."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from quizapp.errors import StorageError
from quizapp.services import jobs
from quizapp.services.making import GivenUp
from quizapp.storage.store import Store

BETWEEN_BEATS = 5.0
BETWEEN_REPORTS = 0.4
"""Seconds; also how long a job may go on after it was stopped."""


class Pulse:
    """A thread that gives a sign of life every five seconds while the block runs, however long a step takes."""

    def __init__(self, store: Store, job_id: int, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.job_id = job_id
        self.clock = clock
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.beat, name=f"pulse-{job_id}", daemon=True)

    def __enter__(self) -> None:
        """Begin."""
        self.thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End; the thread is gone when this returns."""
        self.over.set()
        self.thread.join()

    def beat(self) -> None:
        """Give signs of life until the end; one that fails is followed by the next."""
        while not self.over.wait(BETWEEN_BEATS):
            try:
                jobs.note_life(self.store, self.job_id, self.clock())
            except StorageError:
                continue


class Reporter:
    """Notes how far a job is, a few times a second, and ends it when it is no longer wanted."""

    def __init__(
        self, store: Store, job_id: int, clock: Callable[[], datetime], over: threading.Event
    ) -> None:
        self.store = store
        self.job_id = job_id
        self.clock = clock
        self.over = over
        self.told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` parts are done. Raises GivenUp."""
        if self.over.is_set():
            raise GivenUp("interrupted")
        if done != total and time.monotonic() - self.told_at < BETWEEN_REPORTS:
            return
        self.told_at = time.monotonic()
        if not jobs.note_progress(self.store, self.job_id, done, total, self.clock()):
            raise GivenUp("stopped")
