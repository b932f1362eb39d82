"""Sharing a bank with other teachers, and the audit log of a quiz."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.errors import NotAllowed, NotFound, QuizError
from quizapp.services import audit_log, sharing
from quizapp.web.account_forms import ShareForm
from quizapp.web.site import Page, account_holder, now, signed_in, store

pages = Blueprint("sharing", __name__, url_prefix="/teacher")

RIGHTS = ("look", "edit")


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/bank/<slug>/sharing")
def shown(slug: str) -> Page:
    """Show with whom a bank is shared."""
    return sharing_page(slug, ShareForm(formdata=None, rights="look"))


def sharing_page(slug: str, form: ShareForm) -> str:
    """Give the page with the form."""
    found = sharing.sharing_of(store(), account_holder(), slug)
    return render_template("sharing/bank.html", sharing=found, form=form)


@pages.post("/bank/<slug>/sharing")
def share(slug: str) -> Page:
    """Share a bank, or change what somebody may do."""
    form = ShareForm()
    if form.rights.data not in RIGHTS:
        form.refuse("rights", "Choose one of those shown.")
        return sharing_page(slug, form), 400
    may_edit, with_quizzes = form.rights.data == "edit", bool(form.with_quizzes.data)
    user = account_holder()
    try:
        name = sharing.share(store(), user, slug, form.login.data, may_edit, with_quizzes, now())
    except (NotFound, NotAllowed):
        raise
    except QuizError as e:
        form.refuse("login", e)
        return sharing_page(slug, form), e.status
    flash(f"Shared with {name}, who finds it on their desk.")
    return redirect(url_for("sharing.shown", slug=slug), 303)


@pages.post("/bank/<slug>/sharing/take-back")
def take_back(slug: str) -> Page:
    """Stop sharing a bank with somebody."""
    sharing.take_back(store(), account_holder(), slug, ShareForm().login.data, now())
    flash("Taken back: it is no longer on their desk.")
    return redirect(url_for("sharing.shown", slug=slug), 303)


@pages.get("/quiz/<code>/log")
def log(code: str) -> Page:
    """Show the lines of the audit log on a quiz, in pages."""
    page = audit_log.log_of_quiz(store(), signed_in(), code, request.args.get("page", 1, type=int))
    return render_template("sharing/log.html", page=page, code=code)
