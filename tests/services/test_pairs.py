"""Whatever is done to pairs: no wording is lost, and the kept ones have an order without gaps."""

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from quizapp.errors import Conflict
from quizapp.model.document import Pair
from quizapp.services import documents, pairs
from quizapp.storage import pairs as stored

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["edit", "merge", "out", "back", "take back", "add", "move"]),
        st.integers(0, 30),
        st.integers(1, 8),
    ),
    max_size=25,
)


@pytest.fixture
def document(store, tara, now):
    return documents.add(store, tara, builders.FAQ.encode(), "tides.txt", None, now).public_id


def kept(store, tara, document):
    return pairs.kept_pairs(store, tara, document, 0, 1_000).pairs


def wordings(store):
    with store.reading() as db:
        return {tuple(row) for row in db.execute(text("SELECT question, answer FROM document_pair"))}


def do(store, tara, document, step, which, place):
    """Do one step to some pair; what the state of the pair forbids is left."""
    known = kept(store, tara, document)
    pair_id = known[which % len(known)].id if known else 0
    try:
        if step == "edit":
            pairs.edit(store, tara, document, pair_id, f"Edited {which}?", f"Answer {place}.")
        elif step == "merge":
            before, pair = pairs.pair_before(store, tara, document, pair_id)
            if before is not None:
                one = pairs.merged_text(before, pair)
                pairs.merge(store, tara, document, pair.id, before.id, one.question, one.answer)
        elif step == "out":
            pairs.leave_out(store, tara, document, pair_id)
        elif step == "back":
            for pair in pairs.left_out(store, tara, document, 0, 1).pairs:
                pairs.bring_back(store, tara, document, pair.id)
        elif step == "take back":
            pairs.take_back(store, tara, document, pair_id)
        elif step == "add":
            pairs.add(store, tara, document, f"Added {which}?", "Yes.", place)
        else:
            pairs.move(store, tara, document, pair_id, place)
    except Conflict:
        pass


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_done_to_pairs_no_wording_is_lost(store, tara, now, steps):
    document = documents.add(store, tara, builders.FAQ.encode(), "tides.txt", None, now).public_id
    for step, which, place in steps:
        before = wordings(store)
        if step != "add" and not kept(store, tara, document):
            continue
        do(store, tara, document, step, which, place)
        assert before <= wordings(store)
        assert all(pair.state == "kept" for pair in kept(store, tara, document))


def test_every_place_can_be_moved_to(store, tara, now):
    faq = "".join(f"What is {n}?\nIt is {n}.\n" for n in range(6)).encode()
    for start in range(6):
        for place in range(1, 7):
            document = documents.add(store, tara, faq, "six.txt", None, now).public_id
            order = kept(store, tara, document)
            pairs.move(store, tara, document, order[start].id, place)
            moved = [pair.question for pair in kept(store, tara, document)]
            expected = [pair.question for pair in order]
            expected.insert(place - 1, expected.pop(start))
            assert moved == expected


def test_positions_are_numbered_anew_where_there_is_no_room_between_two(store, tara, document):
    for n in range(60):
        pairs.add(store, tara, document, f"Number {n}?", "Yes.", 2)
    shown = [pair.question for pair in kept(store, tara, document)]
    assert shown[1:61] == [f"Number {n}?" for n in reversed(range(60))]
    positions = [pair.position for pair in kept(store, tara, document)]
    assert positions == sorted(set(positions))


def test_an_answer_keeps_its_lines_and_loses_only_white_space(store, tara, document):
    pair = kept(store, tara, document)[0]
    pairs.edit(store, tara, document, pair.id, "  What \n is\tit? ", "One  two\r\n\r\n  three \x00")
    changed = kept(store, tara, document)[0]
    assert (changed.question, changed.answer) == ("What is it?", "One two\nthree")


def test_a_pair_that_was_edited_keeps_its_line_in_the_source(store, tara, document):
    pair = kept(store, tara, document)[1]
    pairs.edit(store, tara, document, pair.id, "Changed?", "Yes.")
    assert kept(store, tara, document)[1].line == pair.line == 3


def test_an_edit_that_changes_nothing_makes_no_new_wording(store, tara, document):
    pair = kept(store, tara, document)[0]
    assert pairs.edit(store, tara, document, pair.id, pair.question, pair.answer) == pair.id


def test_pairs_with_the_same_question_are_merged_without_asking_it_twice():
    def record(question, answer):
        return stored.PairRecord(1, 1, 1.0, question, answer, 3, "kept", "read", None)

    one = pairs.merged_text(record("What is it?", "One."), record("what is it?", "Two."))
    assert one == Pair("What is it?", "One.\nTwo.", 3)
