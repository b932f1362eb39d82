"""Browsers without a screen: Flask's client, cookies and real CSRF tokens."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import builders
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.jobs import JobQueue
from quizapp.services import accounts
from quizapp.services.accounts import User
from quizapp.settings import Settings
from quizapp.storage.store import Store
from quizapp.web.app import create_app


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


class Reader(HTMLParser):
    """Collects the words that a page shows, the values of its fields, and its title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@dataclass
class Page:
    """A response, read as a person would."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def text(self) -> str:
        return Reader(self.html).text

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.html, re.DOTALL)
        return unescape(found.group(1)) if found else ""

    @property
    def path(self) -> str:
        """Where the page is, after redirects."""
        return self.response.request.path

    @property
    def goes_to(self) -> str:
        return urlsplit(self.response.headers.get("Location", "")).path

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return Reader(self.html).all(tag)

    def field(self, name: str) -> str | None:
        """What stands in a field: an input's value, the checked radio, the text of a textarea."""
        for attributes in self.all("input"):
            if attributes.get("name") == name and (
                "checked" in attributes or attributes.get("type") != "radio"
            ):
                return attributes.get("value")
        found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', self.html, re.DOTALL)
        return unescape(found.group(1)) if found else None


class Browser:
    """One person's browser: keeps cookies, and sends the token of the last page that had one."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        self.token = ""
        self.before = ""

    def read(self, response: TestResponse) -> Page:
        page = Page(response)
        if response.mimetype == "text/html":
            self.token = page.field("csrf_token") or self.token
            self.before = page.field("before") or ""
        return page

    def get(self, path: str, follow: bool = True) -> Page:
        return self.read(self.client.get(path, follow_redirects=follow, buffered=True))

    def post(self, path: str, follow: bool = True, token: str | None = None, **fields: object) -> Page:
        """Send a form. Without a page seen before, one is looked at first, to have a token."""
        if not self.token:
            self.get("/receipt")
        data = {"csrf_token": self.token if token is None else token, **fields}
        return self.read(self.client.post(path, data=data, follow_redirects=follow, buffered=True))

    def answer(self, path: str, follow: bool = True, **fields: object) -> Page:
        """Look at a question and send its form."""
        self.get(path)
        return self.post(path, follow, before=self.before, **fields)

    def start(self, code: str, name: str = "Ada") -> str:
        """Begin an attempt; gives its path."""
        self.get(f"/quiz/{code}")
        page = self.post(f"/quiz/{code}", name=name)
        assert page.status == 200, page.text
        return page.path.rsplit("/", 1)[0]

    def cookie(self, name: str) -> str | None:
        found = self.client.get_cookie(name)
        return found.value if found else None


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def settings(tmp_path, database_url: str) -> Settings:
    return Settings(tmp_path, database_url)


@pytest.fixture
def app(store: Store, settings: Settings, clock: Clock) -> Flask:
    """The app on a store of its own, as it is served; long work is done before a request ends."""
    return create_app(store, settings, clock, JobQueue(store, settings, clock, immediate=True))


@pytest.fixture
def browser(app: Flask) -> Callable[[], Browser]:
    """Opens another browser."""
    return lambda: Browser(app)


@pytest.fixture
def browser_of() -> Callable[[Flask], Browser]:
    """Opens a browser on another app."""
    return Browser


@pytest.fixture
def learner(browser) -> Browser:
    return browser()


@pytest.fixture
def stranger(browser) -> Browser:
    return browser()


@pytest.fixture
def sign_in(store: Store, clock: Clock, browser) -> Callable[[User], Browser]:
    """Gives the browser of somebody who is signed in."""

    def signed_in(user: User) -> Browser:
        visitor = browser()
        token = accounts.make_sign_in_link(store, user.login, clock())
        visitor.get(f"/sign-in/link/{token}")
        assert visitor.post(f"/sign-in/link/{token}").path == "/teacher"
        return visitor

    return signed_in


@pytest.fixture
def desk(sign_in, tara: User) -> Browser:
    """Tara's browser, signed in."""
    return sign_in(tara)


@pytest.fixture
def document(desk: Browser) -> str:
    """A document of Tara's with three pairs: its public id."""
    desk.get("/documents/new")
    page = desk.post("/documents", file=(io.BytesIO(builders.FAQ.encode()), "tides.txt"))
    assert page.status == 200, page.text
    return page.path.rsplit("/", 1)[1]


@pytest.fixture
def first_pair(desk: Browser, document: str) -> int:
    """The number of the first pair of that document."""
    found = re.search(r'id="pair-(\d+)"', desk.get(f"/documents/{document}").html)
    assert found
    return int(found.group(1))
