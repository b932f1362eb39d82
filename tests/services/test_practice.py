"""Practice: the mark at once and for good, hints, confidence, what was missed."""

import re

import pytest

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.answer import Answer
from quizapp.model.question import Choice, MultipleChoice
from quizapp.model.quiz import Mode, QuizSettings, Reveal
from quizapp.services import answering, coming_back, quiz_settings, study, teach
from quizapp.services.hints import hints
from quizapp.web.calibration import Confidence, calibration


@pytest.fixture
def practice(store, code, ada, tara, now):
    quiz_settings.change_settings(store, tara, code, QuizSettings(mode=Mode.PRACTICE))
    return study.start(store, code, ada.name, ada.holder, now)


def test_a_mark_is_told_once_and_for_good(store, practice, ada, now):
    assert answering.told_question(store, practice, ada.holder, 1) is None
    study.save_answer(store, practice, ada.holder, 1, Answer(choice=1), now)
    answering.tell_mark(store, practice, ada.holder, 1, "sure", now)
    told = answering.told_question(store, practice, ada.holder, 1)
    assert (told.credit, told.confidence) == (0, "sure")
    answering.tell_mark(store, practice, ada.holder, 1, "guess", now)
    assert answering.told_question(store, practice, ada.holder, 1).confidence == "sure"
    with pytest.raises(Conflict, match="is told"):
        study.save_answer(store, practice, ada.holder, 1, Answer(choice=0), now)
    study.finish(store, practice, ada.holder, now)
    assert [one.credit for one in study.result(store, practice, ada.holder).questions] == [0, 0, 0, 0]


def test_nothing_is_told_in_a_test(store, code, ada, now):
    attempt = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=1), now)
    with pytest.raises(QuizError, match="This is a test"):
        answering.tell_mark(store, attempt, ada.holder, 1, "sure", now)
    with pytest.raises(QuizError, match="This is a test"):
        answering.ask_hint(store, attempt, ada.holder, 1, now)
    assert answering.told_question(store, attempt, ada.holder, 1) is None
    assert answering.hints_of(store, attempt, ada.holder, 1) == ((), False)


def test_a_mark_needs_an_answer(store, practice, ada, now):
    with pytest.raises(QuizError, match="Give an answer first"):
        answering.tell_mark(store, practice, ada.holder, 1, "", now)


def test_practice_reaches_neither_the_gradebook_nor_the_desk(store, practice, code, ada, tara, now):
    study.finish(store, practice, ada.holder, now)
    assert teach.score_table(store, tara, code).rows == ()
    (card,) = teach.desk(store, tara)
    assert (card.quiz.attempts, card.quiz.finished) == (0, 0)


def test_hints_come_one_by_one_from_the_source_and_never_say_the_words(store, practice, ada, bank, now):
    assert answering.hints_of(store, practice, ada.holder, 2) == ((), True)
    seen = []
    for _ in range(4):
        answering.ask_hint(store, practice, ada.holder, 2, now)
        told, _ = answering.hints_of(store, practice, ada.holder, 2)
        seen.append(len(told))
    assert seen == [1, 2, 2, 2]
    shown = " ".join(told)
    assert "and at new and full moon it makes spring tides" in shown
    assert not re.search(r"gravity|Moon\b|Sun\b|mainly", shown)


def test_a_question_without_a_passage_has_no_hints(bank):
    by_hand = MultipleChoice("free", "Free?", (Choice("Yes", True),), explanation="By hand.")
    assert hints(bank, by_hand, 2) == ()


def test_the_calibration_says_what_was_earned_by_confidence(store, practice, ada, now):
    for number, choice, confidence in ((1, 0, "sure"), (3, 1, "guess")):
        study.save_answer(store, practice, ada.holder, number, Answer(choice=choice), now)
        answering.tell_mark(store, practice, ada.holder, number, confidence, now)
    study.finish(store, practice, ada.holder, now)
    assert calibration(study.result(store, practice, ada.holder)) == [
        Confidence("Sure", 1, 100),
        Confidence("A guess", 1, 0),
    ]


@pytest.fixture
def missed(store, code, ada, now):
    """An attempt at the test that missed questions 2, 3 and 4."""
    attempt = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now)
    study.finish(store, attempt, ada.holder, now)
    return attempt


def test_the_practice_asks_exactly_what_was_missed(store, missed, code, ada, tara, now):
    practice = coming_back.practise_missed(store, missed, ada.holder, now)
    view = study.open_attempt(store, practice, ada.holder)
    assert [question.id for question in view.questions] == ["p-tide-sa", "p-harbour-mc-1", "p-harbour-sa"]
    assert view.is_practice
    assert coming_back.practise_missed(store, missed, ada.holder, now) == practice
    study.save_answer(store, practice, ada.holder, 2, Answer(choice=0), now)
    answering.tell_mark(store, practice, ada.holder, 2, "think", now)
    study.finish(store, practice, ada.holder, now)
    assert study.result(store, practice, ada.holder).score == 1
    assert len(teach.score_table(store, tara, code).rows) == 1
    again = coming_back.practise_missed(store, practice, ada.holder, now)
    assert len(study.open_attempt(store, again, ada.holder).questions) == 2


def test_a_full_score_leaves_nothing_to_practise(store, missed, ada, tara, now):
    for question in ("p-tide-sa", "p-harbour-mc-1", "p-harbour-sa"):
        teach.override(store, tara, missed, question, 1, "Enough.", now)
    with pytest.raises(QuizError, match="Nothing was missed"):
        coming_back.practise_missed(store, missed, ada.holder, now)


def test_what_is_not_shown_is_not_practised_either(store, missed, code, ada, eve, tara, now):
    quiz_settings.change_settings(store, tara, code, QuizSettings(reveal=Reveal.NEVER))
    for ask in (coming_back.practise_missed, coming_back.keep_missed):
        with pytest.raises(Conflict, match="not shown here"):
            ask(store, missed, ada.holder, now)
        with pytest.raises(NotFound):
            ask(store, missed, eve.holder, now)
