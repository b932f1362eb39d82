"""Keys, tabs, the back button, impatient fingers: what a learner's hands do to a quiz."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_keyboard_alone_takes_a_quiz(visit, served):
    learner = visit()
    page = learner.go(f"/quiz/{served.tides_code}")
    tab_to(page, page.get_by_label("Your name or a pseudonym"))
    page.keyboard.type("Kay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1")
    page.keyboard.press("2")
    expect(page.locator("input[type=radio]").nth(1)).to_be_checked()
    page.keyboard.press("3")
    expect(page.locator("input[type=radio]").nth(2)).to_be_checked()
    page.keyboard.press("9")
    expect(page.locator("input[type=radio]").nth(2)).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/2")
    tab_to(page, page.get_by_label("Your answer"))
    page.keyboard.type("1 Moon,")
    page.keyboard.press("Enter")
    page.keyboard.type("and the Sun")
    tab_to(page, page.get_by_role("button", name="Save and go on"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/3")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/4")
    tab_to(page, page.get_by_role("button", name="Save and look over"))
    page.keyboard.press("Space")
    page.wait_for_url("**/check")
    expect(page.get_by_role("list")).to_contain_text("1 Moon, and the Sun")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 question without an answer")
    tab_to(page, page.get_by_role("button", name="Hand in as it is"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/result")


def tab_to(page, target):
    """Press Tab until the target has the focus, which must then be seen."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            break
    expect(target).to_be_focused()
    assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"


def test_the_first_tab_leads_to_the_content(visit):
    page = visit().go("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["with the script", "without the script"])
def test_start_pressed_twice_begins_one_attempt(visit, served, script):
    learner = visit(java_script_enabled=script)
    page = learner.go(f"/quiz/{served.tides_code}")
    page.get_by_label("Your name or a pseudonym").fill("Twice")
    page.get_by_role("button", name="Start").dblclick()
    page.wait_for_url("**/1")
    learner.go(f"/quiz/{served.tides_code}")
    expect(page.get_by_role("link", name="Go on as Twice")).to_have_count(1)


def test_an_answer_sent_twice_is_one_answer(visit, served):
    learner = visit()
    learner.start(served.tides_code, "Double")
    page = learner.page
    learner.press("Save and go on", "**/2")
    page.get_by_label("Your answer").fill("The Moon, sent twice")
    page.get_by_role("button", name="Save and go on").dblclick()
    page.wait_for_url("**/3")
    learner.press("Look over and hand in", "**/check")
    expect(page.locator(".look-over li.answered")).to_have_count(1)
    learner.press("Hand in as it is", "**/result")
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("This attempt is handed in")


def test_the_last_answer_of_two_tabs_counts(visit, served):
    learner = visit()
    path = learner.start(served.tides_code, "Tabs")
    learner.go(f"{path}/2")
    other = learner.context.new_page()
    other.goto(f"{served.url}{path}/2")
    learner.page.get_by_label("Your answer").fill("From the first tab")
    learner.press("Save and go on", "**/3")
    other.get_by_role("button", name="Save and go on").click()
    other.wait_for_url("**/3")
    learner.go(f"{path}/2")
    expect(learner.page.get_by_label("Your answer")).to_have_value("From the first tab")
    other.goto(f"{served.url}{path}/2")
    other.get_by_label("Your answer").fill("From the second tab")
    other.get_by_role("button", name="Save and go on").click()
    other.wait_for_url("**/3")
    learner.page.reload()
    expect(learner.page.get_by_label("Your answer")).to_have_value("From the second tab")


def test_the_back_button_shows_the_saved_answer(visit, served):
    learner = visit()
    path = learner.start(served.tides_code, "Back")
    learner.go(f"{path}/2")
    learner.page.get_by_label("Your answer").fill("Saved before going on")
    learner.press("Save and go on", "**/3")
    learner.page.go_back()
    expect(learner.page.get_by_label("Your answer")).to_have_value("Saved before going on")
    learner.press("Save and go on", "**/3")
    learner.page.go_back()
    expect(learner.page.get_by_label("Your answer")).to_have_value("Saved before going on")


def test_leaving_an_unsaved_answer_asks_first(visit, served):
    learner = visit()
    path = learner.start(served.tides_code, "Leaving")
    page = learner.go(f"{path}/2")
    page.get_by_label("Your answer").press_sequentially("Not saved")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(served.url)
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("script", [True, False], ids=["with the script", "without the script"])
def test_an_answer_that_is_too_long_stays_in_the_box_with_a_message(visit, served, script):
    learner = visit(expected="400", java_script_enabled=script)
    path = learner.start(served.tides_code, "Long")
    page = learner.go(f"{path}/2")
    text = "🌊 <b>مد</b> " * 600
    page.get_by_label("Your answer").fill(text)
    if script:
        expect(page.locator("#counter")).to_contain_text("characters too many")
    page.get_by_role("button", name="Save and go on").click()
    box = page.get_by_label("Your answer")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_be_focused()
    expect(box).to_have_value(text)
    expect(page.locator("#text-error")).to_contain_text("at most 5,000")
    assert "text-error" in box.get_attribute("aria-describedby").split()
