"""What came of an attempt: the result, contests, and what is stored under its receipt."""

import json
from datetime import datetime

from flask import Response, flash, redirect, render_template, request, url_for

from quizapp.errors import Conflict, NotRevealed, QuizError
from quizapp.model.text import sentence
from quizapp.services import contesting, stored, study
from quizapp.services.results import Result
from quizapp.web.calibration import calibration
from quizapp.web.forms import ContestForm
from quizapp.web.language import gettext, translated
from quizapp.web.learner.blueprint import pages
from quizapp.web.learner.taking import current
from quizapp.web.paging import reviewed_leaf
from quizapp.web.review import tally
from quizapp.web.site import Page, holder, now, store


@pages.get("/attempt/<public_id>/result")
def result(public_id: str) -> Page:
    """Show score, marks and explanations; before the teacher's time only that it is handed in."""
    try:
        found = ended_result(public_id)
    except NotRevealed as e:
        return render_template("learner/handed_in.html", attempt=current(public_id), message=translated(e))
    except Conflict:
        flash(gettext("This attempt is not handed in yet. Hand it in here to see the result."))
        return redirect(url_for("learner.check", public_id=public_id))
    return result_page(found, request.args.get("question", ""), None)


def ended_result(public_id: str) -> Result:
    """Give the result of an attempt; one whose time is over is handed in first. Raises Conflict, NotRevealed."""
    try:
        return study.result(store(), public_id, holder(), now())
    except NotRevealed:
        raise
    except Conflict:
        if not current(public_id).is_finished:
            raise
        return study.result(store(), public_id, holder(), now())


def result_page(found: Result, about: str, refused: ContestForm | None) -> str:
    """Give the page of a result that holds the question ``about``."""
    return render_template(
        "learner/result.html",
        result=found,
        tally=tally(found),
        calibration=calibration(found),
        leaf=reviewed_leaf(found.questions, about),
        audience="learner",
        refused=refused,
        unfolded=request.args.get("open") == "all",
    )


@pages.post("/attempt/<public_id>/contest")
def contest(public_id: str) -> Page:
    """Send a word against a mark or a question to the teacher."""
    form = ContestForm()
    about = form.question.data
    try:
        contesting.contest(store(), public_id, holder(), about, form.kind.data, form.reason.data, now())
    except QuizError as e:
        if e.status != QuizError.status:
            raise
        form.refuse("reason", e)
        return result_page(study.result(store(), public_id, holder(), now()), about, form), e.status
    flash(gettext("Sent to your teacher. The answer will stand here, beside the question."))
    return redirect(url_for("learner.result", public_id=public_id, question=about, _anchor=f"q-{about}"), 303)


def rescue_contest(public_id: str) -> Page:
    """Show a contest again, with what was typed, when the form's token is gone."""
    found = study.result(store(), public_id, holder(), now())
    form = ContestForm()
    form.refuse("reason", sentence("The page was open for too long, so nothing was sent. Send it again."))
    return result_page(found, form.question.data, form), 400


@pages.get("/attempt/<public_id>/stored")
def what_is_stored(public_id: str) -> Page:
    """Say what is stored under the receipt, and offer to download and to delete it."""
    return render_template("learner/stored.html", attempt=current(public_id))


@pages.get("/attempt/<public_id>/stored.json")
def download(public_id: str) -> Page:
    """Hand out what is stored."""
    kept = stored.stored_under(store(), public_id, holder(), now())
    text = json.dumps(kept, default=datetime.isoformat, ensure_ascii=False, indent=2)
    response = Response(text + "\n", content_type="application/json")
    response.headers.set("Content-Disposition", "attachment", filename="quizapp-stored.json")
    return response


@pages.post("/attempt/<public_id>/forget")
def forget(public_id: str) -> Page:
    """Delete what is stored."""
    stays = stored.forget(store(), public_id, holder(), now())
    if stays:
        flash(
            gettext(
                "Your name, the receipt and every tie to you are deleted. Nameless answers stay for statistics."
            )
        )
    else:
        flash(gettext("Deleted. Nothing of this attempt is stored any more."))
    return redirect(url_for("learner.home"), 303)
