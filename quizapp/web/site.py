"""What every view may ask for: the store, the settings, the time, and who is asking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Response, current_app, g, request
from werkzeug.wrappers import Response as BaseResponse

from quizapp.errors import NotAllowed, NotFound
from quizapp.jobs import JobQueue
from quizapp.services import accounts, private
from quizapp.services.accounts import User
from quizapp.services.tokens import new_token
from quizapp.settings import Settings
from quizapp.storage.store import Store
from quizapp.web.browsers import browser_words

EXTENSION = "quizapp"
LEARNER_COOKIE = "quizapp_learner"
SESSION_COOKIE = "quizapp_session"
LEARNER_COOKIE_LIFE = timedelta(days=365)
SHORTEST_HOLDER = 20

Page = str | tuple[str, int] | BaseResponse | tuple[str, int, dict[str, str]]
"""What a view may return."""


@dataclass(frozen=True)
class Site:
    """What the app was made with; ``clock`` gives the time as aware UTC."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime]
    queue: JobQueue


def utc_now() -> datetime:
    """Give the time of this machine."""
    return datetime.now(UTC)


def site() -> Site:
    """Give what the app was made with."""
    found: Site = current_app.extensions[EXTENSION]
    return found


def store() -> Store:
    """Give the database."""
    return site().store


def now() -> datetime:
    """Give the time."""
    return site().clock()


def client() -> str:
    """Give the address that the request came from."""
    return request.remote_addr or "unknown"


def browser() -> str:
    """Give the kind of the browser that asks, in words."""
    return browser_words(request.headers.get("User-Agent", ""))


def full_address(path: str) -> str:
    """Give the address that people type for ``path``, which begins with a slash."""
    return (site().settings.url or request.host_url.rstrip("/")) + path


def cookie_name(name: str) -> str:
    """Give a cookie's name as browsers see it: over TLS no other host can set or read it."""
    return f"__Host-{name}" if site().settings.secure else name


def set_cookie(response: BaseResponse, name: str, value: str, life: timedelta) -> None:
    """Hand a secret to the browser, out of reach of scripts and of other sites."""
    response.set_cookie(
        cookie_name(name),
        value,
        max_age=life,
        httponly=True,
        samesite="Lax",
        secure=site().settings.secure,
    )


def holder() -> str:
    """Give the token by which this browser is known as a learner's: its cookie's, or a new one.

    A new one reaches the browser with the response (``keep_holder``).
    """
    if "holder" not in g:
        sent = known_holder()
        g.new_holder = not sent
        g.holder = sent or new_token()
    known: str = g.holder
    return known


def fresh_holder() -> str:
    """Give this browser a new token in place of the one that it sent."""
    g.new_holder, g.holder = True, new_token()
    return holder()


def known_holder() -> str:
    """Give the learner's token that the browser sent, "" when it sent none; sets no cookie."""
    sent = request.cookies.get(cookie_name(LEARNER_COOKIE), "")
    return sent if len(sent) >= SHORTEST_HOLDER else ""


def keep_holder(response: Response) -> Response:
    """Send a new learner's token to the browser; runs after every request."""
    if g.get("new_holder"):
        set_cookie(response, LEARNER_COOKIE, holder(), LEARNER_COOKIE_LIFE)
    return response


def session_token() -> str | None:
    """Give the token of the signed-in session that the browser sent."""
    return request.cookies.get(cookie_name(SESSION_COOKIE))


def current_user() -> User | None:
    """Give who is signed in, else who studies alone in this browser."""
    if "user" not in g:
        g.user = accounts.user_of(store(), session_token(), now())
        if g.user is None and site().settings.everybody_creates:
            g.user = private.user_of_holder(store(), known_holder())
    found: User | None = g.user
    return found


def signed_in() -> User:
    """Give who is signed in. Raises NotAllowed."""
    user = current_user()
    if user is None:
        raise NotAllowed("You are not signed in, or no longer.")
    return user


def account_holder() -> User:
    """Give who is signed in with an account of a teacher. Raises NotAllowed, NotFound to who studies alone."""
    user = signed_in()
    if user.is_private:
        raise NotFound("There is nothing here for you. Sign in as a teacher to see the page.")
    return user


def may_create() -> bool:
    """Say whether who asks may bring in documents and make quizzes of them."""
    return site().settings.everybody_creates or current_user() is not None


def creator() -> User:
    """Give who brings in a document; a browser without an account gets one of its own. Raises NotAllowed."""
    user = current_user()
    if user is None and site().settings.everybody_creates:
        user = g.user = private.begin(store(), holder(), client(), now())
    return user or signed_in()


def owner() -> User:
    """Give who looks at a document. Raises NotAllowed, or NotFound where nobody has to sign in."""
    if current_user() is None and site().settings.everybody_creates:
        raise NotFound("You have no such document in this browser. Its receipt opens it here.")
    return signed_in()
