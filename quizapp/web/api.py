"""The read-only JSON API for a teacher's programs; ``web.openapi`` describes it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, g, jsonify, request, url_for
from werkzeug.exceptions import HTTPException

from quizapp.errors import QuizError, TooManyTries
from quizapp.formats.scores.entries import attempt_entry, item_entry, question_entry, score_entry
from quizapp.formats.scores.layout import iso, plain_number
from quizapp.formats.scores.schema import SCORES_SCHEMA
from quizapp.services import analysis, overview, quiz_settings, teach, throttle
from quizapp.services.accounts import User
from quizapp.services.api_tokens import user_of_token
from quizapp.services.throttle import Limit
from quizapp.services.tokens import hash_of
from quizapp.web.openapi import MOST, ON_PAGE, document
from quizapp.web.site import client, now, site, store

pages = Blueprint("api", __name__, url_prefix="/api/v1")

OPEN = ("api.openapi", "api.scores_schema")
"""What needs no token."""

REQUESTS = Limit("api", 600, timedelta(minutes=5))
"""Of one token."""

WRONG_TOKENS = Limit("api-token", 60, timedelta(minutes=15))
"""From one address."""

WITHOUT = "Send the token of your account: Authorization: Bearer quizapp_…"
UNKNOWN = "This token is not known, or was revoked."


class Unauthorized(QuizError):
    """No token, or one that is not known."""

    status = 401


@pages.before_request
def ask_for_token() -> None:
    """Let in only who sends a token; cookies do not count here. Raises Unauthorized, TooManyTries."""
    if request.endpoint in OPEN:
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthorized(WITHOUT)
    network = WRONG_TOKENS.key(throttle.network_of(client()))
    tries = throttle.count_try(store(), [(WRONG_TOKENS, network)], now())
    user = user_of_token(store(), token.strip(), now())
    if user is None:
        raise Unauthorized(UNKNOWN)
    throttle.take_back(store(), tries)
    throttle.count_try(store(), [(REQUESTS, REQUESTS.key(hash_of(token.strip())))], now())
    g.api_user = user


def caller() -> User:
    """Give whom the token speaks for."""
    found: User = g.api_user
    return found


@pages.errorhandler(Unauthorized)
def refuse(error: Unauthorized) -> Response:
    """Ask for a token in the way of HTTP."""
    return told(error.status, str(error), {"WWW-Authenticate": "Bearer"})


@pages.errorhandler(QuizError)
def tell(error: QuizError) -> Response:
    """Say what is wrong, in JSON."""
    return told(error.status, str(error), {"Retry-After": "60"} if isinstance(error, TooManyTries) else {})


@pages.errorhandler(HTTPException)
def tell_http(error: HTTPException) -> Response:
    """Say what Flask found wrong, in JSON."""
    return told(error.code or 500, error.description or error.name)


def told(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """Give an error."""
    response = jsonify(error={"status": status, "message": message})
    response.status_code = status
    response.headers.extend(headers or {})
    return response


@pages.get("/openapi.json")
def openapi() -> Response:
    """Describe the API."""
    return jsonify(document(request.host_url.rstrip("/")))


@pages.get("/scores.schema.json")
def scores_schema() -> Response:
    """Give the schema of the JSON file of scores."""
    return jsonify(SCORES_SCHEMA)


@pages.get("/quizzes")
def quizzes() -> Response:
    """List the quizzes."""
    return listed(
        [
            {
                "code": quiz.code,
                "title": quiz.title,
                "bank": quiz.bank,
                "published_at": iso(quiz.published_at),
                "open": quiz.is_open,
                "counting": quiz.counting.value,
                "attempts": quiz.attempts,
                "finished": quiz.finished,
            }
            for quiz in overview.quizzes_seen(store(), caller())
        ]
    )


@pages.get("/quizzes/<code>/scores")
def scores(code: str) -> Response:
    """List the attempts that count, one a learner."""
    settle(code)
    table = teach.score_table(store(), caller(), code)
    return listed([score_entry(row) for row in table.rows if row.counts])


@pages.get("/quizzes/<code>/attempts")
def attempts(code: str) -> Response:
    """List all attempts with the credit on every question."""
    settle(code)
    table = teach.score_table(store(), caller(), code)
    questions = [question_entry(column) for column in table.questions]
    return listed([attempt_entry(row, table.questions) for row in table.rows], questions=questions)


@pages.get("/quizzes/<code>/items")
def items(code: str) -> Response:
    """List the questions in figures."""
    settle(code)
    found = analysis.analysis_of(store(), caller(), code)
    whole = {
        "learners": found.whole.learners,
        "mean": plain_number(found.whole.mean),
        "deviation": plain_number(found.whole.deviation),
        "alpha": plain_number(found.whole.alpha),
        "error": plain_number(found.whole.error),
    }
    questions = [question_entry(look.figures.column) for look in found.looks]
    return listed([item_entry(look.figures) for look in found.looks], questions=questions, whole=whole)


def settle(code: str) -> None:
    """Hand in what the clock has ended, so that it counts."""
    quiz_settings.settle(store(), caller(), code, now(), site().settings.caution)


def listed(entries: Sequence[dict[str, Any]], **beside: Any) -> Response:
    """Give the page of a list that is asked for. Raises QuizError for a page or a size that is none."""
    page, size = whole_number("page", 1, 1_000_000), whole_number("per_page", ON_PAGE, MOST)
    last = max(1, -(-len(entries) // size))
    values = dict(request.view_args or {}, per_page=size)
    following = url_for(str(request.endpoint), page=page + 1, **values) if page < last else None
    part = entries[(page - 1) * size : page * size]
    return jsonify(items=part, page=page, pages=last, total=len(entries), next=following, **beside)


def whole_number(name: str, usual: int, most: int) -> int:
    """Read a number from the address. Raises QuizError."""
    typed = request.args.get(name, str(usual))
    if not (typed.isascii() and typed.isdigit() and len(typed) < 8 and 1 <= int(typed) <= most):
        raise QuizError(f"{name} must be a whole number from 1 to {most:,}.")
    return int(typed)
