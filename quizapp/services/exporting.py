"""Scores going out as files."""

from collections.abc import Mapping

from quizapp.formats.scores import score_format, write_scores
from quizapp.gradebook.report import AnswerEntry, ScoreReport
from quizapp.gradebook.table import ScoreTable
from quizapp.model.bank import Bank
from quizapp.services.accounts import User
from quizapp.services.analysis import analysis_of
from quizapp.services.taken import Taken, banks_of, table_of, taken_quiz, words_of
from quizapp.services.teach import Export, quiz_for
from quizapp.storage import gradebook, marks
from quizapp.storage.gradebook import AnswerLine
from quizapp.storage.marks import Credits, credits_of_quiz
from quizapp.storage.store import Store


def export_scores(store: Store, teacher: User, code: str, format_name: str) -> Export:
    """Write the scores of a quiz. Raises UnknownFormat, and NotFound when it is not the teacher's."""
    chosen = score_format(format_name)
    report, slug = report_of(store, teacher, code, chosen.answers, chosen.items)
    return Export(write_scores(report, format_name), f"{slug}-{chosen.stem}{chosen.suffix}", chosen.mimetype)


def report_of(store: Store, teacher: User, code: str, answers: bool, items: bool) -> tuple[ScoreReport, str]:
    """Give what a file of scores holds, and the id of the quiz's bank. Raises NotFound."""
    with store.reading() as db:
        taken = taken_quiz(db, store, quiz_for(db, code, teacher))
        counted = credits_of_quiz(db, taken.quiz.id)
        lines = gradebook.answer_lines(db, taken.quiz.id) if answers else []
        ruled = {(one.attempt_id, one.question_id) for one in marks.overrides_of_quiz(db, taken.quiz.id)}
    table = table_of(taken, counted)
    report = ScoreReport(
        table,
        taken.counting,
        answers_of(taken, table, counted, lines, ruled, banks_of(store, taken)) if answers else (),
        analysis_of(store, teacher, code).whole.items if items else (),
    )
    return report, taken.quiz.slug


def answers_of(
    taken: Taken,
    table: ScoreTable,
    counted: Credits,
    lines: list[AnswerLine],
    ruled: set[tuple[int, str]],
    banks: Mapping[int, Bank],
) -> tuple[AnswerEntry, ...]:
    """Give all marked answers, attempt by attempt, in the order of the columns; ``banks`` are by version."""
    columns = {column.id: column for column in table.questions}
    rows = {row.attempt: row for row in table.rows}
    entries = []
    for line in lines:
        attempt = taken.lines[line.attempt_id]
        row = rows[attempt.begun.public_id]
        credit, needs_review = counted[line.attempt_id][line.question_id]
        is_ruled = (line.attempt_id, line.question_id) in ruled
        given = words_of(line, banks[attempt.version_id].question_by_id[line.question_id])
        column = columns[line.question_id]
        entries.append(
            AnswerEntry(row, column, given, credit, line.verdict, needs_review, is_ruled, line.saved_at)
        )
    entries.sort(key=lambda entry: (entry.row.started_at, entry.row.attempt, entry.column.number))
    return tuple(entries)
