"""What decisions after the fact make of a mark, and how they add up."""

from datetime import UTC, datetime

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.gradebook.decisions import Decision, Step, decided, decisions_after, translated
from quizapp.gradebook.table import TakenAttempt, score_table
from quizapp.model.answer import Answer
from quizapp.model.mark import Mark, Verdict

QUESTION = builders.multiple_choice()
SUN = QUESTION.choices[1].text
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
WRONG = Mark(0.0, Verdict.INCORRECT, 0.6, True)


@pytest.mark.parametrize(
    ("decision", "answer", "credit"),
    [
        (Decision(), Answer(choice=1), 0.0),
        (Decision(accepted=(SUN,)), Answer(choice=1), 1.0),
        (Decision(accepted=(SUN,)), Answer(choice=2), 0.0),
        (Decision(accepted=(SUN,)), Answer(choice=9), 0.0),
        (Decision(full="full"), Answer(), 1.0),
        (Decision(full="answered"), Answer(), 0.0),
        (Decision(full="answered"), Answer(choice=2), 1.0),
        (Decision(dropped=True), Answer(choice=1), 0.0),
    ],
)
def test_a_decision_gives_credit_to_those_it_speaks_of(decision, answer, credit):
    mark = decided(QUESTION, answer, WRONG, decision)
    assert mark.credit == credit
    assert mark.needs_review is (credit == 0.0)
    assert bool(mark.note) is (credit == 1.0)


def test_decisions_on_one_question_add_up_and_leave_the_others_alone():
    held = decisions_after(
        [
            Step("accept", "a", text="x"),
            Step("accept", "a", text="y"),
            Step("drop", "b"),
            Step("remark", "a", 7),
        ]
    )
    assert held.of("a") == Decision(7, ("x", "y"))
    assert held.of("c") == Decision()
    assert held.dropped == {"b"}


def test_marking_the_whole_quiz_again_counts_for_every_question_until_one_is_marked_by_another():
    held = decisions_after([Step("remark", "a", 3), Step("remark", None, 5), Step("remark", "b", 6)])
    assert [held.of(name).version_id for name in "abc"] == [5, 6, 5]


@given(st.permutations(["full", "answered"]))
def test_everybody_is_more_than_who_answered_in_any_order(kinds):
    assert decisions_after(Step(kind, "a") for kind in kinds).of("a").full == "full"


def test_an_answer_is_found_by_its_words_then_by_its_place_and_else_not_at_all():
    key, sun, winds = (choice.text for choice in QUESTION.choices)
    moved = builders.multiple_choice(key=winds, distractors=(sun, key))
    assert translated(QUESTION, moved, Answer(choice=0)) == Answer(choice=2)
    reworded = builders.multiple_choice(distractors=("The rotation of our Sun", winds))
    assert translated(QUESTION, reworded, Answer(choice=1)) == Answer(choice=1)
    shorter = builders.multiple_choice(distractors=(winds,))
    assert translated(QUESTION, shorter, Answer(choice=1)) is None
    assert translated(QUESTION, builders.short_answer(), Answer(choice=1)) is None


def test_a_dropped_question_keeps_its_column_and_counts_for_nobody():
    questions = builders.bank().questions
    ids = [question.id for question in questions]
    taken = TakenAttempt("a", "Ada", START, START, ids, dict.fromkeys(ids, 0.5), frozenset(ids))
    table = score_table("Tides", "B2CD3F", [questions], [taken], dropped=frozenset(ids[:1]))
    assert [column.dropped for column in table.questions] == [True, False, False, False]
    (row,) = table.rows
    assert (row.score, row.out_of, row.percent, row.credits) == (1.5, 3, 50.0, (0.5,) * 4)
    assert row.needs_review == (False, True, True, True)
