"""What is shown when something goes wrong: the sentence that was raised, and never an inside."""

from collections.abc import Callable

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from quizapp.errors import NotAllowed, QuizError, StorageError
from quizapp.model.text import sentence
from quizapp.web import (
    accounts,
    api,
    documents,
    editor,
    gradebook,
    learner,
    pairs,
    questions,
    remarking,
    reviewing,
    teacher,
)
from quizapp.web.language import translated
from quizapp.web.site import Page, current_user, may_create

SENTENCES = {
    400: (
        sentence("That did not come through"),
        sentence("The request could not be understood. Go back and send it again."),
    ),
    404: (
        sentence("Nothing here"),
        sentence("There is no page at this address. It may have been mistyped or have gone."),
    ),
    405: (
        sentence("Not this way"),
        sentence("This address takes no requests of this kind. Begin from the home page."),
    ),
    413: (
        sentence("Too large"),
        sentence("What was sent is larger than is taken here. Make it smaller and send it again."),
    ),
    500: (
        sentence("Something broke"),
        sentence("The fault is ours. What was saved before is safe; try again in a moment."),
    ),
}
TITLES = {
    **{status: title for status, (title, _) in SENTENCES.items()},
    403: sentence("Not allowed"),
    409: sentence("Not any more"),
    429: sentence("Too many tries"),
    503: sentence("Not now"),
}
OTHER_TITLE = sentence("That did not work")
FOR_KNOWN = (
    "teacher",
    "quiz_settings",
    "contests",
    "gradebook",
    "analysis",
    "exporting",
    "documents",
    "pairs",
    "jobs",
    "editor",
    "versions",
    "trying",
    "own_account",
    "administering",
    "sharing",
    "classes",
    "handouts",
)
"""Blueprints of pages for people who are known."""

STALE_PAGE = sentence(
    "The page was open for too long, or the browser sent no cookie, so nothing was changed. "
    "Go back, reload the page and send it again."
)


def register(app: Flask) -> None:
    """Show every error as a page."""
    app.register_error_handler(QuizError, show_quiz_error)
    app.register_error_handler(CSRFError, show_lost_token)
    app.register_error_handler(HTTPException, show_http_error)


def show_quiz_error(error: QuizError) -> Page:
    """Show the sentence that was raised; who is not signed in is asked to."""
    if isinstance(error, NotAllowed) and request.blueprint in FOR_KNOWN and current_user() is None:
        return accounts.ask_to_sign_in(error)
    return error_page(error.status, error, isinstance(error, StorageError))


def show_lost_token(error: CSRFError) -> Page:
    """Show a form again whose token is gone; what was typed is kept where typing is work."""
    try:
        return rescued()
    except QuizError as e:  # a handler of errors raises none: what the form was about is gone
        return show_quiz_error(e)


def rescued() -> Page:
    """Give the form again, or what to do where none is kept. Raises QuizError."""
    arguments = request.view_args or {}
    if request.endpoint == "learner.answer":
        return learner.rescue_answer(**arguments)
    if request.endpoint == "learner.contest":
        try:
            return learner.rescue_contest(**arguments)
        except QuizError as e:
            return error_page(e.status, e)
    if request.endpoint == "learner.start":
        return learner.rescue_start(**arguments)
    if request.endpoint in RESCUES_FOR_ALL:
        return RESCUES_FOR_ALL[request.endpoint](**arguments)
    if request.endpoint == "teacher.override" and current_user() is not None:
        return teacher.rescue_override(**arguments)
    if request.endpoint in RESCUES and may_create():
        try:
            return RESCUES[request.endpoint](**arguments)
        except NotAllowed:  # nobody who may write there: nothing typed is lost
            return error_page(400, STALE_PAGE)
        except QuizError as e:
            return show_quiz_error(e)
    return error_page(400, STALE_PAGE)


RESCUES_FOR_ALL: dict[str, Callable[..., Page]] = {
    "accounts.sign_in": accounts.rescue_sign_in,
    "accounts.accept": accounts.rescue_accept,
    "accounts.new_password": accounts.rescue_new_password,
}
"""Forms in which people type who are not known yet."""

RESCUES: dict[str, Callable[..., Page]] = {
    "documents.add": documents.rescue_add,
    "documents.describe": documents.rescue_describe,
    "editor.add": editor.rescue_add,
    "editor.save": editor.rescue_save,
    "gradebook.comment": gradebook.rescue,
    "gradebook.note": gradebook.rescue,
    "pairs.add": pairs.rescue_add,
    "pairs.edit": pairs.rescue_edit,
    "pairs.merge": pairs.rescue_merge,
    "questions.reword": questions.rescue_reword,
    "remarking.apply": remarking.rescue_apply,
    "reviewing.rule": reviewing.rescue_rule,
}
"""Forms in which somebody typed; each is shown again as it was sent."""


def show_http_error(error: HTTPException) -> Page | HTTPException:
    """Show what Flask raises, in our words."""
    if error.code is None or error.code < 400:
        return error
    if request.path.startswith("/api/"):
        return api.tell_http(error)
    if error.code == 413 and request.endpoint == "documents.add" and may_create():
        return documents.too_large()
    return error_page(error.code, SENTENCES.get(error.code, SENTENCES[400])[1])


def error_page(status: int, message: object, soon: bool = False) -> Page:
    """Give the page of an error; ``soon`` tells programs to try again in a moment."""
    page = render_template(
        "errors/error.html",
        title=translated(TITLES.get(status, OTHER_TITLE)),
        message=translated(message),
        status=status,
    )
    return page, status, {"Retry-After": "5"} if soon else {}
