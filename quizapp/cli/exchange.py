"""``quizapp import`` and ``quizapp export``: questions into the library, banks and scores out of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from quizapp.banks import read_bank
from quizapp.banks.reading import LARGEST_BANK
from quizapp.cli.checking import Finding, as_page
from quizapp.cli.counting import counted
from quizapp.cli.files import BANK_EXPECTED, read_file, write_file
from quizapp.cli.opening import open_store
from quizapp.errors import NotFound, Problem, QuizError
from quizapp.formats.banks import BANK_FORMATS, LARGEST_FILE, read_questions
from quizapp.formats.scores import SCORES
from quizapp.generate.check import check, guess_rates
from quizapp.services import accounts, exchange, library, quiz_settings, teach
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
@click.option(
    "--format",
    "format_name",
    type=click.Choice([name for name, format_ in BANK_FORMATS.items() if format_.reader]),
    help="Format of the file (default: what it looks like).",
)
@click.option("--id", "bank_id", default="", help="Id of the bank (default: what the file says).")
@click.option("--title", default="", help="Title of the bank (default: what the file says).")
@click.option("--publish", is_flag=True, help="Publish it at once and print the join code.")
@as_user
def import_(
    file: Path, format_name: str | None, bank_id: str, title: str, publish: bool, as_user: str | None
) -> None:
    """Bring a bank, or questions from another system, into the library.

    They become the next version of the bank with their id. Questions from another system are checked like our own
    (quizapp check); what has no equal here is listed.
    """
    now = datetime.now(UTC)
    found = read_questions(
        read_file(file, BANK_EXPECTED, LARGEST_FILE), str(file), format_name, bank_id, title
    )
    with open_store() as store:
        user = chosen_user(store, as_user)
        done = library.import_bank(store, found.bank, user, now)
        click.echo(
            f"{done.slug}: version {done.version} is in the library."
            if done.is_new
            else f"{done.slug}: version {done.version} says the same already; nothing changed."
        )
        if publish:
            click.echo(f"Published: /quiz/{teach.publish(store, user, done.slug, now)}")
    if found.is_foreign:
        show(f"{counted(len(found.remarks), 'remark')} on what came in:", found.remarks)
        click.echo(
            "\n" + as_page(Finding(str(file), found.bank, (), check(found.bank), guess_rates(found.bank)))
        )


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
@click.option(
    "--format", "format_name", type=click.Choice(list(BANK_FORMATS)), default="yaml", show_default=True
)
@click.option(
    "--only-fitting",
    is_flag=True,
    help="Leave out questions that the format would have to cut, and list them.",
)
@out_option
@as_user
def bank(
    bank_id: str, format_name: str, only_fitting: bool, output: Path | None, as_user: str | None
) -> None:
    """Write the newest version of BANK in the library, or a bank file (BANK.yaml)."""
    path = Path(bank_id)
    if path.suffix in (".yaml", ".yml"):
        found = read_bank(read_file(path, BANK_EXPECTED, LARGEST_BANK), bank_id)
        done = exchange.file_of(found, format_name, only_fitting=only_fitting)
    else:
        with open_store() as store:
            user = chosen_user(store, as_user)
            done = exchange.export_bank(store, user, bank_id, format_name, only_fitting)
    write_out(done.data, output)
    show(f"{counted(len(done.left_out), 'question')} left out:", done.left_out)
    show("What this format does not carry:", done.lost)


def show(title: str, lines: Sequence[str | Problem]) -> None:
    """List something beside the file, for people, if there is anything to list."""
    if lines:
        click.echo("\n".join([title, *(f"  {line}" for line in lines)]), err=True)


def write_out(data: bytes, output: Path | None) -> None:
    """Write to the screen, or to a file that is either whole or as it was before."""
    if output is None:
        click.echo(data, nl=False)
        return
    write_file(output, data)
    click.echo(f"Wrote {output}.", err=True)
