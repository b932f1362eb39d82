"""The table of readers: choosing, encodings, and files that are no FAQ."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import FileProblems, QuizError, UnknownFormat
from quizapp.formats.readers import LARGEST_FILE, READERS, read_document
from quizapp.paths import data_dir

FAQS = Path(__file__).resolve().parents[4] / "shared" / "faqs"
SAMPLES = {
    "lines": "Is it?\nYes, café.\nWas it?\nNo.\n",
    "labels": "Q: Is it?\nA: Yes, café.\n\nQ: Was it?\nA: No.\n",
    "markdown": "# FAQ\n\n## Is it?\n\nYes, café.\n\n## Was it?\n\nNo.\n",
    "yaml": "- q: Is it?\n  a: Yes, café.\n- q: Was it?\n  a: No.\n",
}


def read(text, file="faq", reader=None):
    return read_document(text.encode(), file, reader)


def test_every_reader_has_a_sample():
    assert set(SAMPLES) == set(READERS)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("file", ["faq", "faq.txt", "faq.md", "faq.yml"])
def test_the_words_choose_the_reader_whatever_the_suffix(name, file):
    document = read(SAMPLES[name], file)
    assert document.format == name
    assert [(pair.question, pair.answer) for pair in document.pairs] == [
        ("Is it?", "Yes, café."),
        ("Was it?", "No."),
    ]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_reader_takes_every_encoding(name, encoding, line_end):
    text = SAMPLES[name]
    data = text.replace("\n", line_end).encode(encoding)
    document = read_document(data, "faq", name)
    assert document == read_document(data, "/somewhere/else/faq", name)
    assert document.pairs == read(text, reader=name).pairs
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_person_may_name_the_reader():
    assert read("## Is it?\nYes.\n## Was it?\nNo.\n", "faq.md", "lines").pairs[0].question == "## Is it?"
    with pytest.raises(UnknownFormat, match="Choose one of: lines"):
        read("Is it?\nYes.", reader="papyrus")


@pytest.mark.parametrize(
    ("data", "file", "says"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\t\n", "a.txt", "is empty"),
        (b"\xef\xbb\xbf", "a.txt", "is empty"),
        (b"PK\x03\x04abc", "a.docx", "ZIP archive"),
        (b"%PDF-1.7 abc", "a.txt", "PDF"),
        (b"\x89PNG\r\n", "a.txt", "picture"),
        (bytes(range(256)), "a.txt", "not text"),
        (b"What?\x00\nYes.\x00", "a.txt", "not text"),
        (b"<!doctype html><html><body>Is it?", "a.txt", "web page"),
        (b"question,answer\nIs it?,Yes.\n", "a.csv", "a table"),
        (b'[{"question": "Is it?", "answer": "Yes."}]', "a", "JSON"),
        (b"Is it?\n======\n\nYes.\n", "a.rst", "reStructuredText"),
    ],
)
def test_what_is_no_faq_is_named(data, file, says):
    with pytest.raises(FileProblems, match=says) as caught:
        read_document(data, file)
    assert str(caught.value).startswith(f"{file}: ")
    assert len(caught.value.problems) == 1


def test_a_file_without_bound_is_refused():
    with pytest.raises(FileProblems, match="more than 32 MB"):
        read_document(b"a" * (LARGEST_FILE + 1), "a.txt")


def test_signs_that_steer_a_terminal_are_dropped():
    text = "Is it?\nYes, it \x1b[31mis red\x07 indeed.\nWas it?\nNo.\n" + "More of it.\n" * 50
    assert "\x1b" not in read(text).pairs[0].answer


WRITERS = {
    "lines": lambda q, a: f"{q}\n{a}\n",
    "labels": lambda q, a: f"Q: {q}\nA: {a}\n\n",
    "markdown": lambda q, a: f"## {q}\n\n{a}\n\n",
    "yaml": lambda q, a: f"- question: {json.dumps(q, ensure_ascii=False)}\n  answer: |\n    {a}\n",
}
words = st.text(st.characters(categories=["L"], max_codepoint=0x52F), min_size=1, max_size=9)
phrase = st.lists(words, min_size=1, max_size=12).map(" ".join)


@given(
    st.lists(st.tuples(phrase, phrase), min_size=2, max_size=6, unique_by=lambda pair: pair[0].casefold()),
    st.sampled_from(sorted(WRITERS)),
)
def test_whatever_pairs_are_written_in_a_format_are_recognised_and_come_back(rows, name):
    pairs = [(f"What of {q}?", f"It is {a}.") for q, a in rows]
    document = read("".join(WRITERS[name](q, a) for q, a in pairs))
    assert document.format == name
    assert [(pair.question, pair.answer) for pair in document.pairs] == pairs


@given(st.text(max_size=300), st.sampled_from([None, *READERS]))
def test_any_text_gives_a_document_or_a_sentence(text, reader):
    try:
        document = read_document(text.encode(), "faq", reader)
    except QuizError:
        return
    assert all(pair.question.strip() and pair.answer.strip() and pair.line for pair in document.pairs)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_sentence(data):
    try:
        document = read_document(data, "faq")
    except QuizError:
        return
    assert document.pairs


@pytest.mark.skipif(not FAQS.is_dir(), reason="the collected FAQ documents are not beside this checkout")
@pytest.mark.parametrize(
    "file",
    [
        "us-russia-ukraine.txt",
        "dnsmasq-qa.txt",
        "letsencrypt.md",
        "https-basics.md",
        "open-data-policy.md",
        "creative-commons.md",
        "pypi-orgs-bold.md",
        "tsp-retirement.yml",
    ],
)
def test_real_documents_give_the_pairs_that_people_took_out(file):
    path = FAQS / file
    gold = json.loads((FAQS / f"{path.stem}.pairs.json").read_text(encoding="utf-8"))
    document = read_document(path.read_bytes(), file)
    found = [{"question": pair.question, "answer": pair.answer} for pair in document.pairs]
    assert found == gold["pairs"]
    assert document.problems == ()
    lines = path.read_text(encoding="utf-8").splitlines()
    for pair in document.pairs:
        first = pair.question.split()[-1].strip("?*_")
        assert first in " ".join(lines[pair.line - 1 : pair.line + 3])


@pytest.mark.skipif(not FAQS.is_dir(), reason="the collected FAQ documents are not beside this checkout")
def test_the_seed_is_the_document_it_was_taken_from():
    name = "us-russia-ukraine.txt"
    assert (data_dir("seeds") / name).read_bytes() == (FAQS / name).read_bytes()


@pytest.mark.parametrize("path", sorted(data_dir("seeds").iterdir()), ids=lambda path: path.name)
def test_every_seed_is_read_without_a_remark(path):
    document = read_document(path.read_bytes(), path.name)
    assert len(document.pairs) >= 8
    assert document.title
    assert document.summary
    assert document.problems == ()
