from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.language.words import STOPWORDS, content_stems, stem, words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't; she won’t.", ["I", "don't", "she", "won’t"]),
        ("twenty-five well-known", ["twenty", "five", "well", "known"]),
        ("3.5 % of $1,200.50, 90% and 20th", ["3.5", "of", "$1,200.50", "90%", "and", "20th"]),
        ("The U.S. or e.g. the UN.", ["The", "U.S.", "or", "e.g.", "the", "UN"]),
        (
            "See https://a.org/b?c=1, or ask x.y@z.org.",
            ["See", "https://a.org/b?c=1", "or", "ask", "x.y@z.org"],
        ),
        ("naïve café, 日本", ["naïve", "café", "日本"]),
        ("“Quoted”, (bracketed)", ["Quoted", "bracketed"]),
        ("?!… – 👍", []),
        ("", []),
    ],
)
def test_words_are_parted_where_a_reader_parts_them(text, expected):
    assert texts(text) == expected


@given(st.text(max_size=300))
def test_every_word_stands_verbatim_in_the_text_and_in_order(text):
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_forms_of_a_word_share_a_stem_and_other_words_do_not():
    assert stem("Negotiations") == stem("negotiation")
    assert stem("moon’s") == stem("moon")
    assert stem("tide") != stem("tile")


def test_content_stems_leave_out_small_words_with_either_apostrophe():
    assert content_stems("The boats don’t enter, and they don't leave") == (
        stem("boats"),
        stem("enter"),
        stem("leave"),
    )


def test_the_small_words_are_lower_case_and_hold_no_curly_apostrophe():
    assert all(word == word.lower() and "’" not in word for word in STOPWORDS)


def test_a_long_line_without_a_space_is_read_in_no_time():
    assert len(words("1-" * 20_000)) == 20_000


def test_threads_that_stem_at_once_get_what_one_alone_gets():
    found = sorted(
        {word for word in STOPWORDS if word.isalpha()}
        | {f"{a}{b}ingly" for a in "abcdefgh" for b in "lmnoprst"}
    )
    wanted = [stem.__wrapped__(word) for word in found]
    with ThreadPoolExecutor(8) as pool:
        for got in pool.map(lambda _: [stem.__wrapped__(word) for word in found], range(24)):
            assert got == wanted


def test_half_a_character_is_stemmed_without_an_error():
    assert stem("\ud800running") == stem("?running")
