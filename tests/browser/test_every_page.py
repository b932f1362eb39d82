"""What holds on every page: it fits a phone, weighs little, asks no other host, has a title of its own."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HEAVIEST = 60 * 1024
"""Bytes as sent of a learner's page, with styles and script."""

OUTLINE = "[...document.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1]))"
WITHOUT_NAME = """[...document.querySelectorAll('input:not([type=hidden]), textarea, button, a')].filter(
    element => !(element.labels?.length || element.textContent.trim() || element.getAttribute('aria-label'))
).map(element => element.outerHTML)"""
SMALL = """[...document.querySelectorAll('main button, main .button, main textarea, .choice')].filter(
    element => element.checkVisibility() && element.getBoundingClientRect().height < 44
).map(element => element.outerHTML)"""
MISSING_DESCRIPTION = """[...document.querySelectorAll('[aria-describedby], [aria-labelledby]')]
    .filter(element =>     !['aria-describedby', 'aria-labelledby'].some(name =>
        element.getAttribute(name)?.split(' ').some(id => document.getElementById(id)))
).map(element => element.outerHTML)"""
KINDS = ("short_answer", "multiple_choice")
NAME = "Phone " + "m" * 60


@pytest.fixture
def finished(served):
    """The path of an attempt that is handed in, by a learner with a long name and a long word to say."""
    holder = "holder-of-a-phone-0123456789"
    path = served.begin(served.tides_code, NAME, holder, "", "M" * 300 + " gravity of the Moon")
    served.hand_in(path, holder)
    return path


@pytest.fixture
def learner(visit, served, finished):
    """The phone of that learner."""
    visitor = visit(viewport={"width": 375, "height": 760}, expected="404")
    cookie = {"name": "quizapp_learner", "value": "holder-of-a-phone-0123456789", "url": served.url}
    visitor.context.add_cookies([cookie])
    return visitor


def look(visitor, path):
    """Go to a page and check what every page must be; gives its title."""
    visitor.go(path)
    return here(visitor, path)


def here(visitor, path=""):
    """Check what every page must be on the one that is open; gives its title."""
    page = visitor.page
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    across, wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert across <= wide, path
    levels = page.evaluate(OUTLINE)
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), path
    for question in (WITHOUT_NAME, SMALL, MISSING_DESCRIPTION):
        assert page.evaluate(question) == [], path
    return page.title()


def weight_of(visitor):
    """Give how many bytes were sent for the page, its styles and its script."""
    addresses = visitor.page.evaluate(
        "[location.href, ...[...document.querySelectorAll('link[href], script[src]')].map(e => e.href || e.src)]"
    )
    sent = [visitor.context.request.get(address).headers for address in addresses]
    assert all(
        headers["content-encoding"] == "gzip" for headers in sent if "svg" not in headers["content-type"]
    )
    return sum(int(headers["content-length"]) for headers in sent)


def test_every_page_of_a_learner_fits_a_phone_and_weighs_little(learner, served, finished):
    under_way = served.begin(served.seed_code, NAME, "holder-of-a-phone-0123456789")
    numbers = range(1, len(served.seed.questions) + 1)
    paths = ["/", f"/quiz/{served.seed_code}", "/receipt", "/sign-in", "/nothing", f"{finished}/result"]
    paths += [f"{under_way}/check", *(f"{under_way}/{number}" for number in numbers)]
    titles, weights = [], {}
    for path in paths:
        titles.append(look(learner, path))
        weights[path] = weight_of(learner)
    assert len(set(titles)) == len(titles)
    assert {path: weight for path, weight in weights.items() if not 2_000 < weight <= HEAVIEST} == {}


def test_every_page_of_a_teacher_fits_a_phone(finished, teacher, served):
    teacher.page.set_viewport_size({"width": 375, "height": 760})
    attempt = finished.replace("/attempt/", "/teacher/attempt/")
    bank = f"/teacher/bank/{served.seed.id}"
    short, choice = (next(q.id for q in served.seed.questions if q.kind == kind) for kind in KINDS)
    paths = ["/teacher", bank, f"/teacher/quiz/{served.tides_code}", attempt, "/teacher/search?words=peace"]
    paths += [
        f"{bank}/question/{short}",
        f"{bank}/question/{choice}",
        f"{bank}/question/{choice}/others",
        f"{bank}/question/{choice}/try",
    ]
    paths += [f"{bank}/{page}" for page in ("new/short_answer", "versions", "versions/1", "dropped", "renew")]
    paths += [f"{bank}/formats", "/teacher/questions"]
    paths += [f"{bank}/sharing", f"/teacher/quiz/{served.tides_code}/log"]
    paths += ["/account", "/account/second-factor", "/accounts", "/accounts/1", "/accounts/log"]
    titles = [look(teacher, path) for path in paths]
    assert len(set(titles)) == len(titles)


def test_every_page_of_a_class_fits_a_phone(teacher, visit, served):
    teacher.page.set_viewport_size({"width": 375, "height": 760})
    teacher.go("/teacher/classes")
    teacher.page.get_by_label("Name").fill("Phone class " + "m" * 60)
    teacher.press("Make the class", "**/roster")
    place = teacher.page.url.removesuffix("/roster").removeprefix(served.url)
    titles = [look(teacher, "/teacher/classes"), look(teacher, f"{place}/roster")]
    wide = "W" * 70
    roster = f"name,login,e-mail,id\n{NAME},{wide},{wide}@x.example,007\nBob,bob,,008\n"
    teacher.page.get_by_label("Or paste the list").fill(roster)
    teacher.press("Show what would change", "**/roster")
    here(teacher)
    teacher.press("Take the roster", f"**{place}")
    titles += [look(teacher, place), look(teacher, f"{place}/members/new"), look(teacher, f"{place}/links")]
    teacher.press("Make them, as a page to print", "**/links")
    here(teacher)
    link = teacher.page.locator("code").first.inner_text()
    teacher.go(place)
    teacher.page.get_by_role("link", name="Bob").click()
    here(teacher)
    member = visit(viewport={"width": 375, "height": 760})
    titles.append(look(member, link.removeprefix(served.url)))
    member.press("Yes, show my quizzes", "**/me")
    here(member)
    assert weight_of(member) <= HEAVIEST
    assert len(set(titles)) == len(titles)


def test_every_page_about_a_document_fits_a_phone(teacher, served):
    teacher.page.set_viewport_size({"width": 375, "height": 760})
    long = "W" * 300
    twice = f"## What is {long}?\nIt is {long}.\n\n## What is it?\nThis.\n\n## What is it?\nThat.\n"
    document = served.bring_in(f"# {NAME}\n\n{twice}\n## Is it empty?\n")
    teacher.go(document)
    first, second, third = teacher.page.locator("article.pair").evaluate_all(
        "pairs => pairs.map(pair => pair.id.replace('pair-', ''))"
    )
    teacher.page.get_by_role("button", name="Leave out pair 3").click()
    pages = ["", "/about", "/source", "/remove", "/pairs/new", f"/pairs/{first}", f"/pairs/{second}/merge"]
    paths = ["/documents", "/documents/new", *(document + page for page in [*pages, "/pairs/left-out"])]
    titles = [look(teacher, path) for path in paths]
    teacher.go(document)
    teacher.page.get_by_role("button", name="Make the questions").click()
    titles.append(look(teacher, f"{document}/work"))
    expect(teacher.page.get_by_role("heading", level=1)).to_contain_text("made", timeout=60_000)
    look(teacher, f"{document}/work")
    assert len(set(titles)) == len(titles)
    assert third not in (first, second)


def test_a_link_signs_in_once(visit, served):
    path = served.new_link()
    first, second = visit(), visit(expected="403")
    first.go(path)
    second.go(path)
    first.press("Sign in", "**/teacher")
    second.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(second.page.get_by_role("alert")).to_contain_text("This link has been used")


def test_a_ruling_of_the_teacher_reaches_the_learner(learner, finished, teacher):
    teacher.go(finished.replace("/attempt/", "/teacher/attempt/"))
    article = teacher.page.locator("article.reviewed").last
    article.get_by_text("Rule on this mark").click()
    article.get_by_label("Credit, 0 to 1").fill("0,5")
    article.get_by_label("Reason").fill("Said so aloud.")
    article.get_by_role("button", name="Save the ruling").click()
    expect(teacher.page.get_by_role("status")).to_contain_text("The ruling is kept")
    learner.go(f"{finished}/result")
    article = learner.page.locator("article.reviewed").last
    expect(article).to_contain_text("gave 0.5 points")
    expect(article.locator(".verdict")).to_contain_text("0.5 of 1 point")
