"""The queue of those who want to write to an SQLite file, which has one writer at a time.

SQLite itself lets who finds the file locked sleep and try again, longer each time: under load some wait for
seconds while others overtake them. Here the threads of a process wait in a line, and the processes of a
machine wait on a second file beside the database, both woken as soon as it is their turn. It is a courtesy
only: what is correct is up to SQLite's own lock.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from sqlalchemy import Engine

from quizapp.errors import StorageError
from quizapp.storage.postgresql import BUSY

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: the threads wait in line, the processes as SQLite lets them
    fcntl = None

PATIENCE = 5.0
"""Seconds that a thread waits in line."""


class Queue:
    """The line of one process for one database; on a server there is none to wait in."""

    def __init__(self, engine: Engine) -> None:
        on_file = engine.dialect.name == "sqlite"
        self.path = f"{engine.url.database}-queue" if on_file else ""
        self.line = threading.Lock()
        self.file: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn. Raises StorageError when it does not come in time."""
        if not self.path:
            yield
            return
        if not self.line.acquire(timeout=PATIENCE):
            raise StorageError(BUSY)
        try:
            self.lock_file()
            try:
                yield
            finally:
                self.unlock_file()
        finally:
            self.line.release()

    def lock_file(self) -> None:
        """Wait for the other processes; who cannot have the file goes on without."""
        if fcntl is None:
            return
        try:
            if self.file is None:
                self.file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self.file, fcntl.LOCK_EX)
        except OSError:
            self.file = None

    def unlock_file(self) -> None:
        """Let the next process in."""
        if fcntl is not None and self.file is not None:
            fcntl.flock(self.file, fcntl.LOCK_UN)
