"""A table of learners → rows with name, login, e-mail, id and extra time; what stands in other columns is left."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.errors import FileProblems, Problem
from quizapp.formats.readers.decoding import decode
from quizapp.formats.readers.delimiters import delimiter_of
from quizapp.formats.rosters.headings import are_headings, columns_of, plain
from quizapp.formats.scores.csv import guarded
from quizapp.model.timing import ExtraTime

EXPECTED = "expected a list of learners, one a row"
HEAD_ROWS = 10
"""Headings stand in one of the first rows; some systems write a title above them."""

NOBODY = ("points possible", "student test", "test student")
"""What stands where a name does in rows of a gradebook that are no learners."""

LONGEST_CELL = 20_000
"""Characters; a longer cell is what a quotation mark makes that nobody closed."""

NO_LIMIT = ("none", "no limit", "unlimited", "ohne", "ohne limit")

NO_HEADINGS = (
    "has no row of headings that says what the columns are. Put one on top, like: name, login, e-mail, id."
)
TOO_WIDE = "has more cells than there are headings. Does a name with a comma in it lack its quotation marks?"


@dataclass(frozen=True)
class RosterRow:
    """A learner on a roster; ``row`` counts from 1 as a spreadsheet does, ``extra`` None where nothing is said."""

    row: int
    name: str
    login: str = ""
    email: str = ""
    sis_id: str = ""
    extra: ExtraTime | None = None


@dataclass(frozen=True)
class Roster:
    """A roster as it was read: ``text`` is the file's, ``columns`` are (heading, what it was taken for)."""

    text: str
    rows: tuple[RosterRow, ...]
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


def read_roster(data: bytes, file: str = "") -> Roster:
    """Read a table in any of the usual shapes, or a plain list of names or addresses.

    Raises FileProblems with everything that cannot be read.
    """
    text = decode(data, file, EXPECTED)
    table = list(cells_of(text, file))
    head = next((place for place, (_, cells) in enumerate(table[:HEAD_ROWS]) if are_headings(cells)), None)
    if head is None:
        return Roster(text, tuple(listed(table, file)), (), ())
    headings = table[head][1]
    places = columns_of(headings)
    problems: list[Problem] = []
    turned = is_turned(headings, places, table[head + 1 :])
    rows = []
    for number, cells in table[head + 1 :]:
        if any(cells[len(headings) :]):
            problems.append(Problem(TOO_WIDE, file, where=f"row {number}"))
        found = row_of(number, cells, places, turned, problems, file)
        if found is not None:
            rows.append(found)
    if problems:
        raise FileProblems(problems)
    used = {place: what for what, place in places.items()}
    return Roster(
        text,
        tuple(rows),
        tuple((headings[place], used[place]) for place in sorted(used)),
        tuple(heading for place, heading in enumerate(headings) if place not in used and heading),
    )


def cells_of(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not empty, with their numbers."""
    delimiter, share = delimiter_of(text)
    if not share:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield number, [clean(line)]
        return
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter, skipinitialspace=True)
    try:
        for number, cells in enumerate(reader, 1):
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise csv.Error(f"a cell has more than {LONGEST_CELL:,} characters")
            cleaned = [clean(cell) for cell in cells]
            if any(cleaned):
                yield number, cleaned
    except csv.Error as e:
        message = f"cannot be read as a table from here on ({e}). Is a quotation mark missing?"
        raise FileProblems([Problem(message, file, reader.line_num)]) from e


def clean(cell: str) -> str:
    """Give a cell on one line, without the signs that stop spreadsheets eating zeros (``="007"``) and computing."""
    line = " ".join(cell.split())
    kept = re.fullmatch(r'="(.*)"', line)
    if kept:
        return kept.group(1)
    return line[1:] if line.startswith("'") and guarded(line[1:]) != line[1:] else line


def listed(table: Sequence[tuple[int, list[str]]], file: str) -> Iterator[RosterRow]:
    """Read a list without headings: one name or e-mail address a row. Raises FileProblems for a wider one."""
    wide = [number for number, cells in table if len(list(filter(None, cells))) > 1]
    if wide:
        raise FileProblems([Problem(NO_HEADINGS, file)])
    for number, cells in table:
        cell = next(filter(None, cells))
        yield RosterRow(number, cell, email=cell if is_address(cell) else "")


def is_address(text: str) -> bool:
    """Whether a text looks like an e-mail address."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None


def is_turned(
    headings: Sequence[str], places: dict[str, int], table: Sequence[tuple[int, list[str]]]
) -> bool:
    """Whether names stand as "Last, First", as Canvas writes them: under "Student", in every row."""
    place = places.get("name")
    if place is None or plain(headings[place]) not in ("student", "student name"):
        return False
    names = [cells[place] for _, cells in table if place < len(cells) and cells[place]]
    people = [name for name in names if plain(name) not in NOBODY]
    return bool(people) and all(", " in name for name in people)


def row_of(
    number: int,
    cells: Sequence[str],
    places: dict[str, int],
    turned: bool,
    problems: list[Problem],
    file: str,
) -> RosterRow | None:
    """Give one learner; None for a row that is nobody. What cannot be read is noted."""

    def cell(what: str) -> str:
        place = places.get(what)
        return cells[place] if place is not None and place < len(cells) else ""

    name = cell("name") or " ".join(filter(None, (cell("first"), cell("last"))))
    if plain(name) in NOBODY:
        return None
    if turned:
        last, _, first = name.rpartition(", ")
        name = " ".join(filter(None, (first, last)))
    login, email, sis_id = cell("login"), cell("email"), cell("id")
    if not (name or login or email or sis_id):
        return None
    try:
        extra = extra_in(cell("extra"))
    except ValueError:
        message = f"“{cell('extra')}” is no extra time; write 1.25, 1.5, 2, none, or leave it empty."
        problems.append(Problem(message, file, where=f"row {number}"))
        extra = None
    return RosterRow(number, name or login or email, login, email, sis_id, extra)


def extra_in(typed: str) -> ExtraTime | None:
    """Read extra time: a factor, or per cent of the time (125 %) or on top (+25 %). Raises ValueError."""
    text = typed.casefold().strip().replace(",", ".").replace("×", "").strip("x ")
    if not text:
        return None
    if text in NO_LIMIT:
        return ExtraTime.NO_LIMIT
    factor = float(text.removesuffix("%").strip())
    if text.endswith("%"):
        factor = factor / 100 + (factor <= 100 and (text.startswith("+") or factor < 100))
    return ExtraTime(f"{factor:g}")
