"""Roster in, scores out: a gradebook file of another system, with one column filled and nothing else changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.errors import QuizError
from quizapp.formats.gradebooks.gradebook import (
    FileLearner,
    GradebookFile,
    ScoreColumn,
    is_test_student,
    read_gradebook,
)
from quizapp.formats.gradebooks.sheet import write_sheet
from quizapp.formats.scores.csv import guarded
from quizapp.gradebook.learners import Learner
from quizapp.gradebook.matching import Known, match
from quizapp.gradebook.table import Row
from quizapp.services.accounts import User
from quizapp.services.cleaning import clean_line
from quizapp.services.gradebook import whole_class
from quizapp.storage.store import Store

NEW = -1
"""The place of a column that is added."""

LONGEST_HEADING = 120
FREE = ("", "-")
"""Cells with these are empty."""


class Scale(StrEnum):
    """What is written: points as they are, percent, or scaled to what the column is out of."""

    POINTS = "points"
    PERCENT = "percent"
    COLUMN = "column"


@dataclass(frozen=True)
class FillWish:
    """How to fill: the place of the column (NEW: add one; None: the one that fits the title, else add one).

    ``heading`` is of a new column, ``scale`` None chooses: scaled where the file says what the column is out of.
    """

    place: int | None = None
    heading: str = ""
    scale: Scale | None = None
    overwrite: bool = False


@dataclass(frozen=True)
class FilledRow:
    """A row of the file and what becomes of it: ``value`` is written; ``before`` stood there."""

    line: int
    name: str
    learner: str
    by: str
    before: str
    value: str


@dataclass(frozen=True)
class Filled:
    """The filled file, and the account of it. ``kept`` rows had something else in the cell, which stays.

    ``unfinished`` are learners found in the file who have handed nothing in; ``left`` learners without a row.
    """

    data: bytes
    columns: tuple[ScoreColumn, ...]
    place: int
    heading: str
    scale: Scale
    out_of: float | None
    written: tuple[FilledRow, ...]
    kept: tuple[FilledRow, ...]
    unfinished: tuple[FilledRow, ...]
    nobody: tuple[FileLearner, ...]
    doubtful: tuple[tuple[FileLearner, str], ...]
    left: tuple[str, ...]

    @property
    def above(self) -> int:
        """How many of the written scores are above what the column is out of."""
        if self.out_of is None:
            return 0
        return sum(float(row.value.replace(",", ".")) > self.out_of for row in self.written)


def fill(store: Store, teacher: User, code: str, data: bytes, file: str, wish: FillWish) -> Filled:
    """Fill the scores of a quiz into a file.

    Raises FileProblems with all that is wrong with the file, QuizError for a wish that it cannot meet, NotFound when
    the quiz is not the teacher's.
    """
    title, learners, scores = whole_class(store, teacher, code)
    book = read_gradebook(data, file, title)
    place, column = chosen_column(book, wish)
    scale = chosen_scale(column, wish)
    heading = column.heading if column else str(guarded(clean_line(wish.heading or title)[:LONGEST_HEADING]))
    rows = [learner for learner in book.learners if not is_test_student(learner)]
    found = match([known_row(one) for one in rows], [known_learner(one) for one in learners])
    changes: dict[tuple[int, int], str] = {}
    written, kept, unfinished = [], [], []
    for row_place, learner_place, by in found.matched:
        row, learner = rows[row_place], learners[learner_place]
        score = scores[learner_place]
        before = "" if place == NEW else book.sheet.lines[row.index].value(place)
        value = "" if score is None else value_of(score, scale, column, book.sheet.delimiter == ";")
        filled = FilledRow(row.line, row.name, learner.name, by, before, value)
        if not value:
            unfinished.append(filled)
        elif before not in FREE and before != value and not wish.overwrite:
            kept.append(filled)
        else:
            written.append(filled)
            changes[row.index, place if place != NEW else book.width] = value
    if place == NEW:
        changes = {**new_column(book, heading, scale, scores), **changes}
    return Filled(
        data=write_sheet(book.sheet, changes),
        columns=book.columns,
        place=place,
        heading=heading,
        scale=scale,
        out_of=column.out_of if column else None,
        written=tuple(written),
        kept=tuple(kept),
        unfinished=tuple(unfinished),
        nobody=tuple(rows[one] for one in found.nobody),
        doubtful=tuple((rows[one], why) for one, why in found.doubtful),
        left=tuple(learners[one].name for one in found.left),
    )


def place_of(data: bytes, file: str, heading: str) -> int:
    """Give the place of the column with a heading. Raises FileProblems, QuizError when none or several have it."""
    columns = read_gradebook(data, file, heading).columns
    exact = [column for column in columns if column.heading == heading]
    found = exact or [column for column in columns if column.fits]
    if len(found) == 1:
        return found[0].place
    there = ", ".join(column.heading for column in columns) or "none"
    how_many = "No column" if not found else f"{len(found)} columns"
    raise QuizError(f"{how_many} for scores with the heading {heading!r}. There are: {there}.")


def chosen_column(book: GradebookFile, wish: FillWish) -> tuple[int, ScoreColumn | None]:
    """Give the column to fill. Raises QuizError when there is none at the wanted place."""
    if wish.place is None:
        fitting = [column for column in book.columns if column.fits]
        return (fitting[0].place, fitting[0]) if len(fitting) == 1 else (NEW, None)
    if wish.place == NEW:
        return NEW, None
    for column in book.columns:
        if column.place == wish.place:
            return column.place, column
    raise QuizError("The file has no such column that scores may go into. Choose one of those shown.")


def chosen_scale(column: ScoreColumn | None, wish: FillWish) -> Scale:
    """Give what is written. Raises QuizError for a scale that the column does not have."""
    known = column is not None and column.out_of is not None
    if wish.scale is Scale.COLUMN and not known:
        raise QuizError("The file does not say what this column is out of. Choose points or percent.")
    return wish.scale or (Scale.COLUMN if known else Scale.POINTS)


def value_of(row: Row, scale: Scale, column: ScoreColumn | None, comma: bool) -> str:
    """Give a score as a cell has it; no grouping of thousands, a decimal comma where semicolons part the cells."""
    share = (row.score or 0.0) / row.out_of if row.out_of else 0.0
    if scale is Scale.PERCENT:
        value = 100 * share
    elif scale is Scale.COLUMN and column is not None and column.out_of is not None:
        value = column.out_of * share
    else:
        value = row.score or 0.0
    words = f"{value:.2f}".rstrip("0").rstrip(".")
    return words.replace(".", ",") if comma else words


def new_column(
    book: GradebookFile, heading: str, scale: Scale, scores: Sequence[Row | None]
) -> dict[tuple[int, int], str]:
    """Give the cells of a column that is added: its heading, what it is out of, and room in every row."""
    cells = {(learner.index, book.width): "" for learner in book.learners}
    cells[book.head_index, book.width] = heading
    if book.points_index is not None:
        most = max((row.out_of for row in scores if row is not None), default=0.0)
        cells[book.points_index, book.width] = "100" if scale is Scale.PERCENT else f"{most:g}"
    return cells


def known_row(row: FileLearner) -> Known:
    """Give what a row of the file says of a person."""
    return Known(row.name, row.sis_id, row.login, row.email)


def known_learner(learner: Learner) -> Known:
    """Give what is known of a learner."""
    member = learner.member
    return (
        Known(learner.name)
        if member is None
        else Known(member.name, member.sis_id, member.login, member.email)
    )
