"""Questions made of a document in the browser: asked for, seen, stopped, published."""

import importlib
import io
import re

import builders
import pytest

from quizapp.jobs import JobQueue
from quizapp.services import jobs
from quizapp.services.making import GivenUp
from quizapp.web.app import create_app


class Shelf(JobQueue):
    """A queue that nobody works on: jobs wait until the test does them."""

    def add(self, job_id):
        self.waiting = job_id


@pytest.fixture
def shelf(store, settings, clock):
    return Shelf(store, settings, clock)


@pytest.fixture
def waiting(store, settings, clock, shelf, browser_of, desk, document):
    """Tara's browser on a server whose queue waits, after she asked for questions."""
    visitor = browser_of(create_app(store, settings, clock, shelf))
    visitor.client.set_cookie("quizapp_session", desk.cookie("quizapp_session"))
    visitor.get(f"/documents/{document}")
    visitor.post(f"/documents/{document}/work", questions="", seed="")
    return visitor


def test_questions_are_made_reported_and_published(desk, learner):
    desk.get("/documents/new")
    faq = f"{builders.FAQ}Where is the map?\nIt hangs here.\n"
    document = desk.post("/documents", file=(io.BytesIO(faq.encode()), "tides.txt")).path.rsplit("/", 1)[1]
    page = desk.post(f"/documents/{document}/work", questions="", seed="")
    assert page.path == f"/documents/{document}/work"
    assert "questions made" in page.text
    assert "version 1 of the bank “tides”" in page.text
    assert "What was not made, and why" in page.text
    page = desk.post(f"/documents/{document}/work/publish")
    assert page.path == "/teacher"
    assert "Published" in page.text
    assert "Tides" in learner.get("/").text


def test_a_changed_pair_makes_the_next_version_and_a_left_out_one_is_not_asked(desk, document, first_pair):
    desk.get(f"/documents/{document}")
    desk.post(f"/documents/{document}/work", questions="", seed="")
    desk.post(f"/documents/{document}/pairs/{first_pair}/arrange", do="out")
    page = desk.post(f"/documents/{document}/work", questions="2", seed="1")
    assert "2 questions made" in page.text
    assert "version 2 of the bank “tides”" in page.text
    assert "What causes the tides" not in desk.get("/teacher/bank/tides").text


def test_what_was_edited_stays_when_questions_are_made_again(desk, document, first_pair):
    desk.get(f"/documents/{document}")
    desk.post(f"/documents/{document}/work", questions="", seed="")
    page = desk.get("/teacher/bank/tides")
    dropped, *others = re.findall(r'id="q-([\w-]+)"', page.html)
    page = desk.post(f"/teacher/bank/tides/question/{dropped}/drop", base="1")
    assert "Dropped" in page.text
    page = desk.post(f"/documents/{document}/work", questions="", seed="3")
    assert "version 3 of the bank" not in page.text
    assert re.findall(r'id="q-([\w-]+)"', desk.get("/teacher/bank/tides").html) == others


def test_another_document_of_the_same_name_gets_a_bank_of_its_own(desk, document):
    desk.get(f"/documents/{document}")
    desk.post(f"/documents/{document}/work", questions="", seed="")
    other = desk.post(f"/documents/{document}/read-again", reader="lines").path
    page = desk.post(f"{other}/work", questions="", seed="")
    assert "version 1 of the bank “tides-2”" in page.text


@pytest.mark.parametrize("typed", ["0", "1001", "-3", "many", "1.5"])
def test_a_number_of_questions_that_makes_no_sense_is_refused(desk, document, typed):
    desk.get(f"/documents/{document}")
    page = desk.post(f"/documents/{document}/work", questions=typed, seed="")
    assert page.status == 400
    assert "from 1 to 1,000" in page.text
    assert page.field("questions") == typed


def test_without_any_pair_nothing_is_begun(desk, document, first_pair):
    desk.get(f"/documents/{document}")
    for pair in range(first_pair, first_pair + 3):
        desk.post(f"/documents/{document}/pairs/{pair}/arrange", do="out")
    page = desk.post(f"/documents/{document}/work", questions="", seed="")
    assert page.status == 400
    assert "There is no pair" in page.text


def test_who_waits_sees_how_far_it_is_also_without_a_script(waiting, document, store, shelf, clock):
    path = f"/documents/{document}/work"
    page = waiting.get(path)
    assert "Waiting for its turn." in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.html
    seen = {}

    def progress(done, total):
        jobs.note_progress(store, shelf.waiting, done, total, clock())
        seen.update(waiting.get(f"{path}/state").response.json)

    importlib.import_module("quizapp.services.making").run_job(store, shelf.waiting, clock, progress)
    assert seen["total"] == 3
    assert seen["active"]
    state = waiting.get(f"{path}/state").response.json
    assert (state["active"], state["standing"]) == (False, "done")
    assert "questions made" in waiting.get(path).text


def test_who_waits_sees_how_many_come_first(waiting, document):
    other = waiting.post(f"/documents/{document}/read-again", reader="lines").path
    page = waiting.post(f"{other}/work", questions="", seed="")
    assert "1 other job comes first." in page.text
    waiting.post(f"/documents/{document}/work/stop")
    assert "first" not in waiting.get(f"{other}/work").text


def test_asking_twice_begins_one_job(waiting, document, shelf):
    first = shelf.waiting
    page = waiting.post(f"/documents/{document}/work", questions="", seed="")
    assert page.path == f"/documents/{document}/work"
    assert shelf.waiting is None
    assert first is not None


def test_a_job_is_stopped_while_it_waits_and_started_again(waiting, document, store, shelf, clock):
    page = waiting.post(f"/documents/{document}/work/stop")
    assert "As you wished" in page.text
    shelf.perform(shelf.waiting)
    assert "As you wished" in waiting.get(f"/documents/{document}/work").text
    waiting.post(f"/documents/{document}/work/again")
    shelf.perform(shelf.waiting)
    assert "questions made" in waiting.get(f"/documents/{document}/work").text


def test_a_job_is_stopped_while_it_runs(waiting, document, store, shelf, clock):
    path = f"/documents/{document}/work"

    def progress(done, total):
        if done == 1:
            assert "Stopping." in waiting.post(f"{path}/stop").text
        if not jobs.note_progress(store, shelf.waiting, done, total, clock()):
            raise GivenUp("stopped")

    importlib.import_module("quizapp.services.making").run_job(store, shelf.waiting, clock, progress)
    assert "As you wished" in waiting.get(path).text
    assert "tides" not in waiting.get("/teacher").html.split("cards desk")[-1]


def test_a_job_whose_worker_is_gone_was_interrupted_and_can_be_started_again(
    waiting, document, store, shelf, clock
):
    path = f"/documents/{document}/work"
    gone = shelf.waiting

    def dies(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importlib.import_module("quizapp.services.making").run_job(store, gone, clock, dies)
    assert "Getting ready." in waiting.get(path).text
    clock.move(seconds=31)
    assert "The program ended before the work did" in waiting.get(path).text
    waiting.post(f"{path}/again")
    assert shelf.waiting not in (None, gone)
    assert not jobs.note_progress(store, gone, 1, 3, clock())
    shelf.perform(shelf.waiting)
    assert "questions made" in waiting.get(path).text


def test_a_fault_of_ours_is_said_without_its_inside(waiting, document, store, shelf, clock, monkeypatch):
    def broken(*arguments, **options):
        raise RuntimeError("the inside")

    monkeypatch.setattr("quizapp.generate.generate", broken)
    with pytest.raises(RuntimeError):
        shelf.perform(shelf.waiting)
    page = waiting.get(f"/documents/{document}/work")
    assert "the fault is ours" in page.text
    assert "inside" not in page.text


def test_a_large_document_is_read_beside_the_request(waiting, store, shelf):
    text = "".join(f"What is number {n}?\nIt is {n}, {'x' * 250}.\n" for n in range(1000))
    waiting.get("/documents/new")
    page = waiting.post("/documents", text=text)
    assert page.path.endswith("/work")
    assert "Reading the document" in page.text
    document = page.path.removesuffix("/work")
    assert waiting.get(document).path == page.path
    shelf.perform(shelf.waiting)
    assert waiting.get(page.path).path == document
    assert "1,000 pairs" in waiting.get(document).text


def test_a_large_document_that_cannot_be_read_says_why_and_is_kept(waiting, shelf):
    waiting.get("/documents/new")
    page = waiting.post("/documents", text="Nothing is asked here. " * 10_000)
    shelf.perform(shelf.waiting)
    page = waiting.get(page.path)
    assert "no pair of question and answer found" in page.text
    assert "Is it something else?" in page.text
    original = waiting.get(page.path.replace("/work", "/original"))
    assert len(original.response.data) >= 229_999


def test_nothing_is_published_before_a_bank_is_made(desk, document):
    desk.get(f"/documents/{document}")
    assert desk.post(f"/documents/{document}/work/publish").status == 404
