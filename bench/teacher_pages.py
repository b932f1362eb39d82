"""Photographs the teacher's pages about a class, on a phone and on a desk, into ``docs/images/teacher``.

python bench/teacher_pages.py
"""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from screenshots import ROOT, address, serving

sys.path.insert(0, str(ROOT / "tests"))
from browser.chromium import chromium_path
from simulated import class_bank, simulate, take

from quizapp.cli.opening import open_store
from quizapp.services import accounts, library, teach
from quizapp.settings import read_settings

IMAGES = ROOT / "docs" / "images" / "teacher"
CANVAS = ROOT / "tests" / "formats" / "gradebooks" / "samples" / "canvas-gradebook.csv"
PHONE = {"width": 375, "height": 760}
DESK = {"width": 1280, "height": 900}
FIRST = "Ada Ben Chen Dora Eve Finn Gita Hugo Ida Jan Kim Lena".split()
LAST = "Abel Brandt Costa Diaz Eriksen".split()
LISTED = ("Ana García Núñez", "Bjørn O'Neil, Jr.", "Formula =Dana")
"""Learners who are in the sample file too."""


def main() -> None:
    """Serve the demo in a temporary folder, let a class take a quiz, and take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(folder) as server, sync_playwright() as playwright:
        try:
            url = address(server).rstrip("/")
            code, link = set_up(folder)
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
            photograph(browser, url, code, link)
            browser.close()
        finally:
            server.terminate()
    for image in sorted(IMAGES.glob("*.png")):
        print(f"{image.relative_to(ROOT)}: {image.stat().st_size / 1024:.0f} KB")


def set_up(folder: str) -> tuple[str, str]:
    """Let a class take a quiz; gives its code and a link that signs the teacher in."""
    now = datetime.now(UTC)
    names = [*LISTED, *(f"{first} {last}" for last in LAST for first in FIRST)]
    with open_store(read_settings({"QUIZAPP_DATA": folder})) as store:
        [teacher] = accounts.list_users(store)
        bank = class_bank(24, 3)
        library.import_bank(store, bank, teacher, now)
        code = teach.publish(store, teacher, bank.id, now)
        take(store, code, simulate(len(names), 24), bank, now - timedelta(days=1), names)
        return code, "/sign-in/link/" + accounts.make_sign_in_link(store, teacher.login, now)


def photograph(browser: Browser, url: str, code: str, link: str) -> None:
    """Take one of every page; of the gradebook on a phone too."""
    page = browser.new_context(reduced_motion="reduce", color_scheme="light").new_page()
    page.goto(url + link)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/teacher")
    page.set_viewport_size(DESK)
    page.goto(f"{url}/teacher/quiz/{code}")
    shoot(page, "overview-desk")
    page.set_viewport_size(PHONE)
    page.reload()
    shoot(page, "overview-phone")
    page.goto(f"{url}/teacher/quiz/{code}/gradebook?sort=score&down=1")
    shoot(page, "gradebook-phone")
    page.set_viewport_size(DESK)
    page.reload()
    shoot(page, "gradebook-desk")
    page.goto(f"{url}/teacher/quiz/{code}/analysis")
    shoot(page, "analysis-desk")
    page.goto(f"{url}/teacher/quiz/{code}/files")
    page.get_by_label("Gradebook file").set_input_files(CANVAS)
    page.get_by_role("button", name="See what goes where").click()
    page.get_by_label("Column to fill").select_option("6")
    page.get_by_role("button", name="Look again").click()
    page.wait_for_load_state()
    shoot(page, "filling-desk")


def shoot(page: Page, name: str) -> None:
    """Keep a picture of what a window shows."""
    page.wait_for_timeout(300)
    page.screenshot(path=Path(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    main()
