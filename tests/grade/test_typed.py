from dataclasses import replace

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grade import mark
from quizapp.model.answer import Answer
from quizapp.model.mark import Verdict
from quizapp.model.question import KeyPoint


def question(answer_type: str, right: str, **other):
    return replace(builders.short_answer(), answer_type=answer_type, points=(KeyPoint("k1", right),), **other)


def credit(answer_type: str, right: str, given: str, **other) -> float:
    return mark(question(answer_type, right, **other), Answer(text=given)).credit


@pytest.mark.parametrize(
    ("answer_type", "right", "given"),
    [
        ("number", "1,200", "1200"),
        ("number", "25", "twenty-five"),
        ("number", "3.5", "about 3,5 %"),
        ("number", "-5", "−5 degrees"),
        ("number", "3 hours", "three"),
        ("number", "2 million", "2,000,000"),
        ("date", "5 May 2025", "May 5th, 2025"),
        ("date", "5 May 2025", "2025-05-05"),
        ("date", "May 2025", "5 May 2025"),
        ("date", "third of June", "3 June"),
        ("name", "Marco Rubio", "marco rubio"),
        ("name", "Marco Rubio", "It is Marco Rubio."),
        ("name", "Washington", "Washingtn"),
    ],
)
def test_the_same_thing_written_otherwise_is_right(answer_type, right, given):
    assert credit(answer_type, right, given) == 1.0


@pytest.mark.parametrize(
    ("answer_type", "right", "given"),
    [
        ("number", "25", "24"),
        ("number", "5", "-5"),
        ("number", "5", "5 or 6"),
        ("number", "5", "none"),
        ("number", "1.5", "15"),
        ("date", "5 May 2025", "May 2025"),
        ("date", "5 May 2025", "6 May 2025"),
        ("date", "5 May 2025", "soon"),
        ("name", "Marco Rubio", "Marco"),
        ("name", "Iran", "Iraq"),
        ("name", "Ohio", "Iowa"),
        ("name", "Mali", "Mali Peru Chad Cuba Fiji"),
    ],
)
def test_another_thing_is_wrong(answer_type, right, given):
    assert credit(answer_type, right, given) == 0.0


def test_a_number_may_be_off_by_the_tolerance_and_no_more():
    assert credit("number", "9.8", "10", tolerance=0.2) == 1.0
    assert credit("number", "9.8", "10.1", tolerance=0.2) == 0.0


def test_a_wrong_name_goes_to_a_teacher_because_people_have_several():
    assert mark(question("name", "Kyiv"), Answer(text="Kiev")).needs_review
    assert not mark(question("number", "5"), Answer(text="6")).needs_review


def test_rulings_on_a_point_count_here_too():
    ruled = replace(
        question("name", "Kyiv"), points=(KeyPoint("k1", "Kyiv", accept=("Kiew",), reject=("Kyyv",)),)
    )
    assert mark(ruled, Answer(text="kiew.")).credit == 1.0
    assert mark(ruled, Answer(text="Kyyv")).verdict is Verdict.INCORRECT


@given(
    st.text(max_size=60),
    st.sampled_from(["number", "name", "date"]),
    st.sampled_from(["5", "May 2025", "Rubio", ""]),
)
def test_any_text_gets_a_mark(text, answer_type, right):
    assert mark(question(answer_type, right), Answer(text=text)).credit in (0.0, 1.0)
