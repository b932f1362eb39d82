"""What every command that needs the database does first: read the settings, open, bring up to date."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from quizapp.settings import Settings, read_settings
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store


@contextmanager
def open_store(settings: Settings | None = None) -> Iterator[Store]:
    """Open the database of ``settings`` (default: the environment's), upgraded to this version's tables.

    Raises StorageError when the data folder or the database cannot be used.
    """
    chosen = settings or read_settings(os.environ)
    engine = open_database(chosen.database_url)
    try:
        upgrade(engine)
        yield Store(engine)
    finally:
        engine.dispose()
