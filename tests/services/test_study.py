from datetime import datetime, timedelta

import builders
import pytest

from quizapp.errors import NotFound, QuizError
from quizapp.model.answer import LONGEST_ANSWER, Answer
from quizapp.model.question import KeyPoint, MultipleChoice, ShortAnswer
from quizapp.services import library, study, teach
from quizapp.services.accounts import User
from quizapp.services.attempt_view import points_expected
from quizapp.storage.store import Store


@pytest.fixture
def attempt(store: Store, code: str, ada, now: datetime) -> str:
    return study.start(store, code, ada.name, ada.holder, now)


def answers(store: Store, public_id: str, holder: str) -> list[Answer | None]:
    return [question.answer for question in study.open_attempt(store, public_id, holder).questions]


def test_published_quizzes_are_listed_and_found_by_code(store: Store, code: str) -> None:
    (card,) = study.published_quizzes(store)
    assert (card.code, card.title, card.multiple_choice, card.short_answer) == (
        code,
        "Tides and the harbour",
        2,
        2,
    )
    assert study.quiz_by_code(store, f" {code.lower()[:3]}-{code.lower()[3:]} ") == card


@pytest.mark.parametrize("typed", ["", "ZZZZZZ", "'; --", "\0", "x" * 10_000])
def test_a_code_of_no_quiz_is_not_found(store: Store, code: str, ada, now, typed: str) -> None:
    with pytest.raises(NotFound):
        study.quiz_by_code(store, typed)
    with pytest.raises(NotFound):
        study.start(store, typed, ada.name, ada.holder, now)
    assert study.open_attempts(store, ada.holder, typed) == []


def test_a_learner_sees_every_question_and_no_key(store: Store, attempt: str, ada, bank) -> None:
    view = study.open_attempt(store, attempt, ada.holder)
    assert (view.learner, view.quiz_title, view.is_finished, view.answered) == ("Ada", bank.title, False, 0)
    assert [question.number for question in view.questions] == [1, 2, 3, 4]
    assert [question.prompt for question in view.questions] == [
        question.prompt for question in bank.questions
    ]
    shown = repr(view)
    for hidden in ("correct", "why", "evidence", "The text says so", "key_points", "The Sun adds"):
        assert hidden not in shown


def test_the_learner_is_told_how_many_points_are_expected(store: Store, attempt: str, ada) -> None:
    view = study.open_attempt(store, attempt, ada.holder)
    assert [question.points_expected for question in view.questions] == [0, 2, 0, 1]


def test_choices_are_shuffled_by_attempt_and_stay_so(store: Store, code: str, ada, now) -> None:
    orders = set()
    for _ in range(40):
        public_id = study.start(store, code, ada.name, ada.holder, now)
        view, again = (study.open_attempt(store, public_id, ada.holder) for _ in range(2))
        assert view == again
        orders.add(tuple(choice.position for choice in view.questions[0].choices))
        assert [choice.position for choice in view.questions[2].choices] == [0, 1, 2]
    assert len(orders) == 6


def test_a_shown_choice_has_its_own_position_in_the_bank(store: Store, attempt: str, ada, bank) -> None:
    for question, view in zip(
        bank.questions, study.open_attempt(store, attempt, ada.holder).questions, strict=True
    ):
        if isinstance(question, MultipleChoice):
            assert {(choice.position, choice.text) for choice in view.choices} == {
                (position, choice.text) for position, choice in enumerate(question.choices)
            }


def test_an_answer_is_there_as_soon_as_it_is_saved(store: Store, attempt: str, ada, now) -> None:
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=2), now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="The Moon."), now)
    assert answers(Store(store.engine), attempt, ada.holder) == [
        Answer(choice=2),
        Answer(text="The Moon."),
        None,
        None,
    ]


def test_the_last_answer_replaces_the_one_before(store: Store, attempt: str, ada, now) -> None:
    for choice in (0, 1, 2, 1):
        study.save_answer(store, attempt, ada.holder, 1, Answer(choice=choice), now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="first"), now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(), now)
    view = study.open_attempt(store, attempt, ada.holder)
    assert view.questions[0].answer == Answer(choice=1)
    assert view.questions[1].answer == Answer()
    assert view.answered == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<script>alert(1)</script>",
        "'); DROP TABLE answer; --",
        "אבג 👩‍👩‍👧 \u202eabc",
        "{{ 7 * 7 }} %s %(x)s",
        "x" * LONGEST_ANSWER,
        "👩" * LONGEST_ANSWER,
    ],
)
def test_any_text_is_kept_to_the_letter(store: Store, attempt: str, ada, now, text: str) -> None:
    study.save_answer(store, attempt, ada.holder, 2, Answer(text=text), now)
    assert answers(store, attempt, ada.holder)[1] == Answer(text=text)


def test_what_no_database_can_hold_is_dropped(store: Store, attempt: str, ada, now) -> None:
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="a\0b\ud800c\r\nd"), now)
    assert answers(store, attempt, ada.holder)[1] == Answer(text="abc\nd")


def test_an_answer_over_the_limit_is_refused_and_the_last_one_stays(
    store: Store, attempt: str, ada, now
) -> None:
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="short"), now)
    with pytest.raises(QuizError, match="5,001 characters"):
        study.save_answer(store, attempt, ada.holder, 2, Answer(text="x" * 5_001), now)
    assert answers(store, attempt, ada.holder)[1] == Answer(text="short")


@pytest.mark.parametrize("choice", [-1, 3, 10**9])
def test_a_choice_of_another_question_is_refused(store: Store, attempt: str, ada, now, choice: int) -> None:
    with pytest.raises(QuizError, match="none of this question's"):
        study.save_answer(store, attempt, ada.holder, 1, Answer(choice=choice), now)
    with pytest.raises(QuizError, match="own words"):
        study.save_answer(store, attempt, ada.holder, 2, Answer(choice=0), now)


@pytest.mark.parametrize("number", [0, 5, -1, 10**9])
def test_a_question_that_is_not_there_is_not_found(store: Store, attempt: str, ada, now, number: int) -> None:
    with pytest.raises(NotFound):
        study.save_answer(store, attempt, ada.holder, number, Answer(choice=0), now)


@pytest.mark.parametrize("name", ["", "   ", "\0\x07", "x" * 81])
def test_a_name_that_is_none_is_refused(store: Store, code: str, ada, now, name: str) -> None:
    with pytest.raises(QuizError):
        study.start(store, code, name, ada.holder, now)
    assert study.open_attempts(store, ada.holder, code) == []


def test_a_formula_is_a_name_like_another(store: Store, code: str, ada, now) -> None:
    public_id = study.start(store, code, ' =HYPERLINK("x")\n', ada.holder, now)
    assert study.open_attempt(store, public_id, ada.holder).learner == '=HYPERLINK("x")'


def test_open_attempts_are_offered_to_the_same_browser_alone(
    store: Store, code: str, attempt: str, ada, eve, now
) -> None:
    second = study.start(store, code, "Ada again", ada.holder, now + timedelta(minutes=1))
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text=" \n "), now)
    cards = study.open_attempts(store, ada.holder, code.lower())
    assert [(card.public_id, card.answered, card.questions) for card in cards] == [
        (second, 0, 4),
        (attempt, 1, 4),
    ]
    assert study.open_attempts(store, eve.holder, code) == []
    study.finish(store, attempt, ada.holder, now)
    assert [card.public_id for card in study.open_attempts(store, ada.holder, code)] == [second]


@pytest.mark.parametrize("holder", ["holder-of-eve-0123456789", "", "\ud800", "%"])
def test_a_stranger_finds_nothing(store: Store, attempt: str, ada, now, holder: str) -> None:
    study.finish(store, attempt, ada.holder, now)
    for ask in (
        lambda: study.open_attempt(store, attempt, holder),
        lambda: study.save_answer(store, attempt, holder, 1, Answer(choice=0), now),
        lambda: study.finish(store, attempt, holder, now),
        lambda: study.result(store, attempt, holder),
    ):
        with pytest.raises(NotFound) as caught:
            ask()
        assert caught.value.status == 404


def test_an_attempt_that_is_not_there_looks_like_somebody_elses(store: Store, attempt: str, ada, eve) -> None:
    with pytest.raises(NotFound) as strange:
        study.open_attempt(store, attempt, eve.holder)
    with pytest.raises(NotFound) as missing:
        study.open_attempt(store, "nothing", ada.holder)
    assert str(strange.value) == str(missing.value)


def test_what_somebody_takes_never_changes_under_them(store: Store, code: str, ada, tara: User, now) -> None:
    before = study.start(store, code, ada.name, ada.holder, now)
    first = study.open_attempt(store, before, ada.holder)
    study.save_answer(store, before, ada.holder, 4, Answer(text="It falls dry."), now)
    changed = builders.bank(title="Other", questions=(builders.short_answer("new", "New prompt?"),))
    library.import_bank(store, changed, tara, now)
    assert study.quiz_by_code(store, code).title == "Tides and the harbour"
    teach.publish(store, tara, "tides", now)
    assert study.quiz_by_code(store, code).title == "Other"

    after = study.start(store, code, ada.name, ada.holder, now)
    assert [question.id for question in study.open_attempt(store, after, ada.holder).questions] == ["new"]
    view = study.open_attempt(store, before, ada.holder)
    assert view.quiz_title == "Tides and the harbour"
    assert [question.prompt for question in view.questions] == [
        question.prompt for question in first.questions
    ]
    study.finish(store, before, ada.holder, now)
    result = study.result(store, before, ada.holder)
    assert result.out_of == 4
    assert result.questions[3].answer == Answer(text="It falls dry.")


def test_a_closed_quiz_starts_nobody_and_stops_nobody(
    store: Store, code: str, attempt: str, ada, tara: User, now
) -> None:
    teach.unpublish(store, tara, code, now)
    assert study.published_quizzes(store) == []
    with pytest.raises(NotFound):
        study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now)
    study.finish(store, attempt, ada.holder, now)
    assert study.result(store, attempt, ada.holder).out_of == 4


@pytest.mark.parametrize(
    ("weights", "target", "expected"),
    [
        ((1.0, 1.0), None, 2),
        ((1.0, 1.0, 1.0), 2.0, 2),
        ((1.0, 1.0, 1.0), 1.5, 2),
        ((1.0, 1.0, 1.0), 0.1, 1),
        ((2.0, 1.0, 0.0), 2.0, 2),
        ((0.1, 0.1, 0.1), 0.3, 3),
        ((1.0,), 5.0, 1),
        ((), None, 1),
    ],
)
def test_points_expected_follow_weights_and_target(
    weights: tuple[float, ...], target: float | None, expected: int
) -> None:
    points = tuple(KeyPoint(f"k{n}", "point", weight) for n, weight in enumerate(weights))
    assert points_expected(ShortAnswer("q", "Why?", points, full_marks_at=target)) == expected
