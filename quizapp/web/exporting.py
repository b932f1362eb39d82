"""Files of scores: the formats there are, and a gradebook file of another system with one column filled."""

import base64
import binascii

from flask import Blueprint, render_template, request

from quizapp.errors import FileProblems, NotFound, QuizError
from quizapp.formats.scores import SCORES
from quizapp.services import filling, gradebook, quiz_settings
from quizapp.services.cleaning import clean_line
from quizapp.services.filling import NEW, Filled, FillWish, Scale
from quizapp.web.forms import FillForm
from quizapp.web.site import Page, now, signed_in, site, store
from quizapp.web.teacher import attachment

pages = Blueprint("exporting", __name__, url_prefix="/teacher")

FIRST_PROBLEMS = 200
FIRST_ROWS = 200
LONGEST_NAME = 200
LARGEST_GRADEBOOK = 8 * 1024 * 1024
"""Bytes of a form with a gradebook file: many times one of 5,000 learners."""

GONE = "The file did not come through. Choose it once more."


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/quiz/<code>/files")
def files(code: str) -> Page:
    """Show which files of scores there are, and ask for a gradebook file to fill."""
    gradebook.require_quiz(store(), signed_in(), code)
    return files_page(code)


def files_page(code: str, problems: tuple[str, ...] = (), file: str = "") -> str:
    """Give the page; ``problems`` are those of an uploaded ``file``."""
    return render_template(
        "teacher/files.html",
        code=code,
        formats=SCORES.values(),
        problems=problems[:FIRST_PROBLEMS],
        count=len(problems),
        file=file,
    )


@pages.post("/quiz/<code>/files")
def fill(code: str) -> Page:
    """Show what would be filled into an uploaded gradebook file, or hand the filled file out."""
    gradebook.require_quiz(store(), signed_in(), code)
    form = FillForm()
    try:
        data, file = sent_file(form)
    except QuizError as e:
        return files_page(code, (str(e),)), e.status
    quiz_settings.settle(store(), signed_in(), code, now(), site().settings.caution)
    try:
        filled = filling.fill(store(), signed_in(), code, data, file, wish_of(form))
    except NotFound:
        raise
    except FileProblems as e:
        return files_page(code, tuple(str(problem) for problem in e.problems), file), e.status
    except QuizError as e:
        return files_page(code, (str(e),), file), e.status
    if form.action.data == "download":
        return attachment(filled.data, file, "application/octet-stream")
    return account_page(code, form, data, file, filled)


def account_page(code: str, form: FillForm, data: bytes, file: str, filled: Filled) -> str:
    """Give the account of what would be filled, with the choices there are; the file travels along in it."""
    return render_template(
        "teacher/filling.html",
        code=code,
        file=file,
        content=base64.b64encode(data).decode(),
        filled=filled,
        form=form,
        most=FIRST_ROWS,
        new=NEW,
    )


def sent_file(form: FillForm) -> tuple[bytes, str]:
    """Give the file: a new one, or the one that came with the account of it. Raises QuizError."""
    upload = form.file.data
    if upload is not None and upload.filename:
        return upload.read(), file_name(upload.filename)
    if not form.content.data:
        raise QuizError("Choose the file that your gradebook exported first.")
    try:
        return base64.b64decode(form.content.data, validate=True), file_name(form.name.data)
    except binascii.Error:
        raise QuizError(GONE) from None


def file_name(sent: str) -> str:
    """Give the name of a file without folders, on one line; one of our own for none."""
    return clean_line(sent.replace("\\", "/").rpartition("/")[2])[:LONGEST_NAME] or "gradebook.csv"


def wish_of(form: FillForm) -> FillWish:
    """Read how to fill; what was not asked yet is left to the service."""
    typed = form.column.data
    place = (
        int(typed) if typed.lstrip("-").isascii() and typed.lstrip("-").isdigit() and len(typed) < 7 else None
    )
    scale = next((one for one in Scale if one.value == form.scale.data), None)
    return FillWish(place, form.heading.data, scale, bool(request.form.get("overwrite")))
