"""``quizapp generate``: FAQ documents in, bank files out, and a report of what was made and what was not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import click

from quizapp.banks import bank_problems, split_bank, write_bank
from quizapp.cli.counting import counted
from quizapp.cli.documents import as_option, document_at
from quizapp.cli.files import write_file
from quizapp.cli.progress import progress
from quizapp.errors import FileProblems, QuizError
from quizapp.generate import Generated, generate
from quizapp.generate.difficulty import levels
from quizapp.model.bank import Bank
from quizapp.model.document import Document
from quizapp.model.ids import kebab

MOST_QUESTIONS = 1_000
"""Questions that one bank may get."""
MANY_PAIRS = 200
"""Pairs from which a bank could get too many questions, so that the best are asked for."""


@click.command("generate")
@click.argument("files", metavar="FILE...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="BANK.yaml",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Bank file to write.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="Another number makes another selection."
)
@click.option(
    "--questions", type=click.IntRange(min=1), help="Only the best N, well spread over the documents."
)
@click.option(
    "--all", "take_all", is_flag=True, help=f"From every pair; more than {MOST_QUESTIONS:,}: several banks."
)
@as_option
@click.option("--id", "bank_id", metavar="ID", help="Id of the bank (default: from the first document).")
@click.option("--title", help="Title of the bank (default: from the first document).")
def generate_command(
    files: tuple[Path, ...],
    output: Path,
    seed: int,
    questions: int | None,
    take_all: bool,
    reader: str | None,
    bank_id: str | None,
    title: str | None,
) -> None:
    """Make a bank of questions from FAQ documents; prints what was made, what was refused and why.

    The same files and --seed give the same bytes.
    """
    if take_all and questions is not None:
        raise click.UsageError("--all and --questions exclude each other.")
    if not output.parent.is_dir():
        raise QuizError(f"{output}: there is no folder {output.parent}; make it first.")
    documents = documents_at(files, reader)
    if not take_all and questions is None and sum(len(document.pairs) for document in documents) > MANY_PAIRS:
        questions = MOST_QUESTIONS
    with progress("Making questions") as line:
        made = generate(
            documents,
            seed=seed,
            questions=questions,
            bank_id=kebab(bank_id) if bank_id else None,
            progress=line.show if line else None,
        )
    bank = replace(made.bank, title=title) if title else made.bank
    if not bank.questions:
        raise QuizError("\n".join(["No question could be made; nothing was written.", *refusals(made)]))
    written = write_banks(bank, output)
    click.echo(report(made, documents, written))


def documents_at(files: Sequence[Path], reader: str | None) -> list[Document]:
    """Read all documents; remarks go to the error stream. Raises FileProblems with those of every file."""
    documents: list[Document] = []
    errors: list[QuizError] = []
    for file in files:
        try:
            documents.append(document_at(file, reader))
        except QuizError as e:
            errors.append(e)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise QuizError("\n".join(str(error) for error in errors))
    for document in documents:
        for problem in document.problems:
            click.echo(str(problem), err=True)
    return documents


def write_banks(bank: Bank, output: Path) -> list[tuple[Path, Bank]]:
    """Write the bank, or several where it is too large; nothing is written when one has problems."""
    banks = split_bank(bank, MOST_QUESTIONS)
    problems = [problem for part in banks for problem in bank_problems(part)]
    if problems:
        raise FileProblems([replace(problem, file=output.name) for problem in problems])
    if len(banks) == 1:
        named = [(output, bank)]
    else:
        named = [
            (output.with_name(f"{output.stem}-{number}{output.suffix}"), part)
            for number, part in enumerate(banks, 1)
        ]
    for path, part in named:
        write_file(path, write_bank(part).encode())
    return named


def report(made: Generated, documents: Sequence[Document], written: list[tuple[Path, Bank]]) -> str:
    """Say what was written, by which families, and what was not made and why."""
    pairs = sum(len(document.pairs) for document in documents)
    lines = [f"Wrote {path}: {contents(bank)}." for path, bank in written]
    lines[-1] = f"{lines[-1][:-1]}, from {counted(pairs, 'pair')}."
    families = Counter(question.family for question in made.bank.questions if question.family)
    if families:
        lines.append(
            f"Families: {', '.join(f'{name} {count:,}' for name, count in sorted(families.items()))}."
        )
    made_levels = levels(made.bank)
    if any(made_levels.values()):
        counts = ", ".join(f"{name} {count:,}" for name, count in made_levels.items() if count)
        lines.append(f"Difficulty of the multiple-choice questions, as far as can be told: {counts}.")
    lines += made.notes
    lines += refusals(made)
    return "\n".join(lines)


def contents(bank: Bank) -> str:
    """Count the questions of a bank by their kinds."""
    count = Counter(question.kind for question in bank.questions)
    kinds = (f"{count['multiple_choice']:,} multiple choice", f"{count['short_answer']:,} short answer")
    return f"{counted(len(bank.questions), 'question')} ({', '.join(kinds)})"


def refusals(made: Generated) -> list[str]:
    """Give the refusals, the reasons under the pair that they are about."""
    if not made.refusals:
        return []
    lines = ["", "Not made:"]
    for (_, asked), group in groupby(made.refusals, key=lambda refusal: (refusal.passage, refusal.question)):
        lines.append(f"  {asked}")
        reasons = Counter(refusal.reason for refusal in group)
        lines += [
            f"    {reason}{f' ({count} times)' if count > 1 else ''}" for reason, count in reasons.items()
        ]
    return lines
