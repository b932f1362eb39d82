"""axe-core finds nothing on any page of a learner, in light and dark, on a phone and on a desk."""

import os
import re

import pytest
from browser import axe
from playwright.sync_api import expect

from quizapp.model.quiz import Layout, Mode, QuizSettings, Reveal

pytestmark = pytest.mark.browser

WIDTHS = (375, 1280)
SCHEMES = ("light", "dark")
RUN = """async () => {
    const found = await axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
    return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`));
}"""
SMALL = """[...document.querySelectorAll('button, .button, select, textarea, summary, .choice, .pill, .option, input')]
    .filter(element => element.checkVisibility() && !element.closest('.choice, .pill, .option, .copy'))
    .filter(element => element.type !== 'hidden')
    .filter(element => element.getBoundingClientRect().height < 43.9)
    .map(element => element.outerHTML.slice(0, 160))"""
HOLDER = "holder-of-access-0123456789"


@pytest.fixture(scope="module")
def script():
    if not axe.PLACE.exists():
        if os.environ.get("CI"):
            pytest.fail(axe.ADVICE)
        pytest.skip(axe.ADVICE)
    return axe.PLACE.read_text(encoding="utf-8")


@pytest.fixture
def inspect(script):
    """Looks at the page that a visitor is on, in every scheme and width; gives what is wrong."""

    def inspected(visitor):
        page = visitor.page
        wrong = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.evaluate(f"() => {{ if (!window.axe) {{ {script} }} }}")
                wrong += [f"{visitor.path} {scheme} {width}: {one}" for one in page.evaluate(RUN)]
            wrong += [f"{visitor.path} {width} small: {one}" for one in page.evaluate(SMALL)]
            across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            wrong += [f"{visitor.path} {width}: {across} pixels too wide"] if across > 0 else []
        return wrong

    return inspected


@pytest.fixture
def learner(visit, served):
    visitor = visit(expected="40")
    cookie = {"name": "quizapp_learner", "value": HOLDER, "url": served.url}
    visitor.context.add_cookies([cookie])
    return visitor


def test_the_pages_of_a_test_are_open_to_all(learner, served, inspect):
    timed = QuizSettings(minutes=4, attempts=50)
    code = served.publish("access-test", timed)
    wrong = []
    for path in ("/", f"/quiz/{code}", "/receipt", "/sign-in", "/nothing", "/deck"):
        learner.go(path)
        wrong += inspect(learner)
    under_way = served.begin(code, "Access", HOLDER)
    for path in (f"{under_way}/1", f"{under_way}/2", f"{under_way}/check", f"/quiz/{code}"):
        learner.go(path)
        wrong += inspect(learner)
    learner.go(f"{under_way}/1")
    learner.page.get_by_role("button", name="Flag for later").click()
    expect(learner.page.get_by_role("button", name="Flagged", exact=True)).to_be_visible()
    wrong += inspect(learner)
    finished = served.begin(code, "Access", HOLDER, "", "Mainly the Moon, they say.")
    served.hand_in(finished, HOLDER)
    for path in (f"{finished}/result", f"{finished}/stored"):
        learner.go(path)
        for summary in learner.page.locator("details.contest summary").all():
            summary.click()
        wrong += inspect(learner)
    assert wrong == []


def test_the_pages_of_a_practice_and_the_deck_are_open_to_all(learner, served, inspect):
    code = served.publish("access-practice", QuizSettings(mode=Mode.PRACTICE))
    path = served.begin(code, "Access", HOLDER, "", "Mainly the Moon, they say.")
    learner.go(f"{path}/2")
    learner.page.get_by_role("button", name="Show a hint").click()
    expect(learner.page.get_by_role("heading", name="Hint from the source")).to_be_visible()
    wrong = inspect(learner)
    learner.page.get_by_text("I think so").click()
    learner.page.get_by_role("button", name="Check my answer").click()
    learner.page.wait_for_selector("article.reviewed")
    wrong += inspect(learner)
    served.hand_in(path, HOLDER)
    learner.go(f"{path}/result")
    expect(learner.page.get_by_role("heading", name="How well you knew what you knew")).to_be_visible()
    wrong += inspect(learner)
    learner.page.get_by_role("button", name="Keep them in my deck").click()
    learner.page.get_by_role("button", name="Check my answer").wait_for()
    wrong += inspect(learner)
    learner.page.get_by_role("button", name="Check my answer").click()
    learner.page.wait_for_selector("article.reviewed")
    wrong += inspect(learner)
    assert wrong == []


def test_a_quiz_on_one_page_and_a_result_to_come_are_open_to_all(learner, served, inspect):
    code = served.publish("access-all", QuizSettings(layout=Layout.ALL, reveal=Reveal.NEVER))
    path = served.begin(code, "Access", HOLDER)
    learner.go(f"{path}/1")
    assert learner.path == f"{path}/all"
    wrong = inspect(learner)
    served.hand_in(path, HOLDER)
    learner.go(f"{path}/result")
    expect(learner.page.get_by_role("heading", level=1)).to_contain_text("Handed in")
    wrong += inspect(learner)
    assert wrong == []


def test_the_teachers_form_and_contests_are_open_to_all(teacher, served, inspect):
    code = served.publish("access-teacher", QuizSettings(minutes=30))
    under_way = served.begin(code, "Under way", HOLDER)
    finished = served.begin(code, "Handed in", HOLDER, "", "The Moon")
    served.hand_in(finished, HOLDER)
    assert under_way != finished
    wrong = []
    paths = (f"/teacher/quiz/{code}/settings", f"/teacher/quiz/{code}/contests")
    for path in (*paths, "/teacher/bank/access-teacher/publish"):
        teacher.go(path)
        wrong += inspect(teacher)
    assert wrong == []


def test_the_pages_of_classes_and_their_members_are_open_to_all(visit, served, inspect):
    code = served.publish("access-class", QuizSettings(minutes=30))
    teacher = visit(expected="400")
    teacher.go(served.new_link())
    teacher.press("Sign in", "**/teacher")
    teacher.go("/teacher/classes")
    teacher.page.get_by_label("Name").fill("Access")
    wrong = inspect(teacher)
    teacher.press("Make the class", "**/roster")
    place = teacher.path.removesuffix("/roster")
    teacher.page.get_by_label("Or paste the list").fill("name,id\nAda,1\nBob,1\n")
    teacher.page.get_by_role("button", name="Show what would change").click()
    expect(teacher.page.get_by_role("alert")).to_contain_text("row 3")
    wrong += inspect(teacher)
    teacher.page.get_by_label("Or paste the list").fill("name,id\nAda,1\nBob,2\n")
    teacher.page.get_by_role("button", name="Show what would change").click()
    expect(teacher.page.get_by_role("heading", level=1)).to_have_text("What the roster changes")
    wrong += inspect(teacher)
    teacher.press("Take the roster", f"**{place}")
    wrong += inspect(teacher)
    teacher.page.get_by_role("link", name="Ada").click()
    wrong += inspect(teacher)
    teacher.go(f"{place}/links")
    wrong += inspect(teacher)
    teacher.press("Make them, as a page to print", "**/links")
    wrong += inspect(teacher)
    link = teacher.page.locator("code").first.inner_text().removeprefix(served.url)
    for page in ("settings", "handout", "paper"):
        teacher.go(f"/teacher/quiz/{code}/{page}")
        wrong += inspect(teacher)
    teacher.go(f"/teacher/quiz/{code}/settings")
    teacher.page.get_by_text("Choose questions, and say").click()
    wrong += inspect(teacher)
    member = visit()
    member.go(link)
    wrong += inspect(member)
    member.press("Yes, show my quizzes", "**/me")
    wrong += inspect(member)
    assert wrong == []


def test_a_whole_quiz_in_german_is_open_to_all_and_speaks_german(visit, served, inspect):
    learner = visit(expected="ERR_INTERNET_DISCONNECTED", locale="de-DE")
    page = learner.go(f"/quiz/{served.publish('access-german', QuizSettings(minutes=4, attempts=3))}")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    wrong = inspect(learner)
    page.get_by_label("Dein Name oder ein Pseudonym").fill("Ada")
    learner.press("Beginnen", "**/1")
    expect(page.locator("[data-shown]")).to_have_text("4 Minuten")
    learner.choose("The gravity of the Moon")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"Gespeichert um \d\d:\d\d:\d\d\."))
    wrong += inspect(learner)
    learner.press("Speichern und weiter", "**/2")
    answer = page.get_by_label("Deine Antwort")
    expect(answer).to_have_attribute("lang", "en")
    answer.fill("x" * 5_001)
    expect(page.locator("#counter")).to_have_text("1 Zeichen zu viel.")
    learner.context.set_offline(True)
    answer.fill("The gravity of the Moon")
    expect(page.locator("[data-saved]")).to_contain_text("Keine Verbindung.")
    learner.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Gespeichert um")
    wrong += inspect(learner)
    learner.press("Durchsehen und abgeben", "**/check")
    wrong += inspect(learner)
    learner.press("So abgeben", "**/result")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada, du hast")
    expect(page.locator("article.reviewed").first).to_contain_text("Warum das richtig ist")
    wrong += inspect(learner)
    page.get_by_role("link", name="Was unter diesem Beleg gespeichert ist").click()
    wrong += inspect(learner)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is stored under your receipt")
    assert wrong == []


def test_what_is_folded_on_a_result_opens_with_a_key_on_paper_and_without_the_script(learner, served, visit):
    code = served.publish("access-folded", QuizSettings())
    path = served.begin(
        code, "Access", HOLDER, "", "The tides are caused by the gravity of the Moon and the Sun"
    )
    learner.go(f"{path}/1")
    learner.choose("The gravity of the Moon")
    expect(learner.page.locator("[data-saved]")).to_contain_text("Saved at")
    served.hand_in(path, HOLDER)
    page = learner.go(f"{path}/result")
    source = page.locator("details.folded figure.source").first
    expect(source).to_be_hidden()
    page.locator("details.folded > summary").first.focus()
    page.keyboard.press("Enter")
    expect(source).to_be_visible()
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    expect(source).to_be_visible()
    page.emulate_media(media="screen")
    expect(source).to_be_hidden()
    page.get_by_role("link", name="Open every explanation").click()
    expect(page.locator("article.reviewed figure.source").first).to_be_visible()
    expect(page.locator("details.folded")).to_have_count(0)


def test_the_pages_of_accounts_are_open_to_all(teacher, visit, served, inspect):
    wrong = []
    paths = ("/account", "/account/second-factor", "/accounts", "/accounts/1", "/accounts/log")
    sharing = (f"/teacher/bank/{served.tides.id}/sharing", f"/teacher/quiz/{served.tides_code}/log")
    for path in (*paths, *sharing):
        teacher.go(path)
        wrong += inspect(teacher)
    teacher.go("/accounts")
    teacher.press("Make a link", "**/accounts")
    invited = visit()
    invited.page.goto(teacher.page.locator("code.once").inner_text())
    wrong += inspect(teacher) + inspect(invited)
    teacher.press("Take back", "**/accounts")
    teacher.go("/accounts/1")
    teacher.press("Link to a new password", "**/accounts/1")
    invited.page.goto(teacher.page.locator("code.once").inner_text())
    wrong += inspect(teacher) + inspect(invited)
    teacher.go("/account")
    teacher.page.get_by_label("Name of the program").fill("Gradebook")
    teacher.press("Make a token", "**/account#tokens")
    wrong += inspect(teacher)
    teacher.press("Revoke", "**/account#tokens")
    assert wrong == []
