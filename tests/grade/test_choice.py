import builders
import pytest

from quizapp.grade import mark
from quizapp.model.answer import Answer
from quizapp.model.mark import Verdict

QUESTION = builders.multiple_choice()


def test_the_key_earns_everything_and_a_distractor_nothing():
    key, *wrong = range(len(QUESTION.choices))
    assert (mark(QUESTION, Answer(key)).credit, mark(QUESTION, Answer(key)).verdict) == (1.0, Verdict.CORRECT)
    assert [mark(QUESTION, Answer(place)).verdict for place in wrong] == [Verdict.INCORRECT] * len(wrong)


@pytest.mark.parametrize("place", [None, -1, 3, 10**9])
def test_what_is_no_choice_of_the_question_is_blank(place):
    assert mark(QUESTION, Answer(place)).verdict is Verdict.BLANK


def test_a_choice_is_never_sent_to_a_teacher():
    assert not any(mark(QUESTION, Answer(place)).needs_review for place in (None, 0, 1, 2))
