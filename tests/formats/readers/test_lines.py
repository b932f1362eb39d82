"""Plain text: lines in turn, and Q: and A:."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.errors import FileProblems
from quizapp.formats.readers import read_document
from quizapp.model.document import Pair


def read(text, file="some-faq.txt", reader=None):
    return read_document(text.encode(), file, reader)


def pairs(text):
    return [(pair.question, pair.answer) for pair in read(text).pairs]


def test_question_and_answer_lines_in_turn_after_a_summary():
    document = read("All about the sea.\nIs it salty?\nYes, it is.\nIs it deep?\nVery.\n")
    assert document.format == "lines"
    assert document.summary == "All about the sea."
    assert document.pairs == (Pair("Is it salty?", "Yes, it is.", 2), Pair("Is it deep?", "Very.", 4))
    assert [problem.line for problem in document.problems] == [4]


def test_blank_lines_do_not_matter_and_lines_count_them():
    document = read("\n\nIs it salty?\n\n\nYes.\n\nIs it deep?\n \nVery.\n\n")
    assert [(pair.answer, pair.line) for pair in document.pairs] == [("Yes.", 3), ("Very.", 8)]


def test_an_answer_may_have_several_lines():
    assert pairs("Is it salty?\nYes.\nVery much so.\nIs it deep?\nVery.") == [
        ("Is it salty?", "Yes.\nVery much so."),
        ("Is it deep?", "Very."),
    ]


def test_the_title_is_a_short_first_line_or_the_name_of_the_file():
    assert read("The sea\nAll it is about.\nIs it?\nYes.\nWas it?\nNo.").title == "The sea"
    assert read("Is it?\nYes.\nWas it?\nNo.").title == "Some faq"
    assert read("Is NATO it?\nYes.\nWas it?\nNo.", "talks_with-nato.txt").title == "Talks with NATO"


def test_lines_wrapped_by_hand_are_put_together_and_bullets_go():
    text = (
        "Why is the water of the sea so much saltier than\nthat of rivers?\n"
        "Rivers carry a little salt into the sea, and the United\nStates Geological Survey says so.\n"
        "It comes from:\n- rocks\n- volcanoes\nIs it deep?\nVery.\n"
    )
    assert pairs(text) == [
        (
            "Why is the water of the sea so much saltier than that of rivers?",
            "Rivers carry a little salt into the sea, and the United States Geological Survey says so.\n"
            "It comes from:\nrocks\nvolcanoes",
        ),
        ("Is it deep?", "Very."),
    ]


def test_headings_in_capitals_are_sections():
    text = "GENERAL\n\nIs it salty?\n\nYes, it is.\n\nDEPTH\n\nIs it deep?\n\nVery.\n"
    assert pairs(text) == [("Is it salty?", "Yes, it is."), ("Is it deep?", "Very.")]


LABELLED = {
    "de": "F: Wie lange dauert das?\nA: Drei Tage dauert das.\n\nF: Wer zahlt?\nA: Wir zahlen alles.\n",
    "es": "P: ¿Cuánto tarda?\nR: Tarda tres días.\n\nP: ¿Quién paga?\nR: Nosotros pagamos.\n",
    "fr": "Question : Qui paie ?\nRéponse : Nous payons.\n\nQ : Quand ?\nR : Tout de suite.\n",
    "it": "D: Chi paga?\nR: Paghiamo noi.\n\nD: Quando?\nR: Fra tre giorni.\n",
    "ru": "В: Кто платит?\nО: Мы платим.\n\nВопрос: Когда?\nОтвет: Через три дня.\n",
    "zh": "问：谁付钱？\n答：我们付钱。\n\n问：什么时候？\n答：三天以后。\n",
}


@pytest.mark.parametrize("text", LABELLED.values(), ids=LABELLED)
def test_labels_of_other_languages_are_taken_off(text):
    document = read(text)
    assert document.format == "labels"
    assert len(document.pairs) == 2
    assert not any(sign in pair.question + pair.answer for pair in document.pairs for sign in ":：")


def test_a_question_after_an_answer_without_a_full_stop_is_a_question():
    text = "Is it deep?\nDo not dive there, since it is 11,034 metres at its deepest\nIs it wet?\nYes.\n"
    assert [question for question, _ in pairs(text)] == ["Is it deep?", "Is it wet?"]


def test_an_answer_that_ends_by_asking_is_still_an_answer():
    text = "Is it salty?\nIt depends on the sea. Which one did you have in mind?\nIs it deep?\nVery."
    assert pairs(text)[0] == ("Is it salty?", "It depends on the sea. Which one did you have in mind?")


def test_lines_without_question_marks_are_taken_in_turn_with_a_remark():
    document = read("Renewal\nEvery 90 days.\nCost\nNothing.\n")
    assert [pair.question for pair in document.pairs] == ["Renewal", "Cost"]
    assert "taken in turn" in document.problems[0].message


def test_numbers_and_labels_are_no_part_of_the_words():
    assert pairs("1. Is it?\nYes.\n2) Was it?\nNo.") == [("Is it?", "Yes."), ("Was it?", "No.")]


def test_labelled_blocks_are_read_over_wrapped_lines_and_paragraphs():
    document = read(
        "The sea.\n\nQ: Is it salty, and\n   why?\n\nA: Yes. Rivers\n   bring salt.\n\n   - one\n   - two\n\n"
        "Q: Is it deep\nA: Very.\nA: Really.\n"
    )
    assert document.format == "labels"
    assert document.summary == "The sea."
    assert document.pairs == (
        Pair("Is it salty, and why?", "Yes. Rivers bring salt.\none\ntwo", 3),
        Pair("Is it deep", "Very.\nReally.", 12),
    )


def test_a_question_without_an_answer_is_named_and_the_rest_is_read():
    document = read("Is it salty?\nIs it deep?\nVery.\nIs it wet?\nYes.\nIs it blue?\n")
    assert [pair.question for pair in document.pairs] == ["Is it deep?", "Is it wet?"]
    grave = [problem for problem in document.problems if problem.grave]
    assert [problem.line for problem in grave] == [1, 6]
    assert "has no answer" in grave[0].message
    assert "Is it salty?" in str(grave[0])


def test_the_same_pair_twice_is_kept_once_and_another_answer_is_kept_too():
    document = read(
        "Is it?\nYes, it is.\nIs it?\nYes, it is.\nIs it?\nNo, it is not.\nWas it?\nNo, never was."
    )
    assert [pair.answer for pair in document.pairs] == ["Yes, it is.", "No, it is not.", "No, never was."]
    assert [problem.grave for problem in document.problems] == [False, False]
    assert "same as line 1" in document.problems[0].message
    assert "with another answer" in document.problems[1].message


def test_one_pair_only_is_a_remark():
    document = read("Is it?\nYes.")
    assert len(document.pairs) == 1
    assert "only one pair" in document.problems[0].message


@pytest.mark.parametrize("text", ["One line only.", "Is it?", "Is it?\nIs that?\n"])
def test_no_pairs_is_said_with_what_to_try(text):
    with pytest.raises(FileProblems, match=r"some-faq\.txt.*no pair.*--as"):
        read(text)


word = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
phrase = st.lists(word, min_size=1, max_size=12).map(" ".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(phrase, phrase), min_size=2, max_size=8, unique_by=lambda p: p[0].casefold()))
def test_whatever_stands_in_turn_comes_back(rows):
    wanted = [(f"What of {q}?", f"It is {a}.") for q, a in rows]
    text = "\n".join(line for pair in wanted for line in pair)
    document = read_document(text.encode(), "f.txt", "lines")
    expected = [(" ".join(q.split()), " ".join(a.split())) for q, a in wanted]
    assert [(pair.question, pair.answer) for pair in document.pairs] == expected
