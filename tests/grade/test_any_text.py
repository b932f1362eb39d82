import math

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.grade import mark, mark_text
from quizapp.model.answer import Answer
from quizapp.model.mark import Verdict

ANY = st.text(st.characters(codec=None), max_size=200)
TIDES = builders.short_answer()
AWKWARD = [
    "\x00",
    "\ud800",
    "👍🏽👨‍👩‍👧",
    "شكرا القمر",
    "é" * 5_000,
    "a " * 2_500,
    "1 " * 2_500,
    "not " * 1_250,
    "-" * 5_000,
    "1-" * 2_500,
    "." * 5_000,
    "(" * 5_000,
    "\u202emooM",
    "moon\n" * 1_000,
    "9" * 5_000,
    "1e999 inf nan",
    "½ ² ٣",
    "'’" * 100,
    "a@" * 2_000,
]


def is_sound(made) -> bool:
    figures = [made.credit, made.confidence, *(point.credit for point in made.points)]
    return all(math.isfinite(figure) and 0 <= figure <= 1 for figure in figures)


@settings(deadline=None, max_examples=60)
@given(ANY)
def test_any_answer_gets_a_mark(text):
    made = mark(TIDES, Answer(text=text))
    assert is_sound(made)
    for point in made.points:
        assert all(0 <= match.answer[0] < match.answer[1] <= len(text) for match in point.matches)


@settings(deadline=None, max_examples=40)
@given(ANY, st.lists(ANY, max_size=3), ANY, st.lists(st.tuples(ANY, st.floats(0.1, 10)), max_size=3))
def test_any_question_reference_and_points_give_a_mark(prompt, references, answer, points):
    assert is_sound(mark_text(prompt, references, answer, points)[0])


@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: ascii(text[:8]))
def test_awkward_answers_earn_next_to_nothing(text):
    made = mark(TIDES, Answer(text=text))
    assert is_sound(made)
    assert made.verdict is not Verdict.CORRECT


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\u200b\ufeff", "\u3000", " \u200d "])
def test_an_answer_that_shows_nothing_is_blank_and_earns_nothing(text):
    made = mark(TIDES, Answer(text=text))
    assert (made.verdict, made.credit, made.needs_review) == (Verdict.BLANK, 0.0, False)
    assert mark_text("Why?", ["The Moon."], text)[0].verdict is Verdict.BLANK


def test_padding_to_the_longest_answer_hides_nothing_at_its_start():
    words = " ".join(point.text for point in TIDES.points)
    made = mark(TIDES, Answer(text=words + " and so on" * 400))
    assert made.points[0].credit > 0.3
