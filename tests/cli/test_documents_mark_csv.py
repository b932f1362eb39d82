"""``quizapp mark`` with a spreadsheet's CSV: rows in, the same rows with marks out; broken ones are all listed."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from quizapp.cli import main

ROW = 'Ann,What causes the tides?,The tides are caused by the gravity of the Moon.,"The Moon\'s gravity, surely"'
HEAD = "Learner,Question,Reference,Answer"


def run(*arguments, typed=None):
    return CliRunner().invoke(main, ["mark", *map(str, arguments)], input=typed)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_same_columns_come_back_with_the_marks_after_them(tmp_path, delimiter):
    cells = next(csv.reader([ROW]))
    file = tmp_path / "answers.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows([HEAD.split(","), cells, [*cells[:3], ""]])
    result = run(file, "--csv")
    assert result.exit_code == 0, result.output
    head, right, blank = csv.reader(io.StringIO(result.stdout), delimiter=delimiter)
    assert head == [*HEAD.split(","), "credit", "verdict", "confidence", "needs_review", "marked_points"]
    assert right[:4] == cells
    assert float(right[4]) > 0.5
    assert blank[4:6] == ["0.0", "blank"]


def test_marking_twice_fills_the_same_columns_anew():
    once = run("--csv", typed=f"{HEAD}\n{ROW}\n").stdout
    assert run("--csv", typed=once).stdout == once


def test_rows_of_a_csv_file_leave_as_json_lines_too(tmp_path):
    file = tmp_path / "answers.CSV"
    file.write_text(f"{HEAD},Reference_2\n{ROW},It is the Moon.\n", encoding="cp1252")
    (line,) = run(file, "--json").stdout.splitlines()
    row = json.loads(line)
    assert row["Learner"] == "Ann"
    assert row["references"] == ["The tides are caused by the gravity of the Moon.", "It is the Moon."]


def test_more_cautious_marking_asks_for_more_teachers():
    for caution, asks in ((0, "no"), (1, "yes")):
        result = run("--csv", "--caution", caution, typed=f"{HEAD}\n{ROW}\n")
        assert next(csv.DictReader(io.StringIO(result.stdout)))["needs_review"] == asks


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "Learner,Text\nAnn,hello\n",
            ["no column “question”", "no column “answer”", "no column “reference”"],
        ),
        (f"{HEAD}\n", ["no answer"]),
        (f"{HEAD}\n{ROW}\nBob,Why?\nCem,Why?,,so\n", [":3: has 2 cells", ":4: ", "no reference"]),
        (f'{HEAD}\nBob,"Why?" now,because,so\n', [":2: is not CSV"]),
        ("\n", ["holds no row"]),
        ("question,Question,answer,reference\na,b,c,d\n", ["two columns of the same name"]),
    ],
)
def test_a_broken_sheet_is_not_marked_and_everything_wrong_is_listed(typed, says):
    result = run("--csv", typed=typed)
    assert result.exit_code == 1
    assert not result.stdout
    for part in says:
        assert part in result.stderr


def test_two_forms_at_once_are_refused():
    assert run("--csv", "--json", typed=HEAD).exit_code == 2
