"""Scores as an Excel workbook: the sheets Scores and Items, text as text, numbers as numbers."""

import io
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from quizapp.formats.scores.layout import Cell, cells, header, plain_number
from quizapp.gradebook.items import items
from quizapp.gradebook.table import ScoreTable

LONGEST_CELL = 32_767
"""Characters that Excel keeps in a cell."""

CREATED = datetime(2000, 1, 1)
"""Every workbook claims this date, so that the same scores give the same bytes."""


def write(table: ScoreTable) -> bytes:
    """Write the workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": table.title[:255], "created": CREATED})
        bold = book.add_format({"bold": True})
        scores: list[Sequence[Cell]] = [header(table), *(cells(row) for row in table.rows)]
        fill(book.add_worksheet("Scores"), scores, bold, widths=(24, 24, 21, 21))
        fill(book.add_worksheet("Items"), item_rows(table), bold, widths=(8, 60, 16))
    return out.getvalue()


def item_rows(table: ScoreTable) -> list[list[Cell]]:
    """Give the second sheet: a row a question."""
    rows: list[list[Cell]] = [["number", "prompt", "kind", "marked", "mean credit", "needs review", "id"]]
    for item in items(table):
        column, mean = item.question, plain_number(item.mean_credit)
        rows.append(
            [column.number, column.prompt, column.kind, item.marked, mean, item.needs_review, column.id]
        )
    return rows


def fill(sheet: Worksheet, rows: Sequence[Sequence[Cell]], bold: Format, widths: Sequence[int]) -> None:
    """Write rows into a sheet; the first is the heading and stays in view."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, place, fit(cell), bold if line == 0 else None)
            elif cell is not None:
                sheet.write_number(line, place, cell)


def fit(text: str) -> str:
    """Cut text to what a cell holds; lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode()[:LONGEST_CELL]
