from dataclasses import replace

import builders
import pytest

from quizapp.grade import Ruled, mark
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
    assert made.note == "Marked like an answer that your teacher accepted."


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


@pytest.mark.parametrize("text", ["the moons attracton of oceans", "Moon's attraction of the oceans!"])
def test_nearly_the_same_words_get_the_same_ruling(text):
    made = mark(PLAIN, Answer(text=text), [Ruled("The Moon's attraction of oceans", 1.0)] * 3)
    assert (made.credit, made.needs_review) == (1.0, False)
    assert made.note == "Marked like 3 answers that your teacher accepted."


@pytest.mark.parametrize(
    "text",
    [
        "not the Moon's attraction of oceans",
        "the oceans' attraction of the Moon",
        "the attraction of 2 moons",
    ],
)
def test_what_turns_the_ruled_words_round_is_not_ruled_by_them(text):
    made = mark(PLAIN, Answer(text=text), [Ruled("The Moon's attraction of oceans", 1.0)])
    assert "Marked like" not in made.note


def test_where_teachers_disagree_the_mean_is_given_and_a_teacher_asked():
    made = mark(PLAIN, Answer(text="la lune"), [Ruled("La lune", 1.0), Ruled("la Lune", 0.0)])
    assert (made.credit, made.needs_review) == (0.5, True)


def test_a_doubtful_answer_leans_towards_those_like_it_and_a_sure_one_does_not():
    said = "Moon gravity does something with the sea"
    ruled = [Ruled("moon gravity does things with the sea", credit) for credit in (1.0,)]
    before, after = (mark(PLAIN, Answer(text=said), given, caution=1.0) for given in ([], ruled))
    assert after.credit > before.credit
    assert "one answer like it" in after.note
    assert mark(PLAIN, Answer(text=said), ruled, caution=0.0).credit == before.credit


def test_the_more_careful_the_teacher_the_more_is_sent_to_review():
    answer = Answer(text="the moon I think")
    assert mark(PLAIN, answer, caution=1.0).needs_review
    assert not mark(PLAIN, answer, caution=0.0).needs_review
