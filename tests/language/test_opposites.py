import pytest

from quizapp.language.opposites import are_opposites


@pytest.mark.parametrize(
    ("one", "other"),
    [("increases", "reduced"), ("before", "after"), ("allowed", "forbidden"), ("safe", "unsafe"),
     ("hot", "cold"), ("always", "never"), ("public", "non-public"), ("rise", "fall")],
)  # fmt: skip
def test_opposites_are_known_both_ways_and_in_any_form(one, other):
    assert are_opposites(one, other)
    assert are_opposites(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("tide", "tide"), ("boat", "ship"), ("increase", "grow"), ("der", "under"), ("", "")]
)
def test_words_that_do_not_turn_a_statement_round_are_no_opposites(one, other):
    assert not are_opposites(one, other)
