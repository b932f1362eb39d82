"""``quizapp import`` and ``quizapp export``: questions into the library, banks and scores out of it."""

from collections.abc import Sequence
from dataclasses import replace
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
from quizapp.services import accounts, exchange, exporting, filling, library, quiz_settings, teach
from quizapp.services.accounts import User
from quizapp.services.filling import Filled, FillWish, Scale
from quizapp.storage.store import Store

GRADEBOOK_EXPECTED = "a gradebook file (CSV) of Canvas, Moodle, Blackboard or a spreadsheet"
LARGEST_GRADEBOOK = 8 * 1024 * 1024
"""Bytes: many times a gradebook of 5,000 learners."""

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
@click.option(
    "--roster",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Gradebook file of Canvas, Moodle, Blackboard …: write the same file with one column filled.",
)
@click.option(
    "--column", help="Heading of the column to fill in the roster (default: the one with the quiz's title)."
)
@click.option("--new-column", help="Heading of a column to add to the roster instead.")
@click.option(
    "--scale",
    type=click.Choice([scale.value for scale in Scale]),
    help="What to write into the roster (default: scaled where it says what the column is out of, else points).",
)
@click.option("--overwrite", is_flag=True, help="Overwrite what stands in the column already.")
@out_option
@as_user
def scores(
    code: str,
    format_name: str,
    roster: Path | None,
    column: str | None,
    new_column: str | None,
    scale: str | None,
    overwrite: bool,
    output: Path | None,
    as_user: str | None,
) -> None:
    """Write the scores of the quiz with the join code CODE, or fill them into a gradebook file.

    With --roster, who is not found or in doubt is listed, and left as it was.
    """
    with open_store() as store:
        user = chosen_user(store, as_user)
        quiz_settings.settle(store, user, code, datetime.now(UTC))  # attempts whose time is over count too
        if roster is None:
            write_out(exporting.export_scores(store, user, code, format_name).data, output)
            return
        data = read_file(roster, GRADEBOOK_EXPECTED, LARGEST_GRADEBOOK)
        wish = FillWish(
            filling.NEW if new_column else None, new_column or "", Scale(scale) if scale else None, overwrite
        )
        if column is not None:
            wish = replace(wish, place=filling.place_of(data, str(roster), column))
        filled = filling.fill(store, user, code, data, str(roster), wish)
    write_out(filled.data, output)
    tell(filled)


def tell(filled: Filled) -> None:
    """Say what was filled and what was not, beside the file."""
    what = "a new column" if filled.place == filling.NEW else "the column"
    click.echo(f"{counted(len(filled.written), 'score')} written into {what} {filled.heading!r}.", err=True)
    show(
        "Left as they are, in doubt:", [f"line {one.line}, {one.name}: {why}" for one, why in filled.doubtful]
    )
    show(
        "In the file, and nobody fits:",
        [f"line {one.line}, {one.name or one.login}" for one in filled.nobody],
    )
    show(
        "Kept, something else stands there:",
        [f"line {row.line}, {row.name}: {row.before}" for row in filled.kept],
    )
    show("Nothing handed in:", [f"line {row.line}, {row.name}" for row in filled.unfinished])
    show("In no line of the file:", filled.left)


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
