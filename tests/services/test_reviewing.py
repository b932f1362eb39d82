"""The review queue: what waits, in groups of like answers, and what a ruling does to all of a group."""

from datetime import timedelta

import pytest
from classes import holder_of, sit

from quizapp.errors import Conflict, NotAllowed, NotFound, QuizError
from quizapp.services import (
    changes,
    contesting,
    editing,
    remarking,
    reviewing,
    ruling_in,
    sharing,
    study,
    teach,
    undoing,
)
from quizapp.services.proposals import Consent, Proposal
from quizapp.services.reviewing import Ruling

SHORT = "p-tide-sa"
LIKE = "The pull of our satellite does it."


@pytest.fixture
def caution():
    """So careful that every doubtful answer waits."""
    return 0.999


@pytest.fixture
def took(store, code, now, caution):
    """Five learners: three say much the same, one something else, one nothing; their attempts by name."""
    said = {
        "Ada": LIKE,
        "Bob": "the pull of our  satellite does it",
        "Cem": LIKE,
        "Dee": "Whales breathe it.",
    }
    attempts = {}
    for name, text in {**said, "Eli": ""}.items():
        attempts[name] = sit(store, code, name, {2: text} if text else {}, now, hand_in=False)
        study.finish(store, attempts[name], holder_of(name), now, caution)
    return attempts


def waiting(store, tara, code):
    return {row.id: row.answers for row in reviewing.queue(store, tara, code)[1]}


def credits_of(store, tara, code):
    return {row.learner: row.credits[1] for row in teach.score_table(store, tara, code).rows}


def test_answers_in_doubt_wait_those_alike_together_the_largest_group_first(store, code, tara, took):
    assert waiting(store, tara, code)[SHORT] >= 4
    assert [(row.code, row.answers) for row in reviewing.all_waiting(store, tara)] == [
        (code, sum(waiting(store, tara, code).values()))
    ]
    groups = reviewing.groups_of(store, tara, code, SHORT)
    first = groups.groups[0]
    assert first.learners == 3
    assert sorted(one.attempt.learner for wording in first.wordings for one in wording.answers) == [
        "Ada", "Bob", "Cem"
    ]  # fmt: skip
    assert "gravity of the Moon" in "".join(piece.text for piece in first.told.quotes[0].pieces)


def test_a_ruling_counts_for_all_who_said_it_and_for_those_who_say_it_later(store, code, tara, took, now):
    group = reviewing.groups_of(store, tara, code, SHORT).groups[0]
    keys = [wording.key for wording in group.wordings]
    many = reviewing.rule(store, tara, code, SHORT, keys, Ruling(0.75, "The Moon is meant.", True), now)
    assert many == 3
    assert [credits_of(store, tara, code)[name] for name in ("Ada", "Bob", "Cem")] == [0.75] * 3
    assert reviewing.groups_of(store, tara, code, SHORT).groups[0].learners == 1
    sit(store, code, "Fay", {2: LIKE}, now)
    assert credits_of(store, tara, code)["Fay"] == 0.75
    with pytest.raises(Conflict, match="no longer wait"):
        reviewing.rule(store, tara, code, SHORT, keys, Ruling(1.0, "Again."), now)


def test_a_ruling_that_was_undone_below_another_change_does_not_come_back(store, code, tara, took, now):
    before = credits_of(store, tara, code)
    group = reviewing.groups_of(store, tara, code, SHORT).groups[0]
    keys = [wording.key for wording in group.wordings]
    reviewing.rule(store, tara, code, SHORT, keys, Ruling(0.75, "The Moon is meant.", True), now)
    full = Proposal("full", SHORT)
    run = remarking.dry_run(store, tara, code, full)
    remarking.apply(store, tara, code, full, Consent(run.trace, "Unclear.", True), now + timedelta(hours=1))
    ruled, credited = reversed(changes.changes_of(store, tara, code).changes)
    for one in (ruled, credited):
        run = undoing.dry_run(store, tara, code, one.batch.public_id, 0.999)
        consent = Consent(run.trace, "Back.", True)
        undoing.undo(store, tara, code, one.batch.public_id, consent, now + timedelta(hours=2), 0.999)
        if one is ruled:
            assert set(credits_of(store, tara, code).values()) == {1.0}
    assert credits_of(store, tara, code) == before


def test_single_answers_are_taken_out_of_a_group(store, code, tara, took, now):
    group = reviewing.groups_of(store, tara, code, SHORT).groups[0]
    before = credits_of(store, tara, code)
    bob = next(one for one in group.wordings if one.answers[0].attempt.learner == "Bob")
    reviewing.rule(store, tara, code, SHORT, [bob.key], Ruling(1.0, "Yes."), now)
    after = credits_of(store, tara, code)
    assert {name for name in after if after[name] != before[name]} == {
        one.attempt.learner for one in bob.answers
    }


def test_a_ruling_that_takes_something_away_needs_a_yes(store, code, tara, took, now):
    group = reviewing.groups_of(store, tara, code, SHORT).groups[0]
    keys = [wording.key for wording in group.wordings]
    reviewing.rule(store, tara, code, SHORT, keys, Ruling(1.0, "Yes."), now)
    contesting.contest(store, took["Ada"], holder_of("Ada"), SHORT, "mark", "It is more than that.", now)
    keys = [
        one.key for group in reviewing.groups_of(store, tara, code, SHORT).groups for one in group.wordings
    ]
    with pytest.raises(QuizError, match="would lose something"):
        reviewing.rule(store, tara, code, SHORT, keys, Ruling(0.0, "No."), now)
    assert credits_of(store, tara, code)["Ada"] == 1.0


def test_a_contested_mark_waits_and_the_ruling_answers_it(store, code, tara, took, now):
    contesting.contest(store, took["Eli"], holder_of("Eli"), "p-tide-mc-1", "mark", "The page hung.", now)
    assert waiting(store, tara, code)["p-tide-mc-1"] == 1
    (group,) = reviewing.groups_of(store, tara, code, "p-tide-mc-1").groups
    assert group.wordings[0].answers[0].contest.reason == "The page hung."
    keys = [group.wordings[0].key]
    reviewing.rule(store, tara, code, "p-tide-mc-1", keys, Ruling(1.0, "It did."), now)
    (card,) = contesting.contests_for(store, tara, code)
    assert (card.contest.accepted, card.contest.reply) == (True, "It did.")
    assert "p-tide-mc-1" not in waiting(store, tara, code)


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (Ruling(1.5, "Yes."), "from 0 to 1"),
        (Ruling(float("nan"), "Yes."), "from 0 to 1"),
        (Ruling(1.0, "  "), "Give a reason"),
    ],
)
def test_what_is_no_ruling_is_refused(store, code, tara, took, now, ruling, words):
    keys = [reviewing.groups_of(store, tara, code, SHORT).groups[0].wordings[0].key]
    before = credits_of(store, tara, code)
    with pytest.raises(QuizError, match=words):
        reviewing.rule(store, tara, code, SHORT, keys, ruling, now)
    with pytest.raises(QuizError, match="Tick the answers"):
        reviewing.rule(store, tara, code, SHORT, [], Ruling(1.0, "Yes."), now)
    assert credits_of(store, tara, code) == before


def test_another_teacher_has_no_queue(store, code, took, theo):
    assert reviewing.all_waiting(store, theo) == []
    for ask in (
        lambda: reviewing.queue(store, theo, code),
        lambda: reviewing.groups_of(store, theo, code, SHORT),
    ):
        with pytest.raises(NotFound):
            ask()


def test_words_go_into_the_question_once_and_out_of_the_other_list(store, code, tara, now):
    ruling_in.accept(store, tara, "tides", SHORT, [LIKE], now)
    ruling_in.accept(store, tara, "tides", SHORT, [LIKE.upper(), "Our  moon\ndoes."], now)
    ruling_in.reject(store, tara, "tides", SHORT, ["Our moon does."], now)
    question = editing.open_bank(store, tara, "tides").bank.question_by_id[SHORT]
    assert (question.accept, question.reject) == ((LIKE,), ("Our moon does.",))
    ruling_in.by_points(store, tara, "tides", SHORT, [LIKE], ["k1"], now)
    question = editing.open_bank(store, tara, "tides").bank.question_by_id[SHORT]
    assert [(point.accept, point.reject) for point in question.points] == [((LIKE,), ()), ((), (LIKE,))]
    assert question.accept == ()


def test_only_words_go_into_a_question(store, code, tara, now):
    with pytest.raises(QuizError, match="no words"):
        ruling_in.accept(store, tara, "tides", SHORT, [" "], now)
    with pytest.raises(QuizError, match="Only a short answer"):
        ruling_in.accept(store, tara, "tides", "p-tide-mc-1", ["The Moon"], now)


def test_what_waits_in_a_quiz_that_is_shared_is_listed_and_ruled_on_only_with_the_right_to_edit(
    store, code, tara, theo, took, now
):
    assert reviewing.all_waiting(store, theo) == []
    sharing.share(store, tara, "tides", "theo", may_edit=False, with_quizzes=True, now=now)
    assert reviewing.all_waiting(store, theo) == reviewing.all_waiting(store, tara) != []
    with pytest.raises(NotAllowed, match="to look at"):
        reviewing.rule(store, theo, code, "p-tide-sa", [], Ruling(1.0, "Mine now."), now)
