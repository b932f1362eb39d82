import pytest

from quizapp.language.numbers import number, ordinal_or_number, values
from quizapp.language.words import words


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1,200", 1200), ("90%", 90), ("20th", 20), ("$5.50", 5.5), ("3,5", 3.5), ("5kg", 5), ("10k", 10_000),
        ("2bn", 2e9), ("twelve", 12), ("Twenty", 20), ("twenty-five", 25), ("dozen", 12), ("twice", 2),
        ("1990s", 1990), ("third", None), ("tide", None), ("", None), ("COVID19", None), ("9" * 40, None),
    ],
)  # fmt: skip
def test_one_word_has_the_value_that_a_reader_gives_it(word, value):
    assert number(word) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hundred boats", [200]),
        ("twenty-five and twenty five", [25, 25]),
        ("five thousand three", [5003]),
        ("two hundred five to two million three hundred thousand", [205, 2_300_000]),
        ("3.5 % of 2 million", [3.5, 2e6]),
        ("a third, two thirds", [2 / 3]),
        ("May 5, 2025", [5, 2025]),
        ("no numbers", []),
    ],
)
def test_numbers_of_several_words_are_put_together(text, expected):
    assert [value for value, _, _ in values([w.text for w in words(text)])] == pytest.approx(expected)


def test_an_ordinal_counts_where_dates_are_read():
    assert ordinal_or_number("Third") == 3
    assert ordinal_or_number("3rd") == 3
    assert ordinal_or_number("tide") is None
