"""A bank whose document has changed, and candidates that take the place of a question, in the browser."""

import io

import pytest

from quizapp.formats.readers import read_document
from quizapp.generate import generate
from quizapp.generate.alternatives import alternatives
from quizapp.services import editing, library

BEFORE = """\
How deep is Lake Baikal?
Lake Baikal is 1,642 metres deep, which makes it the deepest lake in the world.
How long is Lake Tanganyika?
Lake Tanganyika is 676 kilometres long and 50 kilometres wide.
Who measured Loch Ness?
The surveyor John Murray measured Loch Ness in 1903 from a small boat.
"""
AFTER = BEFORE.replace("1,642", "1,700").replace("Who measured Loch Ness?", "Where is Lake Vostok?").replace(
    "The surveyor John Murray measured Loch Ness in 1903 from a small boat.", "Lake Vostok lies in Antarctica."
)  # fmt: skip
PATH = "/teacher/bank/lakes/renew"


@pytest.fixture
def lakes(store, tara, now):
    """A bank that was generated from the document before."""
    bank = generate([read_document(BEFORE.encode(), "lakes.txt")]).bank
    library.import_bank(store, bank, tara, now)
    return bank


@pytest.fixture
def editor(desk, lakes):
    return desk


def looked_at(editor, text=AFTER):
    editor.get(PATH)
    return editor.post(PATH, base=1, file=(io.BytesIO(text.encode()), "lakes.txt"))


def test_a_changed_document_is_shown_before_anything_is_stored(editor, store, tara, lakes):
    page = looked_at(editor)
    assert "Where is Lake Vostok?" in page.text
    assert "Its passage is no longer in the document." in page.text
    assert "<mark>700</mark>" in page.html
    assert editing.open_bank(store, tara, "lakes").bank == lakes


def test_it_is_taken_over_with_the_choices_that_were_made(editor, store, tara, lakes):
    page = looked_at(editor)
    gone = next(q.id for q in lakes.questions if "Loch Ness" in q.prompt)
    fields = {name: page.field(name) for name in ("base", "name", "content")}
    page = editor.post(PATH, **fields, keep=gone, action="look")
    assert "Kept, though its passage is no longer in the document." not in page.text  # it stays to the letter
    page = editor.post(PATH, **fields, keep=gone, action="take")
    assert "Taken over as version 2." in page.text
    bank = editing.open_bank(store, tara, "lakes").bank
    assert gone in bank.question_by_id
    assert any("Vostok" in question.prompt for question in bank.questions)
    tanganyika = [question for question in lakes.questions if "Tanganyika" in question.prompt]
    assert [q for q in bank.questions if q in tanganyika] == tanganyika


def test_taking_over_an_outdated_look_is_refused_and_shown_again(editor, store, tara, lakes, now):
    page = looked_at(editor)
    fields = {name: page.field(name) for name in ("base", "name", "content")}
    editing.drop_question(store, tara, "lakes", 1, lakes.questions[0].id, now)
    page = editor.post(PATH, **fields, action="take")
    assert page.status == 409
    assert "Tara saved version 2" in page.text
    assert editing.open_bank(store, tara, "lakes").version == 2
    assert "Taken over as version 3" in editor.post(PATH, **fields | {"base": "2"}, action="take").text


@pytest.mark.parametrize("text", ["", "no pairs here", "\0"])
def test_a_document_that_cannot_be_read_changes_nothing(editor, store, tara, lakes, text):
    page = looked_at(editor, text)
    assert page.status == 400
    assert "Nothing was changed" in page.text
    assert editing.open_bank(store, tara, "lakes").bank == lakes


def test_a_document_that_takes_too_long_is_left_to_the_command_line(editor):
    text = "".join(f"What is number {n}?\nNumber {n} is a number.\n" for n in range(500))
    page = looked_at(editor, text)
    assert page.status == 400
    assert "quizapp renew" in page.text


def test_a_made_up_document_on_the_page_is_refused(editor):
    editor.get(PATH)
    assert editor.post(PATH, base=1, name="x.txt", content="%%%", action="take").status == 400


def test_a_question_is_replaced_by_the_next_best_candidate(editor, store, tara, lakes):
    question = next(q for q in lakes.questions if q.kind == "multiple_choice" and alternatives(lakes, q))
    best = alternatives(lakes, question)[0]
    path = f"/teacher/bank/lakes/question/{question.id}/others"
    assert best.prompt in " ".join(editor.get(path).html.split()).replace("&#39;", "'")
    page = editor.post(path, base=1, number=0, other=best.id)
    assert "Replaced as version 2." in page.text
    bank = editing.open_bank(store, tara, "lakes").bank
    assert question not in bank.questions
    assert best in bank.questions
    assert bank.questions.index(best) == lakes.questions.index(question)
    assert editor.post(path, base=2, number=0, other="stale").status == 404
