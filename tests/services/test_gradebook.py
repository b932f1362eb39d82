"""The gradebook on both databases: who is one learner, what counts, what a page asks for."""

from datetime import timedelta

import pytest
from simulated import class_bank, simulate, take
from sqlalchemy import insert, select, update

from quizapp.errors import NotFound
from quizapp.gradebook.listing import Sort, State, Wish
from quizapp.model.answer import Answer
from quizapp.model.quiz import Counting, QuizSettings
from quizapp.services import gradebook, library, quiz_settings, study, teach
from quizapp.storage.gradebook import waiting_of_quiz
from quizapp.storage.tables import Attempt, ClassMember, ClassRow, Quiz


def page(store, teacher, code, wish=None, number=1, on_page=50, seed=""):
    return gradebook.book_page(store, teacher, code, wish or Wish(), number, on_page, seed)


def taken(store, code, who, now, *choices, finish=True):
    """An attempt that chooses on the multiple-choice questions (1 and 3); None leaves one out."""
    public_id = study.start(store, code, who.name, who.holder, now)
    for number, choice in zip((1, 3), choices, strict=False):
        if choice is not None:
            study.save_answer(store, public_id, who.holder, number, Answer(choice=choice), now)
    if finish:
        study.finish(store, public_id, who.holder, now + timedelta(minutes=5))
    return public_id


@pytest.fixture
def roster(store, tara, now):
    """A class: gives the members' ids by name. The quiz is for it from ``join`` on."""
    with store.writing() as db:
        room = insert(ClassRow).values(public_id="c", owner_id=tara.id, name="Sea", created_at=now)
        class_id = db.execute(room.returning(ClassRow.id)).scalar_one()
        people = {"Ada Lovelace": ("007", None), "Bob": ("0042", None), "Gone": ("9", now)}
        return {
            name: db.execute(
                insert(ClassMember)
                .values(class_id=class_id, name=name, sis_id=sis_id, joined_at=now, left_at=left)
                .returning(ClassMember.id)
            ).scalar_one()
            for name, (sis_id, left) in people.items()
        }


def join(store, public_id, member_id):
    """Make an attempt a member's, and the quiz one of the class alone."""
    room = select(ClassMember.class_id).where(ClassMember.id == member_id).scalar_subquery()
    taken_quiz = select(Attempt.quiz_id).where(Attempt.public_id == public_id).scalar_subquery()
    with store.writing() as db:
        db.execute(update(Attempt).where(Attempt.public_id == public_id).values(member_id=member_id))
        db.execute(update(Quiz).where(Quiz.id == taken_quiz).values(class_id=room))


def test_a_row_a_learner_with_the_attempt_that_counts(store, code, tara, ada, now):
    first = taken(store, code, ada, now, 0, 1)
    second = taken(store, code, ada, now + timedelta(hours=1), 0, 0)
    book = page(store, tara, code)
    (line,) = book.rows
    assert (line.row.attempt, line.row.score, line.others) == (second, 2.0, (first,))
    quiz_settings.change_settings(store, tara, code, QuizSettings(counting=Counting.FIRST))
    (line,) = page(store, tara, code).rows
    assert (line.row.attempt, line.row.score) == (first, 1.0)


def test_the_table_says_of_every_attempt_whether_it_counts(store, code, tara, ada, now):
    taken(store, code, ada, now, 0, 1)
    taken(store, code, ada, now + timedelta(hours=1), 0, 0)
    table = teach.score_table(store, tara, code)
    assert [(row.score, row.counts) for row in table.rows] == [(1.0, False), (2.0, True)]


def test_points_and_chosen_questions_reach_scores(store, code, tara, ada, now):
    settings = QuizSettings(points=(("p-harbour-mc-1", 4.0),))
    quiz_settings.change_settings(store, tara, code, settings)
    taken(store, code, ada, now, 1, 0)
    (line,) = page(store, tara, code).rows
    assert (line.row.score, line.row.out_of) == (4.0, 7.0)


def test_a_ruling_is_what_counts_and_nothing_waits_any_more(store, code, tara, ada, now):
    attempt = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="It is the Moon that pulls, or so."), now)
    study.finish(store, attempt, ada.holder, now, caution=1.0)
    (line,) = page(store, tara, code, Wish(review=True)).rows
    assert line.waiting >= 1
    waiting = page(store, tara, code).waiting
    teach.override(store, tara, attempt, "p-tide-sa", 0.75, "Said so.", now)
    book = page(store, tara, code)
    assert book.waiting == waiting - 1
    assert book.rows[0].row.credits[1] == 0.75


def test_the_class_is_listed_with_those_who_have_not_begun(store, code, tara, ada, eve, now, roster):
    taken(store, code, eve, now, 0, finish=False)
    join(store, taken(store, code, ada, now, 0, 0), roster["Ada Lovelace"])
    book = page(store, tara, code)
    assert [(line.shown, line.state) for line in book.rows] == [
        ("Ada Lovelace", State.FINISHED),
        ("Bob", State.NOT_BEGUN),
        ("Eve", State.UNDER_WAY),
    ]
    assert book.states == {State.FINISHED: 1, State.UNDER_WAY: 1, State.NOT_BEGUN: 1}
    assert [line.shown for line in page(store, tara, code, Wish(who="guest")).rows] == ["Eve"]


def test_somebody_who_left_stays_with_what_was_taken(store, code, tara, ada, now, roster):
    join(store, taken(store, code, ada, now, 0, 0), roster["Gone"])
    assert "Gone" in [line.shown for line in page(store, tara, code).rows]


def test_pages_hold_so_many_and_the_nearest_page_is_given(store, tara, now):
    bank = class_bank(4)
    library.import_bank(store, bank, tara, now)
    code = teach.publish(store, tara, bank.id, now)
    take(store, code, simulate(7, 4), bank, now)
    sizes = [len(page(store, tara, code, number=n, on_page=3).rows) for n in (1, 2, 3, 99, -1)]
    assert sizes == [3, 3, 1, 1, 3]
    last = page(store, tara, code, number=99, on_page=3)
    assert (last.page, last.last, last.before, last.total) == (3, 3, 6, 7)


def test_every_order_gives_all_learners_once(store, tara, now):
    bank = class_bank(4)
    library.import_bank(store, bank, tara, now)
    code = teach.publish(store, tara, bank.id, now)
    take(store, code, simulate(9, 4), bank, now, tries=2)
    for sort in Sort:
        for down in (True, False):
            wish = Wish(sort=sort, question="item-1", down=down)
            book = page(store, tara, code, wish)
            assert sorted(line.shown for line in book.rows) == [f"Learner {n:04}" for n in range(9)]
            if sort is Sort.SCORE:
                scores = [line.row.score for line in book.rows]
                assert scores == sorted(scores, reverse=down)
            if sort is Sort.QUESTION:
                earned = [line.row.credits[1] for line in book.rows]
                assert earned == sorted(earned, reverse=down)


def test_pseudonyms_stand_everywhere_a_name_would(store, code, tara, ada, eve, now):
    attempt = taken(store, code, ada, now, 0, 0)
    taken(store, code, eve, now, 0, 0)
    book = page(store, tara, code, seed="s")
    assert [line.shown for line in book.rows] == ["Learner 01", "Learner 02"]
    assert page(store, tara, code, Wish(name="ada"), seed="s").rows == ()
    assert gradebook.learner_page(store, tara, attempt, "s").shown == "Learner 01"
    assert gradebook.name_of(store, tara, attempt, "s") == "Learner 01"
    answers = gradebook.question_page(store, tara, code, "p-tide-mc-1", 1, 50, "s")
    assert [row.shown for row in answers.rows] == ["Learner 01", "Learner 02"]


def test_a_learner_has_all_attempts_and_one_counts(store, code, tara, ada, now):
    first = taken(store, code, ada, now, 0, 0)
    taken(store, code, ada, now + timedelta(hours=1), 1, 1)
    found = gradebook.learner_page(store, tara, first)
    assert [(row.score, row.counts) for row in found.rows] == [(2.0, True), (0.0, False)]


def test_a_question_has_all_answers_blank_ones_too(store, code, tara, ada, eve, now):
    taken(store, code, ada, now, 0, 1)
    taken(store, code, eve, now)
    found = gradebook.question_page(store, tara, code, "p-harbour-mc-1", 1, 50)
    assert [(row.shown, row.answer, row.credit) for row in found.rows] == [
        ("Ada", "4 hours", 0.0),
        ("Eve", "", 0.0),
    ]
    assert found.question.id == "p-harbour-mc-1"


def test_what_is_not_the_teachers_is_not_found(store, code, theo, tara, ada, now):
    attempt = taken(store, code, ada, now, 0, 0)
    for ask in (
        lambda: page(store, theo, code),
        lambda: gradebook.learner_page(store, theo, attempt),
        lambda: gradebook.question_page(store, theo, code, "p-tide-sa", 1, 50),
        lambda: gradebook.name_of(store, theo, attempt, ""),
        lambda: gradebook.require_quiz(store, theo, code),
        lambda: gradebook.question_page(store, tara, code, "no-such", 1, 50),
    ):
        with pytest.raises(NotFound):
            ask()


def test_answers_to_dropped_questions_wait_for_nobody(store, code, tara, ada, now):
    attempt = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="It is the Moon that pulls, or so."), now)
    study.finish(store, attempt, ada.holder, now, caution=1.0)
    with store.reading() as db:
        [(quiz_id,)] = db.execute(select(Quiz.id)).all()
        all_of_them = waiting_of_quiz(db, quiz_id)
        without = waiting_of_quiz(db, quiz_id, {"p-tide-sa"})
    assert sum(all_of_them.values()) == sum(without.values()) + 1
