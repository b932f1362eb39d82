"""Changing marks after the fact: the dry run, applying it, what was changed so far, and undoing it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import BooleanField, HiddenField, StringField

from quizapp.errors import NotAllowed, NotFound, QuizError
from quizapp.services import changes as past
from quizapp.services import remarking, undoing
from quizapp.services.proposals import Consent, DryRun, LookAgain, Proposal
from quizapp.web.forms import CLEAN, Form, cleaned
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, signed_in, site, store

pages = Blueprint("remarking", __name__, url_prefix="/teacher")

CHANGES_ON_PAGE = 50
DONE = {
    "remark": "Marked again. The learners see the new marks and why.",
    "accept": "The choice is accepted, for those who took the quiz and those to come.",
    "drop": "The question is left out: it counts for nobody.",
    "full": "Everybody has full credit for this question.",
    "answered": "Everybody who answered has full credit for this question.",
    "undo": "Undone. What counted before counts again.",
}


class ConsentForm(Form):
    """Apply a dry run: its trace, the reason, and whether something may go down."""

    trace = HiddenField(filters=CLEAN)
    reason = StringField(filters=CLEAN)
    lower = BooleanField()


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


def proposal_asked() -> Proposal:
    """Read from the address what is proposed."""
    asked = {name: cleaned(request.args.get(name, "")) for name in ("kind", "question", "text", "batch")}
    return Proposal(asked["kind"], asked["question"] or None, asked["text"], asked["batch"])


def asked_for(proposal: Proposal) -> dict[str, Any]:
    """Give what an address says of a proposal."""
    said = {
        "kind": proposal.kind,
        "question": proposal.question_id or "",
        "text": proposal.text,
        "batch": proposal.batch,
    }
    return {name: value for name, value in said.items() if value}


def run_of(code: str, proposal: Proposal) -> DryRun:
    """Work out what a proposal would do."""
    caution = site().settings.caution
    if proposal.kind == "undo":
        return undoing.dry_run(store(), signed_in(), code, proposal.batch, caution)
    return remarking.dry_run(store(), signed_in(), code, proposal, caution)


@pages.get("/quiz/<code>/remark")
def proposed(code: str) -> Page:
    """Show what a proposal would do; nothing is written."""
    return run_page(code, proposal_asked(), ConsentForm(formdata=None))


def run_page(code: str, proposal: Proposal, form: ConsentForm, changed: str = "") -> str:
    """Give the page of a dry run; ``changed`` says that it is another one than was shown before."""
    run = run_of(code, proposal)
    moves = [*run.downs, *run.ups]
    return render_template(
        "teacher/remark.html",
        run=run,
        leaf=leaf(leaves(moves, CHANGES_ON_PAGE)),
        numbers=past.questions_by_id(store(), signed_in(), code),
        target=past.batch_of(store(), signed_in(), code, proposal.batch) if proposal.batch else None,
        form=form,
        asked=asked_for(proposal),
        changed=changed,
        send_to=url_for("remarking.apply", code=run.code, **asked_for(proposal)),
    )


@pages.post("/quiz/<code>/remark")
def apply(code: str) -> Page:
    """Apply a proposal as it was shown; where it would be another one now, show that first."""
    proposal, form = proposal_asked(), ConsentForm()
    consent = Consent(form.trace.data, form.reason.data, form.lower.data)
    caution = site().settings.caution
    try:
        if proposal.kind == "undo":
            undoing.undo(store(), signed_in(), code, proposal.batch, consent, now(), caution)
        else:
            remarking.apply(store(), signed_in(), code, proposal, consent, now(), caution)
    except (NotFound, NotAllowed):
        raise
    except LookAgain as e:
        form.lower.data = False
        return run_page(code, proposal, form, changed=str(e)), e.status
    except QuizError as e:
        form.refuse("reason", e)
        return run_page(code, proposal, form), e.status
    flash(DONE[proposal.kind])
    return redirect(url_for("remarking.changes", code=code), 303)


def rescue_apply(code: str) -> Page:
    """Show a dry run again with the reason that was typed, when the form's token is gone."""
    form = ConsentForm()
    form.refuse(
        "reason", "The page was open for too long, so nothing was applied. Look at it and apply it again."
    )
    return run_page(code, proposal_asked(), form), 400


@pages.get("/quiz/<code>/changes")
def changes(code: str) -> Page:
    """Show what was changed in a quiz after people took it, the newest first."""
    history = past.changes_of(store(), signed_in(), code)
    return render_template(
        "teacher/changes.html",
        code=history.code,
        title=history.title,
        leaf=leaf(leaves(history.changes, CHANGES_ON_PAGE)),
        newer=history.newer_version,
    )
