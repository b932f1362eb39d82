"""What is printed: questions with room for answers, then the key with the words of the source."""

import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from quizapp.errors import FileProblems, MissingExtra
from quizapp.formats.banks import write_questions


class Outline(HTMLParser):
    """The text of a page, and the addresses it asks for."""

    def __init__(self, page):
        super().__init__()
        self.text, self.asks = "", []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.asks += [value for name, value in attrs if name in ("src", "href", "srcset", "data")]

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def page(bank):
    return write_questions(bank, "html").data.decode()


def test_the_sheet_has_the_questions_and_nothing_of_the_key(page):
    sheet, key = Outline(page).text.split("Key: Tides and the harbour")
    for words in ("What causes the tides?", "The gravity of the Moon", "4 hours"):
        assert words in sheet
    for words in ("The text says so.", "The Sun adds to them"):
        assert words not in sheet
        assert words in key


def test_the_key_names_the_right_choice_the_points_and_the_source(page):
    key = Outline(page).text.split("Key: Tides and the harbour")[1]
    assert "A. The gravity of the Moon" in key
    assert "The Sun adds to them (weight 1)" in key
    assert "Full marks: a weight of 2." in key
    assert "“Boats may enter the harbour within 3 hours of high water.”" in key


def test_the_key_begins_a_new_page_and_the_page_asks_for_no_other_file(page):
    assert ".key { break-before: page;" in page
    assert Outline(page).asks == []
    assert "url(" not in page
    assert "@import" not in page


def test_markup_in_a_question_is_text_on_the_page(bank):
    first = replace(bank.questions[0], prompt='<script>alert(1)</script> & "quotes"')
    page = write_questions(replace(bank, questions=(first,)), "html").data.decode()
    assert "<script" not in page
    assert '<script>alert(1)</script> & "quotes"' in Outline(page).text


def test_the_pdf_is_tagged_and_the_same_each_time(bank):
    try:
        data = write_questions(bank, "pdf").data
    except MissingExtra as e:
        pytest.skip(str(e))
    inside = data + b"".join(
        zlib.decompressobj().decompress(data[found.end() :])
        for found in re.finditer(rb"(?<!end)stream\n", data)
    )
    assert data.startswith(b"%PDF-")
    assert b"StructTreeRoot" in inside
    assert b"CreationDate" not in inside
    assert write_questions(bank, "pdf").data == data


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_more_questions_than_a_document_takes_are_refused_by_name(bank, name):
    many = replace(
        bank, questions=tuple(replace(bank.questions[0], id=f"q{number}") for number in range(1_002))
    )
    try:
        with pytest.raises(FileProblems, match="question q1000: is beyond the 1,000 questions"):
            write_questions(many, name)
    except MissingExtra as e:
        pytest.skip(str(e))
