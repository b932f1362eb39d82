"""The deck: 30 days of a scripted history, and banks that go and come back."""

from datetime import timedelta
from itertools import pairwise

import builders
import pytest
from classes import sit
from sqlalchemy import text

from quizapp.errors import Conflict, NotFound
from quizapp.model.answer import Answer
from quizapp.services import coming_back, library, remarking, study, teach
from quizapp.services.proposals import Consent, Proposal

RIGHT = {
    "p-tide-mc-1": Answer(choice=0),
    "p-harbour-mc-1": Answer(choice=0),
    "p-tide-sa": Answer(text="The tides are caused mainly by the gravity of the Moon. The Sun adds to them."),
    "p-harbour-sa": Answer(text="At low water the harbour falls dry."),
}


@pytest.fixture
def missed(store, code, ada, now):
    """An attempt that missed everything but the first question."""
    attempt = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now)
    study.finish(store, attempt, ada.holder, now)
    return attempt


@pytest.fixture
def deck(store, missed, ada, now):
    assert coming_back.keep_missed(store, missed, ada.holder, now) == 3
    return missed


def answer_due(store, holder, now, knows=frozenset(RIGHT)):
    """Answer everything that is due; gives the ids asked, in order, and when each comes again."""
    asked = {}
    while card := coming_back.next_card(store, holder, now):
        assert card.question.id not in asked, "asked twice at one time"
        given = RIGHT[card.question.id] if card.question.id in knows else Answer()
        told = coming_back.review(store, holder, card.id, card.reviews, given, "think", now)
        asked[card.question.id] = told.due_at
    return asked


def test_thirty_days_ask_what_is_due_and_nothing_else(store, deck, ada, now):
    due = dict.fromkeys(("p-tide-sa", "p-harbour-mc-1", "p-harbour-sa"), now)
    history = []
    for step in range(30 * 24):
        time = now + timedelta(hours=step)
        expected = {question for question, at in due.items() if at <= time}
        assert coming_back.deck_of(store, ada.holder, time).due == len(expected)
        # the harbour at low water is never known on the first ten days
        knows = {*RIGHT} - ({"p-harbour-sa"} if step <= 240 else set())
        asked = answer_due(store, ada.holder, time, knows)
        assert set(asked) == expected
        due |= asked
        history += [(step, question) for question in asked]
    known = [step for step, question in history if question == "p-harbour-mc-1"]
    gaps = [after - before for before, after in pairwise(known)]
    assert gaps == sorted(gaps), "what is known comes back later and later"
    assert gaps[-1] >= 24 * 5
    never_known = [step for step, question in history if question == "p-harbour-sa"]
    assert len(never_known) > len(known)


def test_the_same_history_gives_the_same_dates(store, deck, ada, now):
    first = answer_due(store, ada.holder, now)
    coming_back.delete_deck(store, ada.holder)
    coming_back.keep_missed(store, deck, ada.holder, now)
    assert answer_due(store, ada.holder, now) == first


def test_a_form_sent_twice_is_one_review(store, deck, ada, now):
    card = coming_back.next_card(store, ada.holder, now)
    coming_back.review(store, ada.holder, card.id, card.reviews, Answer(), "", now)
    with pytest.raises(Conflict, match="answered already"):
        coming_back.review(store, ada.holder, card.id, card.reviews, Answer(), "", now)


def test_keeping_again_what_is_kept_moves_no_date(store, deck, ada, now):
    answer_due(store, ada.holder, now)
    coming_back.keep_missed(store, deck, ada.holder, now)
    assert coming_back.deck_of(store, ada.holder, now).due == 0


def test_a_guess_that_was_right_comes_back_sooner(store, deck, ada, now):
    soon = {}
    for confidence in ("guess", "think"):
        coming_back.delete_deck(store, ada.holder)
        coming_back.keep_missed(store, deck, ada.holder, now)
        card = coming_back.next_card(store, ada.holder, now)
        right = RIGHT[card.question.id]
        soon[confidence] = coming_back.review(
            store, ada.holder, card.id, card.reviews, right, confidence, now
        ).due_at
    assert soon["guess"] < soon["think"]


OWN_WORDS = "Our satellite pulls at the sea."


def credit_of_card(store, holder, question_id, answer, time):
    """Answer the card of a question that is due; gives its credit and note."""
    for card in coming_back.known_cards(store, holder)[0]:
        if card.question_id == question_id:
            told = coming_back.review(store, holder, card.id, card.reviews, answer, "think", time)
            return told.reviewed.mark.credit, str(told.reviewed.mark.note)
    raise AssertionError(f"no card for {question_id}")


def test_a_card_is_marked_as_teachers_ruled_on_that_answer(store, code, deck, ada, tara, now):
    taken = sit(store, code, "Bob", {2: OWN_WORDS}, now)
    teach.override(store, tara, taken, "p-tide-sa", 0.75, "The Sun is missing.", now)
    given = Answer(text=OWN_WORDS.upper())
    credit, note = credit_of_card(store, ada.holder, "p-tide-sa", given, now)
    assert (credit, "your teacher gave part" in note) == (0.75, True)


def test_a_choice_that_a_teacher_accepts_as_well_counts_for_a_card(store, code, deck, ada, tara, now):
    question = builders.bank().question_by_id["p-harbour-mc-1"]
    proposal = Proposal("accept", question.id, text=question.choices[1].text)
    run = remarking.dry_run(store, tara, code, proposal)
    remarking.apply(store, tara, code, proposal, Consent(run.trace, "Both are right.", True), now)
    credit, note = credit_of_card(store, ada.holder, question.id, Answer(choice=1), now)
    assert (credit, "accepts this choice" in note) == (1.0, True)


def test_full_credit_for_all_in_one_quiz_does_not_end_a_card(store, code, deck, ada, tara, now):
    proposal = Proposal("full", "p-tide-sa")
    run = remarking.dry_run(store, tara, code, proposal)
    remarking.apply(store, tara, code, proposal, Consent(run.trace, "Unclear.", True), now)
    assert credit_of_card(store, ada.holder, "p-tide-sa", Answer(text="Whales breathe it."), now)[0] == 0.0


def test_the_deck_survives_deletion_and_reimport_of_the_bank(store, deck, ada, tara, now):
    answer_due(store, ada.holder, now)
    waiting = coming_back.deck_of(store, ada.holder, now)
    with store.writing() as db:
        for table in ("override", "contest", "mark", "answer", "attempt_holder", "attempt", "quiz"):
            db.execute(text(f"DELETE FROM {table}"))
        db.execute(text("DELETE FROM bank_version"))
        db.execute(text("DELETE FROM bank"))
    tomorrow = now + timedelta(days=1)
    gone = coming_back.deck_of(store, ada.holder, tomorrow)
    assert (gone.cards, gone.away, gone.due) == (3, 3, 0)
    assert coming_back.next_card(store, ada.holder, tomorrow) is None
    library.import_bank(store, builders.bank(), tara, now)
    teach.publish(store, tara, "tides", now)
    back = coming_back.deck_of(store, ada.holder, now)
    assert (back.cards, back.away, back.next_due) == (3, 0, waiting.next_due)
    assert set(answer_due(store, ada.holder, tomorrow)) == {"p-tide-sa", "p-harbour-mc-1", "p-harbour-sa"}


def test_a_question_that_the_bank_dropped_waits_and_is_not_lost(store, deck, ada, tara, now):
    fewer = builders.bank(questions=builders.bank().questions[:3])
    library.import_bank(store, fewer, tara, now)
    teach.publish(store, tara, "tides", now)
    view = coming_back.deck_of(store, ada.holder, now)
    assert (view.due, view.away) == (2, 1)


def test_a_deck_is_opened_by_the_receipts_of_its_learner_and_by_nobody_else(store, deck, ada, eve, now):
    assert coming_back.deck_of(store, eve.holder, now).cards == 0
    card = coming_back.next_card(store, ada.holder, now)
    with pytest.raises(NotFound):
        coming_back.review(store, eve.holder, card.id, card.reviews, Answer(), "", now)
    receipt = study.open_attempt(store, deck, ada.holder).receipt
    study.claim_receipt(store, receipt, "another-browser-of-ada", "192.0.2.1", now)
    assert coming_back.deck_of(store, "another-browser-of-ada", now).cards == 3


def test_a_card_never_shows_its_key(store, deck, ada, now):
    shown = repr(coming_back.next_card(store, ada.holder, now))
    assert "correct" not in shown
    assert "The text says" not in shown
