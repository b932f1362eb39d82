from datetime import UTC, datetime, timedelta

import pytest

from quizapp.gradebook.learners import (
    Begun,
    Learner,
    Member,
    counting_attempt,
    has_double_names,
    learners_of,
    pseudonyms,
)
from quizapp.model.quiz import Counting

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def begun(number: int, learner: str = "Ada", member: int | None = None, finished: bool = True) -> Begun:
    at = START + timedelta(minutes=number)
    return Begun(number, f"a{number}", learner, member, at, at + timedelta(minutes=30) if finished else None)


def taken_by(learners: list[Learner]) -> list[list[int]]:
    return [[attempt.id for attempt in learner.attempts] for learner in learners]


def test_attempts_of_a_member_are_one_learner_whatever_the_browser_and_the_name():
    first, second = begun(1, "Ada", 7), begun(2, "Ada Lovelace", 7)
    (learner,) = learners_of([first, second], [Member(7, "Ada L.")], {})
    assert (learner.name, taken_by([learner])) == ("Ada L.", [[1, 2]])


def test_a_member_who_has_not_begun_is_listed_too():
    (learner,) = learners_of([], [Member(7, "Ada")], {})
    assert (learner.name, learner.attempts) == ("Ada", ())


def test_one_name_in_one_browser_is_one_learner():
    attempts = [begun(1, "Ada"), begun(2, " ADA ")]
    held = {1: frozenset("b"), 2: frozenset("b")}
    (learner,) = learners_of(attempts, [], held)
    assert taken_by([learner]) == [[1, 2]]
    assert not learner.alike


def test_one_name_in_two_browsers_is_two_learners_and_said():
    learners = learners_of([begun(1), begun(2)], [], {1: frozenset("b"), 2: frozenset("c")})
    assert taken_by(learners) == [[1], [2]]
    assert all(learner.alike for learner in learners)


def test_a_browser_that_opened_both_by_receipt_puts_them_together():
    held = {1: frozenset("b"), 2: frozenset("c"), 3: frozenset("bc")}
    assert taken_by(learners_of([begun(1), begun(2), begun(3)], [], held)) == [[1, 2, 3]]


def test_two_names_in_one_browser_are_two_learners():
    held = {1: frozenset("b"), 2: frozenset("b")}
    assert taken_by(learners_of([begun(1, "Ada"), begun(2, "Bob")], [], held)) == [[1], [2]]


def test_browsers_have_to_tell_only_where_guests_share_a_name():
    assert has_double_names([begun(1, "Ada"), begun(2, "ada")])
    assert not has_double_names([begun(1, "Ada"), begun(2, "Ada", 7), begun(3, "Bob")])


@pytest.mark.parametrize(
    ("counting", "counts"), [(Counting.BEST, 2), (Counting.FIRST, 1), (Counting.LAST, 3)]
)
def test_the_attempt_that_counts_is_the_one_that_the_settings_say(counting, counts):
    attempts = [begun(1), begun(2), begun(3), begun(4, finished=False)]
    chosen = counting_attempt(attempts, counting, {1: 50.0, 2: 80.0, 3: 10.0})
    assert chosen is not None
    assert chosen.id == counts


def test_of_two_that_are_as_good_the_earlier_one_counts():
    chosen = counting_attempt([begun(1), begun(2)], Counting.BEST, {1: 80.0, 2: 80.0})
    assert chosen is not None
    assert chosen.id == 1


def test_without_one_that_is_handed_in_the_last_one_is_shown():
    assert counting_attempt([], Counting.BEST, {}) is None
    chosen = counting_attempt([begun(1, finished=False), begun(2, finished=False)], Counting.FIRST, {})
    assert chosen is not None
    assert chosen.id == 2


def crowd(members: int, guests: int) -> list[Learner]:
    roster = [Learner(f"M{n}", (), Member(n, f"M{n}")) for n in range(1, members + 1)]
    return [*roster, *(Learner(f"G{n}", (begun(n, f"G{n}"),)) for n in range(1, guests + 1))]


def test_pseudonyms_are_all_different_and_stay_for_a_seed():
    learners = crowd(12, 3)
    names = pseudonyms(learners, "seed")
    assert sorted(names) == [f"Learner {n:02}" for n in range(1, 16)]
    assert pseudonyms(learners, "seed") == names
    assert pseudonyms(learners, "another") != names


def test_somebody_new_changes_nobodys_pseudonym():
    assert pseudonyms(crowd(12, 4), "seed")[:15] == pseudonyms(crowd(12, 3), "seed")


def test_the_class_is_not_numbered_in_the_order_of_its_roster():
    assert pseudonyms(crowd(40, 0), "seed") != [f"Learner {n:02}" for n in range(1, 41)]
