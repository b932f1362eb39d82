import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.explain import bridged, explain, pieces
from quizapp.grade import mark
from quizapp.model.answer import Answer
from quizapp.model.mark import Mark, Match, PointMark, PointStatus, Verdict

BANK = builders.bank()
CHOICE, TIDES = BANK.question_by_id["p-tide-mc-1"], BANK.question_by_id["p-tide-sa"]
MOON, SUN = (point.text for point in TIDES.points)


def of(question, answer: Answer):
    return explain(BANK, question, answer, mark(question, answer))


def marked(parts) -> list[str]:
    return [piece.text for piece in parts if piece.marked]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50))))
def test_pieces_join_to_the_text_and_cover_the_spans(text, spans):
    found = pieces(text, spans)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    covered = {i for start, end in spans for i in range(max(start, 0), min(end, len(text)))}
    place = 0
    for piece in found:
        inside = set(range(place, place + len(piece.text)))
        assert piece.marked or not covered & inside
        place += len(piece.text)


def test_spans_that_touch_or_overlap_are_one_piece():
    assert marked(pieces("the tide turns", [(0, 3), (4, 8), (6, 8)])) == ["the tide"]
    assert marked(pieces("the tide turns", [(0, 3), (9, 14)])) == ["the", "turns"]


def test_the_evidence_is_marked_verbatim_in_its_whole_passage():
    shown = of(TIDES, Answer(text=MOON))
    (quote,) = shown.quotes
    assert "".join(piece.text for piece in quote.pieces) == builders.TIDE.answer
    assert "".join(marked(quote.pieces)).startswith(MOON)
    assert SUN in "".join(marked(quote.pieces))
    assert (quote.passage, quote.question, quote.source) == ("p-tide", builders.TIDE.question, "Tides")


def test_points_found_and_missing_are_told_apart_and_counted():
    shown = of(TIDES, Answer(text=MOON))
    assert [(line.text, line.status) for line in shown.points] == [
        (MOON, PointStatus.FOUND),
        (SUN, PointStatus.MISSING),
    ]
    assert [line.quote for line in shown.points] == [MOON, SUN]
    assert shown.points[0].note != shown.points[1].note
    assert "1 of 2 points found" in shown.headline


def test_the_answer_comes_back_whole_with_the_words_that_counted():
    shown = of(TIDES, Answer(text="Well: the gravity of the Moon!"))
    assert "".join(piece.text for piece in shown.answer) == "Well: the gravity of the Moon!"
    assert "gravity" in " ".join(marked(shown.answer))
    assert not any("Well" in text for text in marked(shown.answer))


def test_a_contradiction_is_said_in_the_headline_and_at_the_point():
    shown = of(TIDES, Answer(text="The tides are not caused by the gravity of the Moon."))
    assert shown.points[0].status is PointStatus.CONTRADICTED
    assert shown.points[0].note
    assert "contradict" in shown.headline.lower()


def test_a_chosen_distractor_is_explained_beside_the_key():
    shown = of(CHOICE, Answer(1))
    assert [(line.correct, line.chosen) for line in shown.choices] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert all(line.why for line in shown.choices)
    assert shown.right == CHOICE.choices[0].text
    assert [piece.text for piece in shown.answer] == [CHOICE.choices[1].text]
    assert shown.headline == "Not right."


@pytest.mark.parametrize("place", [None, -1, 99])
def test_a_question_never_answered_shows_the_key_and_nothing_chosen(place):
    shown = of(CHOICE, Answer(place))
    assert not any(line.chosen for line in shown.choices)
    assert shown.answer == ()
    assert shown.headline == "No answer was given."
    assert marked(shown.quotes[0].pieces)


def test_a_blank_short_answer_shows_what_was_wanted():
    shown = of(TIDES, Answer())
    assert shown.headline == "No answer was given."
    assert shown.right == f"{MOON}\n{SUN}"
    assert [line.status for line in shown.points] == [PointStatus.MISSING] * 2


def test_a_ruling_is_told_in_words():
    made = Mark(1.0, Verdict.CORRECT, note="A teacher accepted this answer.")
    shown = explain(BANK, TIDES, Answer(text="La lune"), made)
    assert "teacher accepted" in shown.note
    assert [line.status for line in shown.points] == [PointStatus.FOUND] * 2


def test_matches_that_small_words_part_are_marked_as_one_phrase():
    text = "locks of the canal lift ships"
    assert bridged(text, [(0, 5), (13, 18)]) == [(0, 18)]
    assert bridged(text, [(0, 5), (24, 29)]) == [(0, 5), (24, 29)]
    assert bridged("locks.\nships", [(0, 5), (7, 12)]) == [(0, 5), (7, 12)]


def test_a_point_found_is_told_in_the_learners_own_words():
    shown = of(TIDES, Answer(text=f"Well, I think: {MOON}"))
    first, second = shown.points
    assert first.note.startswith("You said “")
    assert "Moon" in first.note
    assert second.note == "Missing from your answer."


def test_a_contradiction_is_told_with_both_sides():
    text = "The Sun pulls the water"
    against = PointMark("k1", PointStatus.CONTRADICTED, 0.0, 0.9, (Match((4, 13), (4, 14)),))
    shown = explain(BANK, TIDES, Answer(text=text), Mark(0.0, Verdict.CONTRADICTS, 0.9, points=(against,)))
    assert shown.points[0].note == f"You said “Sun pulls”; the source says “{MOON.rstrip('.')}”."
