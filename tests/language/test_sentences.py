from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.language.sentences import sentences


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["It rises twice a day.", "Why?", "The Moon pulls!"],
        ["Dr. Smith met Mr. Jones at 5 p.m. on Jan. 5.", "They spoke."],
        ["The boat sat.", "He ate."],
        ["He lives in the U.S. near Washington, D.C. with his dog.", "She does not."],
        ["He left the U.S.", "She stayed."],
        ["See no. 5 and Fig. 2.", "I said no.", "Then he left."],
        ["Version 3.5 costs $1.20.", "Version 4 is free."],
        ["“It is late.”", "He went home."],
        ["She wrote to J. K. Rowling.", "No answer came."],
        ["Wait … and see.", "Then go..."],
        ["1. Wash your hands.", "Dry them."],
        ["Read e.g. the manual, i.e. all of it.", "Then ask."],
        ["潮は一日二回満ちる。", "月が引く。"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected):
    joiner = "" if expected[0].endswith("。") else " "
    assert texts(joiner.join(expected)) == expected


def test_a_new_line_ends_a_sentence_and_blank_lines_are_none():
    assert texts("- wash hands\n\n  \n- keep away \r\nend") == ["- wash hands", "- keep away", "end"]


@given(st.text(alphabet=" .!?\n\"')aAZ1。…", max_size=200))
def test_sentences_cover_all_but_white_space_in_order(text):
    found = sentences(text)
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)


def test_a_line_of_nothing_but_stops_is_read_in_no_time():
    assert len(sentences("." * 50_000 + "x")) == 1
    assert len(sentences("end. B " * 10_000)) == 10_001
