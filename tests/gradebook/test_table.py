from datetime import UTC, datetime

import builders

from quizapp.gradebook.table import TakenAttempt, score_table

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
END = datetime(2026, 3, 2, 10, tzinfo=UTC)
QUESTIONS = builders.bank().questions
IDS = [question.id for question in QUESTIONS]


def taken(earned: dict[str, float], finished: bool = True, **other) -> TakenAttempt:
    values = {"public_id": "a1", "learner": "Ada", "questions": IDS} | other
    return TakenAttempt(started_at=START, finished_at=END if finished else None, credits=earned, **values)


def table_of(*attempts: TakenAttempt, versions=(QUESTIONS,)):
    return score_table("Tides", "B2CD3F", versions, attempts)


def test_a_row_has_a_credit_a_question_in_the_order_of_the_bank() -> None:
    table = table_of(taken(dict(zip(IDS, (1.0, 0.5, 0.0, 0.25), strict=True))))
    assert [column.number for column in table.questions] == [1, 2, 3, 4]
    assert [column.id for column in table.questions] == IDS
    (row,) = table.rows
    assert row.credits == (1.0, 0.5, 0.0, 0.25)
    assert (row.score, row.out_of, row.percent) == (1.75, 4, 43.75)


def test_an_attempt_under_way_has_no_score() -> None:
    (row,) = table_of(taken({}, finished=False)).rows
    assert row.credits == (None,) * 4
    assert (row.score, row.out_of, row.percent) == (None, 4, None)


def test_thirds_add_up_to_a_whole() -> None:
    (row,) = table_of(taken({IDS[0]: 1 / 3, IDS[1]: 2 / 3})).rows
    assert row.score == 1.0


def test_what_waits_for_review_follows_the_columns() -> None:
    (row,) = table_of(taken({}, needs_review=frozenset({IDS[1]}))).rows
    assert row.needs_review == (False, True, False, False)


def test_questions_of_older_versions_come_last_and_are_not_counted_twice() -> None:
    older = (builders.short_answer("gone"), *QUESTIONS[:2])
    old = taken({"gone": 1.0, IDS[0]: 1.0}, questions=["gone", *IDS[:2]], public_id="old")
    new = taken(dict.fromkeys(IDS, 1.0), public_id="new")
    table = table_of(old, new, versions=(QUESTIONS, older))
    assert [column.id for column in table.questions] == [*IDS, "gone"]
    assert table.rows[0].credits == (1.0, None, None, None, 1.0)
    assert (table.rows[0].score, table.rows[0].out_of, table.rows[0].percent) == (2.0, 3, 66.67)
    assert table.rows[1].credits == (1.0, 1.0, 1.0, 1.0, None)


def test_nothing_at_all_is_a_table_too() -> None:
    table = score_table("", "", (), ())
    assert (table.questions, table.rows) == ((), ())
    assert table_of(taken({}, questions=[]), versions=()).rows[0].percent is None


def test_points_weigh_credits_and_dropped_questions_count_for_nobody() -> None:
    earned = dict(zip(IDS, (1.0, 0.5, 1.0, 1.0), strict=True))
    table = score_table("Tides", "B2CD3F", (QUESTIONS,), (taken(earned),), {IDS[1]: 3.0}, frozenset({IDS[3]}))
    (row,) = table.rows
    assert (row.score, row.out_of, row.percent) == (3.5, 5.0, 70.0)
    assert [column.points for column in table.questions] == [1.0, 3.0, 1.0, 1.0]
    assert [column.dropped for column in table.questions] == [False, False, False, True]
    assert row.credits[3] == 1.0


def test_when_every_question_is_dropped_there_is_no_percent() -> None:
    table = score_table("", "", (QUESTIONS,), (taken(dict.fromkeys(IDS, 1.0)),), dropped=frozenset(IDS))
    assert (table.rows[0].score, table.rows[0].out_of, table.rows[0].percent) == (0.0, 0.0, None)


def test_a_drawn_attempt_is_out_of_what_it_was_asked() -> None:
    (row,) = table_of(taken({IDS[0]: 1.0}, questions=IDS[:2])).rows
    assert (row.score, row.out_of, row.percent, row.credits[2]) == (1.0, 2.0, 50.0, None)
