"""One contract, run over every format of scores."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import openpyxl
import pytest

from quizapp.errors import UnknownFormat
from quizapp.formats.scores import SCORES, score_format, write_scores
from quizapp.formats.scores.csv import guarded
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


def table_of(names: list[str], prompt: str = "=What is 1+1? " + "very " * 30) -> ScoreTable:
    columns = (
        Column("q1", 1, prompt, "multiple_choice"),
        Column("q2", 2, "Zweite\nFrage", "short_answer"),
    )
    begun = datetime(2026, 3, 2, 9, 0, 5, 999999, tzinfo=UTC)
    rows = tuple(
        Row(f"-id{n}", name, begun, begun, (1.0, 0.3333333333), (False, True), 1.3333, 2, 66.67)
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


def read_xlsx(data: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Scores"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


READ: dict[str, Callable[[bytes], list[list[object]]]] = {"csv": read_csv, "xlsx": read_xlsx}
every_format = pytest.mark.parametrize("name", list(SCORES))


def test_every_format_is_read_back_here() -> None:
    assert set(READ) == set(SCORES)


@every_format
def test_the_header_names_the_columns_and_the_questions(name: str) -> None:
    header = READ[name](write_scores(table_of([]), name))[0]
    assert header[:7] == ["learner", "attempt", "started", "finished", "score", "out of", "percent"]
    assert str(header[7]).startswith("Q1 =What is 1+1? very")
    assert len(str(header[7])) <= 64
    assert header[8] == "Q2 Zweite Frage"


@every_format
def test_numbers_are_numbers_and_what_is_not_known_is_empty(name: str) -> None:
    rows = READ[name](write_scores(table_of(["Ada"]), name))
    assert rows[1] == [
        "Ada",
        "-id0",
        "2026-03-02T09:00:05Z",
        "2026-03-02T09:00:05Z",
        1.3333,
        2,
        66.67,
        1,
        0.3333,
    ]
    assert rows[2] == ["Under way", "open", "2026-03-02T09:00:05Z", None, None, 2, None, None, None]


@every_format
@pytest.mark.parametrize("learner", AWKWARD)
def test_a_name_stays_text_to_the_letter(name: str, learner: str) -> None:
    row = READ[name](write_scores(table_of([learner]), name))[1]
    if name == "xlsx":  # in XML a line ends in one way only, and control characters are written _x0007_
        read = openpyxl.utils.escape.unescape(str(row[0]))
        assert read.replace("\r", "\n") == learner.replace("\r", "\n")
    elif learner not in ("1e5",):
        assert row[0] == learner
    assert row[4] == 1.3333


@every_format
def test_the_same_table_gives_the_same_bytes(name: str) -> None:
    assert write_scores(table_of(AWKWARD), name) == write_scores(table_of(AWKWARD), name)


@every_format
def test_no_attempts_and_no_questions_are_a_file_too(name: str) -> None:
    rows = READ[name](write_scores(ScoreTable("", "", (), ()), name))
    assert len(rows) == 1
    assert len(rows[0]) == 7


@every_format
def test_a_format_says_what_it_is(name: str) -> None:
    described = score_format(name)
    assert described.name == name
    assert described.suffix.startswith(".")
    assert "/" in described.mimetype
    assert described.title


def test_an_unknown_format_is_told_what_there_is() -> None:
    with pytest.raises(UnknownFormat, match="csv, xlsx"):
        write_scores(table_of([]), "pdf")


def test_csv_begins_with_a_byte_order_mark_and_ends_its_lines_as_excel_does() -> None:
    data = write_scores(table_of(["Ada"]), "csv")
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
    book = openpyxl.load_workbook(io.BytesIO(write_scores(table_of(["Ada", "Bob"]), "xlsx")))
    assert book.sheetnames == ["Scores", "Items"]
    assert book["Scores"].freeze_panes == "B2"
    rows = [[cell.value for cell in row] for row in book["Items"].iter_rows()]
    assert rows[0] == ["number", "prompt", "kind", "marked", "mean credit", "needs review", "id"]
    assert rows[2] == [2, "Zweite\nFrage", "short_answer", 2, 0.3333, 2, "q2"]


def test_a_prompt_longer_than_a_cell_is_cut() -> None:
    data = write_scores(table_of([], prompt="x" * 40_000), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Items"]
    assert len(str(sheet["B2"].value)) == 32_767


def test_the_workbook_holds_no_time_of_its_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(write_scores(table_of(["Ada"]), "xlsx"))) as parts:
        assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 1)}
        assert str(datetime.now(UTC).year) not in parts.read("docProps/core.xml").decode()


def test_the_workbook_holds_no_formula_and_no_link() -> None:
    with zipfile.ZipFile(io.BytesIO(write_scores(table_of(AWKWARD), "xlsx"))) as parts:
        sheets = "".join(parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name)
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets.lower()
