"""``quizapp mark``: JSON lines or CSV with answers in, the same lines with marks out."""

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

import click

from quizapp.cli.counting import counted
from quizapp.cli.files import STANDARD_INPUT, read_file, read_input
from quizapp.cli.marking_csv import read_sheet, records, write_sheet
from quizapp.cli.progress import progress
from quizapp.errors import FileProblems, Problem
from quizapp.grade import USUAL, mark_text
from quizapp.model.mark import Mark

LARGEST_FILE = 256 * 1024 * 1024
EXPECTED = "a file of JSON lines or CSV with answers"
SHOWN = 60


@dataclass(frozen=True)
class Task:
    """One answer to mark, and the whole line it stood in."""

    record: dict[str, Any]
    question: str
    references: tuple[str, ...]
    answer: str
    key_points: tuple[tuple[str, float], ...]


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the same lines with the marks, as JSON lines.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="The answers are CSV; print the same rows with the marks, as CSV."
)
@click.option(
    "--caution",
    type=click.FloatRange(0, 1),
    default=USUAL,
    show_default=True,
    help="Certainty below which a mark asks for a teacher: 0 never, 1 always.",
)
def mark(file: Path | None, as_json: bool, as_csv: bool, caution: float) -> None:
    """Mark answers, a JSON object a line: "question", "references", "answer"; without FILE from a pipe.

    A FILE.csv has the columns question, reference (reference_2 …) and answer. Several references are
    alternatives. "key_points" (a list of {"text", "weight"}), where given, replaces the points that quizapp
    would find in the references. Other keys and columns pass through. When a line is broken nothing is marked,
    and all broken lines are listed.
    """
    if file is None and sys.stdin.isatty():
        raise click.UsageError("Give a FILE, or pipe JSON lines in.")
    if as_json and as_csv:
        raise click.UsageError("Choose one of --json and --csv.")
    is_csv = as_csv or (file is not None and file.suffix.lower() == ".csv")
    data = read_file(file, EXPECTED, LARGEST_FILE) if file else read_input(EXPECTED, LARGEST_FILE)
    name = str(file) if file else STANDARD_INPUT
    sheet = read_sheet(data, name) if is_csv else None
    tasks = [task_of(record) for record in records(sheet)] if sheet else read_tasks(data, name)
    marks = mark_tasks(tasks, caution)
    if sheet and as_csv:
        click.echo(write_sheet(sheet, marks), nl=False)
    elif as_json:
        for task, (made, found) in zip(tasks, marks, strict=True):
            click.echo(json_line(task, made, found))
    else:
        click.echo(table([(task, made) for task, (made, _) in zip(tasks, marks, strict=True)]))


def mark_tasks(tasks: list[Task], caution: float) -> list[tuple[Mark, list[str]]]:
    """Mark every answer, and show how far it has come; give the marks and the points found."""
    marks: list[tuple[Mark, list[str]]] = []
    with progress("Marking") as line:
        for task in tasks:
            marks.append(
                mark_text(task.question, task.references, task.answer, task.key_points, caution=caution)
            )
            if line:
                line.show(len(marks), len(tasks))
    return marks


def task_of(record: dict[str, Any]) -> Task:
    """Give what a row of a CSV file asks for."""
    return Task(record, record["question"], tuple(record["references"]), record["answer"], ())


def read_tasks(data: bytes, file: str) -> list[Task]:
    """Read all lines. Raises FileProblems naming every broken one."""
    if b"\0" in data:
        raise FileProblems([Problem(f"is not text; expected {EXPECTED}.", file)])
    tasks: list[Task] = []
    problems: list[Problem] = []
    for number, row in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not row.strip():
            continue
        found = task_or_faults(row)
        if isinstance(found, Task):
            tasks.append(found)
        else:
            problems += [Problem(fault, file, number) for fault in found]
    if not tasks and not problems:
        problems.append(Problem(f"holds no line; expected {EXPECTED}.", file))
    if problems:
        raise FileProblems(problems)
    return tasks


def task_or_faults(row: bytes) -> Task | list[str]:
    """Give what a line asks for, or everything that is wrong with it."""
    try:
        record = json.loads(row.decode("utf-8"))
    except UnicodeDecodeError:
        return ["is not UTF-8 text."]
    except (ValueError, RecursionError) as e:
        return [f"is not JSON: {str(e).partition(': line')[0]}."]
    if not isinstance(record, dict):
        return ["must be an object: {“question”: …, “references”: […], “answer”: …}."]
    faults = [
        f"“{key}” must be text." for key in ("question", "answer") if not isinstance(record.get(key), str)
    ]
    given = record.get("key_points") or []
    if not is_points(given):
        faults.append("“key_points” must be a list of {“text”: text, “weight”: a number over 0}.")
        given = []
    references = record.get("references", [] if given else None)
    if not is_texts(references):
        faults.append("“references” must be a list of texts.")
    elif not any(text.strip() for text in references) and not given:
        faults.append("“references” holds nothing to mark against.")
    if faults or references is None:
        return faults
    points = tuple((point["text"], float(point.get("weight", 1))) for point in given)
    return Task(record, record["question"], tuple(references), record["answer"], points)


def is_texts(value: object) -> TypeGuard[list[str]]:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def is_points(value: object) -> bool:
    """Whether a value is a list of key points: a text each, and a weight over 0 where there is one."""
    return isinstance(value, list) and all(
        isinstance(point, dict)
        and isinstance(point.get("text"), str)
        and point["text"].strip()
        and is_weight(point.get("weight", 1))
        for point in value
    )


def is_weight(value: object) -> bool:
    """Whether a value is a finite number over 0."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf


def json_line(task: Task, made: Mark, found: list[str]) -> str:
    """Give the line with its mark; ``marked_points`` are the key points found in the answer."""
    record = {
        **task.record,
        "credit": round(made.credit, 4),
        "verdict": str(made.verdict),
        "confidence": round(made.confidence, 4),
        "needs_review": made.needs_review,
        "marked_points": found,
    }
    text = json.dumps(record, ensure_ascii=False)
    lone_surrogates = any("\ud800" <= char <= "\udfff" for char in text)
    return json.dumps(record) if lone_surrogates else text


def table(rows: list[tuple[Task, Mark]]) -> str:
    """Give the marks for people to read, a line an answer, and their sum."""
    lines = [f"{'credit':>6}  {'verdict':<15} {'sure':>5}  {'review':<6}  answer"]
    for task, made in rows:
        answer = " ".join(task.answer.split())
        answer = answer if len(answer) <= SHOWN else f"{answer[: SHOWN - 1]}…"
        review = "yes" if made.needs_review else ""
        figures = f"{made.credit:6.2f}  {made.verdict:<15} {made.confidence:5.0%}  {review:<6}"
        lines.append(f"{figures}  {printable(answer)}".rstrip())
    mean = sum(made.credit for _, made in rows) / len(rows)
    review_count = sum(made.needs_review for _, made in rows)
    lines.append("")
    lines.append(
        f"{counted(len(rows), 'answer')}, mean credit {mean:.2f}; {review_count:,} for a teacher to look at."
    )
    return "\n".join(lines)


def printable(text: str) -> str:
    """Replace what would steer a terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)
