"""A table written as text whose cells can be changed one by one; every other byte stays as it was."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizapp.errors import FileProblems, Problem
from quizapp.formats.readers.decoding import BINARY_KINDS
from quizapp.formats.readers.delimiters import delimiter_of

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
QUOTE = '"'
ADVICE = "Export the gradebook as CSV and choose that file."


@dataclass(frozen=True)
class Cell:
    """A cell: where it stands in the text with its quotation marks (``end`` excluded), and what it says."""

    start: int
    end: int
    value: str
    quoted: bool


@dataclass(frozen=True)
class Line:
    """A record; ``number`` counts the lines of the file from 1."""

    number: int
    cells: tuple[Cell, ...]

    def value(self, place: int) -> str:
        """Give what a cell says; "" where there is none."""
        return self.cells[place].value.strip() if place < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A file as text: ``mark`` is its byte order mark."""

    text: str
    encoding: str
    mark: bytes
    delimiter: str
    lines: tuple[Line, ...]


def read_sheet(data: bytes, file: str) -> Sheet:
    """Read a table: UTF-8, UTF-16 or Windows-1252; cells between commas, semicolons, tabs or bars.

    Raises FileProblems.
    """
    for magic, kind in BINARY_KINDS:
        if data.startswith(magic):
            raise FileProblems([Problem(f"is {kind}, not a table written as text. {ADVICE}", file)])
    mark, encoding = encoding_of(data)
    text = decoded(data[len(mark) :], encoding)
    if text is None:
        raise FileProblems([Problem(f"is not text that can be read. {ADVICE} UTF-8 is best.", file)])
    if not text.strip():
        raise FileProblems([Problem(f"is empty. {ADVICE}", file)])
    delimiter, _ = delimiter_of(text)
    return Sheet(text, encoding, mark, delimiter, tuple(lines_of(text, delimiter, file)))


def encoding_of(data: bytes) -> tuple[bytes, str]:
    """Give the byte order mark and the encoding."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return mark, encoding
    if b"\0" in data[:4000]:
        return b"", "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    return b"", "utf-8" if decoded(data, "utf-8") is not None else "cp1252"


def decoded(data: bytes, encoding: str) -> str | None:
    """Give the text of bytes; None when it would not give the same bytes again, or is no text."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data and "\0" not in text else None
    except UnicodeError:
        return None


def lines_of(text: str, delimiter: str, file: str) -> Iterator[Line]:
    """Cut a text into records and cells; empty lines are left out. Raises FileProblems for a mark never closed."""
    place, number = 0, 1
    while place < len(text):
        cells, first = [], number
        while True:
            cell = cell_at(text, place, delimiter)
            if cell is None:
                message = 'begins a cell with a quotation mark (") that is never closed.'
                raise FileProblems([Problem(message, file, number)])
            cells.append(cell)
            number += newlines(text, place, cell.end)
            place = cell.end
            if text[place : place + 1] != delimiter:
                break
            place += 1
        end = place + (2 if text.startswith("\r\n", place) else 1)
        number, place = number + 1, end
        if len(cells) > 1 or cells[0].start < cells[0].end:
            yield Line(first, tuple(cells))


def cell_at(text: str, start: int, delimiter: str) -> Cell | None:
    """Read the cell that begins at ``start``; None when its quotation mark is never closed."""
    place, value = start, ""
    quoted = text.startswith(QUOTE, start)
    if quoted:
        place += 1
        while True:
            close = text.find(QUOTE, place)
            if close < 0:
                return None
            value += text[place:close]
            place = close + 1
            if not text.startswith(QUOTE, place):
                break
            value, place = value + QUOTE, place + 1
    end = min(found for sign in (delimiter, "\r", "\n") if (found := index(text, sign, place)) >= 0)
    return Cell(start, end, value + text[place:end], quoted)


def index(text: str, sign: str, place: int) -> int:
    """Give where a sign comes next, the end of the text when it does not."""
    found = text.find(sign, place)
    return len(text) if found < 0 else found


def newlines(text: str, start: int, end: int) -> int:
    """Count the ends of lines inside a cell."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def write_sheet(sheet: Sheet, changes: Mapping[tuple[int, int], str]) -> bytes:
    """Give the file with other values in some cells, by (index of the line, place of the cell).

    A place after the last cell of its line adds a cell. A changed cell keeps its quotation marks; an added one has them
    where the one before it has. Raises QuizError's FileProblems for a value that the encoding does not have.
    """
    pieces, done = [], 0
    for (row, place), value in sorted(changes.items()):
        cells = sheet.lines[row].cells
        if place < len(cells):
            start, end, text = (
                cells[place].start,
                cells[place].end,
                written(value, cells[place].quoted, sheet),
            )
        else:
            start = end = cells[-1].end
            text = sheet.delimiter + written(value, cells[-1].quoted, sheet)
        pieces += [sheet.text[done:start], text]
        done = end
    whole = "".join([*pieces, sheet.text[done:]])
    try:
        return sheet.mark + whole.encode(sheet.encoding)
    except UnicodeEncodeError as e:
        sign = e.object[e.start : e.end]
        raise FileProblems(
            [Problem(f"is in {sheet.encoding}, which has no {sign!r}. Take another heading.")]
        ) from e


def written(value: str, quoted: bool, sheet: Sheet) -> str:
    """Give a value as a cell has it."""
    if quoted or any(sign in value for sign in (sheet.delimiter, QUOTE, "\r", "\n")):
        return QUOTE + value.replace(QUOTE, QUOTE * 2) + QUOTE
    return value
