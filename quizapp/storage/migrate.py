"""Bring a database up to the tables that this version of the program expects."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from quizapp.errors import StorageError
from quizapp.storage.database import WRITES, plain_words
from quizapp.storage.turns import take_turn

HEAD = "head"
MIGRATIONS = "quizapp:storage/migrations"


def upgrade(engine: Engine, revision: str = HEAD, scripts: str = MIGRATIONS) -> None:
    """Make the tables, or change those of an older version; every row is kept.

    All or nothing: a failed upgrade leaves the database as it was. Raises StorageError when the database
    belongs to a newer version of the program, or cannot be used. ``scripts`` is where the migrations are.
    """
    with plain_words(engine):
        if is_current(engine, revision, scripts):
            return
        if engine.dialect.name == "sqlite":
            upgrade_sqlite(engine, revision, scripts)
        else:
            upgrade_server(engine, revision, scripts)


def upgrade_server(engine: Engine, revision: str, scripts: str) -> None:
    """Upgrade in one transaction; of several that start at once the others wait, and find it done."""
    with engine.begin() as connection:
        for patience in ("lock_timeout", "statement_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {patience} = 0")
        take_turn(connection, "migrations")
        require_known(revision_of(connection), scripts)
        command.upgrade(alembic_config(scripts, connection), revision)


def revision_of(connection: Connection) -> str | None:
    """Give the revision of a database's tables; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine, revision: str = HEAD, scripts: str = MIGRATIONS) -> bool:
    """Say whether the database has the tables of ``revision``. Raises StorageError when it is newer."""
    with engine.connect() as connection:
        found = revision_of(connection)
    require_known(found, scripts)
    wanted = ScriptDirectory.from_config(alembic_config(scripts)).get_revision(revision)
    return wanted is not None and found == wanted.revision


def require_known(found: str | None, scripts: str = MIGRATIONS) -> None:
    """Raise StorageError when the revision of a database's tables is of a newer version of the program."""
    if found is None:
        return
    try:
        ScriptDirectory.from_config(alembic_config(scripts)).get_revision(found)
    except CommandError as e:
        raise StorageError(
            f"The database was made by a newer quizapp (its tables are at {found!r}, unknown here). "
            "Install that version again, or restore a backup from before its upgrade."
        ) from e


def alembic_config(scripts: str, connection: Connection | None = None) -> Config:
    """Configure Alembic in code, so that it works wherever the package is installed."""
    config = Config()
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade_sqlite(engine: Engine, revision: str, scripts: str) -> None:
    """Upgrade with the foreign keys off and checked at the end.

    SQLite cannot alter most columns, so Alembic copies the table and drops the old one. With foreign keys on,
    that drop would delete every child row. The switch is ignored inside a transaction, so it comes before.
    """
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise StorageError("The database was closed during the upgrade. Try again.")
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                command.upgrade(alembic_config(scripts, connection), revision)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise StorageError(
                        f"The upgrade would leave {len(broken)} rows pointing nowhere, so nothing was "
                        "changed. Restore a backup."
                    )
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
