"""The table of readers: choosing, encodings, and files that are no FAQ."""

import hashlib
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.errors import FileProblems, MissingExtra, QuizError, UnknownFormat
from quizapp.formats.readers import LARGEST_FILE, LARGEST_MARKED_UP, READERS, read_document
from quizapp.paths import data_dir

FAQS = Path(__file__).resolve().parents[4] / "shared" / "faqs"
SAMPLES = {
    "lines": "Is it?\nYes, café.\nWas it?\nNo.\n",
    "labels": "Q: Is it?\nA: Yes, café.\n\nQ: Was it?\nA: No.\n",
    "markdown": "# FAQ\n\n## Is it?\n\nYes, café.\n\n## Was it?\n\nNo.\n",
    "numbered": "1. Is it?\n\n   Yes, café.\n\n2. Was it?\n\n   No.\n",
    "html": "<h2>Is it?</h2>\n<p>Yes, café.</p>\n<h2>Was it?</h2>\n<p>No.</p>\n",
    "rst": "Is it?\n~~~~~~\n\nYes, café.\n\nWas it?\n~~~~~~~\n\nNo.\n",
    "asciidoc": "= FAQ\n\n== Is it?\n\nYes, café.\n\n== Was it?\n\nNo.\n",
    "yaml": "- q: Is it?\n  a: Yes, café.\n- q: Was it?\n  a: No.\n",
    "json": '[{"q": "Is it?", "a": "Yes, café."},\n {"q": "Was it?", "a": "No."}]\n',
    "csv": 'question;answer\nIs it?;"Yes, café."\nWas it?;No.\n',
    "xml": "<faq>\n<q>Is it?</q><a>Yes, café.</a>\n<q>Was it?</q><a>No.</a>\n</faq>\n",
}


def read(text, file="faq", reader=None):
    return read_document(text.encode(), file, reader)


def test_every_reader_has_a_sample():
    assert set(SAMPLES) == {name for name, reader in READERS.items() if not reader.magic}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("file", ["faq", "faq.txt", "faq.md", "faq.yml", "faq.csv", "faq.html", "faq.docx"])
def test_the_words_choose_the_reader_whatever_the_suffix(name, file):
    document = read(SAMPLES[name], file)
    if (name, file) != ("numbered", "faq.md"):  # a numbered list is Markdown as well
        assert document.format == name
    assert [(pair.question, pair.answer) for pair in document.pairs] == [
        ("Is it?", "Yes, café."),
        ("Was it?", "No."),
    ]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
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


def test_a_file_without_bound_is_refused():
    with pytest.raises(FileProblems, match="more than 32 MB"):
        read_document(b"a" * (LARGEST_FILE + 1), "a.txt")


def test_a_page_has_a_bound_of_its_own():
    page = b"<!doctype html><html><body>" + b"<p>Is it?</p>" * (LARGEST_MARKED_UP // 13)
    with pytest.raises(FileProblems, match="more than 5 MB, the most for HTML; split it"):
        read_document(page + b"<p></p>" * 9, "a.html")


def test_a_reader_whose_package_is_missing_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    for name in ("pdf", "pdf_lines"):
        monkeypatch.delitem(sys.modules, f"quizapp.formats.readers.{name}", raising=False)
    with pytest.raises(MissingExtra, match=r"To read PDF, install the extra: pip install 'quizapp\[pdf\]'"):
        read_document(b"%PDF-1.4", "a.pdf")


def test_signs_that_steer_a_terminal_are_dropped():
    text = "Is it?\nYes, it \x1b[31mis red\x07 indeed.\nWas it?\nNo.\n" + "More of it.\n" * 50
    assert "\x1b" not in read(text).pairs[0].answer


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from([None, *(name for name in READERS if name != "pdf")]))
def test_any_text_gives_a_document_or_a_sentence(text, reader):
    try:
        document = read_document(text.encode(), "faq", reader)
    except QuizError:
        return
    assert all(pair.question.strip() and pair.answer.strip() and pair.line for pair in document.pairs)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_sentence(data):
    try:
        document = read_document(data, "faq")
    except QuizError:
        return
    assert document.pairs


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
