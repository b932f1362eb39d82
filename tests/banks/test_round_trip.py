"""What is written is read back to the letter."""

from dataclasses import replace

import builders
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.banks import bank_problems, read_bank, write_bank
from quizapp.model.bank import Bank, Passage, Source
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, ShortAnswer

AWKWARD = [
    "no",
    "1e3",
    "12:30",
    "007",
    "2026-01-01",
    "null",
    "~",
    "a: b",
    "a #b",
    "- a",
    "? a",
    "[a]",
    "{a: b}",
    "'",
    '"',
    "\\",
    "a\n\n\nb",
    " a",
    "a ",
    "a\n b",
    "a \nb",
    "\ta",
    "a\r\nb",
    "\x00",
    "\x85",
    "\u2028",
    "\ufeff",
    "\u200f",
    "😀",
    "=",
    "<<",
    "%a",
    "@a",
    "`a",
    "---",
    "...",
    "a" * 300,
    "word  word " * 40 + "end",
    "One sentence. Another one! A third? " * 9 + "End",
    "Line one. " * 20 + "end\n# no comment\n\n- no list " + "x" * 200,
]
text = st.one_of(st.sampled_from(AWKWARD), st.text(min_size=1, max_size=200)).filter(str.strip)
number = st.floats(min_value=1e-9, max_value=1e18)
few = st.lists(text, max_size=2).map(tuple)


def without(taken: tuple[str, ...]):
    known = {" ".join(one.casefold().split()) for one in taken}
    return few.map(lambda some: tuple(t for t in some if " ".join(t.casefold().split()) not in known))


def spelling(value: str) -> str:
    return " ".join(value.casefold().split())


@st.composite
def banks(draw):
    answer = f"{draw(text)} The middle of it. {draw(text)}"
    start = answer.index("The middle")
    spans = (Evidence("p-1", start, start + 17),) * draw(st.integers(0, 2))
    accept = draw(few)
    choices = draw(st.lists(text, min_size=2, max_size=8, unique_by=spelling))
    key = draw(st.integers(0, len(choices) - 1))
    weights = draw(st.lists(number, min_size=1, max_size=3))
    total = sum(weights)
    return Bank(
        id="a-bank-2",
        title=draw(text),
        summary=draw(text),
        sources=(Source("s1", draw(text), draw(text), "ab" * 32),),
        passages=(Passage("p-1", "s1", draw(text), answer),),
        questions=(
            MultipleChoice(
                id="p-1-mc-1",
                prompt=draw(text),
                choices=tuple(Choice(t, n == key, draw(text), spans) for n, t in enumerate(choices)),
                passage="p-1",
                family=draw(text),
                fixed_order=draw(st.booleans()),
                explanation=draw(text),
                tags=draw(few),
            ),
            ShortAnswer(
                id="p-1-sa",
                prompt=draw(text),
                points=tuple(
                    KeyPoint(f"k{n}", draw(text), weight, spans, accept, draw(without(accept)))
                    for n, weight in enumerate(weights)
                ),
                explanation=draw(text),
                answer_type="number",
                tolerance=draw(st.none() | number),
                accept=accept,
                full_marks_at=draw(st.none() | st.just(total) | st.just(total / 2)),
            ),
        ),
    )


@given(banks())
@settings(max_examples=150, deadline=None)
def test_a_bank_comes_back_as_it_was(bank):
    assert bank_problems(bank) == ()
    assert read_bank(write_bank(bank), "bank.yaml") == bank
    assert read_bank(write_bank(bank).encode(), "bank.yaml") == bank


@pytest.mark.parametrize("awkward", [value for value in AWKWARD if value.strip()])
@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_other_programs_read_the_same_text(awkward, loader):
    bank = replace(builders.bank(), title=awkward, summary=awkward)
    data = yaml.load(write_bank(bank), Loader=loader)
    assert data["title"] == awkward
    assert data["summary"] == awkward
    assert data["questions"][0]["choices"][0]["correct"] is True
    assert data["questions"][0]["choices"][0]["evidence"][0]["start"] == 0
    assert data["questions"][1]["points"][0]["weight"] == 1


def test_an_answer_keeps_its_lines():
    text = write_bank(builders.bank())
    assert read_bank(text, "b").passages[1].answer == builders.HARBOUR.answer
    assert "Boats may enter the harbour within 3 hours of high water.\n\n" in text


def test_no_text_line_is_longer_than_the_page():
    words = "The sea rises and falls twice a day. " * 30
    bank = replace(builders.bank(), summary=words.strip())
    assert max(map(len, write_bank(bank).splitlines())) <= 110


def test_an_edit_of_one_sentence_changes_the_lines_of_that_sentence_only():
    words = [
        f"Sentence number {n} says something about the sea and the harbour, at length." for n in range(9)
    ]
    before = write_bank(replace(builders.bank(), summary=" ".join(words))).splitlines()
    words[4] = "This one is new, and much shorter."
    after = write_bank(replace(builders.bank(), summary=" ".join(words))).splitlines()
    assert [line for line in after if line not in before] == ["  This one is new, and much shorter."]


def test_the_keys_are_those_of_the_format():
    data = yaml.safe_load(write_bank(builders.bank()))
    assert list(data) == ["format", "id", "title", "summary", "sources", "passages", "questions"]
    assert list(data["passages"][0]) == ["id", "source", "question", "answer"]
    assert set(data["questions"][0]) >= {
        "id",
        "kind",
        "passage",
        "prompt",
        "family",
        "fixed_order",
        "choices",
    }
    assert set(data["questions"][1]) >= {"id", "kind", "passage", "prompt", "answer_type", "points", "accept"}
