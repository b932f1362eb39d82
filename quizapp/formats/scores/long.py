"""Scores as CSV in long form: one row an answer, for those who analyse."""

from quizapp.formats.scores.csv import as_csv
from quizapp.formats.scores.layout import ANSWER_HEADER, answer_cells
from quizapp.gradebook.report import ScoreReport


def write(report: ScoreReport) -> bytes:
    """Write all answers, one row each."""
    return as_csv(ANSWER_HEADER, map(answer_cells, report.answers))
