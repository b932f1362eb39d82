"""Questions in and out in the browser: a bank as a file of any format, and such a file as a bank."""

from flask import render_template, request
from flask_wtf.file import FileField
from wtforms import StringField

from quizapp.errors import FileProblems, NotAllowed, QuizError
from quizapp.formats.banks import BANK_FORMATS, carried, importable
from quizapp.services import exchange, library
from quizapp.services.exchange import Arrival
from quizapp.web.forms import CLEAN, Form, cleaned
from quizapp.web.site import Page, now, signed_in, store
from quizapp.web.teacher import FIRST_PROBLEMS, attachment, pages

BRING_IN = "teacher.bring_in"


class BringInForm(Form):
    """Questions from another system; without a format it is guessed, without a title the file's is taken."""

    file = FileField()
    format = StringField(filters=CLEAN)
    title = StringField(filters=CLEAN)


@pages.get("/bank/<slug>/formats")
def bank_formats(slug: str) -> Page:
    """Show the formats a bank can be downloaded in, and what each does not carry."""
    return formats_page(slug)


def formats_page(slug: str, refused: tuple[str, ...] = (), name: str = "") -> str:
    """Give the page of formats; ``refused`` is why the format ``name`` would have to cut questions."""
    bank = library.newest_bank(store(), slug, signed_in())
    return render_template(
        "exchange/formats.html",
        bank=bank,
        formats=[(format_, carried(bank, format_.name)) for format_ in BANK_FORMATS.values()],
        refused=refused[:FIRST_PROBLEMS],
        name=name,
        title=BANK_FORMATS[name].title if name else "",
    )


@pages.get("/bank/<slug>/as/<name>")
def bank_as(slug: str, name: str) -> Page:
    """Hand the bank out in a format, or say which questions it would have to cut."""
    only_fitting = "fitting" in request.args
    try:
        done = exchange.export_bank(store(), signed_in(), slug, name, only_fitting)
    except FileProblems as e:
        fits = () if only_fitting else tuple(str(problem) for problem in e.problems)
        return formats_page(slug, fits or (str(e),), name), e.status
    return attachment(done.data, done.filename, done.mimetype)


@pages.get("/questions")
def bring_in_form() -> Page:
    """Ask for a file of questions."""
    return bring_in_page(BringInForm(formdata=None))


def bring_in_page(form: BringInForm, problems: tuple[str, ...] = (), arrival: Arrival | None = None) -> str:
    """Give the page with the form; above it the ``problems`` of a file, or what came in."""
    return render_template(
        "exchange/bring_in.html",
        form=form,
        formats=importable(),
        problems=problems[:FIRST_PROBLEMS],
        count=len(problems),
        arrival=arrival,
        first=FIRST_PROBLEMS,
    )


@pages.post("/questions")
def bring_in() -> Page:
    """Store the questions of a file and report on them, or list everything that is wrong with it.

    Not for who studies alone, for the reason that ``teacher.upload`` gives.
    """
    if signed_in().is_private:
        raise NotAllowed("Files of questions are for teachers. Make a quiz from a document instead.")
    form = BringInForm()
    sent = form.file.data
    if sent is None or not sent.filename:
        return bring_in_page(form, ("Choose a file first.",)), 400
    try:
        arrival = exchange.import_questions(
            store(),
            sent.read(),
            cleaned(sent.filename),
            signed_in(),
            now(),
            form.format.data or None,
            title=form.title.data,
        )
    except FileProblems as e:
        return bring_in_page(form, tuple(str(problem) for problem in e.problems)), e.status
    except QuizError as e:
        return bring_in_page(form, (str(e),)), e.status
    return bring_in_page(BringInForm(formdata=None), arrival=arrival)
