"""Members of classes as learners: their links, attempts on several devices, and the time that they have."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from quizapp.errors import Conflict, NotAllowed, NotFound, QuizError
from quizapp.model.answer import Answer
from quizapp.model.quiz import QuizSettings
from quizapp.model.timing import ExtraTime
from quizapp.services import classes, coming_back, membership, privacy, quiz_settings, stored, study, teach
from quizapp.services.classes import Person
from quizapp.services.tokens import hash_of
from quizapp.storage import quizzes
from quizapp.storage.tables import Attempt, ClassMember, MemberHolder

PHONE = "holder-of-a-phone-0123456789"
LAPTOP = "holder-of-a-laptop-0123456789"
SCHOOL = "holder-of-the-school-0123456789"


@pytest.fixture
def biology(store, tara, now) -> str:
    """A class of Tara's: Ada has half as much time again, Bob as much as others."""
    public_id = classes.add_class(store, tara, "Biology", now)
    classes.add_member(store, tara, public_id, Person("Ada", "ada", extra=ExtraTime.HALF_MORE), now)
    classes.add_member(store, tara, public_id, Person("Bob", "bob"), now)
    return public_id


@pytest.fixture
def links(store, tara, biology, now) -> dict[str, str]:
    """Their personal links, by name."""
    made = membership.make_links(store, tara, biology, None, now)
    return {link.member.name: link.token for link in made}


@pytest.fixture
def for_class(store, tara, code, biology) -> str:
    """The quiz, for the class, with 40 minutes."""
    quiz_settings.change_settings(store, tara, code, QuizSettings(minutes=40))
    with store.writing() as db:
        quiz = teach.quiz_for(db, code, tara)
        quizzes.set_audience(db, quiz.id, classes.class_for(db, biology, tara).id, "")
    return code


def enter(store, token, now, holder=PHONE):
    """Open a personal link in a browser; gives the token by which the browser is known from then on."""
    membership.enter(store, token, "", holder, now)
    return holder


def member(store, tara, biology, name):
    found = classes.open_class(store, tara, biology)
    return next(one for one in (*found.members, *found.left) if one.name == name)


def test_strangers_cannot_begin_and_do_not_see_the_quiz_listed(store, for_class, eve, now) -> None:
    with pytest.raises(NotAllowed, match="members of a class"):
        study.start(store, for_class, "Eve", eve.holder, now)
    assert study.published_quizzes(store, eve.holder) == []
    assert study.quiz_by_code(store, for_class, eve.holder).for_class


def test_a_member_begins_under_the_name_of_the_roster(store, for_class, links, tara, now) -> None:
    holder = enter(store, links["Ada"], now)
    assert [card.code for card in study.published_quizzes(store, holder)] == [for_class]
    attempt = study.start(store, for_class, "Somebody else", holder, now)
    assert study.open_attempt(store, attempt, holder).learner == "Ada"
    (row,) = teach.score_table(store, tara, for_class).rows
    assert row.learner == "Ada"


def test_the_time_of_the_roster_holds_from_the_start_and_in_mid_attempt(
    store, for_class, links, tara, biology, now
) -> None:
    ada, bob = enter(store, links["Ada"], now), enter(store, links["Bob"], now, LAPTOP)
    first, second = study.start(store, for_class, "", ada, now), study.start(store, for_class, "", bob, now)
    assert study.open_attempt(store, first, ada).ends_at == now + timedelta(minutes=60)
    assert study.open_attempt(store, second, bob).ends_at == now + timedelta(minutes=40)
    there = member(store, tara, biology, "Bob")
    classes.change_member(store, tara, biology, there.id, Person("Bob", extra=ExtraTime.DOUBLE), now)
    assert study.open_attempt(store, second, bob).ends_at == now + timedelta(minutes=80)


def test_the_time_of_the_roster_goes_before_the_time_by_name(store, for_class, links, tara, now) -> None:
    holder, other = enter(store, links["Ada"], now), enter(store, links["Bob"], now, LAPTOP)
    under_way = study.start(store, for_class, "", holder, now)
    for name in ("Ada", "Bob"):
        quiz_settings.give_extra_time(store, tara, for_class, name, ExtraTime.DOUBLE)
    begun = study.start(store, for_class, "", holder, now)
    ends = [study.open_attempt(store, attempt, holder).ends_at - now for attempt in (under_way, begun)]
    assert ends == [timedelta(minutes=60), timedelta(minutes=60)]
    bobs = study.start(store, for_class, "", other, now)
    assert study.open_attempt(store, bobs, other).ends_at - now == timedelta(minutes=80)


def test_attempts_are_counted_for_the_member_on_all_devices(store, for_class, links, tara, now) -> None:
    quiz_settings.change_settings(store, tara, for_class, QuizSettings(attempts=1))
    phone, laptop = enter(store, links["Ada"], now), enter(store, links["Ada"], now, LAPTOP)
    study.start(store, for_class, "", phone, now)
    with pytest.raises(QuizError, match="You have"):
        study.start(store, for_class, "", laptop, now)
    bob = enter(store, links["Bob"], now, SCHOOL)
    study.start(store, for_class, "", bob, now)


def test_an_attempt_goes_on_on_every_device_of_the_member(store, for_class, links, now) -> None:
    phone, laptop = enter(store, links["Ada"], now), enter(store, links["Ada"], now, LAPTOP)
    begun = study.start(store, for_class, "", phone, now)
    study.save_answer(store, begun, phone, 2, Answer(text="The Moon"), now)
    assert study.open_attempt(store, begun, laptop).questions[1].answer.text == "The Moon"
    later = enter(store, links["Ada"], now, SCHOOL)
    assert study.open_attempt(store, begun, later).answered == 1
    (mine,) = membership.my_classes(store, later, now)
    assert [attempt.public_id for attempt in mine.quizzes[0].begun] == [begun]


def test_signing_out_takes_everything_of_the_member_from_the_device_and_nothing_else(
    store, for_class, links, bank, tara, now
) -> None:
    holder = enter(store, links["Ada"], now)
    own = study.start(store, teach.publish(store, tara, bank.id, now), "", holder, now)
    study.finish(store, own, holder, now)
    coming_back.keep_missed(store, own, holder, now)
    practice = coming_back.practise_missed(store, own, holder, now)
    assert coming_back.deck_of(store, holder, now).cards == 4
    membership.leave(store, holder)
    for gone in (own, practice):
        with pytest.raises(NotFound):
            study.open_attempt(store, gone, holder)
    assert coming_back.deck_of(store, holder, now).cards == 0
    assert membership.my_classes(store, holder, now) == ()
    again = enter(store, links["Ada"], now, LAPTOP)
    assert study.open_attempt(store, own, again).is_finished
    assert coming_back.deck_of(store, again, now).cards == 4


def test_the_next_learner_at_the_same_device_takes_the_place_of_the_last(
    store, for_class, links, now
) -> None:
    first = enter(store, links["Ada"], now)
    begun = study.start(store, for_class, "", first, now)
    membership.enter(store, links["Bob"], first, SCHOOL, now)
    assert [one.name for one in membership.my_classes(store, SCHOOL, now)] == ["Bob"]
    for holder in (first, SCHOOL):
        with pytest.raises(NotFound):
            study.open_attempt(store, begun, holder)


def test_whoever_knows_the_token_from_before_a_link_was_opened_is_nobody_after(store, links, now) -> None:
    membership.enter(store, links["Ada"], "a-token-that-was-seen-0123", PHONE, now)
    assert membership.my_classes(store, "a-token-that-was-seen-0123", now) == ()
    assert [one.name for one in membership.my_classes(store, PHONE, now)] == ["Ada"]


def test_only_the_hash_of_a_link_is_stored(store, links) -> None:
    with store.reading() as db:
        stored_hashes = set(db.execute(select(ClassMember.link_hash)).scalars())
    assert stored_hashes == {hash_of(token) for token in links.values()}


def test_a_new_link_ends_the_old_one_and_its_browsers(store, for_class, links, tara, biology, now) -> None:
    holder = enter(store, links["Ada"], now)
    begun = study.start(store, for_class, "", holder, now)
    assert membership.make_links(store, tara, biology, None, now) == ()
    ada = member(store, tara, biology, "Ada")
    (made,) = membership.make_links(store, tara, biology, [ada.id], now, anew=True)
    with pytest.raises(NotFound, match="opens nothing"):
        membership.invitation_of(store, links["Ada"])
    assert membership.my_classes(store, holder, now) == ()
    with pytest.raises(NotFound):
        study.open_attempt(store, begun, holder)
    assert membership.invitation_of(store, links["Bob"]).name == "Bob"
    study.open_attempt(store, begun, enter(store, made.token, now, LAPTOP))


def test_who_is_taken_off_begins_nothing_more_and_the_attempts_stay(
    store, for_class, links, tara, biology, now
) -> None:
    holder = enter(store, links["Ada"], now)
    study.start(store, for_class, "", holder, now)
    classes.take_off(store, tara, biology, member(store, tara, biology, "Ada").id, now)
    with pytest.raises(NotAllowed):
        study.start(store, for_class, "", holder, now)
    with pytest.raises(NotFound):
        membership.invitation_of(store, links["Ada"])
    assert len(teach.score_table(store, tara, for_class).rows) == 1


def test_a_class_that_is_put_away_opens_nothing_until_it_is_back(
    store, for_class, links, tara, biology, now
) -> None:
    holder = enter(store, links["Ada"], now)
    classes.archive_class(store, tara, biology, True, now)
    with pytest.raises(NotAllowed):
        study.start(store, for_class, "", holder, now)
    with pytest.raises(NotFound):
        membership.invitation_of(store, links["Bob"])
    assert membership.my_classes(store, holder, now) == ()
    classes.archive_class(store, tara, biology, False, now)
    study.start(store, for_class, "", holder, now)


def test_a_class_with_attempts_or_quizzes_is_not_deleted(store, for_class, links, tara, biology, now) -> None:
    with pytest.raises(Conflict, match=r"1 quiz is for it\. Put it away"):
        classes.delete_class(store, tara, biology, now)
    study.start(store, for_class, "", enter(store, links["Ada"], now), now)
    with store.writing() as db:
        quizzes.set_audience(db, teach.quiz_for(db, for_class, tara).id, None, "")
    with pytest.raises(Conflict, match="begun 1 attempt"):
        classes.delete_class(store, tara, biology, now)
    empty = classes.add_class(store, tara, "Empty", now)
    classes.delete_class(store, tara, empty, now)
    assert [card.name for card in classes.list_classes(store, tara)] == ["Biology"]


def test_another_name_on_the_roster_is_the_name_of_the_attempts(
    store, for_class, links, tara, biology, now
) -> None:
    holder = enter(store, links["Ada"], now)
    study.start(store, for_class, "", holder, now)
    classes.change_member(
        store, tara, biology, member(store, tara, biology, "Ada").id, Person("Ada King"), now
    )
    assert [row.learner for row in teach.score_table(store, tara, for_class).rows] == ["Ada King"]


def test_an_erased_learner_is_on_no_roster_any_more(store, for_class, links, tara, biology, now) -> None:
    study.start(store, for_class, "", enter(store, links["Ada"], now), now)
    assert [(place.class_name, place.login) for place in privacy.places_of(store, "Ada")] == [
        ("Biology", "ada")
    ]
    assert len(privacy.export_learner(store, "Ada")) == 1
    assert privacy.erase_learner(store, "Ada") == 1
    with store.reading() as db:
        left = [
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Attempt, MemberHolder)
        ]
    assert left == [0, 0]
    assert [one.name for one in classes.open_class(store, tara, biology).members] == ["Bob"]
    assert privacy.erase_learner(store, "Bob") == 0
    with pytest.raises(NotFound):
        privacy.erase_learner(store, "Bob")


def test_what_is_stored_of_an_attempt_says_what_the_roster_says(store, for_class, links, now) -> None:
    holder = enter(store, links["Ada"], now)
    begun = study.start(store, for_class, "", holder, now)
    assert stored.stored_under(store, begun, holder, now)["on_the_roster"]["login"] == "ada"


def test_an_attempt_that_is_counted_cannot_be_made_anonymous_before_the_closing(
    store, for_class, links, tara, now
) -> None:
    closing = now + timedelta(hours=1)
    quiz_settings.change_settings(store, tara, for_class, QuizSettings(attempts=1, closes_at=closing))
    holder = enter(store, links["Ada"], now)
    begun = study.start(store, for_class, "", holder, now)
    study.finish(store, begun, holder, now)
    with pytest.raises(Conflict, match="until the test is closed"):
        stored.forget(store, begun, holder, now)
    assert stored.forget(store, begun, holder, closing)
    with store.reading() as db:
        assert db.execute(select(Attempt.member_id)).scalar_one() is None
