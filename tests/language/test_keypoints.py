import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.language.keypoints import MOST_POINTS, full_marks_at, key_points

PARTS = st.sampled_from(["Boats wait. ", "It's 5!\n", "; and the ", "\x00", "(", "Yes. "])


def texts(question: str, answer: str) -> list[str]:
    return [point.text for point in key_points(question, answer)]


def test_every_sentence_that_says_something_is_a_point():
    answer = "Yes. The Moon pulls the water up. The Sun adds to it at new moon."
    assert texts("Does the Moon cause tides?", answer) == [
        "Yes. The Moon pulls the water up.",
        "The Sun adds to it at new moon.",
    ]


def test_a_long_sentence_is_split_where_both_clauses_stand_alone():
    answer = (
        "The harbour is completely dry at low water in the summer months, and the larger boats have to wait "
        "outside the northern entrance until evening."
    )
    assert len(texts("What happens?", answer)) == 2
    assert len(texts("What happens?", answer.replace(", and the larger boats have", " and makes boats"))) == 1


def test_what_is_said_twice_is_one_point():
    assert len(texts("Why?", "The Moon pulls the water up. The water up there the Moon pulls.")) == 1


def test_a_pointer_to_more_is_no_point():
    answer = "The Moon pulls the water up. For more information, see https://example.org/tides."
    assert texts("Why?", answer) == ["The Moon pulls the water up."]


def test_the_opening_weighs_more_than_an_aside():
    first, *_, aside = key_points(
        "Why?", "The Moon pulls water. The Sun helps too. Note that winds differ widely."
    )
    assert first.weight > 1 > aside.weight


@pytest.mark.parametrize("answer", ["Yes.", "No", "42", "https://example.org"])
def test_the_shortest_answers_have_at_most_one_point(answer):
    assert len(key_points("Is it?", answer)) <= 1
    assert answer.startswith("http") or texts("Is it?", answer) == [answer]


@given(st.text(max_size=400), st.lists(PARTS))
def test_points_are_verbatim_in_order_few_and_weigh_something(noise, parts):
    answer = noise + "".join(parts)
    points = key_points("Why?", answer)
    assert len(points) <= MOST_POINTS
    assert all(answer[point.start : point.end] == point.text and point.weight > 0 for point in points)
    assert [point.start for point in points] == sorted(point.start for point in points)


def test_full_marks_ask_for_all_of_few_points_and_most_of_many():
    assert full_marks_at([2.0]) == 2.0
    assert full_marks_at([1.0] * 6) < 6
    assert full_marks_at([5.0, 0.5]) >= 5.0
    assert full_marks_at([]) == 0
