import csv
import io
import re
from dataclasses import replace
from datetime import datetime, timedelta

import builders
import openpyxl
import pytest
from sqlalchemy import select, text

from quizapp.errors import Conflict, NotFound, QuizError, UnknownFormat
from quizapp.formats.scores import SCORES
from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.quiz import Mode, QuizSettings
from quizapp.services import answering, exporting, library, quiz_settings, study, teach
from quizapp.services.accounts import User
from quizapp.storage.store import Store
from quizapp.storage.tables import Quiz

FORMULA = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def handed_in(store: Store, code: str, ada, now: datetime) -> str:
    public_id = study.start(store, code, FORMULA, ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 1, Answer(choice=0), now)
    study.save_answer(store, public_id, ada.holder, 3, Answer(choice=1), now)
    study.finish(store, public_id, ada.holder, now + timedelta(minutes=3))
    return public_id


def test_the_desk_shows_banks_and_their_quizzes(store: Store, code: str, tara: User, bank: Bank, now) -> None:
    library.import_bank(store, builders.bank("another", "Another bank"), tara, now)
    library.import_bank(store, replace(bank, title="Tides, mended"), tara, now)
    first, second = teach.desk(store, tara)
    assert (first.slug, first.version, first.quiz) == ("another", 1, None)
    assert (second.slug, second.title, second.version) == ("tides", "Tides, mended", 2)
    assert (second.multiple_choice, second.short_answer) == (2, 2)
    assert second.quiz == teach.QuizRow(code, "Tides and the harbour", now, True, 1, 0, 0, True)


def test_the_desk_counts_attempts(store: Store, code: str, handed_in: str, tara: User, eve, now) -> None:
    study.start(store, code, eve.name, eve.holder, now)
    (card,) = teach.desk(store, tara)
    assert card.quiz is not None
    assert (card.quiz.attempts, card.quiz.finished) == (2, 1)


def test_publishing_again_keeps_the_code_and_takes_the_newest_version(
    store: Store, code: str, tara: User, bank: Bank, now
) -> None:
    assert re.fullmatch(r"[2-9B-DF-HJ-NP-TV-Z]{6}", code)
    teach.unpublish(store, tara, code, now)
    library.import_bank(store, replace(bank, title="Tides, mended"), tara, now)
    later = now + timedelta(days=1)
    assert teach.publish(store, tara, "tides", later) == code
    (card,) = teach.desk(store, tara)
    assert card.quiz == teach.QuizRow(code, "Tides, mended", later, True, 2, 0, 0, False)


def test_unpublishing_twice_is_unpublishing_once(store: Store, code: str, tara: User, now) -> None:
    teach.unpublish(store, tara, code, now)
    teach.unpublish(store, tara, code, now + timedelta(days=1))
    with store.reading() as db:
        assert db.execute(select(Quiz.unpublished_at)).scalar_one() == now
    (card,) = teach.desk(store, tara)
    assert card.quiz is not None
    assert not card.quiz.is_open


def test_another_teacher_finds_nothing(store: Store, code: str, handed_in: str, theo: User, now) -> None:
    assert teach.desk(store, theo) == []
    for ask in (
        lambda: library.newest_bank(store, "tides", theo),
        lambda: teach.publish(store, theo, "tides", now),
        lambda: teach.unpublish(store, theo, code, now),
        lambda: teach.score_table(store, theo, code),
        lambda: teach.attempt_in_full(store, theo, handed_in),
        lambda: teach.override(store, theo, handed_in, "p-tide-sa", 1.0, "mine", now),
        lambda: exporting.export_scores(store, theo, code, "csv"),
    ):
        with pytest.raises(NotFound):
            ask()


def test_an_administrator_sees_everything(
    store: Store, code: str, handed_in: str, admin: User, bank: Bank
) -> None:
    assert [card.slug for card in teach.desk(store, admin)] == ["tides"]
    assert library.newest_bank(store, "tides", admin) == bank
    assert len(teach.score_table(store, admin, code).rows) == 1
    assert teach.attempt_in_full(store, admin, handed_in).public_id == handed_in


def test_the_teacher_sees_what_the_learner_sees(store: Store, handed_in: str, tara: User, ada) -> None:
    assert teach.attempt_in_full(store, tara, handed_in) == study.result(store, handed_in, ada.holder)


def test_an_attempt_under_way_is_in_the_table_without_marks(
    store: Store, code: str, tara: User, ada, now
) -> None:
    public_id = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 1, Answer(choice=0), now)
    (row,) = teach.score_table(store, tara, code).rows
    assert (row.learner, row.finished_at, row.credits, row.score) == ("Ada", None, (None,) * 4, None)
    with pytest.raises(Conflict):
        teach.attempt_in_full(store, tara, public_id)
    with pytest.raises(Conflict):
        teach.override(store, tara, public_id, "p-tide-sa", 1.0, "too early", now)


def test_the_table_is_right(store: Store, code: str, handed_in: str, tara: User, now) -> None:
    table = teach.score_table(store, tara, code.lower())
    assert (table.title, table.code) == ("Tides and the harbour", code)
    assert [column.kind for column in table.questions] == ["multiple_choice", "short_answer"] * 2
    (row,) = table.rows
    assert (row.attempt, row.learner, row.credits) == (handed_in, FORMULA, (1.0, 0.0, 0.0, 0.0))
    assert (row.score, row.out_of, row.percent) == (1.0, 4, 25.0)
    assert (row.started_at, row.finished_at) == (now, now + timedelta(minutes=3))


def test_a_ruling_counts_and_everything_before_it_is_kept(
    store: Store, code: str, handed_in: str, tara: User, admin: User, ada, now
) -> None:
    teach.override(store, tara, handed_in, "p-tide-sa", 0.25, "  Said it aloud.\r\nTwice. ", now)
    later = now + timedelta(hours=1)
    teach.override(store, admin, handed_in, "p-tide-sa", 0.5, "Half of it", later)
    result = study.result(store, handed_in, ada.holder)
    reviewed = result.questions[1]
    assert reviewed.credit == 0.5
    assert reviewed.mark.credit == 0.0
    assert reviewed.override == study.OverrideView(0.5, "Half of it", "Admin", later)
    assert reviewed.overrides[0] == study.OverrideView(0.25, "Said it aloud.\nTwice.", "Tara", now)
    assert result.score == 1.5
    (row,) = teach.score_table(store, tara, code).rows
    assert (row.credits, row.score, row.percent) == ((1.0, 0.5, 0.0, 0.0), 1.5, 37.5)


def test_the_next_answer_like_one_a_teacher_ruled_on_is_marked_like_it(
    store: Store, code: str, tara: User, ada, now
) -> None:
    def marked(answer: str) -> study.ReviewedQuestion:
        public_id = study.start(store, code, ada.name, ada.holder, now)
        study.save_answer(store, public_id, ada.holder, 2, Answer(text=answer), now)
        study.finish(store, public_id, ada.holder, now)
        ids.append(public_id)
        return study.result(store, public_id, ada.holder).questions[1]

    ids: list[str] = []
    assert marked("La Lune tire la mer").credit < 0.5
    teach.override(store, tara, ids[0], "p-tide-sa", 0.2, "No", now)
    teach.override(store, tara, ids[0], "p-tide-sa", 1.0, "Right, in French", now)
    again = marked("la lune, tire la mer!")
    assert again.credit == 1.0
    assert again.mark.note == "Marked like an answer that your teacher accepted."
    assert marked("la lune ne tire rien").credit < 0.5


def test_a_practice_tells_the_ruling_that_answers_like_it_got(
    store: Store, code: str, tara: User, ada, now
) -> None:
    taken = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, taken, ada.holder, 2, Answer(text="La Lune tire la mer"), now)
    study.finish(store, taken, ada.holder, now)
    teach.override(store, tara, taken, "p-tide-sa", 1.0, "Right, in French", now)
    quiz_settings.change_settings(store, tara, code, QuizSettings(mode=Mode.PRACTICE))
    practice = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, practice, ada.holder, 2, Answer(text="la lune tire la mer"), now)
    answering.tell_mark(store, practice, ada.holder, 2, "", now)
    told = answering.told_question(store, practice, ada.holder, 2)
    assert told is not None
    assert (told.credit, told.mark.note) == (1.0, "Marked like an answer that your teacher accepted.")


@pytest.mark.parametrize(("own", "usual", "asks"), [(None, 1.0, True), (0.0, 1.0, False), (1.0, 0.0, True)])
def test_a_quiz_may_be_more_or_less_careful_than_the_installation(
    store: Store, code: str, tara: User, ada, now, own: float | None, usual: float, asks: bool
) -> None:
    quiz_settings.change_settings(store, tara, code, QuizSettings(caution=own))
    taken = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, taken, ada.holder, 2, Answer(text="Perhaps the Moon does something"), now)
    study.finish(store, taken, ada.holder, now, usual)
    assert teach.score_table(store, tara, code).rows[0].needs_review[1] is asks


def test_a_caution_beyond_0_to_1_is_refused(store: Store, code: str, tara: User) -> None:
    with pytest.raises(QuizError, match="0 to 1"):
        quiz_settings.change_settings(store, tara, code, QuizSettings(caution=1.2))


def test_what_a_teacher_ruled_on_waits_for_nobody(
    store: Store, code: str, handed_in: str, tara: User, ada, now
) -> None:
    with store.writing() as db:
        db.execute(text("UPDATE mark SET needs_review = true WHERE question_id = 'p-tide-sa'"))
    assert teach.score_table(store, tara, code).rows[0].needs_review == (False, True, False, False)
    teach.override(store, tara, handed_in, "p-tide-sa", 0.0, "Looked at it", now)
    assert teach.score_table(store, tara, code).rows[0].needs_review == (False,) * 4
    assert not study.result(store, handed_in, ada.holder).questions[1].needs_review


@pytest.mark.parametrize(
    ("credit", "reason", "word"),
    [
        (1.01, "x", "0 to 1"),
        (-0.01, "x", "0 to 1"),
        (float("nan"), "x", "0 to 1"),
        (float("inf"), "x", "0 to 1"),
        (1.0, "", "reason"),
        (1.0, " \n\0", "reason"),
        (1.0, "x" * 1001, "1,001"),
    ],
)
def test_a_ruling_that_is_none_is_refused(
    store: Store, handed_in: str, tara: User, ada, now, credit: float, reason: str, word: str
) -> None:
    with pytest.raises(QuizError, match=word):
        teach.override(store, tara, handed_in, "p-tide-sa", credit, reason, now)
    assert study.result(store, handed_in, ada.holder).questions[1].override is None


def test_a_ruling_needs_a_question_of_that_attempt(store: Store, handed_in: str, tara: User, now) -> None:
    with pytest.raises(NotFound):
        teach.override(store, tara, handed_in, "nothing", 1.0, "why", now)


def test_attempts_on_two_versions_share_a_table(
    store: Store, code: str, handed_in: str, tara: User, ada, now
) -> None:
    question = builders.short_answer("new")
    library.import_bank(store, builders.bank(questions=(question, builders.multiple_choice())), tara, now)
    teach.publish(store, tara, "tides", now)
    public_id = study.start(store, code, ada.name, ada.holder, now + timedelta(hours=1))
    study.save_answer(store, public_id, ada.holder, 2, Answer(choice=0), now)
    study.finish(store, public_id, ada.holder, now + timedelta(hours=2))
    table = teach.score_table(store, tara, code)
    assert [column.id for column in table.questions] == [
        "new",
        "p-tide-mc-1",
        "p-tide-sa",
        "p-harbour-mc-1",
        "p-harbour-sa",
    ]
    assert [row.credits for row in table.rows] == [(None, 1.0, 0.0, 0.0, 0.0), (0.0, 1.0, None, None, None)]
    assert [(row.score, row.out_of) for row in table.rows] == [(1.0, 4), (1.0, 2)]


@pytest.mark.parametrize("name", list(SCORES))
def test_scores_leave_as_a_file_with_a_name(
    store: Store, code: str, handed_in: str, tara: User, name: str
) -> None:
    export = exporting.export_scores(store, tara, code, name)
    assert export.filename == f"tides-{SCORES[name].stem}{SCORES[name].suffix}"
    assert export.mimetype == SCORES[name].mimetype
    if name == "csv":
        row = list(csv.reader(io.StringIO(export.data.decode("utf-8-sig"), newline="")))[1]
        assert row[:2] == ["'" + FORMULA, handed_in]
        assert row[4:] == ["yes", "1", "4", "25", "1", "0", "0", "0"]
    elif name == "xlsx":
        cells = list(openpyxl.load_workbook(io.BytesIO(export.data))["Scores"].iter_rows())[1]
        assert (cells[0].value, cells[0].data_type) == (FORMULA, "s")
        assert [cell.value for cell in cells[4:]] == ["yes", 1, 4, 25, 1, 0, 0, 0]
    assert exporting.export_scores(store, tara, code, name) == export


def test_an_unknown_format_is_said_before_anything_is_read(store: Store, code: str, tara: User) -> None:
    with pytest.raises(UnknownFormat, match="csv, xlsx"):
        exporting.export_scores(store, tara, code, "pdf")


def test_a_table_of_a_thousand_learners_is_ready_in_time(store: Store, code: str, tara: User, now) -> None:
    with store.writing() as db:
        db.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
                "INSERT INTO attempt (public_id, quiz_id, bank_version_id, learner, receipt_hash, seed, "
                "started_at, finished_at) SELECT 'a' || i, 1, 1, 'L' || i, 'r' || i, i, "
                "'2026-03-02 09:00:00.000000', '2026-03-02 10:00:00.000000' FROM n"
            )
        )
        db.execute(
            text(
                "INSERT INTO mark (attempt_id, question_id, credit, verdict, confidence, needs_review, detail, "
                "marked_at) SELECT attempt.id, q.column1, 0.5, 'partly_correct', 1.0, false, '{}', "
                "'2026-03-02 10:00:00.000000' FROM attempt, "
                "(VALUES ('p-tide-mc-1'), ('p-tide-sa'), ('p-harbour-mc-1'), ('p-harbour-sa')) AS q"
            )
        )
    begun = datetime.now()
    table = teach.score_table(store, tara, code)
    assert (datetime.now() - begun).total_seconds() < 1
    assert len(table.rows) == 1000
    assert table.rows[999].score == 2.0
