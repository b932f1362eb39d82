"""Rosters in the shapes that schools have them, and what of them cannot be read."""

import contextlib
import csv
import io
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from quizapp.errors import FileProblems
from quizapp.formats.rosters import read_roster, write_roster
from quizapp.formats.rosters.reading import extra_in
from quizapp.model.timing import ExtraTime

LMS = Path(__file__).parent / "lms"
NAMES = ["Ana García Núñez", "Bjørn O'Neil, Jr.", "Chen Wei 陈", "=Dana Formula", "Eve Łukasz-Öz"]
IDS = ["007", "0042", "1003", "1004", "1005"]


def read(text: str):
    return read_roster(text.encode()).rows


@pytest.mark.parametrize("file", ["canvas-gradebook.csv", "moodle-grades.csv", "blackboard-gradebook.xls"])
def test_the_gradebooks_of_three_systems_name_the_same_five_learners(file: str) -> None:
    rows = read_roster((LMS / file).read_bytes(), file).rows
    assert [row.name for row in rows] == NAMES
    assert [row.sis_id for row in rows] == IDS


def test_canvas_gives_logins_moodle_addresses() -> None:
    canvas = read_roster((LMS / "canvas-gradebook.csv").read_bytes())
    assert [row.login for row in canvas.rows] == ["ana.garcia", "bjorn", "chen.wei", "dana", "eve"]
    assert [row.row for row in canvas.rows] == [3, 4, 5, 6, 7]
    assert ("SIS User ID", "id") in canvas.columns
    assert "FAQ quiz (4711)" in canvas.ignored
    moodle = read_roster((LMS / "moodle-grades.csv").read_bytes())
    assert moodle.rows[0].email == "ana.garcia@school.example"


def test_a_german_list_in_windows_1252_with_semicolons_keeps_its_accents_and_zeros() -> None:
    rows = read_roster((LMS / "roster-cp1252.csv").read_bytes(), "roster.csv").rows
    assert [(row.name, row.sis_id) for row in rows][:2] == [
        ("Ana García Núñez", "007"),
        ("Bjørn O'Neil, Jr.", "0042"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("Ada Lovelace\nBob\n", "Ada Lovelace", ""),
        ("ada@x.example\nbob@x.example\n", "ada@x.example", "ada@x.example"),
        ("Name\nAda Lovelace\n", "Ada Lovelace", ""),
        ("Vorname;Name;E-Mail\nAda;Lovelace;ada@x.example\n", "Ada Lovelace", "ada@x.example"),
        ("PRÉNOM\tNOM\nAda\tLovelace\n", "Ada Lovelace", ""),
        ("Course: Biology,,\n\nUsername,E-mail address,Grade\nada,ada@x.example,5\n", "ada", "ada@x.example"),
        ('Full name,Id\n"Lovelace, Ada",7\n', "Lovelace, Ada", ""),
    ],
)
def test_columns_are_found_by_their_headings(text: str, name: str, email: str) -> None:
    first = read(text)[0]
    assert (first.name, first.email) == (name, email)


@pytest.mark.parametrize(
    ("typed", "extra"),
    [("", None), ("1", ExtraTime.AS_OTHERS), ("1,25", ExtraTime.QUARTER_MORE), ("150 %", ExtraTime.HALF_MORE),
     ("+100%", ExtraTime.DOUBLE), ("25%", ExtraTime.QUARTER_MORE), ("2.0 ×", ExtraTime.DOUBLE),
     ("No limit", ExtraTime.NO_LIMIT), ("100%", ExtraTime.AS_OTHERS)],
)  # fmt: skip
def test_extra_time_is_read_as_factor_or_per_cent(typed: str, extra: ExtraTime | None) -> None:
    assert extra_in(typed) is extra


def test_every_extra_time_that_is_none_is_told_with_its_row() -> None:
    with pytest.raises(FileProblems) as e:
        read("name,extra time\nAda,1.3\nBob,lots\nCy,2\n")
    assert [problem.where for problem in e.value.problems] == ["row 2", "row 3"]


def test_a_row_that_is_wider_than_the_headings_is_told_and_not_cut() -> None:
    with pytest.raises(FileProblems, match="row 2: has more cells"):
        read("name\nLovelace, Ada\nHope, Bob\n")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04xxxx", "ZIP archive"),
        (b"Ada,Lovelace\nBob,Hope\n", "no row of headings"),
        (b'name,id\n"' + b"x" * 200_000 + b"\n", "quotation mark"),
    ],
)
def test_what_is_no_roster_is_told(data: bytes, words: str) -> None:
    with pytest.raises(FileProblems, match=words):
        read_roster(data, "roster.csv")


CELL = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cf")), min_size=1, max_size=20
)
CELL = CELL.filter(lambda cell: not cell.startswith(("'", '="')))  # these are taken for guards


@given(people=st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=6))
@example(people=[("=1+1", "-a", "@b", "+c"), ("O'Neil", '="007', '"', '"a"')])
def test_what_is_written_is_read_again_and_computes_nothing(people) -> None:
    data = write_roster([*person, ""] for person in people)
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    rows = read_roster(data).rows
    assert [(row.name, row.login, row.email, row.sis_id) for row in rows] == people


@given(
    rows=st.lists(st.tuples(CELL, CELL), min_size=2, max_size=5),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_delimiter_encoding_and_line_ends_make_no_difference(rows, delimiter, encoding, ends) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerows([("Student name", "Student ID"), *[(f"x{name}", f"x{i}") for name, i in rows]])
    found = read_roster(out.getvalue().encode(encoding)).rows
    assert [(row.name, row.sis_id) for row in found] == [(f"x{name}", f"x{i}") for name, i in rows]


@given(
    data=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"name,id\n{text}".encode("utf-8", "replace"))
)
def test_whatever_is_sent_gives_rows_or_problems_and_nothing_else(data: bytes) -> None:
    with contextlib.suppress(FileProblems):
        assert all(row.name and row.row >= 1 for row in read_roster(data, "roster.csv").rows)
