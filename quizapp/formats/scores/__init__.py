"""The gradebook files we write: one table, one file a format."""

from importlib import import_module

from quizapp.errors import UnknownFormat
from quizapp.formats.scores.layout import ScoreFormat
from quizapp.gradebook.report import ScoreReport

CSV = "text/csv; charset=utf-8"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SCORES = {
    format_.name: format_
    for format_ in (
        ScoreFormat("csv", "CSV, a row an attempt", ".csv", CSV),
        ScoreFormat("xlsx", "Excel: scores, answers, questions", ".xlsx", EXCEL, answers=True, items=True),
        ScoreFormat("long", "CSV, a row an answer", ".csv", CSV, stem="answers", answers=True),
        ScoreFormat("json", "JSON, for programs", ".json", "application/json", answers=True, items=True),
    )
}
"""To add a format: one line here, and ``formats/scores/<name>.py`` with ``write(report) -> bytes``."""


def score_format(name: str) -> ScoreFormat:
    """Find a format. Raises UnknownFormat."""
    if name not in SCORES:
        raise UnknownFormat(f"There is no format {name!r} for scores. Choose one of: {', '.join(SCORES)}.")
    return SCORES[name]


def write_scores(report: ScoreReport, name: str) -> bytes:
    """Write a report of scores; the same bytes for the same report. Raises UnknownFormat."""
    module = import_module(f"quizapp.formats.scores.{score_format(name).name}")
    return bytes(module.write(report))
