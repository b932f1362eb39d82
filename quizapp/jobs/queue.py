"""The queue of jobs. It carries their numbers only: what is to be done, and how far it is, is in the database."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

from huey import Huey
from huey.consumer import Consumer

from quizapp.errors import StorageError
from quizapp.jobs.pulse import Pulse, Reporter
from quizapp.jobs.storage import TROUBLES, open_huey
from quizapp.services import jobs, making
from quizapp.settings import Settings
from quizapp.storage.store import Store

LONGEST_PAUSE = 0.5
"""Seconds between two looks at an empty queue."""

UNREACHABLE = (
    "The queue of long work cannot be reached, so the work waits. In a moment, stop it and start it again."
)

PATIENCE = 8
"""Seconds that a job under way gets to notice that the program ends."""


class QuietConsumer(Consumer):  # type: ignore[misc]  # huey has no types
    """Huey's threads, without its signal handlers: those belong to the program that serves."""

    def _set_signal_handlers(self) -> None:
        """Leave the signals alone."""


class JobQueue:
    """Jobs of one installation; ``immediate`` (for tests) does each within ``add``."""

    def __init__(
        self, store: Store, settings: Settings, clock: Callable[[], datetime], immediate: bool = False
    ) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock
        self.immediate = immediate
        self.over = threading.Event()

    @cached_property
    def huey(self) -> Huey:
        """The queue itself, opened when it is first needed."""
        return open_huey(self.store, self.settings, self.immediate)

    @cached_property
    def task(self) -> Callable[[int], object]:
        """What puts a number into the queue."""
        task: Callable[[int], object] = self.huey.task(name="job")(self.perform)
        return task

    def add(self, job_id: int | None) -> None:
        """Have a job done soon; None, which says that there is none to do, is well.

        Raises StorageError when the queue cannot be reached; the job waits in the database then.
        """
        if job_id is None:
            return
        try:
            self.task(job_id)
        except TROUBLES as e:
            raise StorageError(UNREACHABLE) from e

    def waiting(self) -> int:
        """Count the jobs in the queue. Raises StorageError when it cannot be reached."""
        try:
            return int(self.huey.pending_count())
        except TROUBLES as e:
            raise StorageError("The queue of long work cannot be reached.") from e

    def perform(self, job_id: int) -> None:
        """Do a job; again, or when nobody wants it any more: nothing happens."""
        with Pulse(self.store, job_id, self.clock):
            making.run_job(
                self.store, job_id, self.clock, Reporter(self.store, job_id, self.clock, self.over)
            )

    @contextmanager
    def working(self) -> Iterator[None]:
        """Do jobs, one at a time, in a thread of this program until the block ends.

        Jobs that a crash left in the database without a place in the queue get one. A job under way when the
        block ends is interrupted; its owner can start it again.
        """
        self.over.clear()
        self.task  # noqa: B018 - the queue must know what a message means before it reads one
        for job_id in jobs.waiting(self.store):
            self.add(job_id)
        consumer = QuietConsumer(
            self.huey,
            workers=1,
            periodic=False,
            initial_delay=0.05,
            max_delay=LONGEST_PAUSE,
            scheduler_interval=60,
            check_worker_health=False,
            shutdown_timeout=PATIENCE,
        )
        consumer.start()
        try:
            yield
        finally:
            self.over.set()
            consumer.stop(graceful=True)
            self.close()

    def close(self) -> None:
        """Let go of the queue's file."""
        if "huey" in self.__dict__ and not self.immediate:
            self.huey.storage.close()
