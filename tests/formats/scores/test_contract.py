"""One contract, run over every format of scores."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from quizapp.errors import UnknownFormat
from quizapp.formats.scores import SCORES, score_format, write_scores
from quizapp.formats.scores.csv import guarded
from quizapp.formats.scores.schema import SCORES_SCHEMA
from quizapp.gradebook.analysis import ItemFigures
from quizapp.gradebook.learners import Member
from quizapp.gradebook.report import AnswerEntry, ScoreReport
from quizapp.gradebook.table import Column, Row, ScoreTable

AWKWARD = [
    "Zoë Ångström",
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\tTab",
    "\rReturn",
    "\0Nul",
    " =1+1",
    'Ada, "Countess"\nof; Lovelace',
    "אדה 👩‍👩‍👧",
    "007",
    "1e5",
    "http://example.org",
    "x" * 80,
    "<b>&amp;</b>",
    "bell\x07 \ufffe",
]


ROLL = Member(1, "Ada", "=login", "ada@school.example", "007")


def report_of(names: list[str], prompt: str = "=What is 1+1? " + "very " * 30) -> ScoreReport:
    """A report of attempts under these names, who all answered with their names."""
    table = table_of(names, prompt)
    answers = [
        AnswerEntry(row, column, row.learner, 1 / 3, "partly_correct", True, False, row.started_at)
        for row in table.rows
        if row.finished_at
        for column in table.questions
    ]
    items = [
        ItemFigures(column, 2, 2 / 3, (0.1, 0.9), None, (-1.0, 1.0), (), None, None)
        for column in table.questions
    ]
    return ScoreReport(table, answers=tuple(answers), items=tuple(items))


def table_of(names: list[str], prompt: str) -> ScoreTable:
    columns = (
        Column("q1", 1, prompt, "multiple_choice"),
        Column("q2", 2, "Zweite\nFrage", "short_answer"),
    )
    begun = datetime(2026, 3, 2, 9, 0, 5, 999999, tzinfo=UTC)
    rows = tuple(
        Row(f"-id{n}", name, begun, begun, (1.0, 0.3333333333), (False, True), 1.3333, 2, 66.67, person=ROLL)
        for n, name in enumerate(names)
    )
    under_way = Row("open", "Under way", begun, None, (None, None), (False, False), None, 2, None)
    return ScoreTable("=Title", "B2CD3F", columns, (*rows, under_way))


def read_csv(data: bytes) -> list[list[object]]:
    return [
        [number_or_text(cell) for cell in row]
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    ]


def number_or_text(cell: str) -> object:
    """What a spreadsheet makes of a cell of a CSV file, as far as these tests go."""
    if cell == "":
        return None
    if cell.startswith("'"):
        return cell[1:]
    return float(cell) if cell.replace(".", "", 1).isdigit() and cell != "007" else cell


def read_xlsx(data: bytes, sheet: str = "Scores") -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


READ: dict[str, Callable[[bytes], list[list[object]]]] = {"csv": read_csv, "xlsx": read_xlsx}
"""The formats that are a table of attempts."""

every_format = pytest.mark.parametrize("name", list(SCORES))


tables = pytest.mark.parametrize("name", list(READ))
FIXED = [
    "learner",
    "id",
    "login",
    "e-mail",
    "attempt",
    "started",
    "finished",
    "counts",
    "score",
    "out of",
    "percent",
]


def test_every_format_is_read_back_here() -> None:
    assert {*READ, "long", "json"} == set(SCORES)


@tables
def test_the_header_names_the_columns_and_the_questions(name: str) -> None:
    header = READ[name](write_scores(report_of(["Ada"]), name))[0]
    assert header[:11] == FIXED
    assert str(header[11]).startswith("Q1 =What is 1+1? very")
    assert len(str(header[11])) <= 64
    assert header[12] == "Q2 Zweite Frage"


@tables
def test_without_a_roster_there_are_no_columns_for_it(name: str) -> None:
    header = READ[name](write_scores(report_of([]), name))[0]
    assert header[:8] == [word for word in FIXED if word not in ("id", "login", "e-mail")]


@tables
def test_numbers_are_numbers_and_what_is_not_known_is_empty(name: str) -> None:
    rows = READ[name](write_scores(report_of(["Ada"]), name))
    at = "2026-03-02T09:00:05Z"
    person = ["007", "=login", "ada@school.example"]
    assert rows[1] == ["Ada", *person, "-id0", at, at, "yes", 1.3333, 2, 66.67, 1, 0.3333]
    nobody = [None, None, None]
    assert rows[2] == ["Under way", *nobody, "open", at, None, "yes", None, 2, None, None, None]


@tables
@pytest.mark.parametrize("learner", AWKWARD)
def test_a_name_stays_text_to_the_letter(name: str, learner: str) -> None:
    row = READ[name](write_scores(report_of([learner]), name))[1]
    if name == "xlsx":  # in XML a line ends in one way only, and control characters are written _x0007_
        read = openpyxl.utils.escape.unescape(str(row[0]))
        assert read.replace("\r", "\n") == learner.replace("\r", "\n")
    elif learner not in ("1e5",):
        assert row[0] == learner
    assert row[8] == 1.3333


@every_format
def test_the_same_table_gives_the_same_bytes(name: str) -> None:
    assert write_scores(report_of(AWKWARD), name) == write_scores(report_of(AWKWARD), name)


@tables
def test_no_attempts_and_no_questions_are_a_file_too(name: str) -> None:
    rows = READ[name](write_scores(ScoreReport(ScoreTable("", "", (), ())), name))
    assert len(rows) == 1
    assert len(rows[0]) == 8


@every_format
def test_a_format_says_what_it_is(name: str) -> None:
    described = score_format(name)
    assert described.name == name
    assert described.suffix.startswith(".")
    assert "/" in described.mimetype
    assert described.title


def test_an_unknown_format_is_told_what_there_is() -> None:
    with pytest.raises(UnknownFormat, match="csv, xlsx, long, json"):
        write_scores(report_of([]), "pdf")


def test_csv_begins_with_a_byte_order_mark_and_ends_its_lines_as_excel_does() -> None:
    data = write_scores(report_of(["Ada"]), "csv")
    assert data.startswith(b"\xef\xbb\xbflearner,")
    assert data.count(b"\r\n") == data.count(b"\n") == 3


@pytest.mark.parametrize("start", "=+-@\t\r\0＝＋－＠")
def test_csv_puts_an_apostrophe_before_every_formula(start: str) -> None:
    assert guarded(start + "1") == "'" + start + "1"
    assert guarded("  " + start + "1") == "'  " + start + "1"


def test_csv_leaves_numbers_and_harmless_text_alone() -> None:
    assert guarded(-1.5) == -1.5
    assert guarded("Ada = learner") == "Ada = learner"
    assert guarded("") == ""


def test_the_workbook_has_a_sheet_of_items_and_a_heading_that_stays() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_scores(report_of(["Ada", "Bob"]), "xlsx")))
    assert book.sheetnames == ["Scores", "Answers", "Items"]
    assert {book[name].freeze_panes for name in book.sheetnames} == {"B2"}
    rows = [[cell.value for cell in row] for row in book["Items"].iter_rows()]
    known = dict(zip(rows[0], rows[2], strict=True))
    assert (known["number"], known["prompt"], known["answers"]) == (2, "Zweite\nFrage", 2)
    assert (known["earned"], known["goes with the rest"], known["id"]) == (0.6667, None, "q2")
    assert book["Answers"].max_row == 1 + 2 * 2


def test_a_prompt_longer_than_a_cell_is_cut() -> None:
    data = write_scores(report_of([], prompt="x" * 40_000), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Items"]
    assert len(str(sheet["B2"].value)) == 32_767


def test_the_workbook_holds_no_time_of_its_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(write_scores(report_of(["Ada"]), "xlsx"))) as parts:
        assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 1)}
        assert str(datetime.now(UTC).year) not in parts.read("docProps/core.xml").decode()


def test_the_workbook_holds_no_formula_and_no_link() -> None:
    with zipfile.ZipFile(io.BytesIO(write_scores(report_of(AWKWARD), "xlsx"))) as parts:
        sheets = "".join(parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name)
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets.lower()


def test_long_form_has_a_row_an_answer_and_no_formula() -> None:
    rows = read_csv(write_scores(report_of(AWKWARD), "long"))
    assert len(rows) == 1 + 2 * len(AWKWARD)
    known = dict(zip(rows[0], rows[1], strict=True))
    assert (known["learner"], known["id"], known["question"]) == ("Zoë Ångström", "007", 1)
    assert (known["credit"], known["points"], known["needs review"], known["ruled"]) == (
        0.3333,
        0.3333,
        "yes",
        "no",
    )
    written = write_scores(report_of(AWKWARD), "long").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
    assert [cell for cell in cells if cell.lstrip(" ")[:1] in tuple("=+-@\t\r\0＝＋－＠")] == []


@pytest.mark.parametrize("names", [[], AWKWARD])
def test_json_is_as_its_schema_says(names: list[str]) -> None:
    data = json.loads(write_scores(report_of(names), "json"))
    jsonschema.Draft202012Validator.check_schema(SCORES_SCHEMA)
    jsonschema.validate(data, SCORES_SCHEMA, cls=jsonschema.Draft202012Validator)
    assert [one["learner"]["name"] for one in data["attempts"]][: len(names)] == names


def test_the_schema_refuses_what_is_not_so() -> None:
    data = json.loads(write_scores(report_of(["Ada"]), "json"))
    for change in ({"version": 2}, {"attempts": [{}]}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data | change, SCORES_SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_published_schema_is_the_one_that_is_kept_to() -> None:
    published = Path(__file__).resolve().parents[3] / "docs" / "scores.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == SCORES_SCHEMA
