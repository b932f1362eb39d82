"""Long work in the browser: asking for questions, seeing how far they are, stopping, publishing."""

from flask import Blueprint, flash, jsonify, redirect, render_template, url_for

from quizapp.errors import NotFound, QuizError
from quizapp.formats.readers import READERS
from quizapp.services import documents, jobs, teach
from quizapp.services.jobs import JobView
from quizapp.web.document_forms import MakeForm
from quizapp.web.documents import document_page
from quizapp.web.filters import plural
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, owner, site, store
from quizapp.web.teacher import FOR_YOU_ALONE

pages = Blueprint("jobs", __name__, url_prefix="/documents/<public_id>/work")

REFUSALS_ON_PAGE = 100


@pages.get("")
def show(public_id: str) -> Page:
    """Show how far the document's newest job is, or what came of it."""
    user = owner()
    document = documents.open_document(store(), user, public_id)
    job = jobs.newest(store(), user, public_id, now())
    if job is None or (job.kind == "read" and job.standing == "done"):
        return redirect(url_for("documents.show", public_id=public_id), 303)
    return render_template(
        f"jobs/{'active' if job.is_active else job.kind}.html",
        document=document,
        job=job,
        words=words(job),
        leaf=leaf(leaves(job.report.get("refusals", []), REFUSALS_ON_PAGE)),
        readers=READERS.values(),
    )


@pages.get("/state")
def state(public_id: str) -> Page:
    """Give the same for a script: where it stands, and the words to show."""
    job = jobs.newest(store(), owner(), public_id, now())
    if job is None:
        raise NotFound("There is no work under way on this document.")
    return jsonify(
        active=job.is_active, standing=job.standing, done=job.done, total=job.total, words=words(job)
    )


def words(job: JobView) -> str:
    """Say how far a job is."""
    if job.standing == "waiting":
        before = f" {plural(job.ahead, 'other job comes', 'other jobs come')} first." if job.ahead else ""
        return f"Waiting for its turn.{before}"
    if job.standing == "stopping":
        return "Stopping."
    if not job.done:
        return "Reading the document." if job.kind == "read" else "Getting ready."
    if job.done >= job.total:
        return "All pairs are looked at; the questions are being put together."
    return f"{job.done:,} of {plural(job.total, 'pair')} looked at."


@pages.post("")
def make(public_id: str) -> Page:
    """Have questions made of the document; when they are being made already, see how far they are."""
    form = MakeForm()
    user = owner()
    try:
        questions, seed = form.wanted()
        job_id = jobs.ask_for_bank(store(), user, public_id, questions, seed, now())
    except NotFound:
        raise
    except QuizError as e:
        form.refuse("questions", e)
        return document_page(public_id, form, e.status)
    site().queue.add(job_id)
    return redirect(url_for("jobs.show", public_id=public_id), 303)


@pages.post("/again")
def again(public_id: str) -> Page:
    """Start the last job once more."""
    site().queue.add(jobs.ask_again(store(), owner(), public_id, now()))
    return redirect(url_for("jobs.show", public_id=public_id), 303)


@pages.post("/stop")
def stop(public_id: str) -> Page:
    """Stop the job that is under way."""
    jobs.stop(store(), owner(), public_id, now())
    return redirect(url_for("jobs.show", public_id=public_id), 303)


@pages.post("/publish")
def publish(public_id: str) -> Page:
    """Open a quiz on the bank that was made of the document."""
    user = owner()
    slug = documents.open_document(store(), user, public_id).bank_slug
    if slug is None:
        raise NotFound("No bank is made of this document yet.")
    code = teach.publish(store(), user, slug, now())
    if user.is_private:
        flash(FOR_YOU_ALONE)
        return redirect(url_for("learner.quiz", code=code), 303)
    flash(f"Published. Learners join with the code {code}.")
    return redirect(url_for("teacher.desk", _anchor=slug), 303)
