"""From the home page to the teacher's file, in a real browser, with and without the script."""

import csv
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def answer_everything(learner, bank):
    """Take the right choice of every other question, a wrong one of the rest; write a first key point."""
    for number, question in enumerate(bank.questions, 1):
        expect(learner.page.get_by_role("heading", level=1)).to_have_text(question.prompt)
        if question.kind == "multiple_choice":
            texts = [choice.text for choice in question.choices if choice.correct == bool(number % 2)]
            learner.choose(texts[0])
        else:
            learner.page.get_by_label("Your answer").fill(question.points[0].text)
        last = number == len(bank.questions)
        learner.press(
            "Save and look over" if last else "Save and go on", "**/check" if last else f"**/{number + 1}"
        )


def figure(text):
    return float(re.search(r"([\d.]+)\s+of \d+", text).group(1))


@pytest.mark.parametrize("script", [True, False], ids=["with the script", "without the script"])
def test_a_quiz_is_taken_and_its_marks_reach_the_teachers_file(visit, served, script, tmp_path):
    name = f"Ada {'with' if script else 'without'} script"
    learner, teacher = (visit(java_script_enabled=script) for _ in range(2))
    learner.go("/")
    learner.page.get_by_role("link", name=served.seed.title).click()
    learner.page.get_by_label("Your name or a pseudonym").fill(name)
    learner.press("Start", "**/attempt/*/1")
    answer_everything(learner, served.seed)
    shown, earned = hand_in_and_read(learner, served.seed)

    teacher.go(served.new_link())
    teacher.press("Sign in", "**/teacher")
    card = teacher.page.locator(f"li#{served.seed.id}")
    card.get_by_role("link", name="Overview").click()
    teacher.page.get_by_role("link", name="See the scores in the gradebook").click()
    row = teacher.page.get_by_role("row", name=name)
    assert figure(row.inner_text()) == shown
    gradebook = teacher.path
    teacher.page.get_by_role("link", name="Files of scores").click()
    with teacher.page.expect_download() as download:
        teacher.page.get_by_role("link", name="CSV, a row an attempt").click()
    download.value.save_as(tmp_path / "scores.csv")
    [line] = [
        line
        for line in csv.DictReader((tmp_path / "scores.csv").read_text("utf-8-sig").splitlines())
        if line["learner"] == name
    ]
    assert round(float(line["score"]), 2) == shown
    in_file = list(line.values())[-len(earned) :]
    assert [round(float(value), 2) for value in in_file] == earned
    teacher.go(gradebook)
    row.get_by_role("link", name=re.compile(rf"{shown:g}\s+of")).click()
    expect(teacher.page.get_by_role("heading", level=1)).to_contain_text(f"{name}: {shown:g} of")


def hand_in_and_read(learner, bank):
    """Go back and forth, hand in, and give the score and the credits that the learner sees."""
    learner.page.get_by_role("link", name="Question 1:").click()
    learner.press("Question 2, answered", "**/2")
    learner.press("Back", "**/1")
    learner.press("Look over and hand in", "**/check")
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("Every question is answered")
    learner.press("Hand in", "**/result")
    reviewed = learner.page.locator("article.reviewed")
    expect(reviewed).to_have_count(len(bank.questions))
    for question, article in zip(bank.questions, reviewed.all(), strict=True):
        if question.passage:
            assert article.locator("figure.source mark").count() > 0
        if question.kind == "multiple_choice":
            assert article.locator(".is-right").count() == 1
            assert article.locator(".is-chosen").count() == 1
        else:
            expect(article.locator(".given")).to_contain_text(question.points[0].text[:20])
            expect(article.locator(".points .status")).to_have_count(len(question.points))
    shown = figure(learner.page.get_by_role("heading", level=1).inner_text())
    earned = [figure(text) for text in reviewed.locator(".verdict").all_inner_texts()]
    assert sum(earned) == pytest.approx(shown, abs=0.005 * len(earned) + 0.01)
    return shown, earned
