"""Photographs every page of a learner into ``docs/images/learner``: on a phone and on a desk, in light and in dark;
three of them in German too.

python bench/learner_pages.py
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from screenshots import ROOT, address, serving

from quizapp.cli.opening import open_store
from quizapp.model.quiz import Layout, Mode, QuizSettings, Reveal
from quizapp.services import accounts, classes, membership, publishing, quiz_settings, study
from quizapp.services.classes import Person
from quizapp.services.publishing import Wanted
from quizapp.settings import read_settings

IMAGES = ROOT / "docs" / "images" / "learner"
PHONE, DESK = {"width": 375, "height": 760}, {"width": 1280, "height": 900}
LOOKS = (
    ("phone", {"viewport": PHONE, "color_scheme": "light"}),
    ("phone-dark", {"viewport": PHONE, "color_scheme": "dark"}),
    ("desk-light", {"viewport": DESK, "color_scheme": "light"}),
    ("desk", {"viewport": DESK, "color_scheme": "dark"}),
)
IN_GERMAN = ("phone", "desk")
ANSWER = "The two countries look for a way to end the fighting, and they do not agree about the border."


def main() -> None:
    """Serve the demo in a temporary folder, set its quizzes up, and take the pictures."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser.chromium import chromium_path  # the tests' way of finding one

    program = chromium_path()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(folder) as server, sync_playwright() as playwright:
        try:
            url = address(server)
            codes, link = set_up(folder)
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for look, options in LOOKS:
                photograph(browser, url, codes, look, options)
                photograph_member(browser, f"{url}me/{link}", look, options)
                if look in IN_GERMAN:
                    photograph_german(browser, url, codes, look, options)
            browser.close()
        finally:
            server.terminate()
    for image in sorted(IMAGES.glob("*.png")):
        print(f"{image.relative_to(ROOT)}: {image.stat().st_size / 1024:.0f} KB")


def set_up(folder: str) -> tuple[list[str], str]:
    """Make the first quiz a practice, show the second on one page, give the third a limit, and a class one of its own.

    Gives the codes of the three, and the token of a member's personal link.
    """
    with open_store(read_settings({"QUIZAPP_DATA": folder})) as store:
        [teacher] = accounts.list_users(store)
        codes = [quiz.code for quiz in study.published_quizzes(store)]
        kinds = (
            QuizSettings(mode=Mode.PRACTICE),
            QuizSettings(layout=Layout.ALL, minutes=45, reveal=Reveal.NEVER),
            QuizSettings(minutes=30, attempts=2),
        )
        for code, settings in zip(codes, kinds, strict=True):
            quiz_settings.change_settings(store, teacher, code, settings)
        now = datetime.now(UTC)
        room = classes.add_class(store, teacher, "Beekeeping, autumn", now)
        classes.add_member(store, teacher, room, Person("Ada Lovelace"), now)
        wanted = Wanted(QuizSettings(minutes=20, draw=10), room)
        publishing.publish_another(store, teacher, "honey-bees", wanted, now)
        [link] = membership.make_links(store, teacher, room, None, now)
    return codes, link.token


def photograph(browser: Browser, url: str, codes: list[str], look: str, options: dict[str, object]) -> None:
    """Take one of everything in one look."""
    page, shoot = opened(browser, look, options)
    page.goto(url)
    shoot("home")
    for name, path in (("receipt", "receipt"), ("nothing-here", "nowhere")):
        page.goto(url + path)
        shoot(name)
    begin(page, url, codes[2], shoot)
    press(page, "Flag for later")
    give(page)
    shoot("question")
    page.goto(page.url.rsplit("/", 1)[0] + "/check")
    shoot("last-look")
    press(page, "Hand in as it is")
    shoot("result")
    page.goto(page.url.replace("/result", "/stored"))
    shoot("stored")
    begin(page, url, codes[1])
    shoot("one-page")
    page.goto(page.url.split("/all")[0] + "/check")
    press(page, "Hand in as it is")
    shoot("handed-in")
    begin(page, url, codes[0])
    press(page, "Show a hint")
    give(page)
    page.get_by_text("I think so").click()
    shoot("practice")
    press(page, "Check my answer")
    shoot("told")
    page.goto(page.url.rsplit("/", 1)[0] + "/check")
    press(page, "Finish as it is")
    shoot("practice-result")
    press(page, "Keep them in my deck")
    shoot("deck")
    page.context.close()


def photograph_member(browser: Browser, link: str, look: str, options: dict[str, object]) -> None:
    """Open a member's personal link, the list behind it, and the class's quiz."""
    page, shoot = opened(browser, look, options)
    page.goto(link)
    shoot("personal-link")
    press(page, "Yes, show my quizzes")
    shoot("my-quizzes")
    page.get_by_role("link", name="Start").first.click()
    shoot("start-of-a-member")
    page.context.close()


def photograph_german(
    browser: Browser, url: str, codes: list[str], look: str, options: dict[str, object]
) -> None:
    """Take the start, a question and a result in German."""
    page, shoot = opened(browser, look, {**options, "locale": "de-DE"})
    page.goto(f"{url}quiz/{codes[2]}")
    page.get_by_label("Dein Name oder ein Pseudonym").fill("Ada")
    shoot("start-german")
    press(page, "Beginnen")
    give(page, "Gespeichert um")
    shoot("question-german")
    page.goto(page.url.rsplit("/", 1)[0] + "/check")
    press(page, "So abgeben")
    shoot("result-german")
    page.context.close()


def opened(browser: Browser, look: str, options: dict[str, object]) -> tuple[Page, Callable[[str], None]]:
    """Open a page in one look; gives what takes its picture under a name."""
    page = browser.new_context(reduced_motion="reduce", **options).new_page()

    def shoot(name: str) -> None:
        page.wait_for_timeout(400)
        page.screenshot(path=Path(IMAGES / f"{name}-{look}.png"))

    return page, shoot


def begin(page: Page, url: str, code: str, shoot: object = None) -> None:
    """Begin a quiz."""
    page.goto(f"{url.rstrip('/')}/quiz/{code}")
    page.get_by_label("Your name or a pseudonym").fill("Ada")
    if callable(shoot):
        shoot("start")
    press(page, "Start")


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name).click()


def give(page: Page, saved: str = "Saved at") -> None:
    """Give an answer of whatever kind, and wait until it is saved."""
    if page.locator("textarea").count():
        page.locator("textarea").first.fill(ANSWER)
    else:
        page.locator("label.choice").nth(1).click()
    page.get_by_text(saved).wait_for()


if __name__ == "__main__":
    main()
