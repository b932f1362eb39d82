"""Roster in, scores out: the sample files of Canvas, Moodle and Blackboard, filled in one column."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from quizapp.errors import FileProblems, NotFound, QuizError
from quizapp.model.answer import Answer
from quizapp.services import filling, study, teach
from quizapp.services.filling import NEW, FillWish, Scale
from quizapp.storage.tables import Attempt, ClassMember, ClassRow, Quiz

SAMPLES = Path(__file__).resolve().parents[1] / "formats" / "gradebooks" / "samples"
PEOPLE = (
    ("Ana García Núñez", "ana.garcia", "007", (0, 0)),
    ("Bjørn O'Neil, Jr.", "bjorn", "0042", (0, 1)),
    ("Chen Wei 陈", "chen.wei", "1003", (1, 1)),
    ("=Dana Formula", "dana", "1004", None),
)
"""Name, login, id and choices of the class; Eve is a guest, who gave her name."""


@pytest.fixture
def quiz(store, tara, code, now):
    """The tides, taken by a class and by Eve; Dana has begun and not handed in."""
    with store.writing() as db:
        room = insert(ClassRow).values(public_id="c", owner_id=tara.id, name="Sea", created_at=now)
        class_id = db.execute(room.returning(ClassRow.id)).scalar_one()
    for name, login, sis_id, choices in (*PEOPLE, ("Eve Łukasz-Öz", "", "", (0, 0))):
        public_id = study.start(store, code, name, f"holder-of-{name}-0123456789", now)
        if choices is not None:
            for number, choice in zip((1, 3), choices, strict=True):
                study.save_answer(
                    store, public_id, f"holder-of-{name}-0123456789", number, Answer(choice=choice), now
                )
            study.finish(store, public_id, f"holder-of-{name}-0123456789", now + timedelta(minutes=5))
        if login:
            with store.writing() as db:
                who = insert(ClassMember).values(
                    class_id=class_id, name=name, login=login, sis_id=sis_id, joined_at=now,
                    email=f"{login}@school.example",
                )  # fmt: skip
                member = db.execute(who.returning(ClassMember.id)).scalar_one()
                db.execute(update(Attempt).where(Attempt.public_id == public_id).values(member_id=member))
    with store.writing() as db:  # only now, so that guests are among those who took it
        db.execute(update(Quiz).where(Quiz.code == code).values(class_id=class_id))
    return code


def filled(store, tara, quiz, file, **wish):
    return filling.fill(store, tara, quiz, (SAMPLES / file).read_bytes(), file, FillWish(**wish))


def table(data, encoding, delimiter):
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter))


FILES = {
    # encoding, delimiter, column, values written by line of the file
    "canvas-gradebook.csv": ("utf-8", ",", 6, {2: "5", 3: "2.5", 4: "0", 6: "5"}),
    "moodle-grades.csv": ("utf-8", ",", 7, {1: "2", 2: "1", 3: "0", 5: "2"}),
    "blackboard-gradebook.xls": ("utf-16", "\t", 7, {1: "5", 2: "2.5", 3: "0", 5: "5"}),
}
every_file = pytest.mark.parametrize("file", list(FILES))


@every_file
def test_one_column_is_filled_and_nothing_else_changes(store, tara, quiz, file):
    encoding, delimiter, place, values = FILES[file]
    columns = filled(store, tara, quiz, file).columns
    assert place in [column.place for column in columns]
    found = filled(store, tara, quiz, file, place=place)
    before, after = (table(data, encoding, delimiter) for data in ((SAMPLES / file).read_bytes(), found.data))
    for row, values_of_row in enumerate(before):
        expected = list(values_of_row)
        if row in values:
            expected[place] = values[row]
        assert after[row] == expected
    assert [row.name for row in found.unfinished] == [
        "Formula, =Dana" if "canvas" in file else "=Dana Formula"
    ]


@every_file
def test_no_byte_of_another_column_is_touched(store, tara, quiz, file):
    """The filled file, with the old cells put back, is the file that came."""
    data = (SAMPLES / file).read_bytes()
    encoding, _, place, _ = FILES[file]
    found = filled(store, tara, quiz, file, place=place)
    assert found.data != data
    assert found.data[:3] == data[:3]
    text, old = found.data.decode(encoding), data.decode(encoding)
    assert text.count("\r\n") == old.count("\r\n")
    assert text.count('"') == old.count('"')
    back = filling.fill(
        store, tara, quiz, found.data, file, FillWish(place, scale=Scale.PERCENT, overwrite=True)
    )
    again = filling.fill(store, tara, quiz, back.data, file, FillWish(place, overwrite=True))
    assert again.data == found.data


def test_the_column_that_fits_the_title_is_found_and_scaled_to_what_it_is_out_of(store, tara, quiz):
    data = (
        (SAMPLES / "canvas-gradebook.csv")
        .read_bytes()
        .replace(b"FAQ quiz (4711)", b"Tides and the harbour (4711)")
    )
    found = filling.fill(store, tara, quiz, data, "c.csv", FillWish())
    assert (found.place, found.scale, found.out_of) == (6, Scale.COLUMN, 10.0)
    assert {row.line: row.value for row in found.written} == {3: "5", 4: "2.5", 5: "0", 7: "5"}
    assert {row.by for row in found.written} == {"id", "name"}


def test_scores_above_what_the_column_is_out_of_are_counted(store, tara, quiz):
    assert filled(store, tara, quiz, "canvas-gradebook.csv", place=6, scale=Scale.PERCENT).above == 3
    assert filled(store, tara, quiz, "canvas-gradebook.csv", place=6).above == 0
    assert filled(store, tara, quiz, "moodle-grades.csv", place=7).above == 0


def test_what_is_not_for_scores_is_not_offered(store, tara, quiz):
    offered = {file: [c.heading for c in filled(store, tara, quiz, file).columns] for file in FILES}
    assert offered["canvas-gradebook.csv"] == ["Essay 1 (4710)", "FAQ quiz (4711)"]
    assert offered["moodle-grades.csv"] == ["Assignment: Essay 1 (Real)", "Quiz: FAQ quiz (Real)"]
    assert [one.split(" [")[0] for one in offered["blackboard-gradebook.xls"]] == ["Essay 1", "FAQ quiz"]


def test_what_stands_in_the_column_stays_unless_it_may_be_overwritten(store, tara, quiz):
    kept = filled(store, tara, quiz, "canvas-gradebook.csv", place=5)
    assert {row.before for row in kept.kept} == {"17.5", "EX"}
    assert b",EX," in kept.data
    assert b",17.5,," in kept.data
    over = filled(store, tara, quiz, "canvas-gradebook.csv", place=5, overwrite=True)
    assert over.kept == ()
    assert b",EX," not in over.data


def test_a_new_column_has_a_heading_and_what_it_is_out_of(store, tara, quiz):
    found = filled(store, tara, quiz, "canvas-gradebook.csv", place=NEW)
    rows = table(found.data, "utf-8-sig", ",")
    assert [row[-1] for row in rows] == ["Tides and the harbour", "4", "2", "1", "0", "", "2", ""]
    percent = filled(store, tara, quiz, "canvas-gradebook.csv", place=NEW, scale=Scale.PERCENT, heading="Sea")
    rows = table(percent.data, "utf-8-sig", ",")
    assert [row[-1] for row in rows] == ["Sea", "100", "50", "25", "0", "", "50", ""]


@pytest.mark.parametrize("heading", ["=1+1", "+x", "@sum", "-2", '=HYPERLINK("http://evil.example")'])
def test_the_heading_of_a_new_column_is_no_formula(store, tara, quiz, heading):
    found = filled(store, tara, quiz, "canvas-gradebook.csv", place=NEW, heading=heading)
    assert table(found.data, "utf-8-sig", ",")[0][-1] == "'" + heading


def test_a_roster_with_semicolons_gets_decimal_commas_in_its_own_encoding(store, tara, quiz):
    found = filled(store, tara, quiz, "roster-cp1252.csv", scale=Scale.PERCENT)
    data = (SAMPLES / "roster-cp1252.csv").read_bytes()
    lines = data.split(b"\r\n")
    added = [b";Tides and the harbour", b";50", b";25", b";0", b""]
    assert found.data.split(b"\r\n") == [line + more for line, more in zip(lines, added, strict=True)]


def test_who_is_not_found_or_in_doubt_is_named_and_left_as_it_was(store, tara, quiz):
    data = "Name;ID\nAna García Núñez;008\nNobody;\nEve Łukasz-Öz;\nEve;\n".encode("utf-8-sig")
    found = filling.fill(store, tara, quiz, data, "r.csv", FillWish(heading="Score"))
    assert [row.name for row in found.written] == ["Eve Łukasz-Öz"]
    assert [learner.name for learner in found.nobody] == ["Nobody", "Eve"]
    [(learner, why)] = found.doubtful
    assert learner.name == "Ana García Núñez"
    assert "the id is 007 here and 008 in the file" in why
    assert "Bjørn O'Neil, Jr." in found.left
    assert found.data.decode("utf-8-sig").splitlines()[1:3] == ["Ana García Núñez;008;", "Nobody;;"]


def test_everything_that_is_wrong_with_a_file_is_said_at_once(store, tara, quiz):
    data = b"Name,ID,Score\nAna,1\nBob,2,3,4\nCy,3,\n"
    with pytest.raises(FileProblems) as caught:
        filling.fill(store, tara, quiz, data, "r.csv", FillWish())
    assert [problem.line for problem in caught.value.problems] == [2, 3]
    for wrong in (b"1,2\n3,4\n", b"Name,ID\n", b"", b"PK\x03\x04"):
        with pytest.raises(FileProblems):
            filling.fill(store, tara, quiz, wrong, "r.csv", FillWish())


def test_a_wish_that_cannot_be_met_is_refused(store, tara, quiz, theo):
    for wish in ({"place": 0}, {"place": 99}, {"place": NEW, "scale": Scale.COLUMN}):
        with pytest.raises(QuizError):
            filled(store, tara, quiz, "canvas-gradebook.csv", **wish)
    with pytest.raises(NotFound):
        filled(store, theo, quiz, "canvas-gradebook.csv")


def test_a_roster_of_five_thousand_is_filled_quickly(store, tara, quiz):
    rows = "".join(f'"Learner {n}, A",{n:05}\r\n' for n in range(5_000))
    found = filling.fill(store, tara, quiz, f"Name,ID\r\n{rows}".encode(), "r.csv", FillWish())
    assert len(found.nobody) == 5_000
    assert teach.score_table(store, tara, quiz).rows
