"""Attempts and questions as programs read them: in the JSON file and from the API, the same in both."""

from typing import Any

from quizapp.formats.scores.layout import iso, plain_number
from quizapp.gradebook.advice import advice_on
from quizapp.gradebook.analysis import ItemFigures
from quizapp.gradebook.report import AnswerEntry
from quizapp.gradebook.table import Column, Row

Entry = dict[str, Any]


def question_entry(column: Column) -> Entry:
    """Give a question."""
    return {
        "id": column.id,
        "number": column.number,
        "prompt": column.prompt,
        "kind": column.kind,
        "points": plain_number(column.points),
        "left_out": column.dropped,
    }


def person_entry(row: Row) -> Entry:
    """Give who took an attempt; the ids of a roster are null for somebody who is on none."""
    known = row.person
    return {
        "name": row.learner,
        "id": known.sis_id if known else None,
        "login": known.login if known else None,
        "email": known.email if known else None,
    }


def score_entry(row: Row) -> Entry:
    """Give the score of an attempt."""
    return {
        "learner": person_entry(row),
        "attempt": row.attempt,
        "started_at": iso(row.started_at),
        "finished_at": None if row.finished_at is None else iso(row.finished_at),
        "counts": row.counts,
        "score": plain_number(row.score),
        "out_of": plain_number(row.out_of),
        "percent": plain_number(row.percent),
    }


def attempt_entry(row: Row, columns: tuple[Column, ...]) -> Entry:
    """Give an attempt with the credit (0 to 1) of every question that was marked in it."""
    marked = [
        {"question": column.id, "credit": plain_number(credit), "needs_review": waits}
        for column, credit, waits in zip(columns, row.credits, row.needs_review, strict=True)
        if credit is not None
    ]
    return {**score_entry(row), "credits": marked}


def answer_entry(entry: AnswerEntry) -> Entry:
    """Give an answer."""
    return {
        "attempt": entry.row.attempt,
        "question": entry.column.id,
        "answer": entry.answer,
        "credit": plain_number(entry.credit),
        "verdict": entry.verdict,
        "needs_review": entry.needs_review,
        "ruled": entry.ruled,
        "saved_at": None if entry.saved_at is None else iso(entry.saved_at),
    }


def item_entry(item: ItemFigures) -> Entry:
    """Give a question's figures; what there are too few answers for is null."""
    known = item.discrimination is not None
    return {
        "question": item.column.id,
        "answers": item.answers,
        "facility": plain_number(item.facility),
        "facility_interval": [plain_number(bound) for bound in item.facility_interval],
        "discrimination": plain_number(item.discrimination),
        "discrimination_interval": [plain_number(bound) for bound in item.discrimination_interval]
        if known
        else None,
        "seconds": plain_number(item.seconds),
        "choices": [
            {
                "text": choice.text or None,
                "key": choice.is_key,
                "share": plain_number(choice.share),
                "upper_third": plain_number(choice.upper),
                "lower_third": plain_number(choice.lower),
            }
            for choice in item.choices
        ],
        "advice": [{"kind": advice.kind, "words": advice.words} for advice in advice_on(item)],
    }
