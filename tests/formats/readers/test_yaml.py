"""YAML documents: which keys mean what."""

import pytest

from quizapp.errors import FileProblems
from quizapp.formats.readers import read_document

LIST = "- question: Is it?\n  answer: Yes.\n- question: Was it?\n  answer: 'No.'\n"
EXPECTED = [("Is it?", "Yes."), ("Was it?", "No.")]


def read(text, file="some-faq.yaml"):
    return read_document(text.encode(), file)


def pairs(text):
    return [(pair.question, pair.answer) for pair in read(text).pairs]


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        f"# a comment\n---\n{LIST}",
        f"faqs:\n{LIST}",
        "title: Sea\nsections:\n- name: One\n  items:\n  - q: Is it?\n    a: Yes.\n- name: Two\n  items:\n"
        "  - {q: Was it?, a: No.}\n",
        "- faq_name: x\n  faq_question: Is it?\n  faq_body: Yes.\n- faq_question: Was it?\n  faq_body: No.\n",
        "- title: Is it?\n  content: Yes.\n- title: Was it?\n  content: No.\n",
        "- Question: Is it?\n  Answer: [Yes.]\n- Question: Was it?\n  Answer: |\n    No.\n",
        "faq:\n  one: {title: Is it?, text: Yes.}\n  two: {title: Was it?, text: No.}\n",
        "Is it?: Yes.\nWas it?: No.\n",
        "- Is it?: Yes.\n- Was it?: No.\n",
    ],
)
def test_many_ways_to_write_the_same(text):
    assert pairs(text) == EXPECTED


def test_title_and_summary_stand_beside_the_list():
    document = read(f"title: The sea\nsummary: |\n  It is **large**.\nquestions:\n{LIST}")
    assert (document.title, document.summary) == ("The sea", "It is large.")
    assert [pair.line for pair in document.pairs] == [5, 7]


def test_words_that_yaml_takes_for_something_else_stay_words():
    text = "- q: Is it on?\n  a: no\n- q: When?\n  a: 12:30\n- q: Who?\n  a: 007\n"
    assert [answer for _, answer in pairs(text)] == ["no", "12:30", "007"]


def test_answers_are_markdown():
    text = "- q: Is *it*?\n  a: |\n    Yes, [really](x):\n\n    - one\n    - two\n- q: Was it?\n  a: No.\n"
    assert pairs(text)[0] == ("Is it?", "Yes, really:\none\ntwo")


def test_what_is_missing_is_named_and_the_rest_is_read():
    document = read(f"{LIST}- question: Will it?\n- question: May it?\n  answer: ~\n- answer: Never.\n")
    assert len(document.pairs) == 2
    assert [problem.line for problem in document.problems if problem.grave] == [5, 6, 8]


def test_a_key_that_is_there_twice_is_said():
    document = read(f"{LIST}- question: Will it?\n  answer: Yes.\n  answer: No.\n")
    assert document.pairs[2].answer == "Yes."
    assert "there twice" in next(problem for problem in document.problems if problem.grave).message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- question: a\n  answer: b: c\n", r"some-faq\.yaml:2.*not valid YAML"),
        ("title: nothing\nnote: here\n", "no pair"),
        ("- question: a\n  answer: " + "[" * 3000, "deep in each other|maximum nesting depth"),
    ],
)
def test_what_cannot_be_read_is_said(text, says):
    with pytest.raises(FileProblems, match=says):
        read(text)
