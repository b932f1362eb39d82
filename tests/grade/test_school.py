import numpy as np
import pytest

from quizapp.grade import mark_text
from quizapp.grade.features import NAMES
from quizapp.grade.school import LONG, MOST_SAY, SCHOOL_NAMES, SHORT, Against, say, school_row
from quizapp.grade.trees import forest


def against(content_words: float, points: int = 1) -> Against:
    row = np.zeros(len(NAMES))
    row[NAMES.index("length_whole")] = np.log1p(content_words)
    return Against(np.tile(row, (points, 1)), np.ones(points), float(points))


def test_the_trees_have_most_say_on_short_references_and_none_on_long():
    assert say([against(SHORT - 5)]) == pytest.approx(MOST_SAY)
    assert say([against(LONG)]) == say([against(LONG + 30)]) == 0.0
    assert 0.0 < say([against((SHORT + LONG) / 2)]) < MOST_SAY


def test_the_shortest_of_several_references_decides_who_has_a_say():
    assert say([against(60), against(5)]) == say([against(5)])


def test_the_trees_know_the_features_of_this_marker():
    trees = forest("school")
    assert set(trees.names) <= set(SCHOOL_NAMES)
    assert len(school_row([against(5, 3), against(6)])) == len(SCHOOL_NAMES)
    assert trees.feature.max() < len(trees.names)


def test_a_tree_is_followed_to_a_leaf_from_any_row():
    trees = forest("school")
    size = len(trees.names)
    for row in (np.zeros(size), np.full(size, 50.0), np.full(size, -50.0)):
        assert 0.0 < trees.total(row) < 1.0


def test_a_short_reference_said_in_other_words_earns_more_than_another_thing():
    question, reference = (
        "How do you tell which of two minerals is harder?",
        "The harder one scratches the other.",
    )
    right = mark_text(question, [reference], "the one which scratches the other is harder")[0]
    wrong = mark_text(question, [reference], "you look which one is heavier in water")[0]
    assert right.credit > 0.5 > wrong.credit


@pytest.mark.parametrize(
    "answer",
    [
        "the plant in the dark did not grow tall, the one in the sunlight grew most",
        "It was the one with most sun, not the one in the shade.",
    ],
)
def test_a_not_beside_a_right_answer_does_not_take_its_credit(answer):
    question, reference = (
        "Which plant grew tallest?",
        "The plant that got the most sunlight grew the tallest.",
    )
    assert mark_text(question, [reference], answer)[0].credit >= 0.5
    turned = mark_text(question, [reference], "the plant with the least sunlight grew the tallest")[0]
    assert turned.credit < 0.3
