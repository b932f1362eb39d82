"""Everything that is wrong with a bank file is said at once, with its place."""

import re
from dataclasses import replace
from itertools import pairwise

import builders
import pytest

from quizapp.banks import bank_problems, read_bank, write_bank
from quizapp.errors import FileProblems
from quizapp.model.question import Evidence

GOOD = write_bank(builders.bank())
NESTED = "deep in each other|maximum nesting depth"
"""Said by us, or by a YAML parser with a limit of its own."""


def problems(text):
    with pytest.raises(FileProblems) as caught:
        read_bank(text, "bank.yaml")
    return caught.value.problems


def changed(before, after, text=GOOD):
    assert before in text
    return text.replace(before, after, 1)


def line_of(words, text):
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("format: 1", "format: 2", "another version"),
        ("format: 1\n", "", "“format” is missing"),
        ("id: tides", "id: The Tides", "kebab-case"),
        ("title: Tides and the harbour", "title: no", "put it in quotes"),
        ("title: Tides and the harbour", "title: 12:30", "put it in quotes"),
        ("title: Tides and the harbour", "title: 007", "put it in quotes"),
        ("title: Tides and the harbour", "title: 2026-01-01", "put it in quotes"),
        ("title: Tides and the harbour", "title: ''", "“title” is empty"),
        ("title: Tides and the harbour", "title: [a]", "must be text, not a list"),
        ("title: Tides and the harbour", "titel: Tides", "did you mean “title”?"),
        ("title: Tides and the harbour", "title: a\ntitle: b", "there twice"),
        ("title: Tides and the harbour", "title: &x a", "anchors"),
        ("title: Tides and the harbour", "title: !!str a", "tag"),
        ("    file: tides.txt\n", "", "“file” is missing"),
        ('0000"', '00z0"', "64 hexadecimal digits"),
        ("source: s1", "source: s2", "no source “s2”"),
        ("id: p-harbour-sa\n", "id: p-tide-sa\n", "there twice"),
        ("kind: short_answer", "kind: essay", "not one of multiple_choice, short_answer"),
        ("kind: short_answer", "kind: short_answers", "did you mean “short_answer”?"),
        ("    passage: p-tide\n", "", "neither a passage nor an explanation"),
        ("    passage: p-tide\n", "    passage: p-sea\n", "no passage “p-sea”"),
        ("fixed_order: false", "fixed_order: no", "true or false"),
        ("correct: true", "correct: false", "no choice is correct"),
        ("correct: false", "correct: true", "2 choices are correct"),
        ("correct: true", "correct: yes", "true or false"),
        ("text: The winds over the sea", "text: The rotation of the sun", "there twice"),
        ("text: The winds over the sea", "text: ", "“text” is empty"),
        ("start: 0, end: 55", "start: 0, end: 5555", "does not lie in the passage"),
        ("start: 0, end: 55", "start: 55, end: 0", "does not lie in the passage"),
        ("start: 0, end: 55", "start: -1, end: 55", "whole number"),
        ("start: 0, end: 55", "start: 0, end: 56", "white space"),
        ("start: 0, end: 55", "start: 1, end: 55", "cuts a word"),
        ("passage: p-tide, start", "passage: p-sea, start", "that is not there"),
        ("answer_type: text", "answer_type: essay", "not one of text, number"),
        ("answer_type: text", "answer_type: text\n    tolerance: 2", "belongs to “answer_type: number”"),
        ("weight: 1", "weight: 0", "must be over 0"),
        ("weight: 1", "weight: many", "must be a number"),
        ("id: k2", "id: k1", "there twice"),
        ("full_marks_at: 1", "full_marks_at: 2", "at most 1"),
        ("full_marks_at: 1", "full_marks_at: 0", "must be over 0"),
        ("accept: []", "accept: [no]", "put it in quotes"),
        ("accept: []", "accept: yes", "must be a list"),
        ("accept: []", 'accept: ["The moon"]\n    x: []', "unknown key “x”"),
        (
            "    accept: []\n    reject: []",
            '    accept: ["The moon"]\n    reject: ["the  Moon"]',
            "in “reject”",
        ),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_else_is(before, after, says):
    text = changed(before, after)
    found = problems(text)
    assert says in " ".join(problem.message for problem in found)
    assert len({problem.where for problem in found}) <= 2
    assert all(problem.file == "bank.yaml" and problem.line for problem in found)


def test_a_misspelt_kind_is_the_only_complaint_about_its_question():
    assert len(problems(changed("kind: short_answer", "kind: essay"))) == 1
    assert len(problems(changed("kind: multiple_choice", "kind: multiple-choice"))) == 1


def test_a_passage_that_is_there_twice_is_named():
    found = problems(changed("id: p-harbour\n", "id: p-tide\n"))
    assert any(p.where == "passage p-tide" and "there twice" in p.message for p in found)


def test_all_faults_come_at_once_in_the_order_of_the_file():
    text = changed("title: Tides and the harbour", "title: no")
    text = changed("kind: short_answer", "kind: essay", text)
    text = changed("weight: 1", "weight: 0", text)
    text = changed("fixed_order: true", "fixed_ordr: true", text)
    text = changed("full_marks_at: 1", "full_marks_at: 7", text)
    found = problems(text)
    assert len(found) >= 4
    assert all(a.line <= b.line for a, b in pairwise(found))
    assert {"question p-tide-sa", "question p-harbour-mc-1"} <= {problem.where for problem in found}


def test_a_wrong_type_makes_no_second_complaint_about_its_value():
    text = changed("correct: true", "correct: yes")
    [problem] = problems(text)
    assert problem.line == line_of("correct: yes", text)
    assert problem.where == "question p-tide-mc-1, choice 1"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("# nothing\n", "is empty"),
        ("just words", "expected a mapping"),
        ("- a\n- b", "expected a mapping"),
        ("a: [", "not valid YAML"),
        ("a: b: c", "not valid YAML"),
        ("\x00", "not valid YAML"),
        ("a: \ud800", "lone surrogate"),
        ('a: "\\ud800"', "not valid YAML"),
        (b"\xff\xfe", "not UTF-8"),
        ("a: " + "[" * 5000, NESTED),
        ("a: " + "{a: " * 5000, NESTED),
        ("- " * 5000, NESTED),
        ("[a]: b", "a key is expected"),
        ("format: 1\n---\nformat: 1", "second document"),
    ],
)
def test_what_is_no_bank_is_said(text, says):
    assert re.search(says, "\n".join(map(str, problems(text))))


def test_an_alias_bomb_is_refused_at_once():
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    assert any("aliases" in problem.message for problem in problems("\n".join(rows)))


def test_a_thing_without_an_id_is_named_by_its_number_and_complained_of_once():
    text = "format: 1\nid: a\ntitle: b\nquestions:\n  - what\n  - kind: short_answer\n    explanation: c\n"
    found = problems(text + "    prompt: p\n    points: [{id: k, text: t, weight: 1}]\n")
    assert [(problem.line, problem.where) for problem in found] == [(5, "question 1"), (6, "question 2")]
    assert "“id” is missing" in found[1].message


@pytest.mark.parametrize("count", [1, 9])
def test_there_are_two_to_eight_choices(count):
    question = builders.multiple_choice(distractors=tuple(f"Choice {n}" for n in range(count - 1)))
    bank = builders.bank(questions=(question,))
    assert f"has {count} choices" in bank_problems(bank)[0].message


def test_a_question_written_by_hand_needs_no_passage_where_it_is_explained():
    question = replace(builders.multiple_choice(), passage=None, explanation="Because.")
    assert bank_problems(builders.bank(questions=(question,))) == ()


def test_a_sound_bank_has_no_problems():
    assert bank_problems(builders.bank()) == ()


def test_evidence_may_end_beside_a_sign_but_not_within_a_word():
    passage = replace(builders.TIDE, answer="The Moon’s pull (mainly) does it.")
    question = builders.short_answer(passage=passage, points=("The Moon’s pull",))
    bank = replace(builders.bank(questions=(question,)), passages=(passage,))
    assert bank_problems(bank) == ()
    cut = replace(question, points=(replace(question.points[0], evidence=(Evidence("p-tide", 0, 6),)),))
    assert "cuts a word" in bank_problems(replace(bank, questions=(cut,)))[0].message
