"""From a roster to scores: two members take the quiz of their class, one with extra time and on two devices."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROSTER = "Vorname;Nachname;Matrikelnummer;Zeitfaktor\nAda;Lovelace;007;1,5\nBjørn;O'Neil;0042;\n"


@pytest.fixture
def links(teacher, served):
    """A class of two, made from a file in Windows-1252: their personal links, by name."""
    teacher.go("/teacher/classes")
    teacher.page.get_by_label("Name").fill("The whole way")
    teacher.press("Make the class", "**/roster")
    place = teacher.path.removesuffix("/roster")
    file = {"name": "roster.csv", "mimeType": "text/csv", "buffer": ROSTER.encode("cp1252")}
    teacher.page.get_by_label("File").set_input_files(file)
    teacher.page.get_by_role("button", name="Show what would change").click()
    expect(teacher.page.get_by_text("Bjørn O'Neil")).to_be_visible()
    teacher.press("Take the roster", f"**{place}")
    teacher.page.get_by_role("link", name="Personal links").click()
    teacher.press("Make them, as a page to print", "**/links")
    slips = teacher.page.locator("li.slip")
    return {
        slip.get_by_role("heading").inner_text(): slip.locator("code").inner_text().removeprefix(served.url)
        for slip in slips.all()
    }


def publish(teacher, slug):
    """Publish a bank for the class: two questions by chance, 20 minutes; gives the code."""
    teacher.go(f"/teacher/bank/{slug}/publish")
    teacher.page.get_by_label("Label").fill("The whole way")
    teacher.page.get_by_label("Who may take it").select_option(label="The class The whole way")
    teacher.page.get_by_label("Time limit in minutes").fill("20")
    teacher.page.get_by_label("Attempts").fill("1")
    teacher.page.get_by_label("Draw by chance").fill("2")
    teacher.press("Publish", "**/teacher#*")
    return re.search(r"code ([A-Z0-9]{6})", teacher.page.get_by_role("status").inner_text()).group(1)


def enter(visitor, link):
    visitor.go(link)
    visitor.press("Yes, show my quizzes", "**/me")


def begin(visitor, title):
    """Start the quiz from the list; gives the minutes that there are."""
    visitor.page.get_by_role("link", name=re.compile(f"Start ?: {title}")).click()
    visitor.press("Start", "**/attempt/*/1")
    return visitor.page.locator(".timer").inner_text()


def hand_in(visitor):
    visitor.go(re.sub(r"/\d+$", "/check", visitor.path))
    visitor.press("Hand in", "**/result")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("of 2 points")


def test_two_members_take_the_quiz_of_their_class(teacher, visit, served, links):
    assert sorted(links) == ["Ada Lovelace", "Bjørn O'Neil"]
    code = publish(teacher, served.tides.id)
    title = f"{served.tides.title} – The whole way"
    stranger = visit()
    stranger.go(f"/quiz/{code}")
    expect(stranger.page.get_by_role("heading", name="For the members of a class")).to_be_visible()
    expect(stranger.page.get_by_label("Your name")).to_have_count(0)

    laptop, phone, bjorn = visit(), visit(viewport={"width": 375, "height": 760}), visit()
    enter(laptop, links["Ada Lovelace"])
    enter(bjorn, links["Bjørn O'Neil"])
    assert re.search("30 minutes|29 minutes|29:", begin(laptop, title))
    assert re.search("20 minutes|19 minutes|19:", begin(bjorn, title))
    enter(phone, links["Ada Lovelace"])
    phone.page.get_by_role("link", name=re.compile(f"Go on ?: {title}")).click()
    phone.page.wait_for_url("**/attempt/*/1")
    assert phone.path == laptop.path
    hand_in(phone)
    hand_in(bjorn)
    laptop.go("/me")
    expect(laptop.page.get_by_role("link", name=re.compile(f"Result ?: {title}"))).to_be_visible()
    expect(laptop.page.get_by_role("link", name="Once more")).to_have_count(0)
    laptop.press("Sign out", "**/")
    laptop.go("/me")
    expect(laptop.page.get_by_text("Open the personal link")).to_be_visible()

    teacher.go(f"/teacher/quiz/{code}/gradebook")
    for name in ("Ada Lovelace", "Bjørn O'Neil"):
        expect(teacher.page.get_by_role("row", name=name)).to_contain_text("of 2")


def test_a_teacher_tries_the_quiz_and_prints_it(teacher, served):
    teacher.go(f"/teacher/quiz/{served.tides_code}/settings")
    teacher.press("Try it as a learner", "**/attempt/*/1")
    expect(teacher.page.get_by_role("status").first).to_contain_text("nothing of it reaches the gradebook")
    teacher.go(f"/teacher/quiz/{served.tides_code}/handout")
    picture = teacher.page.get_by_role("img", name="QR code")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    teacher.go(f"/teacher/quiz/{served.tides_code}/paper")
    with teacher.page.expect_download() as download:
        teacher.page.get_by_role("link", name="Download as Web page").click()
    assert "gravity of the Moon" in download.value.path().read_text("utf-8")
