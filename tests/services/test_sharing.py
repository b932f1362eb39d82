import builders
import pytest
from sqlalchemy import select

from quizapp.errors import Conflict, NotAllowed, NotFound, QuizError
from quizapp.model.quiz import QuizSettings
from quizapp.services import (
    accounts,
    administering,
    asked,
    audit_log,
    editing,
    library,
    live,
    overview,
    previewing,
    publishing,
    quiz_settings,
    remarking,
    reviewing,
    sharing,
    study,
    teach,
)
from quizapp.services.proposals import Consent, Proposal
from quizapp.services.publishing import Wanted
from quizapp.services.reviewing import Ruling
from quizapp.services.searching import search
from quizapp.storage.store import Store
from quizapp.storage.tables import BankShare

SLUG = "tides"


def share(store: Store, user, login="theo", edit=False, quizzes=False, now=None) -> str:
    return sharing.share(store, user, SLUG, login, edit, quizzes, now)


def test_what_is_shared_is_on_the_desk_of_the_other_and_what_is_not_is_a_404(
    store, code, tara, theo, now
) -> None:
    assert sharing.shared_with_me(store, theo) == []
    assert share(store, tara, now=now) == "Theo"
    [card] = sharing.shared_with_me(store, theo)
    assert (card.slug, card.owner, card.may_edit, card.quizzes) == (SLUG, "Tara", False, ())
    assert library.newest_bank(store, SLUG, theo).id == SLUG
    with pytest.raises(NotFound):
        teach.score_table(store, theo, code)


def test_with_its_quizzes_the_other_sees_the_scores(store, code, tara, theo, now) -> None:
    share(store, tara, quizzes=True, now=now)
    assert teach.score_table(store, theo, code).code == code
    [card] = sharing.shared_with_me(store, theo)
    assert [quiz.code for quiz in card.quizzes] == [code]
    assert teach.desk(store, theo) == []


def test_who_may_look_changes_nothing(store, code, bank, tara, theo, now) -> None:
    share(store, tara, quizzes=True, now=now)
    question = bank.questions[0]
    for change in (
        lambda: teach.publish(store, theo, SLUG, now),
        lambda: teach.unpublish(store, theo, code, now),
        lambda: quiz_settings.change_settings(store, theo, code, QuizSettings(attempts=3)),
        lambda: editing.drop_question(store, theo, SLUG, 1, question.id, now),
    ):
        with pytest.raises(NotAllowed, match="to look at"):
            change()
    with pytest.raises(QuizError, match="somebody else"):
        library.import_bank(store, builders.bank(title="Mine now"), theo, now)
    assert not sharing.may_change(store, theo, SLUG)


def test_who_may_look_changes_no_mark_and_no_attempt(store, code, bank, tara, theo, ada, now) -> None:
    share(store, tara, quizzes=True, now=now)
    done = study.start(store, code, ada.name, ada.holder, now)
    study.finish(store, done, ada.holder, now)
    under_way = study.start(store, code, "Eve", "holder-of-eve-0123456789", now)
    question = bank.questions[0].id
    drop = Proposal("drop", question)
    run = remarking.dry_run(store, theo, code, drop)
    consent = Consent(run.trace, "It was not fair.", lower=True)
    words = [question.prompt for question in bank.questions]
    for change in (
        lambda: teach.override(store, theo, done, question, 1.0, "Mine now", now),
        lambda: remarking.apply(store, theo, code, drop, consent, now),
        lambda: reviewing.rule(store, theo, code, question, ["x"], Ruling(1.0, "Mine now"), now),
        lambda: asked.reword(store, theo, code, question, 1, "Mine now?", words, now),
        lambda: live.end_now(store, theo, under_way, now),
        lambda: live.add_minutes(store, theo, under_way, 5, now),
        lambda: quiz_settings.reopen(store, theo, done, 5, now),
        lambda: previewing.begin_preview(store, theo, code, "holder-of-theo-0123456789", now),
        lambda: publishing.duplicate(store, theo, code, "Mine", now),
        lambda: publishing.open_again(store, theo, code, now),
        lambda: publishing.publish_another(store, theo, SLUG, Wanted(QuizSettings()), now),
    ):
        with pytest.raises(NotAllowed, match="to look at"):
            change()
    assert remarking.apply(store, tara, code, drop, consent, now)


def test_who_may_edit_edits_and_the_owner_keeps_what_they_have(store, code, bank, tara, theo, now) -> None:
    share(store, tara, edit=True, quizzes=True, now=now)
    assert sharing.may_change(store, theo, SLUG)
    assert editing.drop_question(store, theo, SLUG, 1, bank.questions[0].id, now).version == 2
    assert teach.publish(store, theo, SLUG, now) == code
    assert library.import_bank(store, builders.bank(title="By both"), theo, now).version == 3
    assert [card.title for card in teach.desk(store, tara)] == ["By both"]


def test_who_may_edit_the_questions_alone_publishes_nothing(store, code, tara, theo, now) -> None:
    share(store, tara, edit=True, now=now)
    with pytest.raises(NotAllowed, match="questions alone"):
        teach.publish(store, theo, SLUG, now)
    with pytest.raises(NotAllowed, match="questions alone"):
        publishing.before_publishing(store, theo, SLUG)
    with pytest.raises(NotFound):
        teach.unpublish(store, theo, code, now)


def test_sharing_again_changes_the_rights(store, code, tara, theo, now) -> None:
    share(store, tara, edit=True, quizzes=True, now=now)
    share(store, tara, now=now)
    [person] = sharing.sharing_of(store, tara, SLUG).people
    assert (person.login, person.may_edit, person.with_quizzes) == ("theo", False, False)


def test_what_is_taken_back_is_gone_at_once(store, code, tara, theo, now) -> None:
    share(store, tara, edit=True, quizzes=True, now=now)
    sharing.take_back(store, tara, SLUG, "theo", now)
    with pytest.raises(NotFound):
        library.newest_bank(store, SLUG, theo)
    with pytest.raises(NotFound):
        teach.score_table(store, theo, code)
    with pytest.raises(Conflict):
        sharing.take_back(store, tara, SLUG, "theo", now)


def test_who_it_is_shared_with_does_not_share_on(store, code, tara, theo, admin, now) -> None:
    share(store, tara, edit=True, quizzes=True, now=now)
    for change in (
        lambda: share(store, theo, login="admin", now=now),
        lambda: sharing.take_back(store, theo, SLUG, "theo", now),
        lambda: sharing.sharing_of(store, theo, SLUG),
    ):
        with pytest.raises(NotAllowed, match="owner"):
            change()
    share(store, admin, login="theo", now=now)


@pytest.mark.parametrize(
    ("login", "word"),
    [("nobody", "no account"), ("tara", "somebody else"), ("gone", "deactivated"), ("", "no account")],
)
def test_with_whom_it_cannot_be_shared_is_said(store, code, tara, now, login, word) -> None:
    accounts.add_user(store, "gone", "Gone", "teacher", None, now)
    administering.deactivate(store, "gone", now)
    with pytest.raises(QuizError, match=word):
        share(store, tara, login=login, now=now)
    with store.reading() as db:
        assert db.execute(select(BankShare)).all() == []


def test_a_stranger_does_not_learn_that_a_bank_is_there(store, code, theo, now) -> None:
    with pytest.raises(NotFound):
        share(store, theo, login="theo", now=now)


def test_what_is_shared_is_found_by_its_words(store, code, tara, theo, now) -> None:
    assert search(store, theo, "tides") == []
    share(store, tara, now=now)
    assert search(store, theo, "tides") != []


def test_the_log_of_a_quiz_tells_its_teachers_with_whom_it_was_shared(store, code, tara, theo, now) -> None:
    share(store, tara, quizzes=True, now=now)
    page = audit_log.log_of_quiz(store, theo, code, 1)
    assert page.lines[0].action == "share.give"
    sharing.take_back(store, tara, SLUG, "theo", now)
    with pytest.raises(NotFound):
        audit_log.log_of_quiz(store, theo, code, 1)


def test_the_whole_log_is_for_administrators_and_comes_in_pages(store, tara, admin, now, monkeypatch) -> None:
    with pytest.raises(NotAllowed):
        audit_log.whole_log(store, tara, 1)
    monkeypatch.setattr(audit_log, "LINES_ON_PAGE", 2)
    for n in range(3):
        administering.invite(store, "teacher", f"Number {n}", now, "admin")
    first = audit_log.whole_log(store, admin, 1)
    assert [line.after["for"] for line in first.lines] == ["Number 2", "Number 1"]
    assert (first.number, first.total) == (1, 5)
    assert audit_log.whole_log(store, admin, 99).number == first.last == 3
    assert audit_log.whole_log(store, admin, 0).number == 1


def test_programs_list_the_quizzes_that_are_shared_with_their_owner(store, code, tara, theo, now) -> None:
    share(store, tara, now=now)
    assert overview.quizzes_seen(store, theo) == []
    share(store, tara, quizzes=True, now=now)
    assert [line.code for line in overview.quizzes_seen(store, theo)] == [code]
    sharing.take_back(store, tara, SLUG, "theo", now)
    assert overview.quizzes_seen(store, theo) == []
