import pytest

from quizapp.grade.copying import copy_of
from quizapp.grade.reading import read

QUESTION = read("When may boats enter?")
POINT = read("Boats may enter the harbour within 3 hours of high water.")


def copied(answer: str):
    return copy_of(POINT, read(answer), QUESTION)


@pytest.mark.parametrize(
    "answer",
    [
        "Boats may not enter the harbour within 3 hours of high water.",
        "Boats may enter the harbour within 5 hours of high water.",
        "Boats may leave the harbour within 3 hours of low water.",
        "I think boats may enter the harbour within 3 hours of low water, as far as I know.",
    ],
)
def test_a_close_copy_with_one_reversal_is_reversed(answer):
    assert copied(answer).is_reversed
    assert not copied(answer).verbatim


@pytest.mark.parametrize(
    "answer",
    [
        "Boats may enter the harbour within 3 hours of high water.",
        "Boats can enter the harbour within three hours of high water.",
        "Boats may enter the old harbour, within 3 hours of high water",
        "No boat enters, never.",
        "",
    ],
)
def test_other_answers_are_not_reversed_copies(answer):
    assert not copied(answer).is_reversed


@pytest.mark.parametrize(
    "answer", ["BOATS may enter the harbour within 3 hours of high water", f"Well, {POINT.text}"]
)
def test_the_point_to_the_letter_is_verbatim(answer):
    assert copied(answer).verbatim
    assert copied(answer).share == 1


@pytest.mark.parametrize(
    ("point", "answer", "question"),
    [
        ("boats enter", "It is not true that boats enter.", "What happens?"),
        ("boats enter", "boats enter", "When do boats enter?"),
        ("boats", "boats planes trains cars bikes horses camels lorries", "What enters?"),
    ],
)
def test_words_denied_or_asked_or_listed_are_not_said(point, answer, question):
    assert not copy_of(read(point), read(answer), read(question)).verbatim
