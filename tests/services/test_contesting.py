"""A learner's word against a mark or a question, and what the teacher makes of it."""

import pytest

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.answer import Answer
from quizapp.model.quiz import QuizSettings, Reveal
from quizapp.services import coming_back, contesting, quiz_settings, study


@pytest.fixture
def attempt(store, code, ada, now):
    attempt = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=1), now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="The pull of our satellite."), now)
    study.finish(store, attempt, ada.holder, now)
    return attempt


@pytest.fixture
def contest(store, attempt, ada, now):
    def contest(question="p-tide-sa", kind="mark", reason="The Moon is our satellite.", holder=ada.holder):
        contesting.contest(store, attempt, holder, question, kind, reason, now)

    return contest


def test_a_contest_reaches_the_teacher_with_what_was_answered(store, contest, code, tara):
    contest()
    contest("p-tide-mc-1", "question", "Both could be right.")
    mark, question = contesting.contests_for(store, tara, code)
    assert (mark.prompt, mark.answered) == ("What causes the tides?", "The pull of our satellite.")
    assert (mark.contest.learner, mark.contest.reason) == ("Ada", "The Moon is our satellite.")
    assert (question.contest.kind, question.answered) == ("question", "The rotation of the Sun")
    assert contesting.waiting(store, tara, code) == 2


def test_an_accepted_contest_changes_the_mark_and_the_learner_sees_both(
    store, contest, attempt, code, ada, tara, now
):
    contest()
    (card,) = contesting.contests_for(store, tara, code)
    contesting.decide(store, tara, card.contest.id, True, "Fair point.", 0.75, now)
    reviewed = study.result(store, attempt, ada.holder).questions[1]
    assert (reviewed.credit, reviewed.override.reason) == (0.75, "Fair point.")
    outcome = reviewed.contests["mark"]
    assert (outcome.accepted, outcome.reply, outcome.by) == (True, "Fair point.", "Tara")
    assert contesting.waiting(store, tara, code) == 0


def test_a_declined_contest_leaves_the_mark(store, contest, attempt, code, ada, tara, now):
    before = study.result(store, attempt, ada.holder).score
    contest()
    (card,) = contesting.contests_for(store, tara, code)
    contesting.decide(store, tara, card.contest.id, False, "The source names the Moon.", None, now)
    result = study.result(store, attempt, ada.holder)
    assert (result.score, result.questions[1].contests["mark"].accepted) == (before, False)


def test_a_contest_sent_twice_is_one(store, contest, code, tara):
    contest()
    contest(reason="Sent again.")
    (card,) = contesting.contests_for(store, tara, code)
    assert card.contest.reason == "The Moon is our satellite."


def test_a_decision_is_made_once_and_says_why(store, contest, code, tara, theo, now):
    contest()
    (card,) = contesting.contests_for(store, tara, code)
    with pytest.raises(QuizError, match="Write a sentence"):
        contesting.decide(store, tara, card.contest.id, False, " ", None, now)
    with pytest.raises(QuizError, match="what the answer earns"):
        contesting.decide(store, tara, card.contest.id, True, "Yes.", None, now)
    with pytest.raises(NotFound):
        contesting.decide(store, theo, card.contest.id, False, "No.", None, now)
    contesting.decide(store, tara, card.contest.id, False, "No.", None, now)
    with pytest.raises(Conflict, match="decided already"):
        contesting.decide(store, tara, card.contest.id, True, "Yes.", 1.0, now)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"reason": "  "}, QuizError, "Give a reason"),
        ({"reason": "x" * 1_001}, QuizError, "1,001 characters"),
        ({"kind": "teacher"}, QuizError, "mark or about the question"),
        ({"question": "nothing"}, NotFound, "no such question"),
        ({"holder": "holder-of-eve-0123456789"}, NotFound, "no such attempt"),
    ],
)
def test_what_is_no_contest_is_refused(contest, store, code, tara, change, error, message):
    with pytest.raises(error, match=message):
        contest(**change)
    assert contesting.contests_for(store, tara, code) == []


def test_a_practice_has_questions_to_report_and_no_marks_to_contest(store, attempt, code, ada, tara, now):
    practice = coming_back.practise_missed(store, attempt, ada.holder, now)
    study.finish(store, practice, ada.holder, now)
    with pytest.raises(QuizError, match="Practice counts nowhere"):
        contesting.contest(store, practice, ada.holder, "p-tide-mc-1", "mark", "Why not?", now)
    contesting.contest(store, practice, ada.holder, "p-tide-mc-1", "question", "It is unclear.", now)
    (card,) = contesting.contests_for(store, tara, code)
    assert card.contest.reason == "It is unclear."


def test_marks_that_are_not_shown_cannot_be_contested(store, contest, code, tara):
    quiz_settings.change_settings(store, tara, code, QuizSettings(reveal=Reveal.NEVER))
    with pytest.raises(Conflict, match="not shown here"):
        contest()
