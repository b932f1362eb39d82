import base64
import io
from pathlib import Path

import pytest
from werkzeug.http import parse_options_header

from quizapp.formats.scores import SCORES

SAMPLES = Path(__file__).resolve().parents[1] / "formats" / "gradebooks" / "samples"


@pytest.fixture
def taken(browser, code):
    """Eve has handed in with everything right that can be chosen."""
    visitor = browser()
    path = visitor.start(code, "Eve Łukasz-Öz")
    for number in (1, 3):
        visitor.get(f"{path}/{number}")
        right = visitor.get(f"{path}/{number}")
        visitor.answer(f"{path}/{number}", choice=place_of_key(right))
    visitor.post(f"{path}/finish")


def place_of_key(page):
    """The place on the page of the choice that the bank's key is."""
    words = [word for word in ("The gravity of the Moon", "3 hours") if word in page.text][-1]
    positions = [page.html.index(text) for text in choices_of(page.text)]
    return str(sorted(positions).index(page.html.index(words)))


def choices_of(text):
    groups = (
        ("The gravity of the Moon", "The rotation of the Sun", "The winds over the sea"),
        ("3 hours", "4 hours", "6 hours"),
    )
    return next(group for group in groups if all(words in text for words in group))


def send(desk, code, name="canvas-gradebook.csv", data=None, **fields):
    file = (io.BytesIO((SAMPLES / name).read_bytes() if data is None else data), name)
    return desk.post(f"/teacher/quiz/{code}/files", file=file, **fields)


def test_the_page_leads_to_every_format(desk, code, taken):
    page = desk.get(f"/teacher/quiz/{code}/files")
    for format_ in SCORES.values():
        assert format_.title in page.text
        sent = desk.get(f"/teacher/quiz/{code}/scores.{format_.name}")
        assert sent.status == 200
        assert sent.response.content_type == format_.mimetype


def test_one_sees_what_goes_where_and_gets_the_file_with_one_column_filled(desk, code, taken):
    page = send(desk, code)
    assert page.status == 200
    assert "1 score to be written" in page.text
    assert "nobody here fits" in page.text
    assert "Line 3, García Núñez, Ana" in page.text
    content = page.field("content")
    done = desk.post(
        f"/teacher/quiz/{code}/files",
        content=content,
        name="canvas-gradebook.csv",
        column="6",
        action="download",
    )
    assert done.response.headers["Content-Disposition"] == "attachment; filename=canvas-gradebook.csv"
    before = (SAMPLES / "canvas-gradebook.csv").read_bytes()
    row = b'Eve",9005,1005,eve,Biology 1,-,'
    assert done.response.data == before.replace(row + b",,87.5", row + b"5,,87.5")
    assert done.response.data != before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("scores.xlsx", b"PK\x03\x04", "ZIP archive"),
        ("empty.csv", b"", "is empty"),
        ("no-headings.csv", b"1,2\n3,4\n", "no line of headings"),
        ("uneven.csv", b"Name,ID\nAda\nBob,2,3\n", "uneven.csv:2: has 1 cells"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_all_its_problems(desk, code, name, data, said):
    page = send(desk, code, name, data)
    assert page.status == 400
    assert said in page.text
    if name == "uneven.csv":
        assert "2 problems" in page.text
        assert "uneven.csv:3: has 3 cells" in page.text


@pytest.mark.parametrize(
    "fields",
    [{}, {"content": "%%%"}, {"content": base64.b64encode(b"Name,ID\nAda,1\n").decode(), "column": "99"},
     {"content": base64.b64encode(b"Name,ID\nAda,1\n").decode(), "scale": "column"}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(desk, code, fields):
    page = desk.post(f"/teacher/quiz/{code}/files", **fields)
    assert page.status == 400
    assert "Nothing was filled" in page.text or "was not filled" in page.text


def test_hostile_names_in_a_file_are_only_shown(desk, code):
    data = b"Name,ID\n<script>alert(1)</script>,=1+1\n"
    page = send(desk, code, "<b>.csv", data)
    assert "<script>alert(1)</script>" in page.text
    assert "<script>alert" not in page.html


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a\nb: c.csv", "a b: c.csv"),
        ("../../etc/潮.csv", "潮.csv"),
        ("C:\\x\\y.csv", "y.csv"),
        ("", "gradebook.csv"),
    ],
)
def test_the_file_goes_back_under_its_name_whatever_it_is(desk, code, name, kept):
    content = base64.b64encode(b"Name,ID\nAda,1\n").decode()
    page = desk.post(f"/teacher/quiz/{code}/files", content=content, name=name, action="download")
    assert page.status == 200
    disposition = page.response.headers["Content-Disposition"]
    assert parse_options_header(disposition)[1]["filename"] == kept
    assert page.response.data.splitlines() == [b"Name,ID,Tides and the harbour", b"Ada,1,"]
