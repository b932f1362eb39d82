"""The teacher's pages: banks and quizzes, how a quiz stands, one attempt in full, rulings, exports."""

from dataclasses import replace

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from quizapp.errors import Conflict, FileProblems, NotAllowed, NotFound, QuizError
from quizapp.services import (
    commenting,
    exporting,
    library,
    quiz_settings,
    reviewing,
    sharing,
    standing,
    teach,
)
from quizapp.services import gradebook as gradebook_service
from quizapp.web import gradebook
from quizapp.web.forms import OverrideForm, UploadForm, cleaned
from quizapp.web.paging import reviewed_leaf
from quizapp.web.review import tally
from quizapp.web.site import Page, full_address, now, signed_in, site, store

pages = Blueprint("teacher", __name__, url_prefix="/teacher")

FIRST_PROBLEMS = 200
FOR_YOU_ALONE = "The quiz is open, for you alone: it is listed for nobody else."
STALE_PAGE = (
    "The page was open for too long, so nothing was changed. It is below as you gave it: save it again."
)


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("")
def desk() -> Page:
    """Show the teacher's banks and quizzes."""
    return desk_page()


def desk_page(problems: tuple[str, ...] = (), file: str = "") -> str:
    """Give the desk; ``problems`` are those of an uploaded ``file``."""
    cards = teach.desk(store(), signed_in())
    links = {
        quiz.code: full_address(url_for("learner.quiz", code=quiz.code))
        for card in cards
        for quiz in card.quizzes
    }
    return render_template(
        "teacher/desk.html",
        cards=cards,
        shared=sharing.shared_with_me(store(), signed_in()),
        links=links,
        waiting={row.code: row.answers for row in reviewing.all_waiting(store(), signed_in())},
        form=UploadForm(formdata=None),
        problems=problems[:FIRST_PROBLEMS],
        count=len(problems),
        file=file,
    )


@pages.post("/bank")
def upload() -> Page:
    """Store an uploaded bank, or list everything that is wrong with it.

    Bank files carry ids, which all share: who studies alone makes banks of documents only, so that they neither
    take an id away from a teacher nor learn which ones there are.
    """
    if signed_in().is_private:
        raise NotAllowed("Bank files are for teachers. Make a quiz from a document instead.")
    sent = UploadForm().file.data
    if sent is None or not sent.filename:
        return desk_page(("Choose a bank file (YAML) first.",)), 400
    file = cleaned(sent.filename)
    try:
        stored = library.import_file(store(), sent.read(), file, signed_in(), now())
    except FileProblems as e:
        return desk_page(tuple(str(problem) for problem in e.problems), file), e.status
    except QuizError as e:
        return desk_page((str(e),), file), e.status
    if stored.is_new:
        flash(f"“{stored.slug}” is in your library as version {stored.version}.")
    else:
        flash(f"Version {stored.version} of “{stored.slug}” says the same already, so nothing changed.")
    return redirect(url_for("teacher.desk"), 303)


@pages.get("/bank/<slug>.yaml")
def bank_file(slug: str) -> Page:
    """Hand the bank out as a file."""
    text = library.bank_text(store(), slug, signed_in())
    return attachment(text.encode(), f"{slug}.yaml", "application/yaml")


@pages.post("/bank/<slug>/publish")
def publish(slug: str) -> Page:
    """Open the bank's quiz on its newest version; its settings stay (``quiz_settings`` publishes with others)."""
    user = signed_in()
    code = teach.publish(store(), user, slug, now())
    flash(FOR_YOU_ALONE if user.is_private else f"Published. Learners join with the code {code}.")
    return redirect(url_for("teacher.desk", _anchor=slug), 303)


@pages.post("/quiz/<code>/unpublish")
def unpublish(code: str) -> Page:
    """Close a quiz for new attempts."""
    teach.unpublish(store(), signed_in(), code, now())
    flash("Closed for new attempts. Those under way can still be finished.")
    return redirect(url_for("teacher.desk"), 303)


@pages.get("/quiz/<code>")
def quiz(code: str) -> Page:
    """Show how a quiz stands; what the clock has ended is handed in first."""
    quiz_settings.settle(store(), signed_in(), code, now(), site().settings.caution)
    found = standing.standing_of(store(), signed_in(), code)
    link = full_address(url_for("learner.quiz", code=found.quiz.code))
    return render_template("teacher/quiz.html", standing=found, link=link)


@pages.get("/quiz/<code>/scores.<name>")
def scores(code: str, name: str) -> Page:
    """Hand the scores out as a file; what the clock has ended is handed in first."""
    quiz_settings.settle(store(), signed_in(), code, now(), site().settings.caution)
    export = exporting.export_scores(store(), signed_in(), code, name)
    return attachment(export.data, export.filename, export.mimetype)


@pages.get("/attempt/<public_id>")
def attempt(public_id: str) -> Page:
    """Show one attempt in full, with a form for a ruling beside every mark."""
    return attempt_page(public_id, None, request.args.get("question", ""))


def attempt_page(public_id: str, refused: OverrideForm | None, about: str) -> str:
    """Give the page of an attempt that holds the question ``about``.

    ``refused`` is a ruling that could not be kept as it was sent.
    """
    found = teach.attempt_in_full(store(), signed_in(), public_id)
    hidden = gradebook.seed()
    if hidden:
        shown = gradebook_service.name_of(store(), signed_in(), public_id, hidden)
        found = replace(found, learner=shown, receipt="")
    return render_template(
        "teacher/attempt.html",
        result=found,
        notes=commenting.notes_of(store(), signed_in(), public_id),
        tally=tally(found),
        leaf=reviewed_leaf(found.questions, about),
        refused=refused,
        audience="teacher",
    )


@pages.post("/attempt/<public_id>/override")
def override(public_id: str) -> Page:
    """Keep a ruling on one mark."""
    form = OverrideForm()
    try:
        credit = form.credit_given()
    except QuizError as e:
        form.refuse("credit", e)
        return attempt_page(public_id, form, form.question.data), e.status
    try:
        teach.override(store(), signed_in(), public_id, form.question.data, credit, form.reason.data, now())
    except (NotFound, NotAllowed, Conflict):
        raise
    except QuizError as e:
        form.refuse("reason", e)
        return attempt_page(public_id, form, form.question.data), e.status
    flash("The ruling is kept, with your name and the time.")
    about = form.question.data
    return redirect(
        url_for("teacher.attempt", public_id=public_id, question=about, _anchor=f"q-{about}"), 303
    )


def rescue_override(public_id: str) -> Page:
    """Show the ruling again, with what was typed, when the form's token is gone."""
    form = OverrideForm()
    form.refuse("reason", STALE_PAGE)
    return attempt_page(public_id, form, form.question.data), 400


def attachment(data: bytes, filename: str, mimetype: str) -> BaseResponse:
    """Give a file to be saved."""
    response = Response(data, content_type=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response
