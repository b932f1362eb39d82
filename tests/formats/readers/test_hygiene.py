"""The report on pairs: what was merged, kept, left out, or should be looked at."""

import pytest
from faq_writers import word

from quizapp.formats.readers import read_document

GOOD = "Q: Is it deep?\nA: Yes, it is very deep.\n"


def remarks(text, file="faq.txt"):
    document = read_document((GOOD + text).encode(), file)
    return [(problem.line, problem.grave, problem.message.split(";")[0]) for problem in document.problems]


def test_good_pairs_get_no_remark():
    assert remarks("Q: Was it?\nA: No, it never was.\n") == []


def test_the_same_pair_again_is_merged():
    document = read_document((GOOD + GOOD + "Q: Was it?\nA: No, it never was.\n").encode(), "faq.txt")
    assert len(document.pairs) == 2
    assert [problem.message for problem in document.problems] == ["is the same as line 1; kept once."]


def test_the_same_question_with_another_answer_is_kept_and_reported():
    document = read_document((GOOD + "Q: is it DEEP?\nA: No, it is shallow.\n").encode(), "faq.txt")
    assert len(document.pairs) == 2
    assert "asked in line 1 too, with another answer" in document.problems[0].message


@pytest.mark.parametrize("question", ["Deep water", "The deepest lake of all lakes."])
def test_a_question_that_is_none_is_kept_and_reported(question):
    text = f"Q: {question}\nA: There is much of it.\n"
    assert remarks(text) == [(3, False, "does not read like a question")]
    assert len(read_document((GOOD + text).encode(), "faq.txt").pairs) == 2


@pytest.mark.parametrize("answer", ["Yes.", "Of course."])
def test_an_answer_that_says_next_to_nothing_is_reported(answer):
    [(line, grave, message)] = remarks(f"Q: Was it?\nA: {answer}\n")
    assert (line, grave) == (3, False)
    assert message.startswith("has a very short answer")


@pytest.mark.parametrize(
    "answer", ["42 m", "In 1969", "https://x.example is where the lake was measured in May."]
)
def test_an_answer_that_is_short_but_tells_is_not(answer):
    assert remarks(f"Q: Was it?\nA: {answer}\n") == []


@pytest.mark.parametrize(
    "answer",
    ["https://x.example/a", "See www.example.com.", "Please visit https://x.example here", "me@example.com"],
)
def test_an_answer_that_is_only_a_link_is_reported(answer):
    assert remarks(f"Q: Was it?\nA: {answer}\n") == [(3, False, "has only a link for an answer")]


def test_a_question_without_an_answer_is_to_be_mended_unless_it_is_an_entry_of_a_table_of_contents():
    assert remarks("Q: Was it?\n\nQ: Will it?\nA: Yes, it surely will.\n") == [(3, True, "has no answer")]
    contents = (
        "# FAQ\n\n1. Is it?\n2. Was it?\n\n## Is it?\n\nYes, it is so.\n\n## Was it?\n\nNo, it was not.\n"
    )
    assert read_document(contents.encode(), "a.md").problems == ()


def test_a_place_that_is_no_line_is_named_in_words():
    pairs = [("Is it deep?", ["Yes."]), ("Was it deep?", ["Yes, it was so."])]
    [problem] = read_document(word(pairs), "a.docx").problems
    assert problem.line is None
    assert str(problem).startswith("a.docx: paragraph 2: “Is it deep?”: has a very short answer")
