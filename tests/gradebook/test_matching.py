import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.gradebook.matching import Known, match

ADA = Known("Ada Lovelace", "007", "ada", "ada@school.example")
BOB = Known("Bob", "0042", "bob", "bob@school.example")
GUEST = Known("Zoë Núñez")
CLASS = [ADA, BOB, GUEST]


@pytest.mark.parametrize(
    ("row", "learner", "by"),
    [
        (Known("", "007"), 0, "id"),
        (Known("", "", "ADA"), 0, "login"),
        (Known("", "", "", "Ada@School.example "), 0, "e-mail address"),
        (Known("Lovelace, Ada"), 0, "name"),
        (Known("NUNEZ, Zoe"), 2, "name"),
        (Known("Lovelace, Ada", "007", "other"), 0, "id"),
        (Known("Lovelace, Ada", "", "nobody's"), None, "the login is ada here and nobody's in the file"),
        (Known("Lovelace, Ada", "7"), None, "the id is 007 here and 7 in the file"),
        (Known("Ada"), None, ""),
        (Known("", "7"), None, ""),
        (Known(""), None, ""),
        (Known("", "007", "bob"), None, "The id says Ada Lovelace, the login says Bob."),
    ],
)
def test_a_row_is_found_by_the_surest_that_it_says(row, learner, by):
    found = match([row], CLASS)
    if learner is not None:
        assert found.matched == ((0, learner, by),)
        return
    assert (found.matched, found.left) == ((), (0, 1, 2))
    if by:
        assert by in found.doubtful[0][1]
    else:
        assert found.nobody == (0,)


def test_two_learners_of_one_name_are_not_told_apart_by_it():
    found = match([Known("Ada")], [Known("Ada"), Known("ada ")])
    assert found.doubtful == ((0, "2 learners have the name Ada."),)


def test_two_rows_that_say_they_are_one_person_are_both_in_doubt():
    found = match([Known("", "007"), Known("Lovelace, Ada")], CLASS)
    assert [place for place, _ in found.doubtful] == [0, 1]
    assert found.matched == ()


people = st.builds(
    Known,
    st.sampled_from(["Ada", "Bob", "Cy", ""]),
    st.sampled_from(["1", "2", ""]),
    st.sampled_from(["a", "b", ""]),
)


@given(st.lists(people, max_size=6), st.lists(people, max_size=6))
def test_every_row_and_every_learner_is_accounted_for_once(rows, learners):
    found = match(rows, learners)
    places = [row for row, _, _ in found.matched] + [*found.nobody] + [row for row, _ in found.doubtful]
    assert sorted(places) == list(range(len(rows)))
    taken = [learner for _, learner, _ in found.matched]
    assert len(set(taken)) == len(taken)
    assert sorted([*taken, *found.left]) == list(range(len(learners)))
