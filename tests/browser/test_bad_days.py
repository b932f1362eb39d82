"""Nothing that a page called saved is ever missing, whatever the day brings."""

import os
import re
import signal
import subprocess
import sys

import pytest
from browser.conftest import address
from playwright.sync_api import expect

from quizapp.model.answer import Answer
from quizapp.model.quiz import Layout, QuizSettings

pytestmark = pytest.mark.browser

WORDS = "The Moon, mostly; and the Sun adds to it."


def typing(visitor, path, words=WORDS):
    """Go to the second question and type."""
    page = visitor.go(f"{path}/2")
    page.get_by_label("Your answer").press_sequentially(words)
    return page


def saved(page):
    return expect(page.locator("[data-saved]"))


def until(page, condition):
    """Wait until something holds on the server."""
    for _ in range(100):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came true")


def test_what_is_typed_is_saved_without_pressing_anything(visit, served):
    learner = visit()
    path = learner.start(served.tides_code, "Typing")
    page = typing(learner, path)
    saved(page).to_have_text(re.compile(r"Saved at \d\d:\d\d:\d\d\."))
    assert served.answer_of(path, 2) == Answer(text=WORDS)
    page.get_by_label("Your answer").press("End")
    page.get_by_label("Your answer").press_sequentially(" More.")
    expect(page.get_by_label("Your answer")).to_have_value(f"{WORDS} More.")
    until(page, lambda: served.answer_of(path, 2) == Answer(text=f"{WORDS} More."))
    until(page, lambda: page.evaluate("Object.keys(localStorage)") == [])


def test_on_one_page_every_box_is_saved_by_itself(visit, served):
    code = served.publish("one-page", QuizSettings(layout=Layout.ALL))
    learner = visit()
    learner.go(f"/quiz/{code}")
    learner.page.get_by_label("Your name or a pseudonym").fill("One page")
    learner.press("Start", "**/all*")
    page, path = learner.page, learner.path.removesuffix("/all")
    boxes = page.get_by_label("Your answer")
    boxes.nth(0).press_sequentially("The Moon")
    boxes.nth(1).press_sequentially("It falls dry")
    learner.choose("3 hours")
    until(page, lambda: served.answer_of(path, 4) == Answer(text="It falls dry"))
    until(page, lambda: served.answer_of(path, 3) == Answer(choice=0))
    assert served.answer_of(path, 2) == Answer(text="The Moon")
    page.reload()
    expect(boxes.nth(1)).to_have_value("It falls dry")


def test_a_chosen_answer_is_saved_without_pressing_anything(visit, served):
    learner = visit()
    path = learner.start(served.tides_code, "Choosing")
    learner.choose("The gravity of the Moon")
    saved(learner.page).to_contain_text("Saved at")
    assert served.answer_of(path, 1) == Answer(choice=0)


def test_a_connection_that_is_gone_loses_no_keystroke(visit, served):
    learner = visit(expected="Failed to load resource")
    path = learner.start(served.tides_code, "Offline")
    page = typing(learner, path, "The Moon")
    saved(page).to_contain_text("Saved at")
    learner.context.set_offline(True)
    page.get_by_label("Your answer").press("End")
    page.get_by_label("Your answer").press_sequentially(", and the Sun")
    saved(page).to_contain_text("No connection")
    page.get_by_role("button", name="Save and go on").click()
    saved(page).to_contain_text("go on when the connection is back")
    assert served.answer_of(path, 2) == Answer(text="The Moon")
    learner.context.set_offline(False)
    saved(page).to_contain_text("Saved at")
    assert served.answer_of(path, 2) == Answer(text="The Moon, and the Sun")
    learner.press("Save and go on", "**/3")


def test_a_page_that_was_closed_without_a_connection_gives_the_words_back(visit, served):
    learner = visit(expected="Failed to load resource")
    path = learner.start(served.tides_code, "Closed")
    page = learner.go(f"{path}/2")
    learner.context.set_offline(True)
    page.get_by_label("Your answer").press_sequentially(WORDS)
    saved(page).to_contain_text("No connection")
    assert page.evaluate("Object.keys(localStorage)") == [f"quizapp:{path}/2/draft"]
    page.close()
    learner.context.set_offline(False)
    assert served.answer_of(path, 2) is None
    learner.page = learner.context.new_page()
    page = learner.go(f"{path}/2")
    expect(page.get_by_label("Your answer")).to_have_value(WORDS)
    saved(page).to_contain_text("Saved at")
    assert served.answer_of(path, 2) == Answer(text=WORDS)
    page.evaluate("path => localStorage.setItem(`quizapp:${path}/4/draft`, '{}')", path)
    [cookie] = [one for one in learner.context.cookies() if one["name"] == "quizapp_learner"]
    served.hand_in(path, cookie["value"])
    learner.go(f"{path}/result")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_two_devices_never_overwrite_each_other_in_silence(visit, served):
    first, second = visit(), visit(expected="409")
    path = first.start(served.tides_code, "Two devices")
    receipt = first.page.locator(".receipt").text_content()
    second.go("/receipt")
    second.page.get_by_label("Receipt").fill(receipt)
    second.page.get_by_role("button", name="Open my attempt").click()
    second.page.wait_for_url(f"**{path}/1")
    second.go(f"{path}/2")
    page = typing(first, path, "From the first")
    saved(page).to_contain_text("Saved at")
    second.page.get_by_label("Your answer").press_sequentially("From the second")
    saved(second.page).to_contain_text("Another window or device has changed this answer")
    expect(second.page.get_by_label("Your answer")).to_have_value("From the second")
    assert served.answer_of(path, 2) == Answer(text="From the first")
    second.press("Save and go on", "**/3")
    assert served.answer_of(path, 2) == Answer(text="From the second")


def test_reload_and_back_show_what_was_saved_on_every_page(visit, served):
    learner = visit()
    path = learner.start(served.tides_code, "Reload")
    page = typing(learner, path)
    saved(page).to_contain_text("Saved at")
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value(WORDS)
    learner.press("Save and go on", "**/3")
    page.go_back()
    expect(page.get_by_label("Your answer")).to_have_value(WORDS)
    learner.press("Look over and hand in", "**/check")
    page.reload()
    learner.press("Hand in as it is", "**/result")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("you earned")
    for _ in range(3):
        page.go_back()
    page.wait_for_url("**/result")
    assert served.answer_of(path, 2) == Answer(text=WORDS)


def test_a_lid_closed_over_the_end_of_the_time_keeps_what_was_saved(visit, served):
    code = served.publish("lid", QuizSettings(minutes=40))
    learner = visit(expected="409")
    path = learner.start(code, "Lid")
    page = typing(learner, path)
    saved(page).to_contain_text("Saved at")
    expect(page.locator("[data-shown]")).to_have_text("40 minutes")
    served.let_time_pass(path, 60)
    page.get_by_label("Your answer").press("End")
    page.get_by_label("Your answer").press_sequentially(" Too late.")
    page.wait_for_url("**/result")
    expect(page.get_by_role("status").first).to_contain_text("The time was over")
    expect(page.locator("article.reviewed").nth(1)).to_contain_text(WORDS)
    assert served.answer_of(path, 2) == Answer(text=WORDS)


def test_the_time_runs_out_by_itself_and_the_last_words_count(visit, served):
    code = served.publish("runs-out", QuizSettings(minutes=1))
    learner = visit()
    path = learner.start(code, "Out of time")
    served.let_time_pass(path, 57 / 60)
    page = learner.go(f"{path}/2")
    page.get_by_label("Your answer").press_sequentially(WORDS)
    page.wait_for_url("**/result", timeout=30_000)
    assert served.answer_of(path, 2) == Answer(text=WORDS)


def test_a_clock_that_is_wrong_by_a_day_changes_nothing(visit, served):
    code = served.publish("wrong-clock", QuizSettings(minutes=40))
    learner = visit()
    learner.context.add_init_script("const real = Date.now; Date.now = () => real() - 86400000;")
    path = learner.start(code, "Wrong clock")
    page = typing(learner, path)
    expect(page.locator("[data-shown]")).to_have_text("40 minutes")
    saved(page).to_contain_text("Saved at")
    page.locator(".timer summary").click()
    expect(page.locator("[data-shown]")).to_be_hidden()


def test_more_time_in_mid_attempt_is_shown_to_the_learner(visit, served, teacher):
    code = served.publish("more-time", QuizSettings(minutes=40))
    learner = visit()
    learner.start(code, "Slow but sure")
    expect(learner.page.locator("[data-shown]")).to_have_text("40 minutes")
    teacher.go(f"/teacher/quiz/{code}/settings")
    teacher.page.get_by_label("Time of Slow but sure").select_option("1.5")
    teacher.page.get_by_role("button", name="Save for Slow but sure").click()
    expect(teacher.page.get_by_role("status")).to_contain_text("The extra time is given")
    learner.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(learner.page.locator("[data-shown]")).to_have_text("60 minutes")
    learner.page.reload()
    expect(learner.page.locator(".timer")).to_contain_text("with extra time (1.5 ×)")


def test_an_expired_form_keeps_the_words_and_saves_them(visit, served):
    learner = visit(expected="400")
    path = learner.start(served.tides_code, "Expired")
    page = learner.go(f"{path}/2")
    learner.context.clear_cookies(name="quizapp_form")
    page.get_by_label("Your answer").press_sequentially(WORDS)
    saved(page).to_contain_text("Not saved yet")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_label("Your answer")).to_have_value(WORDS)
    expect(page.locator("#text-error")).to_contain_text("open for too long")
    learner.press("Save and go on", "**/3")
    assert served.answer_of(path, 2) == Answer(text=WORDS)


def test_a_quiz_that_is_edited_and_closed_goes_on_as_it_was_taken(visit, served, teacher):
    code = served.publish("edited", QuizSettings())
    learner = visit()
    path = learner.start(code, "Edited")
    page = typing(learner, path)
    saved(page).to_contain_text("Saved at")
    served.publish("edited", QuizSettings(), served.tides.questions[2:])
    teacher.go("/teacher")
    teacher.page.locator("li#edited").get_by_role("button", name="Close").click()
    expect(teacher.page.get_by_role("status")).to_contain_text("Closed for new attempts")
    learner.press("Save and go on", "**/3")
    expect(page.get_by_text("of 4", exact=False).first).to_be_visible()
    learner.press("Look over and hand in", "**/check")
    learner.press("Hand in as it is", "**/result")
    expect(page.locator("article.reviewed")).to_have_count(4)
    expect(page.locator("article.reviewed").nth(1)).to_contain_text(WORDS)


def test_a_server_that_restarts_between_two_answers_loses_nothing(visit, tmp_path):
    environment = {**os.environ, "QUIZAPP_DATA": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    environment.pop("DATABASE_URL", None)

    def serve(port):
        command = [sys.executable, "-m", "quizapp", "demo", "--port", port]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        return subprocess.Popen(command, env=environment, **pipes)

    def stop(server):
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)

    server = serve("0")
    try:
        learner = visit(expected="ERR_CONNECTION_REFUSED")
        learner.url = address(server)
        learner.go("/")
        learner.page.locator(".card.linked a").first.click()
        code = learner.path.rsplit("/", 1)[1]
        learner.start(code, "Restart")
        page = learner.page
        while not page.locator("textarea").count():
            page.get_by_role("button", name="Save and go on").click()
        place = learner.path
        page.get_by_label("Your answer").press_sequentially("Before the restart")
        saved(page).to_contain_text("Saved at")
        stop(server)
        page.get_by_label("Your answer").press("End")
        page.get_by_label("Your answer").press_sequentially(", and after it")
        saved(page).to_contain_text("No connection")
        server = serve(learner.url.rsplit(":", 1)[1])
        address(server)
        saved(page).to_contain_text("Saved at")
        learner.go(place)
        expect(page.get_by_label("Your answer")).to_have_value("Before the restart, and after it")
    finally:
        stop(server)


def test_begun_without_the_script_a_timed_quiz_is_taken_by_buttons(visit, served):
    code = served.publish("no-script", QuizSettings(minutes=40))
    learner = visit(java_script_enabled=False)
    path = learner.start(code, "No script")
    page = learner.page
    expect(page.locator(".timer")).to_contain_text("40 minutes left")
    page.get_by_role("button", name="Flag for later").click()
    expect(page.get_by_role("button", name="Flagged", exact=True)).to_be_visible()
    learner.go(f"{path}/2")
    page.get_by_label("Your answer").fill(WORDS)
    learner.press("Save and go on", "**/3")
    learner.press("Look over and hand in", "**/check")
    expect(page.get_by_text("Flagged for later")).to_be_visible()
    learner.press("Hand in as it is", "**/result")
    page.get_by_text("I think this should count").first.click()
    page.get_by_label("Why should it count?").first.fill("It says so.")
    page.get_by_role("button", name="Send to my teacher").first.click()
    expect(page.get_by_text("Waiting for your teacher.")).to_be_visible()
    learner.press("Practise what I missed", "**/attempt/*/1")
    learner.press("Show a hint", "**/1")
    expect(page.get_by_role("heading", name="Hint from the source")).to_be_visible()
