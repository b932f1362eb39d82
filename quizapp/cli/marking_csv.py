"""Answers in a spreadsheet's CSV: read for ``quizapp mark``, and written back with the same columns and the marks."""

import csv
import io
import re
from dataclasses import dataclass

from quizapp.errors import FileProblems, Problem
from quizapp.model.mark import Mark

ADDED = ("credit", "verdict", "confidence", "needs_review", "marked_points")
"""The columns that marking adds; where the file has one already, it is filled anew."""

_REFERENCE = re.compile(r"references?[ _]?\d*$")
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its headings, its rows with the line each ends on, and what parts its cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str

    def column(self, name: str) -> int | None:
        """Give the place of a column by its heading in any case, or None."""
        low = [heading.strip().lower() for heading in self.headings]
        return low.index(name) if name in low else None

    @property
    def references(self) -> list[int]:
        """The places of the columns that hold references: "reference", "reference_2", "references" …"""
        return [i for i, name in enumerate(self.headings) if _REFERENCE.match(name.strip().lower())]


def read_sheet(data: bytes, file: str) -> Sheet:
    """Read a CSV file. Raises FileProblems naming every broken row, and every column that is missing."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num, tuple(row)) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as e:
        raise FileProblems([Problem(f"is not CSV: {e}.", file, reader.line_num)]) from None
    if not rows:
        raise FileProblems([Problem("holds no row; expected headings and answers.", file)])
    sheet = Sheet(rows[0][1], tuple(rows[1:]), delimiter)
    problems = [
        Problem(f"has no column “{name}”; the headings are {', '.join(sheet.headings)}.", file, rows[0][0])
        for name in ("question", "answer")
        if sheet.column(name) is None
    ]
    if not sheet.references:
        problems.append(
            Problem("has no column “reference” (more may follow: “reference_2” …).", file, rows[0][0])
        )
    if len({name.strip().lower() for name in sheet.headings}) < len(sheet.headings):
        problems.append(Problem("has two columns of the same name.", file, rows[0][0]))
    if not sheet.rows:
        problems.append(Problem("holds headings and no answer.", file))
    for line, row in sheet.rows:
        if len(row) != len(sheet.headings):
            problems.append(
                Problem(f"has {len(row)} cells where the headings are {len(sheet.headings)}.", file, line)
            )
        elif sheet.references and not any(row[i].strip() for i in sheet.references):
            problems.append(Problem("has no reference to mark against.", file, line))
    if problems:
        raise FileProblems(problems)
    return sheet


def records(sheet: Sheet) -> list[dict[str, object]]:
    """Give each row as the object that a JSON line would be, with its cells as further keys."""
    asked, said = sheet.column("question"), sheet.column("answer")
    return [
        {
            **dict(zip(sheet.headings, row, strict=True)),
            "question": row[asked or 0],
            "answer": row[said or 0],
            "references": [row[i] for i in sheet.references if row[i].strip()],
        }
        for _, row in sheet.rows
    ]


def write_sheet(sheet: Sheet, marks: list[tuple[Mark, list[str]]]) -> str:
    """Give the same rows with the marks in columns after them."""
    kept = [i for i, name in enumerate(sheet.headings) if name.strip().lower() not in ADDED]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sheet.delimiter, lineterminator="\n")
    writer.writerow([*(sheet.headings[i] for i in kept), *ADDED])
    for (_, row), (made, found) in zip(sheet.rows, marks, strict=True):
        figures = [round(made.credit, 4), made.verdict, round(made.confidence, 4)]
        writer.writerow(
            [*(row[i] for i in kept), *figures, "yes" if made.needs_review else "no", " | ".join(found)]
        )
    return out.getvalue()
