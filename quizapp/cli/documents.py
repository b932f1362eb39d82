"""``quizapp read``: a FAQ document as quizapp understands it."""

import json
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from quizapp.cli.counting import counted
from quizapp.cli.files import read_file
from quizapp.formats.readers import LARGEST_FILE, READERS, read_document
from quizapp.model.document import Document

EXPECTED = "a FAQ document"
WIDEST = 100
SMALLEST_INDENT = 4

as_option = click.option(
    "--as",
    "reader",
    type=click.Choice(list(READERS)),
    help="Read as this format instead of guessing.",
)


def document_at(path: Path, reader: str | None) -> Document:
    """Read the document at a path. Raises FileProblems or UnknownFormat."""
    return read_document(read_file(path, EXPECTED, LARGEST_FILE), path.name, reader)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def read(ctx: click.Context, file: Path, reader: str | None, as_json: bool) -> None:
    """Show a FAQ document as quizapp understands it: title, summary and pairs, then a report.

    Exits with 1 when something in it could not be used.
    """
    document = document_at(file, reader)
    click.echo(as_json_text(document) if as_json else as_page(document))
    if not as_json:
        for line in report(document):
            click.echo(line, err=True)
    if any(problem.grave for problem in document.problems):
        ctx.exit(1)


def report(document: Document) -> Iterator[str]:
    """Give the lines of the report: what must be mended, then remarks; none where there is nothing to say."""
    for title, grave in (("To mend", True), ("Remarks", False)):
        found = [problem for problem in document.problems if problem.grave == grave]
        if found:
            yield f"{title} ({len(found)}):"
            yield from map(str, found)


def as_json_text(document: Document) -> str:
    """Give a document as JSON; ``lines`` holds the line of each pair, ``places`` its place in words."""
    return json.dumps(
        {
            "file": document.file,
            "format": document.format,
            "sha256": document.sha256,
            "title": document.title,
            "summary": document.summary,
            "pairs": [{"question": pair.question, "answer": pair.answer} for pair in document.pairs],
            "lines": [pair.line for pair in document.pairs],
            "places": [pair.place for pair in document.pairs],
            "problems": [
                {
                    "message": problem.message,
                    "line": problem.line,
                    "where": problem.where,
                    "grave": problem.grave,
                }
                for problem in document.problems
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_page(document: Document) -> str:
    """Give a document for people to read: wrapped, questions numbered."""
    parts = [document.title, wrapped(document.summary, "")] if document.summary else [document.title]
    indent = " " * max(SMALLEST_INDENT, len(str(len(document.pairs))) + 2)
    for number, pair in enumerate(document.pairs, 1):
        question = wrapped(pair.question, indent, f"{number}.".ljust(len(indent)))
        parts.append(f"{question}\n{wrapped(pair.answer, indent)}")
    count = counted(len(document.pairs), "pair")
    parts.append(f"{count}, read as {READERS[document.format].title}.")
    return "\n\n".join(parts)


def wrapped(text: str, indent: str, first: str | None = None) -> str:
    """Wrap each line of a text to the terminal; ``first`` begins the first line instead of ``indent``."""
    width = min(WIDEST, max(40, shutil.get_terminal_size().columns))
    rows: list[str] = []
    for row in text.split("\n"):
        begin = indent if first is None or rows else first
        rows.append(textwrap.fill(row, width, initial_indent=begin, subsequent_indent=indent))
    return "\n".join(rows)
