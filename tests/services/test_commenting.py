import pytest

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.answer import Answer
from quizapp.services import commenting, exporting, privacy, stored, study, teach
from quizapp.storage.audit import entries_of_attempt


@pytest.fixture
def attempt(store, code, ada, now):
    public_id = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 1, Answer(choice=0), now)
    study.finish(store, public_id, ada.holder, now)
    return public_id


def said(store, attempt, ada):
    result = study.result(store, attempt, ada.holder)
    return {one.question.id: [c.text for c in one.comments] for one in result.questions if one.comments}


def test_the_learner_sees_a_comment_beside_the_answer_until_it_is_taken_back(store, attempt, tara, ada, now):
    commenting.comment(store, tara, attempt, "p-tide-mc-1", " Well seen.\r\nGo on. ", now)
    assert said(store, attempt, ada) == {"p-tide-mc-1": ["Well seen.\nGo on."]}
    result = teach.attempt_in_full(store, tara, attempt)
    (comment,) = result.questions[0].comments
    assert (comment.by, comment.at) == ("Tara", now)
    assert commenting.take_comment_back(store, tara, attempt, comment.id, now) == "p-tide-mc-1"
    assert said(store, attempt, ada) == {}
    with pytest.raises(NotFound):
        commenting.take_comment_back(store, tara, attempt, comment.id, now)


def test_a_note_is_for_teachers_and_in_nothing_that_the_learner_gets(store, attempt, tara, ada, now):
    commenting.note(store, tara, attempt, "Looked at the neighbour.", now)
    (note,) = commenting.notes_of(store, tara, attempt)
    assert (note.text, note.by) == ("Looked at the neighbour.", "Tara")
    assert "neighbour" not in str(stored.stored_under(store, attempt, ada.holder, now))
    assert "neighbour" not in str(study.result(store, attempt, ada.holder))
    assert (
        b"neighbour"
        not in exporting.export_scores(store, tara, teach.desk(store, tara)[0].quiz.code, "csv").data
    )
    commenting.take_note_back(store, tara, attempt, note.id, now)
    assert commenting.notes_of(store, tara, attempt) == []
    with pytest.raises(NotFound):
        commenting.take_note_back(store, tara, attempt, note.id, now)


def test_what_is_kept_of_a_person_has_comments_and_notes(store, attempt, tara, ada, now):
    commenting.comment(store, tara, attempt, "p-tide-mc-1", "Well seen.", now)
    commenting.note(store, tara, attempt, "A note.", now)
    (kept,) = privacy.export_learner(store, "Ada")
    assert [one["text"] for one in kept.comments] == ["Well seen."]
    assert [one["text"] for one in kept.notes] == ["A note."]
    assert "Well seen." in str(stored.stored_under(store, attempt, ada.holder, now))


def test_who_is_made_anonymous_is_named_in_no_comment_or_note(store, attempt, tara, ada, now):
    commenting.comment(store, tara, attempt, "p-tide-mc-1", "Well seen, Ada.", now)
    commenting.note(store, tara, attempt, "Ada again.", now)
    assert stored.forget(store, attempt, ada.holder, now)
    assert commenting.notes_of(store, tara, attempt) == []
    assert teach.attempt_in_full(store, tara, attempt).questions[0].comments == ()


def test_the_log_says_who_spoke_and_not_what_was_said(store, attempt, tara, now):
    commenting.comment(store, tara, attempt, "p-tide-mc-1", "Well seen.", now)
    commenting.note(store, tara, attempt, "A note.", now)
    with store.reading() as db:
        entries = entries_of_attempt(db, attempt)
    assert [(entry.actor, entry.action) for entry in entries] == [
        ("tara", "comment.add"),
        ("tara", "note.add"),
    ]
    assert "Well" not in str(entries)


def test_only_words_of_a_sane_length_are_kept(store, attempt, tara, now):
    for text in ("", " \n ", "\0", "x" * 2_001):
        with pytest.raises(QuizError):
            commenting.comment(store, tara, attempt, "p-tide-mc-1", text, now)
        with pytest.raises(QuizError):
            commenting.note(store, tara, attempt, text, now)


def test_others_and_other_questions_are_not_found_and_nothing_open_is_commented(
    store, code, attempt, tara, theo, eve, now
):
    with pytest.raises(NotFound):
        commenting.comment(store, theo, attempt, "p-tide-mc-1", "Mine.", now)
    with pytest.raises(NotFound):
        commenting.note(store, theo, attempt, "Mine.", now)
    with pytest.raises(NotFound):
        commenting.notes_of(store, theo, attempt)
    with pytest.raises(NotFound):
        commenting.comment(store, tara, attempt, "no-such", "Hm.", now)
    under_way = study.start(store, code, eve.name, eve.holder, now)
    with pytest.raises(Conflict):
        commenting.comment(store, tara, under_way, "p-tide-mc-1", "Hm.", now)
