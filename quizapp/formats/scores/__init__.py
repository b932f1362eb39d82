"""The gradebook files we write: one table, one file a format."""

from importlib import import_module

from quizapp.errors import UnknownFormat
from quizapp.formats.scores.layout import ScoreFormat
from quizapp.gradebook.table import ScoreTable

SCORES = {
    format_.name: format_
    for format_ in (
        ScoreFormat("csv", "CSV (comma-separated values)", ".csv", "text/csv; charset=utf-8"),
        ScoreFormat(
            "xlsx",
            "Excel workbook",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    )
}
"""To add a format: one line here, and ``formats/scores/<name>.py`` with ``write(table) -> bytes``."""


def score_format(name: str) -> ScoreFormat:
    """Find a format. Raises UnknownFormat."""
    if name not in SCORES:
        raise UnknownFormat(f"There is no format {name!r} for scores. Choose one of: {', '.join(SCORES)}.")
    return SCORES[name]


def write_scores(table: ScoreTable, name: str) -> bytes:
    """Write a table of scores; the same bytes for the same table. Raises UnknownFormat."""
    module = import_module(f"quizapp.formats.scores.{score_format(name).name}")
    return bytes(module.write(table))
