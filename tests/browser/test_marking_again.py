"""A class whose quiz is reviewed, marked again and put back, by a teacher in a real browser."""

import re
from datetime import UTC, datetime

import pytest
from classes import holder_of, sit
from playwright.sync_api import expect

from quizapp.cli.opening import open_store
from quizapp.model.quiz import QuizSettings
from quizapp.services import accounts, contesting, study, teach

pytestmark = pytest.mark.browser

LIKE = "The pull of our satellite does it"
SAID = {
    **dict.fromkeys(("Ada", "Bob", "Cem", "Dee"), LIKE),
    **dict.fromkeys(("Eli", "Fay"), "the pull of our satellite does it."),
    **dict.fromkeys(("Gus", "Hal", "Ida"), "The wind pushes the water ashore."),
    "Jon": "The gravity of the Moon mainly causes the tides, and the Sun adds to them.",
    "Kim": "",
    "Lea": "Whales breathe it.",
}


@pytest.fixture
def class_of_12(served):
    """Lets twelve take a quiz made of a bank of that name, and gives its code. Ada contests her mark."""

    def taking(slug):
        code = served.publish(slug, QuizSettings(minutes=30))
        with open_store(served.settings) as store:
            for number, (name, text) in enumerate(SAID.items()):
                take(store, code, name, {1: number % 3, **({2: text} if text else {})})
        return code

    return taking


def take(store, code, name, answers):
    """Take the quiz; Lea is still at it."""
    now = datetime.now(UTC)
    attempt = sit(store, code, name, answers, now, hand_in=False)
    if name != "Lea":
        study.finish(store, attempt, holder_of(name), now, 0.999)
    if name == "Ada":
        reason = "The Moon is a satellite."
        contesting.contest(store, attempt, holder_of(name), "p-tide-sa", "mark", reason, now)


def scores(served, code):
    with open_store(served.settings) as store:
        [teacher] = accounts.list_users(store)
        return {row.learner: row.score for row in teach.score_table(store, teacher, code).rows}


def test_an_answer_accepted_for_a_group_changes_its_scores_and_undoing_puts_them_back(
    visit, served, class_of_12
):
    code = class_of_12("marked-again")
    before = scores(served, code)
    teacher = visit(expected="400")
    teacher.go(served.new_link())
    teacher.press("Sign in", "**/teacher")
    page = teacher.page
    page.get_by_role("link", name=re.compile(r"answers wait for you")).click()
    page.get_by_role("link", name="Review the answers of Marked again").click()
    page.get_by_role("link", name=re.compile("Review.*What causes the tides")).click()
    group = page.locator("form.review-group").first
    expect(group.get_by_role("heading")).to_contain_text("6 learners")
    expect(group).to_contain_text("Ada contests the mark: The Moon is a satellite.")
    group.get_by_text("Write it into the question").click()
    group.get_by_role("button", name="Accept these words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mark again")
    expect(page.locator(".dry")).to_contain_text("6 up")
    assert scores(served, code) == before
    page.get_by_label("Reason (the learners see it)").fill("Our satellite is the Moon.")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("status").first).to_contain_text("Marked again")
    after = scores(served, code)
    assert {name for name in after if after[name] != before[name]} == {
        "Ada",
        "Bob",
        "Cem",
        "Dee",
        "Eli",
        "Fay",
    }
    page.get_by_role("link", name="Undo marked again").click()
    expect(page.locator(".dry")).to_contain_text("6 down")
    page.get_by_label("Reason (the learners see it)").fill("It was not, after all.")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("alert")).to_contain_text("6 would lose something")
    page.get_by_label("6 answers may go down").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("status").first).to_contain_text("Undone")
    assert scores(served, code) == before


def test_the_live_table_keeps_itself_fresh(visit, served, class_of_12):
    teacher = visit()
    teacher.go(served.new_link())
    teacher.press("Sign in", "**/teacher")
    code = class_of_12("watched")
    page = teacher.go(f"/teacher/quiz/{code}/live")
    row = page.get_by_role("row", name="Lea 2")
    expect(row).to_contain_text("2 of 4")
    path = served.begin(code, "Moe", "holder-of-moe-0123456789")
    expect(page.get_by_role("row", name="Moe")).to_contain_text("0 of 4", timeout=15_000)
    expect(page.locator("#live-state")).to_contain_text("Kept fresh")
    row.get_by_role("button", name="End the attempt of Lea").click()
    expect(page.get_by_role("status").first).to_contain_text("Handed in with what was saved")
    expect(page.get_by_role("row", name="Lea 2")).to_contain_text("Handed in")
    assert path
