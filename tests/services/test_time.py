"""The clock of the server: limits, extra time, reopening, and what is shown when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quizapp.errors import Conflict, NotFound, NotRevealed, QuizError
from quizapp.model.answer import Answer
from quizapp.model.quiz import QuizSettings, Reveal
from quizapp.model.timing import ExtraTime
from quizapp.services import answering, quiz_settings, study, teach

HOUR = timedelta(hours=1)


@pytest.fixture
def timed(store, code, tara):
    """The quiz with 40 minutes for everybody."""
    quiz_settings.change_settings(store, tara, code, QuizSettings(minutes=40))
    return code


def begin(store, code, who, now):
    return study.start(store, code, who.name, who.holder, now)


def test_what_is_saved_at_the_end_counts_and_later_answers_do_not(store, timed, ada, now):
    attempt = begin(store, timed, ada, now)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now + timedelta(minutes=39))
    study.save_answer(store, attempt, ada.holder, 3, Answer(choice=0), now + timedelta(minutes=40, seconds=9))
    with pytest.raises(Conflict, match="time is over"):
        study.save_answer(store, attempt, ada.holder, 2, Answer(text="late"), now + timedelta(minutes=41))
    assert study.open_attempt(store, attempt, ada.holder, now + HOUR).is_finished
    result = study.result(store, attempt, ada.holder)
    assert result.finished_at == now + timedelta(minutes=40)
    assert [reviewed.credit for reviewed in result.questions] == [1, 0, 1, 0]


def test_nothing_is_handed_in_before_the_end(store, timed, ada, now):
    attempt = begin(store, timed, ada, now)
    end = now + timedelta(minutes=40)
    assert not study.open_attempt(store, attempt, ada.holder, end).is_finished


def test_a_teacher_sees_what_the_clock_has_ended(store, timed, ada, tara, now):
    begin(store, timed, ada, now)
    quiz_settings.settle(store, tara, timed, now + HOUR)
    (row,) = teach.score_table(store, tara, timed).rows
    assert row.finished_at == now + timedelta(minutes=40)


def test_extra_time_in_mid_attempt_reaches_the_learner(store, timed, ada, tara, now):
    attempt = begin(store, timed, ada, now)
    assert study.open_attempt(store, attempt, ada.holder).ends_at == now + timedelta(minutes=40)
    quiz_settings.give_attempt_extra_time(store, tara, attempt, ExtraTime.HALF_MORE, now)
    view = study.open_attempt(store, attempt, ada.holder)
    assert (view.ends_at, view.extra) == (now + HOUR, ExtraTime.HALF_MORE)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now + timedelta(minutes=59))


def test_extra_time_by_name_holds_for_attempts_under_way_and_to_come(store, timed, ada, eve, tara, now):
    under_way = begin(store, timed, ada, now)
    quiz_settings.give_extra_time(store, tara, timed, "  ADA ", ExtraTime.DOUBLE)
    to_come = begin(store, timed, ada, now)
    other = begin(store, timed, eve, now)
    ends = [
        study.open_attempt(store, attempt, holder).ends_at - now
        for attempt, holder in ((under_way, ada.holder), (to_come, ada.holder), (other, eve.holder))
    ]
    assert ends == [timedelta(minutes=80), timedelta(minutes=80), timedelta(minutes=40)]
    assert quiz_settings.timing_of(store, tara, timed).extra_times == (("ADA", ExtraTime.DOUBLE),)
    quiz_settings.give_extra_time(store, tara, timed, "ada", ExtraTime.AS_OTHERS)
    assert quiz_settings.timing_of(store, tara, timed).extra_times == ()


def test_extra_time_moves_the_closing(store, code, ada, tara, now):
    closing = QuizSettings(closes_at=now + HOUR)
    quiz_settings.change_settings(store, tara, code, closing)
    attempt = begin(store, code, ada, now)
    quiz_settings.give_attempt_extra_time(store, tara, attempt, ExtraTime.QUARTER_MORE, now)
    assert study.open_attempt(store, attempt, ada.holder).ends_at == now + timedelta(minutes=75)


def test_a_reopened_attempt_has_its_answers_and_is_marked_anew(store, timed, ada, tara, now):
    attempt = begin(store, timed, ada, now)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=1), now)
    study.finish(store, attempt, ada.holder, now)
    teach.override(store, tara, attempt, "p-tide-mc-1", 0.5, "Kind.", now)
    later = now + timedelta(hours=2)
    quiz_settings.reopen(store, tara, attempt, 15, later)
    view = study.open_attempt(store, attempt, ada.holder)
    assert (view.is_finished, view.ends_at) == (False, later + timedelta(minutes=15))
    assert view.questions[0].answer == Answer(choice=1)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), later)
    study.finish(store, attempt, ada.holder, later)
    first = study.result(store, attempt, ada.holder).questions[0]
    assert (first.credit, first.overrides) == (1, ())
    (row,) = teach.score_table(store, tara, timed).rows
    assert row.credits[0] == 1


def test_only_what_is_over_is_reopened_and_only_what_is_open_gets_time(store, timed, ada, tara, now):
    attempt = begin(store, timed, ada, now)
    with pytest.raises(Conflict, match="under way"):
        quiz_settings.reopen(store, tara, attempt, 15, now)
    with pytest.raises(Conflict, match="Reopen it"):
        quiz_settings.give_attempt_extra_time(store, tara, attempt, ExtraTime.DOUBLE, now + HOUR)
    with pytest.raises(QuizError, match="minutes"):
        quiz_settings.reopen(store, tara, attempt, 0, now + HOUR)


def test_another_teacher_changes_nothing(store, timed, ada, theo, now):
    attempt = begin(store, timed, ada, now)
    for change in (
        lambda: quiz_settings.change_settings(store, theo, timed, QuizSettings()),
        lambda: quiz_settings.give_extra_time(store, theo, timed, "Ada", ExtraTime.DOUBLE),
        lambda: quiz_settings.give_attempt_extra_time(store, theo, attempt, ExtraTime.DOUBLE, now),
        lambda: quiz_settings.reopen(store, theo, attempt, 5, now + HOUR),
    ):
        with pytest.raises(NotFound):
            change()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (QuizSettings(minutes=0), "1 to 10,080 minutes"),
        (QuizSettings(attempts=0), "number of attempts"),
        (QuizSettings(reveal=Reveal.AFTER_CLOSING), "need a closing time"),
    ],
)
def test_settings_that_do_not_fit_together_are_refused(store, code, tara, settings, message):
    with pytest.raises(QuizError, match=message):
        quiz_settings.change_settings(store, tara, code, settings)
    assert quiz_settings.timing_of(store, tara, code).settings == QuizSettings()


def test_all_that_is_wrong_with_settings_is_said_at_once(store, code, tara, now):
    wrong = QuizSettings(minutes=0, attempts=0, opens_at=now, closes_at=now)
    with pytest.raises(QuizError, match=r"minutes.*attempts.*open before"):
        quiz_settings.change_settings(store, tara, code, wrong)


def test_a_quiz_is_begun_between_opening_and_closing_only(store, code, ada, tara, now):
    window = QuizSettings(opens_at=now, closes_at=now + HOUR)
    quiz_settings.change_settings(store, tara, code, window)
    with pytest.raises(QuizError, match=r"opens on 2 March 2026, 09:00 UTC"):
        begin(store, code, ada, now - timedelta(seconds=1))
    with pytest.raises(QuizError, match="closed on"):
        begin(store, code, ada, now + HOUR)
    begin(store, code, ada, now)


def test_the_number_of_attempts_is_kept(store, code, ada, eve, tara, now):
    quiz_settings.change_settings(store, tara, code, QuizSettings(attempts=1))
    begin(store, code, ada, now)
    with pytest.raises(QuizError, match="begun 1 time"):
        begin(store, code, ada, now)
    begin(store, code, eve, now)


def test_results_after_the_closing_wait_for_those_with_extra_time(store, code, ada, eve, tara, now):
    together = QuizSettings(closes_at=now + HOUR, reveal=Reveal.AFTER_CLOSING)
    quiz_settings.change_settings(store, tara, code, together)
    attempt, slow = begin(store, code, ada, now), begin(store, code, eve, now)
    quiz_settings.give_attempt_extra_time(store, tara, slow, ExtraTime.HALF_MORE, now)
    study.finish(store, attempt, ada.holder, now)
    for early in (now, now + HOUR, now + timedelta(minutes=89)):
        with pytest.raises(NotRevealed, match=r"from 2 March 2026, 10:30 UTC"):
            study.result(store, attempt, ada.holder, early)
    assert study.result(store, attempt, ada.holder, now + timedelta(minutes=90)).out_of == 4


def test_results_that_are_never_shown_reach_the_teacher_only(store, code, ada, tara, now):
    quiz_settings.change_settings(store, tara, code, QuizSettings(reveal=Reveal.NEVER))
    attempt = begin(store, code, ada, now)
    study.finish(store, attempt, ada.holder, now)
    with pytest.raises(NotRevealed, match="not shown here"):
        study.result(store, attempt, ada.holder, now + timedelta(days=400))
    assert teach.attempt_in_full(store, tara, attempt).out_of == 4


def test_shuffled_questions_keep_their_order_whatever_becomes_of_the_settings(store, code, ada, tara, now):
    shuffling = QuizSettings(shuffle_questions=True)
    quiz_settings.change_settings(store, tara, code, shuffling)
    attempts = [begin(store, code, ada, now) for _ in range(12)]
    orders = [orders_of(store, attempt, ada.holder) for attempt in attempts]
    assert len(set(orders)) > 3
    assert {frozenset(order) for order in orders} == {frozenset(orders[0])}
    quiz_settings.change_settings(store, tara, code, replace(shuffling, shuffle_questions=False))
    assert [orders_of(store, attempt, ada.holder) for attempt in attempts] == orders
    place = orders[0].index("p-tide-mc-1") + 1
    study.save_answer(store, attempts[0], ada.holder, place, Answer(choice=0), now)
    study.finish(store, attempts[0], ada.holder, now)
    assert study.result(store, attempts[0], ada.holder).questions[place - 1].credit == 1


def orders_of(store, attempt, holder):
    return tuple(question.id for question in study.open_attempt(store, attempt, holder).questions)


def test_a_flag_is_kept_beside_the_answer(store, code, ada, now):
    attempt = begin(store, code, ada, now)
    answering.set_flag(store, attempt, ada.holder, 2, True, now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="The Moon"), now)
    view = study.open_attempt(store, attempt, ada.holder)
    assert (view.flagged, view.questions[1].answer) == (1, Answer(text="The Moon"))
    answering.set_flag(store, attempt, ada.holder, 2, False, now)
    view = study.open_attempt(store, attempt, ada.holder)
    assert (view.flagged, view.questions[1].answer) == (0, Answer(text="The Moon"))
