from dataclasses import replace

import builders
import pytest

from quizapp.grade import mark
from quizapp.model.answer import Answer
from quizapp.model.mark import PointStatus, Verdict

PLAIN = builders.short_answer()
RULED = replace(PLAIN, accept=("La Lune!",), reject=("the moon and the sun",))


@pytest.mark.parametrize("text", ["La Lune!", "la lune", "  LA\nLUNE. ", "la\u200b lune"])
def test_an_accepted_answer_earns_everything_however_it_is_dressed(text):
    made = mark(RULED, Answer(text=text))
    assert (made.credit, made.verdict, made.confidence, made.needs_review) == (
        1.0,
        Verdict.CORRECT,
        1.0,
        False,
    )
    assert "teacher accepted" in made.note


def test_a_rejected_answer_earns_nothing_even_if_the_marker_likes_it():
    assert mark(PLAIN, Answer(text="The Moon and the Sun")).credit > 0
    made = mark(RULED, Answer(text="The Moon and the Sun"))
    assert (made.credit, made.verdict) == (0.0, Verdict.INCORRECT)


def test_a_ruling_covers_its_own_words_only():
    assert mark(RULED, Answer(text="La Lune et le Soleil")).note != mark(RULED, Answer(text="la lune")).note


def test_a_point_ruled_on_is_found_or_missing_as_the_teacher_said():
    first, second = PLAIN.points
    question = replace(
        PLAIN, points=(replace(first, accept=("la lune",)), replace(second, reject=("la lune",)))
    )
    made = mark(question, Answer(text="La lune."))
    assert [point.status for point in made.points] == [PointStatus.FOUND, PointStatus.MISSING]
    assert [point.confidence for point in made.points] == [1.0, 1.0]
    assert made.credit == pytest.approx(0.5)
