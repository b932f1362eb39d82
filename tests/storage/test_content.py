import json
import time
from dataclasses import replace

import builders
from hypothesis import given
from hypothesis import strategies as st

from quizapp.model.bank import Bank, Passage, Source
from quizapp.model.mark import Mark, Match, PointMark, PointStatus, Verdict
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, ShortAnswer
from quizapp.model.text import counted, sentence
from quizapp.storage.content import digest_of, read_bank_content, read_mark_content, write_content

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
unit = st.floats(0, 1)
spans = st.tuples(st.integers(0, 99), st.integers(0, 99))
evidence = st.lists(st.builds(Evidence, words, st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple)
texts = st.lists(words, max_size=2).map(tuple)
choices = st.lists(st.builds(Choice, words, st.booleans(), words, evidence), max_size=3).map(tuple)
points = st.lists(
    st.builds(KeyPoint, words, words, st.floats(0.1, 9), evidence, texts, texts), max_size=2
).map(tuple)
passages = st.none() | words
multiple = st.builds(MultipleChoice, words, words, choices, passages, words, st.booleans(), words, texts)
short = st.builds(
    ShortAnswer,
    id=words,
    prompt=words,
    points=points,
    passage=passages,
    answer_type=st.sampled_from(["text", "number"]),
    tolerance=st.none() | unit,
    accept=texts,
    reject=texts,
    full_marks_at=st.none() | st.floats(0.1, 9),
)
banks = st.builds(
    Bank,
    words,
    words,
    words,
    st.lists(st.builds(Source, words, words, words, words), max_size=2).map(tuple),
    st.lists(st.builds(Passage, words, words, words, words), max_size=2).map(tuple),
    st.lists(multiple | short, max_size=3).map(tuple),
)
point_marks = st.builds(
    PointMark,
    words,
    st.sampled_from(PointStatus),
    unit,
    unit,
    st.lists(st.builds(Match, spans, spans), max_size=2).map(tuple),
    words,
)
marks = st.builds(
    Mark,
    unit,
    st.sampled_from(Verdict),
    unit,
    st.booleans(),
    st.lists(point_marks, max_size=3).map(tuple),
    words,
)


@given(banks)
def test_a_bank_comes_back_as_it_went(bank: Bank) -> None:
    assert read_bank_content(write_content(bank)) == bank


@given(marks)
def test_a_mark_comes_back_as_it_went(mark: Mark) -> None:
    back = read_mark_content(write_content(mark))
    assert back == mark
    assert type(back.verdict) is Verdict
    assert all(type(point.status) is PointStatus for point in back.points)


def test_what_was_looked_up_in_a_bank_does_not_get_into_its_text() -> None:
    bank = builders.bank()
    before = write_content(bank)
    assert bank.question_by_id
    assert bank.passage_by_id
    assert write_content(bank) == before


def test_fields_at_their_defaults_are_left_out_so_that_new_ones_change_no_text() -> None:
    question = json.loads(write_content(builders.bank()))["questions"][1]
    assert "tolerance" not in question
    assert "tags" not in question
    assert question["kind"] == "short_answer"


def test_a_single_changed_letter_changes_the_digest() -> None:
    bank = builders.bank()
    other = replace(bank, title=bank.title + ".")
    assert digest_of(write_content(bank)) != digest_of(write_content(other))


def test_a_bank_of_a_thousand_questions_parses_in_a_fifth_of_a_second() -> None:
    questions = tuple(
        builders.multiple_choice(f"mc-{n}") if n % 2 else builders.short_answer(f"sa-{n}")
        for n in range(1000)
    )
    content = write_content(builders.bank(questions=questions))
    fastest = 9.0
    for _ in range(3):
        begun = time.perf_counter()
        read_bank_content(content)
        fastest = min(fastest, time.perf_counter() - begun)
    assert fastest < 0.2


def test_a_note_keeps_what_is_in_it_apart():
    said = sentence("You said “%(said)s”.", said="tides")
    many = counted("Like one.", "Like %(count)s.", 1_200)
    kept = read_mark_content(write_content(Mark(0.5, Verdict.CORRECT, note=many, points=(point(said),))))
    for before, after in ((many, kept.note), (said, kept.points[0].note)):
        assert (after, after.template, after.plural, after.values) == (
            before,
            before.template,
            before.plural,
            before.values,
        )
    assert kept.note == "Like 1,200."


def test_a_note_from_before_is_a_sentence_without_values():
    old = '{"credit":0.0,"verdict":"incorrect","note":"There is nothing to mark against."}'
    assert read_mark_content(old).note.template == "There is nothing to mark against."


def point(note):
    return PointMark("k1", PointStatus.FOUND, 1.0, 1.0, note=note)
