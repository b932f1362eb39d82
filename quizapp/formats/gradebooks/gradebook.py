"""What a gradebook file of another system says: who its rows are, and which columns hold scores."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.errors import FileProblems, Problem
from quizapp.formats.gradebooks.sheet import Line, Sheet, read_sheet
from quizapp.formats.rosters.headings import are_headings, columns_of, plain

HEAD_LINES = 10
NOT_FOR_SCORES = frozenset(
    (
        "section", "root account", "integration id", "institution", "department", "city", "country", "notes",
        "group", "groups", "role", "status", "availability", "last access", "sis section id",
        "last downloaded from this course", "end of line indicator", "id", "user id", "student", "student id",
    )
)  # fmt: skip
"""Columns that are about people and courses."""
COMPUTED = re.compile(
    r"\b(current|final|override|unposted)\b.*\b(score|grade|points)\b"
    r"|\b(course|category) total\b|\((feedback|letter)\)",
    re.IGNORECASE,
)
"""Columns that the other system fills itself, and those for words."""
POINTS_ROW = "points possible"
READ_ONLY = "(read only)"
TOTAL = re.compile(r"\[\s*Total Pts:\s*([\d.,]+)", re.IGNORECASE)
DECORATION = re.compile(r"\[[^\]]*\]|\((?:\d+|real|percentage|points)\)|\|\s*\d+\s*$", re.IGNORECASE)
TEST_STUDENTS = ("student test", "test student")


@dataclass(frozen=True)
class ScoreColumn:
    """A column that may hold the scores; ``out_of`` is what the file says it is out of, ``fits`` by its heading."""

    place: int
    heading: str
    out_of: float | None
    fits: bool


@dataclass(frozen=True)
class FileLearner:
    """A learner's row: the index of its line, the line of the file, and what it says of the person."""

    index: int
    line: int
    name: str
    sis_id: str
    login: str
    email: str


@dataclass(frozen=True)
class GradebookFile:
    """A file as it was understood; ``points_index`` is the line that says what columns are out of, if there is one."""

    sheet: Sheet
    head_index: int
    points_index: int | None
    width: int
    columns: tuple[ScoreColumn, ...]
    learners: tuple[FileLearner, ...]


def read_gradebook(data: bytes, file: str, title: str) -> GradebookFile:
    """Read what Canvas, Moodle, Blackboard and others export; ``title`` is the quiz's, to find its column.

    Raises FileProblems with everything that is wrong.
    """
    sheet = read_sheet(data, file)
    heads = (
        n
        for n, line in enumerate(sheet.lines[:HEAD_LINES])
        if are_headings([cell.value for cell in line.cells])
    )
    head_index = next(heads, None)
    if head_index is None:
        message = (
            "has no line of headings that says which column holds names, logins, e-mail addresses or ids."
        )
        raise FileProblems([Problem(message, file, sheet.lines[0].number if sheet.lines else None)])
    head, rows = sheet.lines[head_index], list(enumerate(sheet.lines))[head_index + 1 :]
    uneven = [line for _, line in rows if len(line.cells) != len(head.cells)]
    if uneven:
        raise FileProblems([uneven_problem(line, len(head.cells), file) for line in uneven])
    points = next((index for index, line in rows if POINTS_ROW in line.value(0).casefold()), None)
    places = columns_of([cell.value for cell in head.cells])
    learners = tuple(learner_of(index, line, places) for index, line in rows if index != points)
    if not learners:
        raise FileProblems([Problem("has headings and no learner below them.", file)])
    columns = tuple(score_columns(head, None if points is None else sheet.lines[points], places, title))
    return GradebookFile(sheet, head_index, points, len(head.cells), columns, learners)


def uneven_problem(line: Line, width: int, file: str) -> Problem:
    """Say that a line does not have as many cells as there are headings."""
    return Problem(f"has {len(line.cells)} cells where the headings are {width}.", file, line.number)


def learner_of(index: int, line: Line, places: Mapping[str, int]) -> FileLearner:
    """Give the learner of a row."""
    said = {what: line.value(place) for what, place in places.items()}
    name = said.get("name") or " ".join(part for part in (said.get("first"), said.get("last")) if part)
    return FileLearner(
        index, line.number, name, said.get("id", ""), said.get("login", ""), said.get("email", "")
    )


def is_test_student(learner: FileLearner) -> bool:
    """Whether a row is the one that the other system made for trying out."""
    return plain(learner.name) in TEST_STUDENTS


def score_columns(
    head: Line, points: Line | None, places: Mapping[str, int], title: str
) -> list[ScoreColumn]:
    """Give the columns that may hold scores, in the order of the file."""
    found = []
    for place in range(len(head.cells)):
        heading = head.value(place)
        out_of_words = points.value(place) if points else ""
        if (
            place in places.values()
            or plain(heading) in NOT_FOR_SCORES
            or COMPUTED.search(heading)
            or READ_ONLY in out_of_words.casefold()
        ):
            continue
        total = TOTAL.search(heading)
        out_of = number_of(total.group(1) if total else out_of_words)
        found.append(ScoreColumn(place, heading, out_of, fits(heading, title)))
    return found


def fits(heading: str, title: str) -> bool:
    """Whether a heading speaks of the quiz with this title."""
    words, wanted = plain(DECORATION.sub(" ", heading)), plain(title)
    return bool(words) and bool(wanted) and (words == wanted or f" {wanted} " in f" {words} ")


def number_of(words: str) -> float | None:
    """Read a positive number; a decimal comma is understood. None for anything else."""
    try:
        number = float(words.strip().replace(",", "."))
    except ValueError:
        return None
    return number if 0 < number < 1e9 else None
