"""Any list of pairs, written in a format, comes back the same, and the format is recognised."""

import pytest
from faq_writers import PACKED_WRITERS, TEXT_WRITERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.formats.readers import READERS, read_document

WRITERS = [(name, writer) for name, writers in TEXT_WRITERS.items() for writer in writers]
PLAIN = {"lines", "labels", "numbered", "asciidoc"}
words = st.text(st.characters(categories=["L", "N"], max_codepoint=0x52F), min_size=1, max_size=9)
signs = st.sampled_from([*"*_`#<>&[](){}|~^+-=!:;,.\"'/\\$%@", "--", "**", "://", "<b>", "](x)", "``"])
plain_phrase = st.lists(words, min_size=1, max_size=12).map(" ".join)
any_phrase = st.lists(st.one_of(words, words, words, signs), min_size=1, max_size=12).map(" ".join)


def pairs_of(phrase):
    question = phrase.map(lambda text: f"What of {text}?")
    line = phrase.map(lambda text: f"It is {text}.")
    answer = st.lists(line, min_size=1, max_size=3)
    return st.lists(
        st.tuples(question, answer), min_size=2, max_size=6, unique_by=lambda pair: pair[0].casefold()
    )


@pytest.mark.parametrize(("name", "writer"), WRITERS, ids=lambda value: getattr(value, "__name__", value))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_pairs_come_back_whatever_they_say(name, writer, data):
    pairs = data.draw(pairs_of(plain_phrase if name in PLAIN else any_phrase))
    document = read_document(writer(pairs).encode(), "faq")
    assert document.format == name
    assert [(pair.question, pair.answer.split("\n")) for pair in document.pairs] == pairs


@pytest.mark.parametrize("name", PACKED_WRITERS)
def test_pairs_come_back_from_packed_formats(name):
    pairs = [
        (f"What is the number of case {n}?", [f"It is {n} for all.", "Nobody knows why."]) for n in range(60)
    ]
    [writer] = PACKED_WRITERS[name]
    document = read_document(writer(pairs), "faq.txt")
    assert (document.format, document.title) == (name, "FAQ")
    assert [(pair.question, pair.answer.split("\n")) for pair in document.pairs] == pairs
    assert all(pair.place and pair.line is None for pair in document.pairs)


def test_every_reader_has_a_writer():
    assert set(TEXT_WRITERS) | set(PACKED_WRITERS) == set(READERS)
