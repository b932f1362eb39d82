"""A real Chromium against a real server: ``quizapp demo`` on a free port, with a folder of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import builders
import pytest
from browser.chromium import chromium_path
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from sqlalchemy import update

from quizapp.banks import read_bank, write_bank
from quizapp.cli.opening import open_store
from quizapp.formats.readers import read_document
from quizapp.generate import generate
from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.question import Question
from quizapp.model.quiz import QuizSettings
from quizapp.paths import data_dir
from quizapp.services import accounts, documents, library, publishing, study, teach
from quizapp.services.publishing import Wanted
from quizapp.settings import Settings, read_settings
from quizapp.storage import attempts
from quizapp.storage.tables import Attempt

SEED = "us-russia-ukraine"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
A_STEP = 10_000
"""Milliseconds that anything on a page may take."""


@dataclass(frozen=True)
class Served:
    """A server that runs: its address, its settings, its teacher's login, two quizzes with their banks."""

    url: str
    settings: Settings
    login: str
    seed: Bank
    seed_code: str
    tides: Bank
    tides_code: str

    def new_link(self) -> str:
        """Give the path of a sign-in link to use up."""
        with open_store(self.settings) as store:
            return "/sign-in/link/" + accounts.make_sign_in_link(store, self.login, datetime.now(UTC))

    def begin(self, code: str, name: str, holder: str, *texts: str) -> str:
        """Begin an attempt for the browser with the cookie ``holder``; its answers are texts, "" for none."""
        now = datetime.now(UTC)
        with open_store(self.settings) as store:
            public_id = study.start(store, code, name, holder, now)
            for number, text in enumerate(texts, 1):
                if text:
                    study.save_answer(store, public_id, holder, number, Answer(text=text), now)
        return f"/attempt/{public_id}"

    def bring_in(self, text: str) -> str:
        """Bring in a document for the teacher; gives its path."""
        with open_store(self.settings) as store:
            [teacher] = accounts.list_users(store)
            added = documents.add(store, teacher, text.encode(), "phone.md", None, datetime.now(UTC))
        return f"/documents/{added.public_id}"

    def publish(
        self, slug: str, settings: QuizSettings, questions: tuple[Question, ...] | None = None
    ) -> str:
        """Publish a bank like that of the other tests under a name of its own; gives its code."""
        now = datetime.now(UTC)
        with open_store(self.settings) as store:
            [teacher] = accounts.list_users(store)
            bank = builders.bank(slug, slug.replace("-", " ").capitalize(), questions)
            library.import_bank(store, bank, teacher, now)
            return publishing.publish_another(store, teacher, slug, Wanted(settings), now)

    def answer_of(self, path: str, number: int) -> Answer | None:
        """Give what the server has of an answer."""
        with open_store(self.settings) as store, store.reading() as db:
            attempt = attempts.attempt_by_public_id(db, path.rsplit("/", 1)[1])
            assert attempt is not None
            given = attempts.answers_of(db, attempt.id)
            return given.get(store.bank(attempt.version_id).questions[number - 1].id)

    def let_time_pass(self, path: str, minutes: float) -> None:
        """Move the start of an attempt back, which is to it as if so much time had passed."""
        with open_store(self.settings) as store, store.writing() as db:
            attempt = attempts.attempt_by_public_id(db, path.rsplit("/", 1)[1])
            assert attempt is not None
            back = attempt.started_at - timedelta(minutes=minutes)
            db.execute(update(Attempt).where(Attempt.id == attempt.id).values(started_at=back))

    def hand_in(self, path: str, holder: str) -> None:
        """Hand an attempt in."""
        with open_store(self.settings) as store:
            study.finish(store, path.rsplit("/", 1)[1], holder, datetime.now(UTC))


@dataclass
class Visitor:
    """A person's browser, and all that went wrong in it; addresses are paths of the server."""

    context: BrowserContext
    page: Page
    url: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def start(self, code: str, name: str) -> str:
        """Begin an attempt; gives its path."""
        self.go(f"/quiz/{code}")
        self.page.get_by_label("Your name or a pseudonym").fill(name)
        self.page.get_by_role("button", name="Start").click()
        self.page.wait_for_url("**/attempt/*/1")
        return self.path.rsplit("/", 1)[0]

    def press(self, name: str, then: str) -> None:
        """Press a button of the page and wait for the address it leads to."""
        self.page.get_by_role("main").get_by_role("button", name=name).click()
        self.page.wait_for_url(then)

    def choose(self, words: str) -> None:
        self.page.locator("label.choice", has=self.page.get_by_text(words, exact=True)).click()

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"{self.page.url}: {message.text}")

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.url + "/", "data:")):
            self.wrong.append(f"{self.page.url} asks {request.url}")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo, with the bank of the seed and the bank of the other tests published."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP_")},
        "QUIZAPP_DATA": str(tmp_path_factory.mktemp("served")),
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "quizapp", "demo", "--port", "0"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            yield publish(environment, address(server))
        finally:
            server.send_signal(signal.SIGINT)
            said, _ = server.communicate(timeout=20)
    assert server.returncode == 0, said
    assert "Traceback" not in said


def address(server: subprocess.Popen[str]) -> str:
    """Read the server's address from what it says when it starts."""
    said = ""
    for line in server.stdout or ():
        said += line
        if "Ctrl" in line:
            break
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found, said
    return found.group()


def publish(environment: dict[str, str], url: str) -> Served:
    """Publish both banks in the server's database."""
    settings = read_settings(environment)
    now = datetime.now(UTC)
    with open_store(settings) as store:
        [teacher] = accounts.list_users(store)
        seed, tides = seed_bank(), builders.bank()
        there = {card.slug for card in teach.desk(store, teacher)}
        for bank in (seed, tides):
            if bank.id not in there:
                library.import_bank(store, bank, teacher, now)
        codes = [teach.publish(store, teacher, bank.id, now) for bank in (seed, tides)]
    return Served(url, settings, teacher.login, seed, codes[0], tides, codes[1])


def seed_bank() -> Bank:
    """Give the sample bank of the seed; without samples it is generated."""
    path = data_dir("questions") / f"{SEED}.yaml"
    if path.exists():
        return read_bank(path.read_bytes(), path.name)
    document = read_document((data_dir("seeds") / f"{SEED}.txt").read_bytes(), f"{SEED}.txt")
    made = write_bank(generate([document]).bank)
    return read_bank(made.encode(), Path(path).name)


@pytest.fixture
def visit(chromium: Browser, served: Served) -> Iterator[Callable[..., Visitor]]:
    """Opens another person's browser; afterwards nothing may have gone wrong in any of them.

    ``expected`` is what the console may say (a page that is not there is an error to it).
    """
    visitors: list[tuple[Visitor, str]] = []

    def open_browser(expected: str = "", **options: object) -> Visitor:
        context = chromium.new_context(**options)
        context.set_default_timeout(A_STEP)
        visitor = Visitor(context, context.new_page(), served.url)
        context.on("console", visitor.note_console)
        context.on("weberror", lambda error: visitor.wrong.append(str(error.error)))
        context.on("request", visitor.note_request)
        visitors.append((visitor, expected))
        return visitor

    yield open_browser
    wrong = []
    for visitor, expected in visitors:
        visitor.context.close()
        wrong += [message for message in visitor.wrong if not expected or expected not in message]
    assert wrong == []


@pytest.fixture
def teacher(visit: Callable[..., Visitor], served: Served) -> Visitor:
    """The demo's teacher, signed in by a link that works once."""
    visitor = visit(accept_downloads=True)
    visitor.go(served.new_link())
    visitor.press("Sign in", "**/teacher")
    return visitor
