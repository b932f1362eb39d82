"""Where the queue is kept: a SQLite file beside the database, or a server once that is outgrown."""

import sqlite3
from pathlib import Path
from typing import Any

from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError
from huey.serializer import SignedSerializer

from quizapp.errors import MissingExtra
from quizapp.settings import Settings
from quizapp.storage.database import make_place
from quizapp.storage.store import Store

try:
    from redis import RedisError
except ImportError:  # an optional package: most installations keep the queue in a file
    RedisError = OSError

NAME = "quizapp"
QUEUE_KEY = "queue-key"
BUSY_TIMEOUT = 5
"""Seconds that the queue's file is waited for."""

TROUBLES: tuple[type[Exception], ...] = (sqlite3.Error, OSError, RedisError)
"""What is raised when the queue cannot be reached or written."""


def open_huey(store: Store, settings: Settings, immediate: bool) -> Huey:
    """Open the queue of an installation; ``immediate``: jobs are done by who adds them, nothing is kept.

    Messages are signed with a key of the installation: what others put into the queue is not looked at. Raises
    StorageError when the data folder cannot be used, MissingExtra without the package for a server's queue.
    """
    common: dict[str, Any] = {"results": False, "serializer": SignedSerializer(store.secret(QUEUE_KEY))}
    if immediate:
        return MemoryHuey(NAME, immediate=True, **common)
    if settings.queue:
        try:
            return RedisHuey(NAME, url=settings.queue, **common)
        except ConfigurationError as e:
            raise MissingExtra(
                "QUIZAPP_QUEUE names a Redis server, and the package for it is missing. Install it with: "
                "pip install quizapp[redis]"
            ) from e
    path = Path(settings.data) / "queue.db"
    make_place(path)
    return SqliteHuey(NAME, filename=str(path), timeout=BUSY_TIMEOUT, fsync=True, **common)
