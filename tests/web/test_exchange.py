"""Questions in and out in the browser."""

import io

import builders
import pytest

from quizapp.formats.banks import BANK_FORMATS, write_questions
from quizapp.services import library

GIFT = "::One:: What is 1+1? {=2 ~3 ~4 #### Counting.}\n\nMatch {=a -> b =c -> d}\n"


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize("name", list(BANK_FORMATS))
def test_a_bank_is_handed_out_in_every_format(desk, bank, name):
    format_ = BANK_FORMATS[name]
    page = desk.get(f"/teacher/bank/tides/as/{name}")
    if b"needs an optional package" in page.response.data:
        pytest.skip(page.text)
    assert page.status == 200
    assert page.response.headers["Content-Disposition"] == f"attachment; filename=tides{format_.suffix}"
    assert page.response.content_type == format_.mimetype
    assert page.response.data == write_questions(bank, name).data


@pytest.mark.usefixtures("code")
def test_the_page_of_formats_says_what_each_does_not_carry(desk):
    page = desk.get("/teacher/bank/tides/formats")
    for format_ in BANK_FORMATS.values():
        assert format_.title in page.text
    assert "2 questions cannot be asked there and are left out." in page.text


@pytest.mark.usefixtures("code")
def test_an_unknown_format_is_told_what_there_is(desk):
    page = desk.get("/teacher/bank/tides/as/word")
    assert page.status == 400
    assert "gift" in page.text


def test_a_format_that_would_cut_questions_lists_them_and_offers_the_others(desk, store, tara, now):
    long = builders.multiple_choice("long", prompt="x" * 121)
    library.import_bank(store, builders.bank("sea", questions=(long, builders.multiple_choice())), tara, now)
    page = desk.get("/teacher/bank/sea/as/kahoot")
    assert page.status == 400
    assert "question long: the prompt has 121 characters" in page.text
    assert "/teacher/bank/sea/as/kahoot?fitting=1" in page.html
    assert desk.get("/teacher/bank/sea/as/kahoot?fitting=1").response.data.startswith(b"PK")


def test_questions_come_in_with_a_report(desk):
    desk.get("/teacher/questions")
    page = desk.post("/teacher/questions", file=(io.BytesIO(GIFT.encode()), "sums.gift"), title="Sums")
    assert page.status == 200
    assert "Sums: 1 question" in page.text
    assert "a matching question has no equal here" in page.text
    assert "How often guessing finds the key" in page.text
    assert "What is 1+1?" in desk.get("/teacher/bank/sums").text


def test_a_broken_file_lists_its_problems_and_stores_nothing(desk):
    desk.get("/teacher/questions")
    page = desk.post("/teacher/questions", file=(io.BytesIO(b"What? {=a\n\nFine {=a ~b}"), "x.gift"))
    assert page.status == 400
    assert "x.gift:1: question 1: has an opening brace" in page.text
    assert "library is empty" in desk.get("/teacher").text


def test_no_file_is_a_sentence(desk):
    desk.get("/teacher/questions")
    assert "Choose a file first." in desk.post("/teacher/questions").text
