"""What cannot be read is refused with the place and the remedy, in little time and memory."""

import io
import sys
import zipfile
import zlib

import pytest
from faq_writers import pdf, word

from quizapp.errors import FileProblems
from quizapp.formats.readers import read_document

MB = 1024 * 1024
W = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
PAIRS = [(f"What is thing {n}?", [f"It is the number {n}."]) for n in range(30)]
ENTITIES = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">'
    for before, after in zip("abcdefghi", "bcdefghij", strict=True)
)


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def word_part(data):
    return packed(**{"word__document.xml": data})


def pdf_bomb():
    stream = zlib.compress(b" " * (700 * MB), 9)
    return (
        (
            b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
            b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(stream)
        )
        + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )


@pytest.mark.parametrize(
    ("file", "make", "says"),
    [
        ("a.txt", lambda: b"", "is empty"),
        ("a.txt", lambda: b"\xef\xbb\xbf \n", "is empty"),
        ("a.txt", lambda: b"\x89PNG\r\n", "is a picture"),
        ("a.txt", lambda: bytes(range(256)), "is not text"),
        ("a.tex", lambda: b"\\documentclass{article}\n\\begin{document}", "LaTeX"),
        ("a.json", lambda: b'[{"q": "Is it?", "a": "Yes."},\n{"q": "Was', r"a\.json:2: is not whole JSON.*cut off"),
        ("a.json", lambda: b'[{"q": "Is it?"; "a": 1}]', r"a\.json:1: is not valid JSON.*column 16.*mend this"),
        ("a.json", lambda: b"[" * 100_000, "too deep"),
        ("a.json", lambda: b'[{"q": ' + b"[" * 700 + b"]" * 700 + b"}]", "more than 60 deep"),
        ("a.yaml", lambda: b"- q: Is it?\n  a: 'Yes\n", r"a\.yaml:.*not valid YAML"),
        ("a.yaml", lambda: b"- q: a\n  a: " + b"[" * 10_000, "deep in each other|maximum nesting depth"),
        ("a.csv", lambda: b'question,answer\nIs it?,Yes\nWas it?,"No\n', r"a\.csv:3: a text in quotes begins here"),
        ("a.csv", lambda: b"name,price\nPear,3\nPlum,4\n", "its columns are: “name”, “price”. Name one “question”"),
        ("a.xml", lambda: b'<?xml version="1.0"?><f><q>Is it?</q>\n<a>Yes', r"a\.xml:2: is not valid XML"),
        ("a.xml", lambda: f"{ENTITIES}]><l>&j;</l>".encode(), "defines XML entities"),
        ("a.xml", lambda: b'<?xml version="1.0"?>' + b"<a>" * 10_000 + b"</a>" * 10_000, "no pair"),
        ("a.docx", lambda: word(PAIRS)[:9000], "not a whole Word file.*copy or save it again"),
        ("a.docx", lambda: word_part(W + b"<w:p/>" * (20 * MB)), "unpacks to more than 40 MB"),
        ("a.docx", lambda: word_part(W + b"<w:p/>" * (2 * MB)), "more than 700,000 XML elements"),
        ("a.docx", lambda: word_part(f"{ENTITIES}]><l>&j;</l>"), "defines XML entities"),
        ("a.docx", lambda: word_part(W + b"<w:p>"), r"is damaged \(word/document.xml"),
        ("a.docx", lambda: packed(xl__workbook="<a/>"), "Excel workbook; save the sheet as CSV"),
        ("a.zip", lambda: packed(readme="Q: Is it?"), "a ZIP archive; unpack it"),
        ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 999, "protected with a password"),
        ("a.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 999, "old or protected Microsoft Office"),
        ("a.pdf", lambda: pdf(PAIRS)[:300], "not a whole PDF"),
        ("a.pdf", lambda: pdf(PAIRS, encrypt="secret"), "protected with a password; take it off"),
        ("a.pdf", lambda: pdf([], title=""), "without text.*text recognition"),
        ("a.html", lambda: b"<html>" + b"<b>" * 200_000, "more than 150,000 HTML elements"),
    ],
)  # fmt: skip
def test_the_error_says_what_where_and_what_to_do(file, make, says):
    with pytest.raises(FileProblems, match=says) as caught:
        read_document(make(), file)
    assert str(caught.value).startswith(file)


@pytest.mark.parametrize("file", ["a.docx", "a.pdf", "a.html", "a.csv", "a"])
def test_a_wrong_suffix_does_no_harm(file):
    for make, name in ((word, "docx"), (pdf, "pdf")):
        document = read_document(make(PAIRS), file)
        assert (document.format, len(document.pairs)) == (name, 30)


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process cannot be bounded there")
def test_a_pdf_that_unpacks_without_end_is_refused():
    with pytest.raises(FileProblems, match=r"not a whole PDF|without text|takes longer"):
        read_document(pdf_bomb(), "a.pdf")


RUSSIAN = "Что это такое?\nЭто просто книга.\nГде она лежит?\nНа столе в комнате.\n"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
        ("Τι είναι αυτό το πράγμα;\nΑυτό είναι ένα βιβλίο.\n", "cp1253", "Windows-1253"),
        ("これは何ですか？\nこれは本です。\n", "shift_jis", "Shift-JIS"),
        ("这是什么？\n这是一本书。\n", "gb18030", "GB18030"),
        ("Is it?\nYes.\n", "utf-32", "UTF-32"),
        ('<html><meta charset="iso-8859-2"><h2>Gdzie są klucze?</h2><p>Na stole leżą.</p>', "iso8859_2", "iso-8859-2"),
    ],
)  # fmt: skip
def test_another_encoding_is_named(text, encoding, name):
    with pytest.raises(FileProblems, match=f"encoding {name}; save it as UTF-8"):
        read_document(text.encode(encoding), "a.txt")


@pytest.mark.parametrize(
    "page",
    [
        b"<!--" * 400_000,
        b"<!-- >" * 300_000,
        b"<" * 1_000_000,
        b"<a " * 400_000,
        b"<a b='" * 300_000,
        b"<![CDATA[" * 200_000,
        b"</b" * 500_000,
        b"&" * 1_000_000,
        b"<ul><li>" * 10_000 + b"</ul>" * 20_000,
        b"<table><tr><td>" * 10_000,
        b"<dt><dd>" * 50_000,
    ],
    ids=lambda page: page[:12].decode(),
)
def test_a_page_that_begins_without_end_is_read_in_time(page):
    with pytest.raises(FileProblems, match="no pair"):
        read_document(b"<html>" + page, "a.html")


def test_a_page_nested_ten_thousand_deep_is_read():
    page = b"<html>" + b"<div>" * 10_000 + b"<h2>Is it deep?</h2><p>Yes, very deep.</p>" + b"</div>" * 10_000
    [pair] = read_document(page, "a.html").pairs
    assert (pair.question, pair.answer) == ("Is it deep?", "Yes, very deep.")
