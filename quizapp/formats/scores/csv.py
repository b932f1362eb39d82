"""Scores as CSV that spreadsheets open rightly: UTF-8 with a byte order mark, CRLF, no formulas."""

import csv
import io

from quizapp.formats.scores.layout import Cell, cells, header
from quizapp.gradebook.table import ScoreTable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""With these a spreadsheet begins to compute (or skips them and looks at what follows)."""


def write(table: ScoreTable) -> bytes:
    """Write the table, one row an attempt."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([guarded(cell) for cell in header(table)])
    rows.writerows([guarded(cell) for cell in cells(row)] for row in table.rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: Cell) -> Cell:
    """Put an apostrophe before text that a spreadsheet would take for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + cell
    return cell
