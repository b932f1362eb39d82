from datetime import UTC, datetime, timedelta

import pytest

from quizapp.gradebook.learners import Begun, Learner, Member
from quizapp.gradebook.listing import Line, Sort, State, Wish, selected

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def line(name: str, minutes: int | None = 0, finished: bool = True, member: bool = False, **known) -> Line:
    attempt = None
    if minutes is not None:
        at = START + timedelta(minutes=minutes)
        attempt = Begun(minutes, name, name, None, at, at + timedelta(hours=1) if finished else None)
    who = Learner(name, (attempt,) if attempt else (), Member(1, name) if member else None)
    return Line(who, name, attempt, **known)


LINES = [
    line("Zoe", 1, member=True, percent=50.0, credit=1.0),
    line("adam", 2, percent=90.0, waiting=2, credit=0.0),
    line("Élodie", 3, finished=False),
    line("Bob", None, member=True),
    line("Carl", 0, percent=70.0, waiting=1, credit=0.5),
]


def names(wish: Wish) -> list[str]:
    return [one.shown for one in selected(LINES, wish)]


def test_names_are_ordered_without_regard_to_capitals():
    assert names(Wish()) == ["adam", "Bob", "Carl", "Zoe", "Élodie"]
    assert names(Wish(down=True)) == ["Élodie", "Zoe", "Carl", "Bob", "adam"]


@pytest.mark.parametrize(
    ("wish", "wanted"),
    [
        (Wish(sort=Sort.SCORE, down=True), ["adam", "Carl", "Zoe", "Bob", "Élodie"]),
        (Wish(sort=Sort.SCORE), ["Zoe", "Carl", "adam", "Bob", "Élodie"]),
        (Wish(sort=Sort.QUESTION), ["adam", "Carl", "Zoe", "Bob", "Élodie"]),
        (Wish(sort=Sort.REVIEW, down=True), ["adam", "Carl", "Zoe", "Élodie", "Bob"]),
        (Wish(sort=Sort.STARTED), ["Carl", "Zoe", "adam", "Élodie", "Bob"]),
        (Wish(sort=Sort.FINISHED, down=True), ["adam", "Zoe", "Carl", "Bob", "Élodie"]),
    ],
)
def test_who_has_nothing_to_order_by_comes_last_both_ways(wish, wanted):
    assert names(wish) == wanted


@pytest.mark.parametrize(
    ("wish", "wanted"),
    [
        (Wish(name=" ZO"), ["Zoe"]),
        (Wish(name="élo"), ["Élodie"]),
        (Wish(state=State.FINISHED), ["adam", "Carl", "Zoe"]),
        (Wish(state=State.UNDER_WAY), ["Élodie"]),
        (Wish(state=State.NOT_BEGUN), ["Bob"]),
        (Wish(who="member"), ["Bob", "Zoe"]),
        (Wish(who="guest"), ["adam", "Carl", "Élodie"]),
        (Wish(review=True), ["adam", "Carl"]),
        (Wish(name="a", review=True, state=State.FINISHED), ["adam", "Carl"]),
        (Wish(name="nobody"), []),
    ],
)
def test_filters_keep_what_passes_all_of_them(wish, wanted):
    assert names(wish) == wanted
