"""Scores as CSV that spreadsheets open rightly: UTF-8 with a byte order mark, CRLF, no formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

from quizapp.formats.scores.layout import Cell, header, rows_of
from quizapp.gradebook.report import ScoreReport

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""With these a spreadsheet begins to compute (or skips them and looks at what follows)."""


def write(report: ScoreReport) -> bytes:
    """Write the table, one row an attempt."""
    return as_csv(header(report.table), rows_of(report.table))


def as_csv(heading: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a heading and rows."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([guarded(cell) for cell in heading])
    lines.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: Cell) -> Cell:
    """Put an apostrophe before text that a spreadsheet would take for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + cell
    return cell
