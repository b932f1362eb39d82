"""A teacher edits a bank in a real browser, with scripts and without."""

from datetime import UTC, datetime

import builders
import pytest
from playwright.sync_api import expect

from quizapp.cli.opening import open_store
from quizapp.services import accounts, editing, library

pytestmark = pytest.mark.browser


@pytest.fixture
def sea(served):
    """The path of a bank of this test's own."""
    with open_store(served.settings) as store:
        [teacher] = accounts.list_users(store)
        library.import_bank(store, builders.bank("sea", "The sea"), teacher, datetime.now(UTC))
    return "/teacher/bank/sea"


@pytest.fixture
def newest(served):
    """Gives the newest state of a bank."""

    def opened(slug):
        with open_store(served.settings) as store:
            [teacher] = accounts.list_users(store)
            return editing.open_bank(store, teacher, slug)

    return opened


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_is_edited_checked_and_saved(visit, served, sea, newest, scripts):
    before = newest("sea").version
    visitor = visit(java_script_enabled=scripts, expected="400")
    visitor.go(served.new_link())
    visitor.press("Sign in", "**/teacher")
    page = visitor.go(sea)
    page.get_by_role("link", name="Edit question 1").click()
    prompt = f"What are the tides mainly caused by, {'with' if scripts else 'without'} scripts?"
    page.get_by_label("Prompt").fill(prompt)
    page.get_by_label("Choice B").fill("All of the above")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("complementary")).to_contain_text("All of the above to mend")
    assert newest("sea").version == before
    page.get_by_label("Choice B").fill("The salt of the sea")
    page.get_by_label("Tags").fill("moon")
    page.get_by_text("Why, and the evidence of choice B").click()
    page.locator("#choices-1-quotes").fill("Nobody said this.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Not in the source")
    assert page.locator("#choices-1-quotes").input_value() == "Nobody said this."
    page.locator("#choices-1-quotes").fill("The Sun adds to them")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved as version")
    question = newest("sea").bank.question_by_id["p-tide-mc-1"]
    assert (question.prompt, question.choices[1].text) == (prompt, "The salt of the sea")
    assert question.tags == ("moon",)


def test_a_question_is_dropped_and_brought_back_by_keyboard_alone(teacher, sea, newest):
    page = teacher.go(f"{sea}?kind=short_answer")
    page.get_by_role("button", name="Drop question 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You can bring it back")
    assert "p-tide-sa" not in newest("sea").bank.question_by_id
    page.get_by_role("link", name="Dropped questions").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bring back").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Brought back as version")
    assert "p-tide-sa" in newest("sea").bank.question_by_id
