"""Scores as JSON, described by ``schema.SCORES_SCHEMA``."""

import json

from quizapp.formats.scores.entries import answer_entry, attempt_entry, item_entry, question_entry
from quizapp.gradebook.report import ScoreReport


def write(report: ScoreReport) -> bytes:
    """Write everything there is."""
    table = report.table
    whole = {
        "format": "quizapp-scores",
        "version": 1,
        "quiz": {"code": table.code, "title": table.title, "counting": report.counting.value},
        "questions": [question_entry(column) for column in table.questions],
        "attempts": [attempt_entry(row, table.questions) for row in table.rows],
        "answers": [answer_entry(entry) for entry in report.answers],
        "items": [item_entry(item) for item in report.items],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")
