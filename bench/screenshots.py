"""Makes the pictures of the docs: takes the sample quiz in the demo and photographs two pages.

    python bench/screenshots.py

Writes ``docs/images/result.png`` (1280 pixels wide) and ``docs/images/question-phone.png``.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from quizapp.banks import read_bank
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice
from quizapp.paths import data_dir

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SEED = "us-russia-ukraine"
DESKTOP = {"width": 1280, "height": 1280}
PHONE = {"width": 375, "height": 760}
TYPED = 0.6
"""The share of a reference answer that is typed, so that something is found and something is missing."""


def main() -> None:
    """Serve the demo in a temporary folder and take the pictures."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser.chromium import chromium_path  # the tests' way of finding one

    path = data_dir("questions") / f"{SEED}.yaml"
    bank = read_bank(path.read_bytes(), path.name)
    program = chromium_path()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(folder) as server, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport=DESKTOP, color_scheme="light", reduced_motion="reduce")
            page.goto(address(server))
            photograph(page, bank)
            browser.close()
        finally:
            server.send_signal(signal.SIGINT)
    for image in sorted(IMAGES.glob("*.png")):
        print(f"{image.relative_to(ROOT)}: {image.stat().st_size / 1024:.0f} KB")


def serving(folder: str) -> subprocess.Popen[str]:
    """Start the demo on a free port, with its data in ``folder``."""
    command = [sys.executable, "-m", "quizapp", "demo", "--port", "0"]
    environment = {**os.environ, "QUIZAPP_DATA": folder, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def address(server: subprocess.Popen[str]) -> str:
    """Read the address from what the server says when it starts."""
    for line in server.stdout or ():
        found = re.search(r"http://\S+:\d+/", line)
        if found:
            return found.group()
    raise RuntimeError("the demo did not start")


def length(question: MultipleChoice) -> int:
    """Give how many characters a question has, to find one that fits a phone's screen."""
    return len(question.prompt) + sum(len(choice.text) for choice in question.choices)


def photograph(page: Page, bank: Bank) -> None:
    """Take the quiz and photograph a question on a phone, and the result."""
    page.get_by_role("link", name=bank.title, exact=True).click()
    page.get_by_label("Your name or a pseudonym").fill("Ada")
    page.get_by_role("button", name="Start").click()
    chosen = 0
    shortest = min((q for q in bank.questions if isinstance(q, MultipleChoice)), key=length)
    for number, question in enumerate(bank.questions, 1):
        page.wait_for_url(f"**/{number}")
        if isinstance(question, MultipleChoice):
            chosen += 1
            wanted = next(choice.text for choice in question.choices if choice.correct == (chosen % 3 != 1))
            page.locator("label.choice", has=page.get_by_text(wanted, exact=True)).click()
            if question is shortest:
                page.set_viewport_size(PHONE)
                page.wait_for_timeout(500)  # the chosen colour fades in
                page.screenshot(path=IMAGES / "question-phone.png")
                page.set_viewport_size(DESKTOP)
        else:
            text = " ".join(point.text for point in question.points).split()
            page.get_by_label("Your answer").fill(" ".join(text[: round(TYPED * len(text))]))
        page.locator("button[value=next]").click()
    page.wait_for_url("**/check")
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/result")
    page.screenshot(path=IMAGES / "result.png")


if __name__ == "__main__":
    main()
