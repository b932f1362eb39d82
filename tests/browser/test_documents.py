"""From a document to a published quiz, in a real browser: uploaded, mended, made beside the page, stopped."""

import re

import builders
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

A_MAKING = 60_000
"""Milliseconds that making the questions of a short document may take on a busy machine."""


def bring_in(visitor, name, text):
    """Upload a text file; gives the path of its document."""
    visitor.go("/documents/new")
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    visitor.page.get_by_label("File").set_input_files(file)
    visitor.page.get_by_role("button", name="Show me the pairs").click()
    visitor.page.wait_for_url(re.compile(r"/documents/[\w-]{22}$"))
    return visitor.path


@pytest.mark.parametrize("script", [True, False], ids=["with the script", "without the script"])
def test_a_document_is_uploaded_repaired_made_into_questions_and_published(visit, served, script):
    teacher = visit(java_script_enabled=script)
    teacher.go(served.new_link())
    teacher.press("Sign in", "**/teacher")
    page = teacher.page
    teacher.page.get_by_role("link", name="Make a quiz from a document").click()
    name = f"harbour-{'with' if script else 'without'}.txt"
    bring_in(teacher, name, builders.FAQ)
    expect(page.locator("article.pair")).to_have_count(3)

    page.get_by_role("link", name="Edit pair 3").click()
    page.get_by_label("Question").fill("Who keeps the lights burning?")
    page.get_by_role("button", name="Keep the change").click()
    expect(page.locator("article.pair").nth(2)).to_contain_text("Who keeps the lights burning?")
    page.get_by_role("button", name="Up pair 3").click()
    expect(page.locator("article.pair h3").nth(1)).to_have_text("Who keeps the lights burning?")

    page.get_by_role("button", name="Make the questions").click()
    page.wait_for_url("**/work")
    expect(page.get_by_role("heading", level=1)).to_contain_text("questions made", timeout=A_MAKING)
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile("/teacher#"))
    title = f"Harbour {'with' if script else 'without'}"
    learner = visit()
    learner.go("/")
    learner.page.get_by_role("link", name=title, exact=True).click()
    expect(learner.page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_making_survives_a_closed_page_and_can_be_stopped(teacher):
    text = "".join(
        f"What is station {n} for?\nStation {n} was opened in {1800 + n} and serves {n * 7} boats. "
        f"It stands {n} miles from the harbour, and the master of the bay looks after it.\n"
        for n in range(2, 2_500)
    )
    # Long enough to be read beside the page, and to be made for seconds.
    bring_in(teacher, "stations.txt", text)
    expect(teacher.page.get_by_role("button", name="Make the questions")).to_be_visible(timeout=A_MAKING)
    teacher.page.get_by_role("button", name="Make the questions").click()
    teacher.page.wait_for_url("**/work")
    path = teacher.path
    teacher.page.close()
    teacher.page = teacher.context.new_page()
    page = teacher.go(path)
    expect(page.get_by_role("status")).to_contain_text("pairs looked at", timeout=A_MAKING)
    expect(page.get_by_role("progressbar")).to_have_attribute("max", "2498")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", name="Stopped")).to_be_visible(timeout=A_MAKING)
    expect(page.get_by_role("button", name="Start again")).to_be_visible()


def test_somebody_who_studies_alone_makes_and_takes_a_quiz_of_their_own(visit):
    sam = visit()
    page = sam.go("/")
    page.get_by_role("link", name="Have a quiz made of it").click()
    page.get_by_role("link", name="Bring in a document").click()
    page.get_by_label("Or paste the text").fill(builders.FAQ)
    page.get_by_role("button", name="Show me the pairs").click()
    page.get_by_role("link", name="Change the title").click()
    page.get_by_label("Title", exact=True).fill("For Sam alone")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Make the questions").click()
    page.get_by_role("button", name="Take the quiz").click(timeout=A_MAKING)
    page.get_by_label("Your name or a pseudonym").fill("Sam")
    sam.press("Start", "**/attempt/*/1")
    other = visit()
    expect(other.go("/").get_by_role("main")).not_to_contain_text("For Sam alone")


def test_the_keyboard_alone_mends_a_pair(teacher):
    bring_in(teacher, "keys.txt", builders.FAQ)
    page = teacher.page
    for name in ("Leave out pair 2", "Down pair 1"):
        button = page.get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    expect(page.locator("article.pair h3").first).to_have_text("Who looks after the lights?")
    expect(page.get_by_role("link", name="1 pair left out")).to_be_visible()


def test_a_file_that_is_too_large_is_told_so_before_it_is_sent(teacher):
    page = teacher.go("/documents/new")
    page.get_by_label("File").evaluate("element => { element.dataset.largest = '10'; }")
    file = {"name": "large.txt", "mimeType": "text/plain", "buffer": b"x" * 11}
    page.get_by_label("File").set_input_files(file)
    assert "32 MB" in page.get_by_label("File").evaluate("element => element.validationMessage")
    page.get_by_role("button", name="Show me the pairs").click()
    assert teacher.path == "/documents/new"
