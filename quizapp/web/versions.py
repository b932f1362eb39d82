"""The versions of a bank: history, differences, going back, what was dropped, and a document that has changed."""

from base64 import b64decode, b64encode
from binascii import Error

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.errors import FileProblems, QuizError
from quizapp.services import editing, history, renewing
from quizapp.services.editing import Opened, Outdated
from quizapp.web.editor import told, version_sent
from quizapp.web.forms import RenewForm, cleaned
from quizapp.web.looking import require_change
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, signed_in, store

pages = Blueprint("versions", __name__, url_prefix="/teacher")

VERSIONS_ON_PAGE = 50
CHANGES_ON_PAGE = 30
DROPPED_ON_PAGE = 25
FIRST_PROBLEMS = 200


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/bank/<slug>/versions")
def versions(slug: str) -> Page:
    """Show who made which version when."""
    opened = editing.open_bank(store(), signed_in(), slug)
    found = history.history(store(), signed_in(), slug)
    return render_template(
        "editor/versions.html", bank=opened.bank, leaf=leaf(leaves(found, VERSIONS_ON_PAGE)), newest=found[0]
    )


@pages.get("/bank/<slug>/versions/<int:version>")
def version(slug: str, version: int) -> Page:
    """Show what a version changed, against the one before or another one."""
    against = request.args.get("against", type=int)
    found = history.difference(store(), signed_in(), slug, version, against)
    return render_template(
        "editor/version.html",
        slug=slug,
        found=found,
        leaf=leaf(leaves(found.changes, CHANGES_ON_PAGE)),
        remarks={},
    )


@pages.post("/bank/<slug>/versions/<int:version>")
def go_back(slug: str, version: int) -> Page:
    """Make an older version the newest, as a new one."""
    saved = history.go_back(store(), signed_in(), slug, version_sent() or 0, version, now())
    flash(told(saved, f"Version {version} is back"))
    return redirect(url_for("versions.versions", slug=slug), 303)


@pages.get("/bank/<slug>/dropped")
def dropped(slug: str) -> Page:
    """Show the questions that were dropped."""
    opened = editing.open_bank(store(), signed_in(), slug)
    found = history.dropped(store(), signed_in(), slug)
    return render_template(
        "editor/dropped.html",
        opened=opened,
        bank=opened.bank,
        leaf=leaf(leaves(found, DROPPED_ON_PAGE)),
    )


@pages.post("/bank/<slug>/dropped/<int:version>/<question_id>")
def bring_back(slug: str, version: int, question_id: str) -> Page:
    """Bring a dropped question back, as it was in a version."""
    saved, lost = history.bring_back(
        store(), signed_in(), slug, version_sent() or 0, version, question_id, now()
    )
    flash(told(saved, "Brought back"))
    for quote in lost:
        flash(f"The source no longer says “{quote}”: look at the evidence.")
    return redirect(url_for("editor.question", slug=slug, question_id=question_id), 303)


@pages.get("/bank/<slug>/renew")
def renew(slug: str) -> Page:
    """Ask for the document as it is now."""
    require_change()
    return ask_for_document(editing.open_bank(store(), signed_in(), slug))


def ask_for_document(opened: Opened, problems: tuple[str, ...] = ()) -> str:
    """Give the page that asks for the document."""
    return render_template("editor/renew.html", opened=opened, bank=opened.bank, problems=problems)


@pages.post("/bank/<slug>/renew")
def take_document(slug: str) -> Page:
    """Show what the changed document would change, or take it over."""
    opened = editing.open_bank(store(), signed_in(), slug)
    form = RenewForm()
    try:
        data, file = document_sent(form)
        keep, leave_out = request.form.getlist("keep"), request.form.getlist("leave_out")
        found = renewing.renewal(store(), signed_in(), slug, data, file, keep, leave_out)
    except FileProblems as e:
        return ask_for_document(opened, tuple(map(str, e.problems[:FIRST_PROBLEMS]))), e.status
    except QuizError as e:
        return ask_for_document(opened, (str(e),)), e.status
    message = ""
    status = 200
    if form.action.data == "take":
        try:
            saved = renewing.take_over(store(), signed_in(), slug, version_sent() or 0, found, now())
        except Outdated as e:
            message, status = f"{e} Below is what the document changes now.", e.status
        else:
            flash(told(saved, "Taken over"))
            return redirect(url_for("editor.bank", slug=slug), 303)
    page = render_template(
        "editor/renewal.html",
        found=found,
        bank=found.opened.bank,
        remarks=found.renewed.remarks,
        file=file,
        content=b64encode(data).decode(),
        keep=keep,
        leave_out=leave_out,
        message=message,
    )
    return page, status


def document_sent(form: RenewForm) -> tuple[bytes, str]:
    """Give the bytes and the name of the document that was chosen, or that the page carries. Raises QuizError."""
    sent = form.file.data
    if sent is not None and sent.filename:
        return sent.read(), cleaned(sent.filename)
    try:
        data = b64decode(form.content.data or "", validate=True)
    except (Error, ValueError):
        data = b""
    if not data:
        raise QuizError("Choose the document first: a FAQ file, as it is now.")
    return data, form.name.data or "document.txt"
