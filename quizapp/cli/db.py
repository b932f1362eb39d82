"""``quizapp db``: the database."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from quizapp.cli.counting import counted
from quizapp.cli.opening import open_store
from quizapp.errors import QuizError
from quizapp.settings import read_settings
from quizapp.storage import backup as backups
from quizapp.storage.check import faults
from quizapp.storage.copying import copy_database
from quizapp.storage.migrate import upgrade as upgrade_tables


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Bring the database up to the tables of this version, or make it."""
    with open_store():
        click.echo("The database is up to date.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write the whole database to a new FILE, and check it; the server may go on meanwhile."""
    with open_store() as store:
        backups.back_up(store.engine, file)
    backups.require_sound(file)
    click.echo(f"Wrote {file}, opened it as a restore would, and found it whole.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the database; stop the server first.

    What was there before is kept beside FILE.
    """
    kept = file.with_name(f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db")
    with open_store() as store:
        backups.restore(store.engine, file, kept)
        upgrade_tables(store.engine)
    click.echo(f"{file} is restored. The database of before is in {kept}.")


@db.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Look whether the database is whole. Exits with 1 when something is wrong."""
    with open_store() as store:
        found = faults(store.engine)
    for fault in found:
        click.echo(fault)
    if found:
        click.echo("The database is damaged. Restore the newest backup: quizapp db restore FILE")
        ctx.exit(1)
    click.echo("The database is whole.")


@db.command()
@click.argument("source", required=False, type=click.Path(path_type=Path))
def copy(source: Path | None) -> None:
    """Copy an SQLite database into the empty one that DATABASE_URL names; stop the server first.

    SOURCE is the file (default: quizapp.db in QUIZAPP_DATA). Every row is read back and compared; when one
    differs, nothing is copied.
    """
    settings = read_settings()
    file = source or settings.data / "quizapp.db"
    if not file.is_file():
        raise QuizError(f"{file}: there is no such file. Name the SQLite database to copy.")
    old = replace(settings, database_url=f"sqlite:///{file.absolute().as_posix()}")
    if settings.database_url == old.database_url:
        raise QuizError(
            "DATABASE_URL does not say where to copy to. Set it to the new database, for instance "
            "postgresql://user:password@host/name."
        )
    with open_store(old) as was, open_store(settings) as new:
        counts = copy_database(was.engine, new.engine)
    for table, count in counts.items():
        click.echo(f"{count:>9,}  {table}")
    click.echo(f"Copied and compared {counted(sum(counts.values()), 'row')}. {file} is as it was.")
