"""``quizapp import`` and ``quizapp export``: banks into the library, banks and scores out of it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from quizapp.banks import read_bank
from quizapp.banks.reading import LARGEST_BANK
from quizapp.cli.files import BANK_EXPECTED, read_file, write_file
from quizapp.cli.opening import open_store
from quizapp.errors import NotFound, QuizError
from quizapp.formats.scores import SCORES
from quizapp.services import accounts, library, quiz_settings, teach
from quizapp.services.accounts import User
from quizapp.storage.store import Store

as_user = click.option(
    "--as-user", metavar="LOGIN", help="Whose library (default: the only account there is)."
)
out_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write (default: the screen).",
)


def chosen_user(store: Store, login: str | None) -> User:
    """Find the account to act for. Raises QuizError when it has to be named."""
    users = accounts.list_users(store)
    if login is not None:
        for user in users:
            if user.login == login:
                return user
        raise NotFound(f"There is no account {login!r}. See: quizapp users list")
    if len(users) == 1:
        return users[0]
    if not users:
        raise QuizError("There is no account yet. Make one: quizapp users add LOGIN")
    raise QuizError("There are several accounts. Say whose library: --as-user LOGIN")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--publish", is_flag=True, help="Publish it at once and print the join code.")
@as_user
def import_(file: Path, publish: bool, as_user: str | None) -> None:
    """Bring a bank (YAML) into the library, as the next version of the bank with that id."""
    now = datetime.now(UTC)
    new = read_bank(read_file(file, BANK_EXPECTED, LARGEST_BANK), str(file))
    with open_store() as store:
        user = chosen_user(store, as_user)
        done = library.import_bank(store, new, user, now)
        click.echo(
            f"{done.slug}: version {done.version} is in the library."
            if done.is_new
            else f"{done.slug}: version {done.version} says the same already; nothing changed."
        )
        if publish:
            click.echo(f"Published: /quiz/{teach.publish(store, user, done.slug, now)}")


@click.group()
def export() -> None:
    """Write scores or a bank to a file."""


@export.command()
@click.argument("code")
@click.option("--format", "format_name", type=click.Choice(list(SCORES)), default="csv", show_default=True)
@out_option
@as_user
def scores(code: str, format_name: str, output: Path | None, as_user: str | None) -> None:
    """Write the scores of the quiz with the join code CODE, a row an attempt."""
    with open_store() as store:
        user = chosen_user(store, as_user)
        quiz_settings.settle(store, user, code, datetime.now(UTC))  # attempts whose time is over count too
        done = teach.export_scores(store, user, code, format_name)
    write_out(done.data, output)


@export.command()
@click.argument("bank_id", metavar="BANK")
@click.option("--format", "format_name", type=click.Choice(["yaml"]), default="yaml", show_default=True)
@out_option
@as_user
def bank(bank_id: str, format_name: str, output: Path | None, as_user: str | None) -> None:
    """Write the newest version of BANK."""
    with open_store() as store:
        text = library.bank_text(store, bank_id, chosen_user(store, as_user))
    write_out(text.encode(), output)


def write_out(data: bytes, output: Path | None) -> None:
    """Write to the screen, or to a file that is either whole or as it was before."""
    if output is None:
        click.echo(data, nl=False)
        return
    write_file(output, data)
    click.echo(f"Wrote {output}.", err=True)
