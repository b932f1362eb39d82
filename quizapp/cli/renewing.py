"""``quizapp renew``: a bank whose document has changed; edits and ids of what did not change stay."""

from pathlib import Path

import click

from quizapp.banks import bank_problems, read_bank, write_bank
from quizapp.banks.comparing import Change, compare
from quizapp.banks.reading import LARGEST_BANK
from quizapp.cli.counting import counted
from quizapp.cli.documents import as_option
from quizapp.cli.files import BANK_EXPECTED, read_file, write_file
from quizapp.cli.generating import documents_at
from quizapp.cli.progress import progress
from quizapp.errors import FileProblems
from quizapp.generate import generate
from quizapp.generate.renewal import Renewed, renew
from quizapp.model.bank import Bank

SIGNS = {"new": "+", "changed": "~", "gone": "-"}


@click.command("renew")
@click.argument("bank_file", metavar="BANK.yaml", type=click.Path(path_type=Path))
@click.argument("files", metavar="FILE...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the renewed bank (may be BANK.yaml)."
)
@click.option(
    "--keep", metavar="ID", multiple=True, help="Keep this question, whatever became of its passage."
)
@click.option("--leave-out", metavar="ID", multiple=True, help="Leave this new question out.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, other questions.")
@as_option
def renew_command(
    bank_file: Path,
    files: tuple[Path, ...],
    output: Path | None,
    keep: tuple[str, ...],
    leave_out: tuple[str, ...],
    seed: int,
    reader: str | None,
) -> None:
    """Make a bank again from its changed document; prints what is new, changed and gone.

    Edited questions stay, and so does every question whose passage is as it was, with its id. Without -o nothing is
    written.
    """
    old = read_bank(read_file(bank_file, BANK_EXPECTED, LARGEST_BANK), str(bank_file))
    documents = documents_at(files, reader)
    with progress("Making questions") as line:
        fresh = generate(documents, seed=seed, progress=line.show if line else None).bank
    renewed = renew(old, fresh, frozenset(keep), frozenset(leave_out))
    problems = bank_problems(renewed.bank)
    if problems:
        raise FileProblems(problems)
    click.echo(told(old, renewed))
    if output is None:
        click.echo("Nothing was written; name a file with -o.")
        return
    write_file(output, write_bank(renewed.bank).encode())
    click.echo(f"Wrote {output}: {counted(len(renewed.bank.questions), 'question')}.")


def told(old: Bank, renewed: Renewed) -> str:
    """Say what changed, a line a question, with its remark below."""
    changes = [change for change in compare(old, renewed.bank) if change.id]
    lines: list[str] = []
    for change in changes:
        lines.append(f"{SIGNS[change.what]} {change.id}  {change.prompt}")
        fields = named(change)
        lines += [f"    {text}" for text in (fields, renewed.remarks.get(change.id, "")) if text]
    touched = {change.id for change in changes}
    kept = sum(question.id not in touched for question in renewed.bank.questions)
    counts = ", ".join(f"{sum(change.what == what for change in changes)} {what}" for what in SIGNS)
    return "\n".join([*lines, f"{counted(kept, 'question')} as before; {counts}."])


def named(change: Change) -> str:
    """Name the fields that changed."""
    if change.what != "changed":
        return ""
    return f"changed: {', '.join(field.name.lower() for field in change.fields)}"
