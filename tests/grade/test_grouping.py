import pytest

from quizapp.grade import mark_text
from quizapp.grade.grouping import group

QUESTION = "What causes the tides?"
SOURCE = "The tides are caused by the pull of the Moon. The Sun adds to them."
ANSWERS = [
    "the pull of the moon causes tides",
    "bananas",
    "The pull of the Moon causes the tides.",
    "the tides are not caused by the pull of the moon",
    "it's the moon's pull that causes tides",
    "",
]


def grouped(answers):
    return group(answers, [mark_text(QUESTION, [SOURCE], text)[0] for text in answers])


def together(groups, one, other):
    return any({one, other} <= set(found.members) for found in groups)


def test_every_answer_is_in_exactly_one_group():
    places = [place for found in grouped(ANSWERS) for place in found.members]
    assert sorted(places) == list(range(len(ANSWERS)))


def test_the_same_words_are_together_and_the_largest_group_comes_first():
    groups = grouped(ANSWERS)
    assert together(groups, 0, 2)
    assert len(groups[0].members) == max(len(found.members) for found in groups)
    assert groups[0].typical in groups[0].members


@pytest.mark.parametrize("other", [1, 3, 5])
def test_what_says_something_else_or_denies_it_is_apart(other):
    assert not together(grouped(ANSWERS), 0, other)


def test_no_answers_make_no_groups():
    assert grouped([]) == []


def test_an_answer_without_a_mark_is_refused():
    with pytest.raises(ValueError, match="2 answers have 0 marks"):
        group(["a", "b"], [])
