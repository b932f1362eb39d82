"""PostgreSQL: opening it, and what its errors mean to a person."""

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, InterfaceError, NoSuchModuleError, OperationalError

from quizapp.errors import MissingExtra, StorageError
from quizapp.model.text import sentence

DRIVER = "postgresql+psycopg"
NAMES = ("postgresql", "postgres")
CONNECTIONS = 8
"""Connections that a process keeps open: one for each thread of ``quizapp serve``."""

TOLD = {
    "connect_timeout": 5,
    "application_name": "quizapp",
    # A saved answer has reached the server's disk; no request waits for a lock, or works, for ever.
    "options": "-c synchronous_commit=on -c lock_timeout=5s -c statement_timeout=60s "
    "-c idle_in_transaction_session_timeout=60s",
}
"""What the server is told of each connection; the address may say otherwise (``?options=``)."""

BUSY = sentence("The database is busy. Try again in a moment.")
TROUBLES = {
    "53100": sentence(
        "The disk of the database server is full, so nothing could be saved. Make room, then try again."
    ),
    "53": sentence("The database server has no room for this now. Try again in a moment."),
    "55P03": BUSY,
    "57014": BUSY,
    "40": BUSY,
    "25006": sentence(
        "The database server takes no changes now, so nothing could be saved. Try again in a moment."
    ),
}
"""Sentences by the beginning of the server's error code."""

GONE = sentence("The database cannot be reached. Try again in a moment.")


def open_postgresql(url: URL) -> Engine:
    """Open a database on a server. Raises StorageError with the server's reason, MissingExtra."""
    told = {name: value for name, value in TOLD.items() if name not in url.query}
    try:
        engine = create_engine(
            url.set(drivername=DRIVER),
            connect_args=told,
            hide_parameters=True,  # an error in the log shows no answer
            pool_pre_ping=True,
            pool_size=CONNECTIONS,
            pool_timeout=5,
        )
    except (NoSuchModuleError, ImportError) as e:
        raise MissingExtra(
            "PostgreSQL needs the package psycopg, which is not installed in this environment. Install it: "
            "pip install 'quizapp[postgres]'"
        ) from e
    try:
        with engine.connect():
            pass
    except DBAPIError as e:
        reason = " ".join(str(e.orig).split()).removeprefix("connection failed: ")
        raise StorageError(
            f"The database server cannot be used ({reason}). See that it runs, and mend DATABASE_URL."
        ) from e
    return engine


def be_patient(connection: Connection) -> None:
    """Let a transaction on a server take as long as it needs: it reads or writes everything there is."""
    if connection.dialect.name == "postgresql":
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")


def server_sentence(error: BaseException) -> str | None:
    """Give the sentence for an error that is about the server's state, None for any other."""
    code = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    for beginning, words in TROUBLES.items():
        if code.startswith(beginning):
            return words
    return GONE if isinstance(error, OperationalError | InterfaceError) else None
