import pytest
import simulated

from quizapp.services import library, teach


@pytest.fixture
def asked(store, tara, now):
    """Gives the address of the figures of a class of so many."""

    def ask(learners):
        bank = simulated.class_bank(30, 2)
        library.import_bank(store, bank, tara, now)
        code = teach.publish(store, tara, bank.id, now)
        simulated.take(store, code, simulated.simulate(learners, 30), bank, now)
        return f"/teacher/quiz/{code}/analysis"

    return ask


def test_the_planted_questions_are_named_in_plain_words(desk, asked):
    path = asked(200)
    text = desk.get(path).text
    assert "2 questions to look at first" in text
    assert "is the right key set?" in text
    assert "is it right as well?" in text
    assert "Hardly anybody takes choice D" in text
    assert "best one counts" in text


def test_every_picture_has_a_table_and_pages_lead_on(desk, asked):
    path = asked(60)
    page = desk.get(path)
    pictures = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert len(pictures) == 2 + 25
    assert len(page.all("table")) == 2 + 25
    assert all("aria-labelledby" in svg for svg in pictures)
    assert "Question 30" not in page.text
    assert "Question 30" in desk.get(f"{path}?page=2").text


def test_too_few_answers_are_said_to_be_too_few(desk, asked):
    text = desk.get(asked(7)).text
    assert "Too few answers (n = 7) to say" in text
    assert "to look at first" not in text


def test_of_nobody_there_are_no_figures(desk, code):
    assert "Nobody has handed in yet" in desk.get(f"/teacher/quiz/{code}/analysis").text
