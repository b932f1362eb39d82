"""Marking again: what a dry run shows is what is applied, nothing goes down unasked, and all of it can be undone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from classes import holder_of, sit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.services import editing, quiz_settings, remarking, study, teach, undoing
from quizapp.services.proposals import Consent, LookAgain, Proposal
from quizapp.storage import audit
from quizapp.storage.tables import AuditEntry, MarkRow, Override, RemarkBatch

SUN = "The rotation of the Sun"
CHOICE, SHORT = "p-tide-mc-1", "p-tide-sa"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def took(store, code, now):
    """Three who took the quiz: right, the first wrong choice, nothing at all; by name."""
    said = "The gravity of the Moon mainly causes the tides."
    return {
        "Ada": sit(store, code, "Ada", {1: 0, 2: said, 3: 0}, now),
        "Bob": sit(store, code, "Bob", {1: 1, 2: "Our satellite pulls at the sea.", 3: 1}, now),
        "Cem": sit(store, code, "Cem", {}, now),
    }


@pytest.fixture
def table(store, code, tara):
    """Gives what the teacher sees: score, points and credits by name."""

    def read():
        rows = teach.score_table(store, tara, code).rows
        return {row.learner: (row.score, row.out_of, row.credits, row.needs_review) for row in rows}

    return read


@pytest.fixture
def apply(store, code, tara, now):
    """Applies a proposal as its dry run shows it, downs and all."""

    def apply(kind, question=CHOICE, text="", when=now + HOUR, **consent):
        proposal = Proposal(kind, question, text)
        run = remarking.dry_run(store, tara, code, proposal)
        wanted = Consent(**{"trace": run.trace, "reason": "It was not fair.", "lower": True, **consent})
        return remarking.apply(store, tara, code, proposal, wanted, when)

    return apply


@pytest.fixture
def undo(store, code, tara, now):
    def undo(batch, when=now + DAY):
        run = undoing.dry_run(store, tara, code, batch)
        consent = Consent(run.trace, "It was fair after all.", lower=True)
        return undoing.undo(store, tara, code, batch, consent, when)

    return undo


@pytest.fixture
def edit(store, tara, now):
    """Changes a question of the bank in the library."""

    def edit(question_id, **changes):
        opened = editing.open_bank(store, tara, "tides")
        question = replace(editing.question_of(opened.bank, question_id), **changes)
        editing.save_question(store, tara, "tides", opened.version, question, now + timedelta(minutes=30))

    return edit


def test_another_choice_counts_like_the_key_for_all_who_took_it_and_who_come_later(
    store, code, took, table, apply, now
):
    assert table()["Bob"][2][0] == 0.0
    apply("accept", text=SUN)
    assert [row[2][0] for row in table().values()] == [1.0, 1.0, 0.0]
    sit(store, code, "Dee", {1: 1}, now + 2 * HOUR)
    assert table()["Dee"][2][0] == 1.0
    reviewed = study.result(store, took["Bob"], holder_of("Bob")).questions[0]
    assert (reviewed.credit, reviewed.mark.credit, reviewed.first_credit) == (1.0, 1.0, 0.0)
    assert reviewed.override.is_remark
    assert (reviewed.override.reason, reviewed.override.by) == ("It was not fair.", "Tara")


def test_full_credit_is_for_everybody_or_for_who_answered(store, code, tara, took, table, apply):
    answered = remarking.dry_run(store, tara, code, Proposal("answered", CHOICE))
    assert [move.learner for move in answered.ups] == ["Bob"]
    apply("answered")
    everybody = remarking.dry_run(store, tara, code, Proposal("full", CHOICE))
    assert [move.learner for move in everybody.ups] == ["Cem"]
    apply("full")
    assert [row[2][0] for row in table().values()] == [1.0, 1.0, 1.0]


def test_a_dropped_question_counts_for_nobody(store, code, tara, took, table, apply):
    before = table()
    run = remarking.dry_run(store, tara, code, Proposal("drop", CHOICE))
    assert {move.learner for move in run.downs} == {"Ada"}
    apply("drop")
    assert [row[1] for row in table().values()] == [3, 3, 3]
    assert table()["Ada"][0] == pytest.approx(before["Ada"][0] - 1)
    result = study.result(store, took["Ada"], holder_of("Ada"))
    assert ([one.question.id for one in result.dropped], result.out_of) == ([CHOICE], 3)
    assert result.score == table()["Ada"][0]


def test_another_key_marks_by_the_words_of_the_choice(store, code, tara, bank, took, table, apply, edit):
    question = bank.question_by_id[CHOICE]
    key, sun, winds = question.choices
    edit(CHOICE, choices=(winds, replace(sun, correct=True), replace(key, correct=False)))
    run = remarking.dry_run(store, tara, code, Proposal("remark", CHOICE))
    assert [(move.learner, move.before, move.after) for move in run.downs] == [("Ada", 1.0, 0.0)]
    assert [(move.learner, move.before, move.after) for move in run.ups] == [("Bob", 0.0, 1.0)]
    apply("remark")
    assert [row[2][0] for row in table().values()] == [0.0, 1.0, 0.0]
    lines = study.result(store, took["Ada"], holder_of("Ada")).questions[0].explanation.choices
    assert [(line.text, line.correct) for line in lines if line.chosen] == [(key.text, False)]


def test_an_accepted_answer_marks_all_that_say_the_same(store, code, tara, took, table, apply, edit, now):
    sit(store, code, "Dee", {2: "our satellite pulls at the sea"}, now)
    edit(SHORT, accept=("Our satellite pulls at the sea.",))
    run = remarking.dry_run(store, tara, code, Proposal("remark", SHORT))
    assert {move.learner for move in run.ups if move.after == 1.0} == {"Bob", "Dee"}
    apply("remark", SHORT)
    assert [table()[name][2][1] for name in ("Bob", "Dee")] == [1.0, 1.0]
    sit(store, code, "Eli", {2: "OUR SATELLITE PULLS AT THE SEA"}, now + 2 * HOUR)
    assert table()["Eli"][2][1] == 1.0
    assert not remarking.dry_run(store, tara, code, Proposal("remark", SHORT)).does_something


def test_who_takes_a_newer_version_is_marked_by_that(store, code, tara, took, table, apply, edit, now):
    said = "Our satellite pulls at the sea."
    edit(SHORT, accept=(said,))
    apply("remark", SHORT)
    edit(SHORT, accept=(), reject=(said,))
    teach.publish(store, tara, "tides", now + 2 * HOUR)
    sit(store, code, "Dee", {2: said}, now + 3 * HOUR)
    assert (table()["Bob"][2][1], table()["Dee"][2][1]) == (1.0, 0.0)


def test_a_ruling_of_a_teacher_stays_whatever_is_marked_again(
    store, code, tara, took, table, edit, apply, now
):
    teach.override(store, tara, took["Bob"], SHORT, 0.25, "A start.", now + timedelta(minutes=40))
    edit(SHORT, accept=("Our satellite pulls at the sea.",))
    run = remarking.dry_run(store, tara, code, Proposal("remark", SHORT))
    assert (run.kept, "Bob" in {move.learner for move in run.ups}) == (1, False)
    apply("remark", SHORT)
    assert table()["Bob"][2][1] == 0.25


def test_a_dry_run_writes_nothing(store, code, tara, took, table):
    def rows():
        with store.reading() as db:
            tables = (MarkRow, Override, RemarkBatch, AuditEntry)
            return [db.execute(select(one.__table__)).all() for one in tables]

    before = rows()
    for kind in ("accept", "drop", "full", "answered", "remark"):
        remarking.dry_run(store, tara, code, Proposal(kind, CHOICE, SUN if kind == "accept" else ""))
    assert rows() == before


def test_the_marks_stay_as_they_were_made_and_every_change_has_a_line(store, code, took, apply):
    with store.reading() as db:
        before = db.execute(select(MarkRow.__table__)).all()
    batch = apply("accept", text=SUN)
    with store.reading() as db:
        assert db.execute(select(MarkRow.__table__)).all() == before
        lines = db.execute(select(AuditEntry).order_by(AuditEntry.id)).all()
    lines = [line for line in lines if line.action.startswith(("remark.", "mark.", "score."))]
    assert [(line.action, line.attempt, line.actor) for line in lines] == [
        ("remark.accept", None, "tara"),
        ("mark.remark", took["Bob"], "tara"),
    ]
    assert lines[1].before == '{"credit": 0.0}'
    assert batch in lines[1].after
    assert "Bob" not in "".join(str(tuple(line)) for line in lines)


def test_a_ruling_on_one_answer_has_a_line_too(store, code, tara, took, now):
    teach.override(store, tara, took["Bob"], CHOICE, 0.5, "Half.", now)
    with store.reading() as db:
        (line,) = audit.entries_of_attempt(db, took["Bob"])
    assert (line.action, line.question_id, line.reason) == ("mark.override", CHOICE, "Half.")
    assert (line.before, line.after, line.quiz) == ({"credit": 0.0}, {"credit": 0.5}, code)


def test_what_goes_down_needs_a_yes_of_its_own(store, code, took, table, apply):
    before = table()
    with pytest.raises(QuizError, match="1 would lose something"):
        apply("drop", lower=False)
    assert table() == before
    apply("accept", text=SUN, lower=False)


@pytest.mark.parametrize("meanwhile", ["hand in", "ruling", "version"])
def test_what_is_no_longer_as_it_was_shown_is_not_applied(
    store, code, tara, took, table, apply, edit, now, meanwhile
):
    run = remarking.dry_run(store, tara, code, Proposal("accept", CHOICE, SUN))
    if meanwhile == "hand in":
        sit(store, code, "Dee", {1: 0}, now)
    elif meanwhile == "ruling":
        teach.override(store, tara, took["Cem"], SHORT, 0.25, "A start.", now)
    else:
        edit(SHORT, prompt="What makes the tides?")
    before = table()
    with pytest.raises(LookAgain, match="Look at it again"):
        apply("accept", text=SUN, trace=run.trace)
    assert table() == before


def test_of_two_who_apply_the_same_at_once_one_is_told(store, code, tara, took, table, now):
    proposal = Proposal("full", CHOICE)
    run = remarking.dry_run(store, tara, code, proposal)
    together = threading.Barrier(2)

    def attempt(_):
        together.wait()
        try:
            return remarking.apply(store, tara, code, proposal, Consent(run.trace, "Unclear."), now + HOUR)
        except QuizError as e:
            return e

    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(attempt, range(2)))
    assert sorted(isinstance(one, str) for one in came) == [False, True]
    with store.reading() as db:
        assert len(db.execute(select(RemarkBatch.id)).all()) == 1
    assert [row[2][0] for row in table().values()] == [1.0, 1.0, 1.0]


def test_nobody_who_hands_in_while_it_is_applied_is_marked_by_what_was_before(
    store, code, tara, took, table, now
):
    late = [sit(store, code, f"Late {n}", {1: 1}, now, hand_in=False) for n in range(4)]
    proposal = Proposal("accept", CHOICE, SUN)
    together = threading.Barrier(5)

    def hand_in(number):
        together.wait()
        study.finish(store, late[number], holder_of(f"Late {number}"), now)

    def change():
        together.wait()
        for _ in range(20):
            try:
                run = remarking.dry_run(store, tara, code, proposal)
                return remarking.apply(store, tara, code, proposal, Consent(run.trace, "Both."), now + HOUR)
            except LookAgain:
                continue
        return None

    with ThreadPoolExecutor(5) as pool:
        changed = pool.submit(change)
        list(pool.map(hand_in, range(4)))
        assert changed.result()
    assert {name: row[2][0] for name, row in table().items() if name.startswith("Late")} == {
        f"Late {n}": 1.0 for n in range(4)
    }


def test_what_makes_no_sense_is_refused(store, code, tara, theo, took, apply):
    for proposal, words in (
        (Proposal("accept", CHOICE, "The gravity of the Moon"), "wrong choices"),
        (Proposal("accept", CHOICE, "nothing"), "wrong choices"),
        (Proposal("accept", SHORT, SUN), "wrong choices"),
        (Proposal("bribe", CHOICE), "Choose what to change"),
    ):
        with pytest.raises(QuizError, match=words):
            remarking.dry_run(store, tara, code, proposal)
    with pytest.raises(NotFound):
        remarking.dry_run(store, tara, code, Proposal("drop", "nothing"))
    with pytest.raises(NotFound):
        remarking.dry_run(store, theo, code, Proposal("drop", CHOICE))
    with pytest.raises(QuizError, match="Give a reason"):
        apply("drop", reason=" ")
    apply("drop")
    with pytest.raises(QuizError, match="left out already"):
        apply("drop")
    apply("remark")
    with pytest.raises(QuizError, match="Nothing would change"):
        apply("remark")


def test_a_batch_is_undone_once_and_not_twice(store, code, tara, took, table, apply, undo):
    before = table()
    batch = apply("full")
    undone = undo(batch)
    assert table() == before
    with pytest.raises(Conflict, match="undone already"):
        undo(batch)
    with pytest.raises(QuizError, match="undoing itself"):
        undo(undone)
    with pytest.raises(NotFound):
        undo("nothing")


def test_undoing_leaves_what_a_teacher_ruled_since(store, tara, took, table, apply, undo, now):
    batch = apply("full")
    teach.override(store, tara, took["Cem"], CHOICE, 0.5, "Said it aloud.", now + 2 * HOUR)
    undo(batch)
    assert [row[2][0] for row in table().values()] == [1.0, 0.0, 0.5]


def test_full_credit_goes_over_a_ruling_and_undoing_brings_the_ruling_back(
    store, code, tara, took, table, apply, undo, now
):
    teach.override(store, tara, took["Cem"], CHOICE, 0.5, "Said it aloud.", now + timedelta(minutes=40))
    undo(apply("full"))
    assert table()["Cem"][2][0] == 0.5
    run = remarking.dry_run(store, tara, code, Proposal("remark", CHOICE))
    assert run.kept == 1


def test_who_handed_in_after_a_decision_is_marked_anew_when_it_is_undone(
    store, code, took, table, apply, undo, now
):
    batch = apply("accept", text=SUN)
    sit(store, code, "Dee", {1: 1}, now + 2 * HOUR)
    assert table()["Dee"][2][0] == 1.0
    undo(batch)
    assert table()["Dee"][2][0] == 0.0
    sit(store, code, "Eli", {1: 1}, now + 30 * HOUR)
    assert table()["Eli"][2][0] == 0.0


def test_undoing_one_of_two_decisions_leaves_the_other(took, table, apply, undo):
    accepted = apply("accept", text=SUN)
    full = apply("full")
    undo(accepted)
    assert [row[2][0] for row in table().values()] == [1.0, 1.0, 1.0]
    undo(full)
    assert [row[2][0] for row in table().values()] == [1.0, 0.0, 0.0]


def test_a_reopened_attempt_is_marked_by_what_holds_when_it_is_handed_in_again(
    store, code, tara, took, table, apply, undo, now
):
    batch = apply("accept", text=SUN)
    quiz_settings.reopen(store, tara, took["Bob"], 10, now + 2 * HOUR)
    study.finish(store, took["Bob"], holder_of("Bob"), now + 3 * HOUR)
    assert table()["Bob"][2][0] == 1.0
    undo(batch)
    assert table()["Bob"][2][0] == 0.0


KINDS = st.sampled_from(["accept", "drop", "full", "answered", "remark"])


ABOUT = st.sampled_from([CHOICE, SHORT, None])


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(KINDS, ABOUT), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_undoing_everything_in_any_order_gives_back_the_same_table(
    store, code, tara, took, table, apply, undo, edit, steps, chance
):
    before = table()
    edit(SHORT, accept=("Our satellite pulls at the sea.",))
    applied = []
    for kind, question in steps:
        expected = table()
        text = SUN if kind == "accept" else ""
        try:
            run = remarking.dry_run(store, tara, code, Proposal(kind, question, text))
            batch = apply(kind, question, text)
        except QuizError:
            assert table() == expected
            continue
        applied.append(batch)
        if kind != "drop":
            places = {CHOICE: 0, SHORT: 1}
            for move in (*run.ups, *run.downs):
                _, out_of, credits_, doubts = expected[move.learner]
                changed = list(credits_)
                changed[places[move.question_id]] = move.after
                expected[move.learner] = (None, out_of, tuple(changed), doubts)
            assert {name: row[2] for name, row in table().items()} == {
                name: row[2] for name, row in expected.items()
            }
    chance.shuffle(applied)
    for batch in applied:
        undo(batch)
    assert table() == before
