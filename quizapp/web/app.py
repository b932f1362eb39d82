"""The app factory: wires the pages to a store; opens, migrates and sends nothing."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, abort, redirect, request
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from quizapp import __version__
from quizapp.jobs import JobQueue
from quizapp.paths import data_dir
from quizapp.services.installation import cookie_key
from quizapp.settings import Settings
from quizapp.storage.store import Store
from quizapp.web import (
    accounts,
    administering,
    analysis,
    api,
    classes,
    contests,
    documents,
    editor,
    errors,
    exchange,
    exporting,
    gradebook,
    handouts,
    jobs,
    language,
    learner,
    live,
    members,
    own_account,
    pairs,
    questions,
    quiz_settings,
    remarking,
    reviewing,
    sharing,
    teacher,
    trying,
    versions,
    watching,
)
from quizapp.web.door import Door
from quizapp.web.filters import FILTERS
from quizapp.web.headers import add_headers, compress, static_url
from quizapp.web.looking import may_change_this
from quizapp.web.pieces import Templates, add_pieces
from quizapp.web.site import EXTENSION, Page, Site, current_user, keep_holder, may_create, now, utc_now

ROOMS = (
    learner, teacher, quiz_settings, contests, documents, pairs, jobs, editor, versions, trying, accounts,
    own_account, administering, sharing,
    classes, members, handouts,
    live, reviewing, questions, remarking,
    gradebook, analysis, exporting, api,
)  # fmt: skip
"""The modules that have pages of their own; ``exchange`` adds to the teacher's."""

LARGEST_FORM = 2 * 1024 * 1024
"""Bytes: an answer of 100,000 characters is sent back with a message, not cut off."""

LARGEST_UPLOAD = 16 * 1024 * 1024
"""Bytes of a bank file: a thousand questions and more."""


LARGEST_DOCUMENT = 64 * 1024 * 1024
"""Bytes of a document: twice what may be kept, so that one too large is told so beside its field."""

LARGER = {
    "teacher.upload": LARGEST_UPLOAD,
    "classes.look": LARGEST_UPLOAD,
    "classes.take": LARGEST_UPLOAD,
    exchange.BRING_IN: LARGEST_UPLOAD,
    "documents.add": LARGEST_DOCUMENT,
    "versions.take_document": LARGEST_UPLOAD,
    "exporting.fill": exporting.LARGEST_GRADEBOOK,
}

WITH_TEXT = ("documents.add", "versions.take_document", "classes.look", "classes.take", "exporting.fill")
"""Forms in which a whole document, a roster or a gradebook may come as text."""


def create_app(
    store: Store,
    settings: Settings,
    clock: Callable[[], datetime] = utc_now,
    queue: JobQueue | None = None,
) -> Flask:
    """Make the app. ``store`` is open and migrated; ``clock`` gives the time as aware UTC.

    ``queue`` takes long work; whoever serves sees to it that the work is done (``JobQueue.working``).
    """
    app = Flask("quizapp", template_folder=str(data_dir("templates")), static_folder=str(data_dir("static")))
    app.jinja_environment = Templates  # type: ignore[assignment]  # any that takes the app
    app.config.update(
        SECRET_KEY=settings.secret_key or cookie_key(store),
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        SESSION_COOKIE_NAME="__Host-quizapp_form" if settings.secure else "quizapp_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the browser session: a quiz may take an afternoon
        WTF_CSRF_SSL_STRICT=False,  # proxies change the host; the token alone decides
    )
    app.extensions[EXTENSION] = Site(store, settings, clock, queue or JobQueue(store, settings, clock))
    watching.register(app, settings)
    language.register(app)  # before the checks, whose errors are said in it
    app.before_request(check_request)  # before the CSRF check, which reads the body
    CSRFProtect(app)
    app.before_request(own_account.demand_second_factor)
    for module in ROOMS:
        app.register_blueprint(module.pages)
    errors.register(app)
    set_up_templates(app)
    app.add_url_rule("/favicon.ico", "favicon", lambda: redirect(static_url(app, "favicon.svg")))
    app.add_url_rule("/robots.txt", "robots", robots)
    app.after_request(compress)
    app.after_request(add_headers)
    app.after_request(keep_holder)
    app.wsgi_app = Door(app.wsgi_app, settings)  # type: ignore[method-assign]
    return app


def set_up_templates(app: Flask) -> None:
    """Give the templates what they all use; a misspelt name is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        static_url=lambda name: static_url(app, name),
        current_user=current_user,
        may_create=may_create,
        may_change_this=may_change_this,
        time_now=now,
        version=__version__,
    )
    add_pieces(app)


def compile_templates(app: Flask) -> None:
    """Compile all templates now: the first page is as quick as the others, and workers share them."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)


def check_request() -> None:
    """Turn away addresses that no database takes and bodies that no form sends; let files be larger."""
    if "\0" in request.path:
        abort(404)
    if request.endpoint in LARGER:
        request.max_content_length = LARGER[request.endpoint]
    if request.endpoint in WITH_TEXT:
        request.max_form_memory_size = LARGER[request.endpoint]
    if request.is_json:
        abort(415)
    if request.mimetype == "multipart/form-data" and (None in request.form or None in request.files):
        abort(400)  # a part without a name: no browser sends one, and those who read the form expect names


def robots() -> Page:
    """Keep search engines on the learners' pages."""
    lines = (
        "User-agent: *\nDisallow: /teacher\nDisallow: /documents\nDisallow: /sign-in\nDisallow: /account\n"
    )
    return lines, 200, {"Content-Type": "text/plain; charset=utf-8"}
