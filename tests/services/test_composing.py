"""From what is typed to a question."""

from dataclasses import replace

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.banks.soundness import unsound_question
from quizapp.services.composing import composed
from quizapp.services.drafting import ChoiceDraft, Draft, PointDraft, draft_of, tags_in

BANK = builders.bank()
ANSWERS = {passage.id: passage.answer for passage in BANK.passages}


@pytest.mark.parametrize("question", BANK.questions, ids=lambda question: question.id)
def test_a_draft_says_all_that_a_question_says(question):
    assert composed(BANK, draft_of(BANK, question), question) == (question, {})


def test_evidence_that_stands_twice_in_the_passage_keeps_its_place():
    tide = replace(builders.TIDE, answer="The Moon pulls. The Moon pulls.")
    question = builders.short_answer(passage=tide, points=("The Moon pulls.",))
    second = replace(question.points[0].evidence[0], start=16, end=31)
    question = replace(question, points=(replace(question.points[0], evidence=(second,)),))
    bank = replace(BANK, passages=(tide,), questions=(question,))
    assert composed(bank, draft_of(bank, question), question)[0] == question


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("gravity of the Moon", "gravity of the Moon"),
        ("gravity of\u00a0the   Moon", "gravity of the Moon"),
        ("3 hours of high water. At low water", "3 hours of high water.\nAt low water"),
        ("gravity of the moon", None),
        ("ravity of the Moon", None),
        ("(.*)", None),
    ],
)
def test_quotes_are_looked_up_to_the_letter_but_for_white_space(quote, found):
    draft = Draft("short_answer", "p-tide", "Why?", points=(PointDraft(text="So", quotes=quote),))
    question, problems = composed(BANK, draft)
    if found is None:
        assert list(problems) == ["points-0-quotes"]
    else:
        assert problems == {}
        assert [BANK.quote(span) for span in question.points[0].evidence] == [found]


def test_empty_rows_are_left_out_and_problems_stay_beside_their_rows():
    rows = (ChoiceDraft("Right"), ChoiceDraft(), ChoiceDraft("right"), ChoiceDraft("Wrong", quotes="nowhere"))
    draft = Draft("multiple_choice", "p-tide", "Why?", key="0", choices=rows)
    question, problems = composed(BANK, draft)
    assert [choice.text for choice in question.choices] == ["Right", "right", "Wrong"]
    assert set(problems) == {"choices-0-text", "choices-2-text", "choices-3-quotes"}


@pytest.mark.parametrize("key", ["", "1", "7", "-1", "x", "²"])
def test_the_right_choice_must_be_one_that_is_there(key):
    rows = (ChoiceDraft("Right"), ChoiceDraft(), ChoiceDraft("Wrong"))
    _, problems = composed(BANK, Draft("multiple_choice", "p-tide", "Why?", key=key, choices=rows))
    assert "choices" in problems


def test_a_passage_that_is_not_there_and_texts_that_are_too_long_are_refused():
    draft = Draft("short_answer", "p-nowhere", "x" * 20_000, points=(PointDraft(text="y" * 20_000),))
    _, problems = composed(BANK, draft)
    assert {"passage", "prompt", "points-0-text"} <= set(problems)


def test_new_questions_get_ids_that_are_free():
    draft = Draft("short_answer", "p-tide", "Why?", points=(PointDraft(text="So"),))
    first, _ = composed(BANK, draft)
    second, _ = composed(replace(BANK, questions=(*BANK.questions, first)), draft)
    assert len({first.id, second.id, "p-tide-sa"}) == 3
    alone = Draft("short_answer", "", "Why?", explanation="So.", points=(PointDraft(text="So"),))
    assert composed(BANK, alone)[1] == {}


def test_tags_are_parted_by_commas():
    assert tags_in(" sea, the  moon ,, sea") == ("sea", "the moon")


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@settings(deadline=None)
@given(
    st.builds(
        Draft,
        kind=st.sampled_from(["multiple_choice", "short_answer"]),
        passage=st.sampled_from(["", "p-tide", "p-nowhere"]),
        prompt=TEXTS,
        explanation=TEXTS,
        tags=TEXTS,
        key=st.sampled_from(["", "0", "1", "9"]) | TEXTS,
        choices=st.lists(st.builds(ChoiceDraft, TEXTS, TEXTS, TEXTS), max_size=10).map(tuple),
        points=st.lists(st.builds(PointDraft, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=4).map(
            tuple
        ),
        answer_type=st.sampled_from(["text", "number", "poem"]),
        tolerance=TEXTS,
        full_marks_at=TEXTS,
    )
)
def test_whatever_is_typed_makes_a_sound_question_or_is_refused_with_a_reason(draft):
    question, problems = composed(BANK, draft)
    if not problems:
        assert list(unsound_question(question, ANSWERS)) == []
