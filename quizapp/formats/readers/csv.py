"""Tables as text (CSV, TSV, any delimiter): the header says which columns hold questions and answers."""

import csv
from collections.abc import Iterator, Sequence

from quizapp.errors import FileProblems, Problem
from quizapp.formats.readers.columns import find_columns
from quizapp.formats.readers.delimiters import delimiter_of
from quizapp.formats.readers.draft import Draft, collapse, short
from quizapp.formats.readers.questions import is_asked, without_answer_label, without_label
from quizapp.formats.readers.values import clean_value
from quizapp.model.document import Pair

LONGEST_FIELD = 1_000_000
SEPARATOR_LINE = "sep="

Row = tuple[int, list[str]]


def read(text: str, file: str) -> Draft:
    """Read a pair a row. Raises FileProblems without columns for both, or where the quotes do not end."""
    text = text.lstrip("\ufeff")
    skipped = 0
    delimiter = ""
    if text.lower().startswith(SEPARATOR_LINE):  # Excel's own way to name the delimiter
        first, _, text = text.partition("\n")
        delimiter, skipped = first[len(SEPARATOR_LINE) :][:1], 1
    draft = Draft()
    rows = rows_of(text, delimiter or delimiter_of(text)[0], file, skipped, draft)
    if not rows:
        return draft
    question, answer, body = columns_of(rows, file)
    for line, cells in body:
        add(line, cells, question, answer, draft, file)
    return draft


def rows_of(text: str, delimiter: str, file: str, skipped: int, draft: Draft) -> list[Row]:
    """Give the rows that are not empty, with the line where each begins.

    Raises FileProblems for quotes that do not end.
    """
    csv.field_size_limit(LONGEST_FIELD)
    try:
        return list(numbered(text, delimiter, skipped, strict=True))
    except Unfinished as e:
        message = "a text in quotes begins here and does not end; the file is cut off, or a quote is missing."
        raise FileProblems([Problem(message, file, e.line)]) from e
    except csv.Error:
        pass
    try:
        return list(numbered(text, delimiter, skipped, strict=False))
    except csv.Error as e:
        raise FileProblems([Problem(f"is not a valid table: {e}; is a quote missing?", file)]) from e


class Unfinished(Exception):
    """The text ends within quotes; ``line`` is where the row began."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


def numbered(text: str, delimiter: str, skipped: int, strict: bool) -> Iterator[Row]:
    """Give line and cells of each row that is not empty."""
    reader = csv.reader(
        text.splitlines(keepends=True), delimiter=delimiter, strict=strict, skipinitialspace=True
    )
    line = skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + skipped + 1
    except csv.Error as e:
        if "end of data" in str(e):
            raise Unfinished(line) from e
        raise


def columns_of(rows: Sequence[Row], file: str) -> tuple[int, int, Sequence[Row]]:
    """Give the numbers of the two columns and the rows below the header.

    Raises FileProblems naming the columns that are there.
    """
    head = [collapse(cell) for cell in rows[0][1]]
    header_asks = any(is_asked(cell) for cell in head)
    names = [name or f"column {n}" for n, name in enumerate(head, 1)]
    names = [name if names.index(name) == n else f"{name} ({n + 1})" for n, name in enumerate(names)]
    if not header_asks:
        found = find_columns(
            [dict(zip(names, cells, strict=False)) for _, cells in rows[1:201]] or [dict.fromkeys(names, "")]
        )
        if found:
            return names.index(found[0]), names.index(found[1]), rows[1:]
    plain = [{str(n): cell for n, cell in enumerate(cells)} for _, cells in rows[:200]]
    found = find_columns(plain) if header_asks or len(rows) == 1 else None
    if found:
        return int(found[0]), int(found[1]), rows
    columns = ", ".join(f"“{short(name)}”" for name in names[:12])
    message = (
        f"has no columns of questions and answers; its columns are: {columns}. "
        "Name one “question” and one “answer” in the first row."
    )
    raise FileProblems([Problem(message, file, rows[0][0])])


def add(line: int, cells: list[str], question: int, answer: int, draft: Draft, file: str) -> None:
    """Add the pair of a row, or a remark that it has none."""
    if len(cells) <= question or not cells[question].strip():
        message = "a row without a question; left out."
        draft.problems.append(
            Problem(message, file, line, f"“{short(collapse(' '.join(cells)))}”", grave=False)
        )
        return
    asked = without_label(collapse(clean_value(cells[question])))
    told = without_answer_label(clean_value(cells[answer])) if len(cells) > answer else ""
    draft.pairs.append(Pair(asked, told, line))
