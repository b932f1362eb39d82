"""Scores as an Excel workbook: the sheets Scores, Answers and Items, text as text, numbers as numbers."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from quizapp.formats.scores.layout import (
    ITEM_HEADER,
    SHORT_HEADER,
    Cell,
    header,
    item_cells,
    rows_of,
    short_cells,
)
from quizapp.gradebook.report import ScoreReport

LONGEST_CELL = 32_767
"""Characters that Excel keeps in a cell."""

CREATED = datetime(2000, 1, 1)
"""Every workbook claims this date, so that the same scores give the same bytes."""


def write(report: ScoreReport) -> bytes:
    """Write the workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": report.table.title[:255], "created": CREATED})
        bold = book.add_format({"bold": True})
        sheets = (
            ("Scores", header(report.table), rows_of(report.table), (24, 24, 21, 21)),
            ("Answers", SHORT_HEADER, map(short_cells, report.answers), (24, 12, 24, 9, 60, 8, 9, 16, 13)),
            ("Items", ITEM_HEADER, map(item_cells, report.items), (8, 60, 16)),
        )
        for name, heading, rows, widths in sheets:
            fill(book.add_worksheet(name), heading, rows, bold, widths)
    return out.getvalue()


def fill(
    sheet: Worksheet,
    heading: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    bold: Format,
    widths: Sequence[int],
) -> None:
    """Write rows into a sheet under a heading that stays in view."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    for place, cell in enumerate(heading):
        sheet.write_string(0, place, fit(str(cell)), bold)
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(line, place, fit(cell))
            elif cell is not None:
                sheet.write_number(line, place, cell)


@lru_cache(maxsize=10_000)
def fit(text: str) -> str:
    """Cut text to what a cell holds; lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode()[:LONGEST_CELL]
