"""Files and names on a bad day: columns that moved, a name that is far too long or looks like a formula."""

import csv
import io
import random
from datetime import timedelta

import pytest

from quizapp.errors import QuizError
from quizapp.services import classes, exporting, filling, rosters, study
from quizapp.services.filling import FillWish, Scale

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Tides (17)", "Final Score")
CELLS = ("Lovelace, Ada", "9001", "007", "ada", "Biology 1", "", "87.5")
POINTS = ("    Points Possible", "", "", "", "", "4", "(read only)")


def taken(store, code, name, now):
    holder = f"holder-of-{name[:10]}-0123456789"
    attempt = study.start(store, code, name, holder, now)
    study.finish(store, attempt, holder, now + timedelta(minutes=5))


@pytest.mark.parametrize("seed", range(6))
def test_columns_that_moved_are_found_by_their_headings(store, tara, code, now, seed) -> None:
    taken(store, code, "Ada Lovelace", now)
    order = random.Random(seed).sample(range(1, len(COLUMNS)), len(COLUMNS) - 1)
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[row[0], *(row[n] for n in order)] for row in (COLUMNS, POINTS, CELLS)])
    data = out.getvalue().encode()
    place = filling.place_of(data, "grades.csv", "Tides (17)")
    assert place == 1 + order.index(5)
    found = filling.fill(store, tara, code, data, "grades.csv", FillWish(place, scale=Scale.POINTS))
    assert [row.value for row in found.written] == ["0"]
    for before, after in zip(data.splitlines()[:2], found.data.splitlines()[:2], strict=True):
        assert before == after


def test_a_name_of_300_characters_is_refused_with_the_number_and_stores_nothing(
    store, tara, code, now
) -> None:
    with pytest.raises(QuizError, match="300"):
        study.start(store, code, "N" * 300, "holder-0123456789-0123456789", now)
    place = classes.add_class(store, tara, "Biology", now)
    with pytest.raises(QuizError, match="300"):
        rosters.preview(store, tara, place, f"name,id\n{'N' * 300},1\nAda,2\n".encode())
    assert classes.open_class(store, tara, place).members == ()


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3"])
def test_a_name_that_looks_like_a_formula_computes_nothing_in_any_file(store, tara, code, now, name) -> None:
    taken(store, code, name, now)
    for kind in ("csv", "long"):
        data = exporting.export_scores(store, tara, code, kind).data.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(data)) for cell in row]
        assert f"'{name}" in cells
        assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
