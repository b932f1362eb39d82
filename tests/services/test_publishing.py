"""Publishing: questions, draws, points, several quizzes of one bank, and two teachers at one of them."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import builders
import hypothesis.strategies as st
import pytest
from hypothesis import given

from quizapp.errors import NotFound, QuizError
from quizapp.model.answer import Answer
from quizapp.model.quiz import Counting, Mode, QuizSettings, Reveal
from quizapp.services import (
    classes,
    editing,
    library,
    previewing,
    publishing,
    quiz_settings,
    sharing,
    study,
    teach,
)
from quizapp.services.pool import asked_of, pool_of
from quizapp.services.publishing import Overtaken, Refused, Wanted
from quizapp.storage import audit

IDS = ("p-tide-mc-1", "p-tide-sa", "p-harbour-mc-1", "p-harbour-sa")


@pytest.fixture
def quiz(store, code, tara):
    """The quiz as its form shows it."""
    return publishing.published(store, tara, code)


def change(store, tara, code, now, **settings):
    quiz = publishing.published(store, tara, code)
    wanted = replace(quiz.wanted, settings=replace(quiz.wanted.settings, **settings))
    publishing.change_quiz(store, tara, code, wanted, quiz.state, now)


def begin(store, code, who, now):
    return study.start(store, code, who.name, who.holder, now)


def asked(store, attempt, who):
    return tuple(question.id for question in study.open_attempt(store, attempt, who.holder).questions)


def test_only_chosen_questions_are_asked_in_the_order_of_the_bank(store, code, tara, ada, now) -> None:
    change(store, tara, code, now, questions=(IDS[3], IDS[1], "gone"))
    assert asked(store, begin(store, code, ada, now), ada) == (IDS[1], IDS[3])
    card = study.quiz_by_code(store, code)
    assert (card.multiple_choice, card.short_answer, card.questions) == (0, 2, 2)


def test_a_draw_gives_each_learner_so_many_and_the_same_ones_again(store, code, tara, ada, eve, now) -> None:
    change(store, tara, code, now, draw=2)
    begun = [begin(store, code, who, now) for who in (ada, eve) for _ in range(8)]
    drawn = [asked(store, attempt, ada if n < 8 else eve) for n, attempt in enumerate(begun)]
    assert {len(ids) for ids in drawn} == {2}
    assert len(set(drawn)) > 1
    assert drawn[0] == asked(store, begun[0], ada)
    assert all(ids == pool_of(QuizSettings(questions=ids), IDS) for ids in drawn)
    assert study.quiz_by_code(store, code).questions == 2


@given(seed=st.integers(0, 2**31 - 1), draw=st.integers(1, 6), shuffle=st.booleans())
def test_what_is_asked_comes_from_the_pool_without_doubles(seed: int, draw: int, shuffle: bool) -> None:
    settings = QuizSettings(questions=("a", "c", "d", "f"), draw=draw, shuffle_questions=shuffle)
    found = asked_of(settings, ("a", "b", "c", "d", "e", "f"), seed)
    assert len(set(found)) == len(found) == min(draw, 4)
    assert set(found) <= {"a", "c", "d", "f"}
    assert found == asked_of(settings, ("a", "b", "c", "d", "e", "f"), seed)
    assert shuffle or found == tuple(sorted(found))


def test_over_many_learners_every_question_is_drawn_about_as_often() -> None:
    counts = Counter(one for seed in range(4_000) for one in asked_of(QuizSettings(draw=2), IDS, seed))
    assert all(abs(count - 2_000) < 150 for count in counts.values())


def test_scores_are_in_points_of_what_was_asked(store, code, tara, ada, now) -> None:
    points = ((IDS[0], 3.0), (IDS[2], 0.5))
    change(store, tara, code, now, questions=(IDS[0], IDS[2]), points=points)
    attempt = begin(store, code, ada, now)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now)
    study.finish(store, attempt, ada.holder, now)
    result = study.result(store, attempt, ada.holder)
    assert (result.score, result.out_of) == (3.0, 3.5)
    assert [(one.credit, one.points) for one in result.questions] == [(1.0, 3.0), (0.0, 0.5)]


def test_the_table_counts_the_questions_that_were_drawn(store, code, tara, ada, now) -> None:
    change(store, tara, code, now, draw=1)
    study.finish(store, begin(store, code, ada, now), ada.holder, now)
    (row,) = teach.score_table(store, tara, code).rows
    assert row.out_of == 1


@pytest.mark.parametrize(
    ("field", "settings"),
    [
        ("ask", {"questions": ()}),
        ("ask", {"questions": ("gone",)}),
        ("draw", {"draw": 0}),
        ("draw", {"draw": 5}),
        ("draw", {"draw": 3, "questions": IDS[:2]}),
        ("points", {"points": ((IDS[0], -1.0),)}),
        ("points", {"points": ((IDS[0], float("nan")),)}),
        ("points", {"points": ((IDS[0], 1e9),)}),
        ("points", {"points": tuple((one, 0.0) for one in IDS)}),
        ("minutes", {"minutes": 0}),
        ("attempts", {"attempts": 101}),
        ("closes_at", {"reveal": Reveal.AFTER_CLOSING}),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(store, code, tara, now, field, settings) -> None:
    with pytest.raises(Refused) as e:
        change(store, tara, code, now, **settings)
    assert set(e.value.problems) == {field}
    assert publishing.published(store, tara, code).wanted == Wanted(QuizSettings())


def test_all_that_does_not_fit_is_told_at_once(store, code, tara, now) -> None:
    with pytest.raises(Refused) as e:
        change(store, tara, code, now, minutes=0, draw=9, opens_at=now, closes_at=now)
    assert set(e.value.problems) == {"minutes", "draw", "closes_at"}


def test_what_makes_no_difference_is_not_stored(store, code, tara, quiz, now) -> None:
    change(store, tara, code, now, questions=IDS, draw=4, points=((IDS[0], 1.0), ("gone", 2.0)))
    kept = publishing.published(store, tara, code).wanted.settings
    assert (kept.questions, kept.draw, kept.points) == (IDS, None, ())


def test_a_bank_has_several_quizzes_with_codes_labels_and_settings_of_their_own(
    store, code, tara, ada, bank, now
) -> None:
    later = now + timedelta(hours=1)
    settings = QuizSettings(minutes=20, counting=Counting.LAST)
    other = publishing.publish_another(store, tara, bank.id, Wanted(settings, label=" Autumn "), later)
    assert other != code
    (card,) = teach.desk(store, tara)
    assert [(row.code, row.label, row.title) for row in card.quizzes] == [
        (other, "Autumn", "Tides and the harbour – Autumn"),
        (code, "", "Tides and the harbour"),
    ]
    begin(store, other, ada, later)
    assert [row.attempts for row in teach.desk(store, tara)[0].quizzes] == [1, 0]
    assert publishing.published(store, tara, code).wanted == Wanted(QuizSettings())
    assert {quiz.code for quiz in study.published_quizzes(store)} == {code, other}


def test_a_form_that_was_sent_twice_publishes_once(store, tara, bank, now) -> None:
    library.import_bank(store, bank, tara, now)
    wanted = Wanted(QuizSettings(minutes=20))
    first = publishing.publish_another(store, tara, bank.id, wanted, now)
    assert publishing.publish_another(store, tara, bank.id, wanted, now) == first
    assert publishing.publish_another(store, tara, bank.id, wanted, now + timedelta(minutes=2)) != first


def test_a_copy_has_the_same_settings_without_times_and_is_closed(store, code, tara, now) -> None:
    change(
        store,
        tara,
        code,
        now,
        opens_at=now,
        closes_at=now + timedelta(days=1),
        reveal=Reveal.AFTER_CLOSING,
        draw=2,
        attempts=3,
    )
    new = publishing.duplicate(store, tara, code, "2027", now + timedelta(days=365))
    copy = publishing.published(store, tara, new)
    assert copy.wanted == Wanted(QuizSettings(reveal=Reveal.NEVER, draw=2, attempts=3), "", "2027")
    assert not copy.is_open
    publishing.open_again(store, tara, new, now)
    assert publishing.published(store, tara, new).is_open


def test_one_quiz_goes_over_to_the_newest_version_and_the_others_stay(store, code, tara, bank, now) -> None:
    other = publishing.publish_another(store, tara, bank.id, Wanted(QuizSettings(minutes=5)), now)
    change(store, tara, code, now, questions=IDS[:2], points=((IDS[0], 2.0),))
    editing.drop_question(store, tara, bank.id, 1, IDS[0], now)
    publishing.open_again(store, tara, code, now)
    quizzes = {row.code: row.version for row in teach.desk(store, tara)[0].quizzes}
    assert quizzes == {code: 2, other: 1}
    assert publishing.published(store, tara, code).wanted.settings.questions == (IDS[1],)


def test_a_quiz_whose_questions_are_all_gone_does_not_go_over(store, code, tara, bank, now) -> None:
    change(store, tara, code, now, questions=IDS[:1])
    editing.drop_question(store, tara, bank.id, 1, IDS[0], now)
    for again in (
        lambda: publishing.open_again(store, tara, code, now),
        lambda: teach.publish(store, tara, bank.id, now),
    ):
        with pytest.raises(QuizError, match="none of the questions"):
            again()
    assert teach.desk(store, tara)[0].quizzes[0].version == 1


def test_the_second_of_two_teachers_is_told_and_overwrites_nothing(
    store, code, tara, admin, quiz, now
) -> None:
    change(store, admin, code, now, minutes=40, draw=2)
    mine = replace(quiz.wanted, settings=replace(quiz.wanted.settings, attempts=1))
    with pytest.raises(Overtaken, match="admin changed this quiz") as e:
        publishing.change_quiz(store, tara, code, mine, quiz.state, now)
    assert {(one.name, one.before, one.now) for one in e.value.differences} == {
        ("minutes", None, 40),
        ("draw", None, 2),
    }
    assert publishing.published(store, tara, code).wanted.settings == QuizSettings(minutes=40, draw=2)
    publishing.change_quiz(store, tara, code, mine, e.value.state, now)
    assert publishing.published(store, tara, code).wanted == mine


@pytest.mark.parametrize("state", ["", "{}", "[]", "null", '{"settings": {"mode": "?"}}', "x" * 1_000])
def test_a_form_without_a_sound_state_overwrites_nothing(store, code, tara, quiz, now, state) -> None:
    with pytest.raises(Overtaken) as e:
        publishing.change_quiz(store, tara, code, quiz.wanted, state, now)
    assert e.value.differences == ()


def test_a_quiz_is_for_a_class_of_its_owner_only(store, code, tara, theo, quiz, now) -> None:
    own, foreign = (classes.add_class(store, who, "Biology", now) for who in (tara, theo))
    assert publishing.published(store, tara, code).classes == ((own, "Biology"),)
    for audience in (foreign, "made-up"):
        wanted = replace(quiz.wanted, audience=audience)
        with pytest.raises(Refused) as e:
            publishing.change_quiz(store, tara, code, wanted, quiz.state, now)
        assert set(e.value.problems) == {"audience"}
    publishing.change_quiz(store, tara, code, replace(quiz.wanted, audience=own), quiz.state, now)
    assert teach.desk(store, tara)[0].quizzes[0].class_name == "Biology"
    classes.archive_class(store, tara, own, True, now)
    kept = publishing.published(store, tara, code)
    assert kept.classes == ((own, "Biology (put away)"),)
    publishing.change_quiz(store, tara, code, replace(kept.wanted, label="x"), kept.state, now)
    assert publishing.published(store, tara, code).wanted.audience == own


def test_every_change_is_in_the_audit_log(store, code, tara, now) -> None:
    change(store, tara, code, now, minutes=40)
    change(store, tara, code, now, minutes=40)
    with store.reading() as db:
        line, first = audit.entries_of_quiz(db, code, 10)
    assert (line.actor, line.action, first.action) == ("tara", "quiz.settings", "quiz.publish")
    assert (line.before["settings"], line.after["settings"]) == ({}, {"minutes": 40})


def test_another_teacher_can_do_nothing_to_the_quiz(store, code, theo, tara, quiz, bank, now) -> None:
    for attempt in (
        lambda: publishing.published(store, theo, code),
        lambda: publishing.change_quiz(store, theo, code, quiz.wanted, quiz.state, now),
        lambda: publishing.publish_another(store, theo, bank.id, quiz.wanted, now),
        lambda: publishing.before_publishing(store, theo, bank.id),
        lambda: publishing.duplicate(store, theo, code, "", now),
        lambda: publishing.open_again(store, theo, code, now),
        lambda: previewing.begin_preview(store, theo, code, "h" * 20, now),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_preview_is_like_an_attempt_and_leaves_nothing_in_the_gradebook(
    store, code, tara, ada, now
) -> None:
    closed = {
        "opens_at": now - timedelta(days=2),
        "closes_at": now - timedelta(days=1),
        "reveal": Reveal.NEVER,
    }
    change(store, tara, code, now, **closed, minutes=10, draw=2, attempts=1)
    first = previewing.begin_preview(store, tara, code, ada.holder, now)
    view = study.open_attempt(store, first, ada.holder)
    assert (view.ends_at, len(view.questions)) == (now + timedelta(minutes=10), 2)
    study.finish(store, first, ada.holder, now)
    assert study.result(store, first, ada.holder, now).out_of == 2
    assert teach.score_table(store, tara, code).rows == ()
    second = previewing.begin_preview(store, tara, code, ada.holder, now)
    with pytest.raises(NotFound):
        study.open_attempt(store, first, ada.holder)
    quiz_settings.settle(store, tara, code, now + timedelta(hours=1))
    assert not study.open_attempt(store, second, ada.holder).is_finished
    assert teach.desk(store, tara)[0].quizzes[0].attempts == 0


def test_a_preview_takes_no_attempt_of_a_practice_away(store, code, tara, ada, now) -> None:
    change(store, tara, code, now, mode=Mode.PRACTICE)
    practice = begin(store, code, ada, now)
    previewing.begin_preview(store, tara, code, ada.holder, now)
    assert study.open_attempt(store, practice, ada.holder).is_practice


def test_paper_has_the_questions_that_are_asked(store, code, tara, now) -> None:
    change(store, tara, code, now, questions=IDS[2:])
    asked_on_paper = publishing.bank_asked(publishing.published(store, tara, code))
    assert tuple(question.id for question in asked_on_paper.questions) == IDS[2:]
    assert asked_on_paper.passages == builders.bank().passages


def test_a_colleague_who_may_change_a_quiz_is_offered_no_class_but_the_one_it_is_for(
    store, code, tara, theo, bank, now
) -> None:
    biology, _ = (classes.add_class(store, tara, name, now) for name in ("Biology", "Chemistry"))
    sharing.share(store, tara, bank.id, "theo", may_edit=True, with_quizzes=True, now=now)
    quiz = publishing.published(store, theo, code)
    assert quiz.classes == ()
    with pytest.raises(Refused):
        publishing.change_quiz(store, theo, code, replace(quiz.wanted, audience=biology), quiz.state, now)
    publishing.change_quiz(store, tara, code, replace(quiz.wanted, audience=biology), quiz.state, now)
    shown = publishing.published(store, theo, code)
    assert shown.classes == ((biology, "Biology"),)
    publishing.change_quiz(store, theo, code, replace(shown.wanted, label="Theo's"), shown.state, now)
    assert publishing.published(store, tara, code).wanted == Wanted(QuizSettings(), biology, "Theo's")
