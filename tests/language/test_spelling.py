import pytest

from quizapp.language.spelling import same_but_for_spelling, slips, slips_allowed


@pytest.mark.parametrize(("typed", "same"), [("negotation", True), ("negotaition", True), ("nation", False)])
def test_a_long_word_forgives_a_slip_and_not_another_word(typed, same):
    assert same_but_for_spelling("negotiation", typed) is same


def test_short_words_forgive_nothing():
    assert not same_but_for_spelling("law", "low")
    assert (slips_allowed("law"), slips_allowed("harbour"), slips_allowed("negotiation")) == (0, 1, 2)


def test_two_letters_swapped_are_one_slip():
    assert slips("moon", "mono") == 1
    assert slips("moon", "xyzw") == 3
