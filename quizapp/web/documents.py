"""Documents in the browser: bringing them in, seeing pairs and report, the source, removing them."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from quizapp.errors import FileProblems, NotAllowed, NotFound, QuizError
from quizapp.formats.readers import LARGEST_FILE, READERS
from quizapp.services import documents, jobs, pairs
from quizapp.services import private as private_accounts
from quizapp.services.documents import Added
from quizapp.services.pairs import PairsPage
from quizapp.storage.pairs import PairRecord
from quizapp.web.document_forms import AboutForm, DocumentForm, MakeForm
from quizapp.web.forms import cleaned
from quizapp.web.paging import Leaf, leaf, leaves
from quizapp.web.report import remarks_by_line
from quizapp.web.site import Page, creator, current_user, may_create, now, owner, signed_in, site, store

pages = Blueprint("documents", __name__, url_prefix="/documents")

PAIRS_ON_PAGE = 20
LAST_PAGE = 1_000_000
LINES_ON_PAGE = 500
LONGEST_LINE = 2_000
FIRST_PROBLEMS = 100
STALE_FORM = (
    "The page was open for too long, so nothing was changed. It is below as you gave it: send it again."
)
STALE_FILE = (
    "The page was open for too long, so nothing was sent. Your text is below; choose a file once more, "
    "then send it again."
)
TOO_LARGE = (
    f"A document may have {LARGEST_FILE >> 20} MB (HTML, DOCX and PDF 5 MB). Split it, then send the parts."
)


@pages.get("")
def index() -> Page:
    """List somebody's documents."""
    if not may_create():
        signed_in()
    user = current_user()
    found = documents.documents_of(store(), user) if user else []
    receipt = private_accounts.receipt(store(), user) if user and user.is_private else ""
    return render_template("documents/index.html", documents=found, receipt=receipt)


@pages.get("/new")
def new() -> Page:
    """Offer the form for a file or pasted text."""
    if not may_create():
        signed_in()
    return form_page(DocumentForm(formdata=None))


def form_page(form: DocumentForm, status: int = 200) -> Page:
    """Give the form for a document."""
    page = render_template(
        "documents/new.html", form=form, readers=READERS.values(), largest=LARGEST_FILE, too_large=TOO_LARGE
    )
    return page, status


@pages.post("")
def add() -> Page:
    """Keep a document; a short one is read at once, a long one beside the request."""
    form = DocumentForm()
    if not may_create():
        raise NotAllowed("Sign in to make quizzes here.")
    try:
        data, file = form.sent()
        added = documents.add(store(), creator(), data, cleaned(file), form.reader.data or None, now())
    except QuizError as e:
        field = "file" if form.file.data else "text"
        for problem in e.problems[:FIRST_PROBLEMS] if isinstance(e, FileProblems) else (e,):
            form.refuse(field, problem)
        return form_page(form, e.status)
    return follow(added)


def follow(added: Added) -> Page:
    """Go to a document that was brought in, or to where one sees it being read."""
    site().queue.add(added.job_id)
    if added.job_id is not None:
        return redirect(url_for("jobs.show", public_id=added.public_id), 303)
    return redirect(url_for("documents.show", public_id=added.public_id), 303)


def rescue_add() -> Page:
    """Show the form again with the text that was pasted, when its token is gone."""
    form = DocumentForm()
    form.refuse("text", STALE_FILE)
    return form_page(form, 400)


def too_large() -> Page:
    """Show the form again when more was sent than is looked at."""
    form = DocumentForm(formdata=None)
    form.file.errors = [TOO_LARGE]
    return form_page(form, 413)


@pages.get("/<public_id>")
def show(public_id: str) -> Page:
    """Show the pairs of a document with the reader's report beside them."""
    return document_page(public_id, MakeForm(formdata=None))


def document_page(public_id: str, form: MakeForm, status: int = 200) -> Page:
    """Give the page of a document; of one that is not read, how its reading stands."""
    user = owner()
    document = documents.open_document(store(), user, public_id)
    if document.read_at is None:
        return redirect(url_for("jobs.show", public_id=public_id), 303)
    problems = sorted(document.problems, key=lambda problem: not problem.grave)
    page = render_template(
        "documents/document.html",
        document=document,
        leaf=leaf_of(pairs.kept_pairs(store(), user, public_id, page_offset(), PAIRS_ON_PAGE)),
        form=form,
        format=documents.reader_title(document.format),
        problems=problems[:FIRST_PROBLEMS],
        problem_count=len(problems),
        remarks=remarks_by_line(problems),
        left_out=pairs.count_left_out(store(), user, public_id),
        job=jobs.newest(store(), user, public_id, now()),
        readers=READERS.values(),
    )
    return page, status


def page_offset() -> int:
    """Give how many pairs come before the page that the address asks for."""
    return (min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE) - 1) * PAIRS_ON_PAGE


def leaf_of(found: PairsPage) -> Leaf[PairRecord]:
    """Give a part of a list of pairs as a page."""
    last = max(1, -(-found.total // PAIRS_ON_PAGE))
    return Leaf(found.pairs, found.before // PAIRS_ON_PAGE + 1, last, found.before, found.total)


@pages.get("/<public_id>/about")
def about(public_id: str) -> Page:
    """Offer title and summary for a change."""
    document = documents.open_document(store(), owner(), public_id)
    form = AboutForm(formdata=None, title=document.title, summary=document.summary)
    return render_template("documents/about.html", document=document, form=form)


@pages.post("/<public_id>/about")
def describe(public_id: str) -> Page:
    """Change title and summary."""
    form = AboutForm()
    try:
        documents.describe(store(), owner(), public_id, form.title.data, form.summary.data)
    except NotFound:
        raise
    except QuizError as e:
        return refused_about(public_id, form, e, e.status)
    flash("Title and summary are kept.")
    return redirect(url_for("documents.show", public_id=public_id), 303)


def rescue_describe(public_id: str) -> Page:
    """Show title and summary again as they were typed, when the form's token is gone."""
    return refused_about(public_id, AboutForm(), STALE_FORM, 400)


def refused_about(public_id: str, form: AboutForm, message: object, status: int) -> Page:
    """Show title and summary again with what is wrong."""
    form.refuse("summary" if str(message).startswith("The summary") else "title", message)
    document = documents.open_document(store(), owner(), public_id)
    return render_template("documents/about.html", document=document, form=form), status


@pages.get("/<public_id>/source")
def source(public_id: str) -> Page:
    """Show the original as text, a number before each line; never as the page that it may be."""
    user = owner()
    document = documents.open_document(store(), user, public_id)
    lines = documents.source_lines(store(), user, public_id)
    if lines is None:
        return render_template("documents/no_text.html", document=document)
    line = request.args.get("line", 0, type=int)
    wanted = (min(line, len(lines)) - 1) // LINES_ON_PAGE + 1 if line > 0 else None
    shown = leaf(leaves([shortened(text) for text in lines], LINES_ON_PAGE), wanted)
    return render_template("documents/source.html", document=document, leaf=shown, line=line)


def shortened(text: str) -> str:
    """Cut a line of the source that no page should carry; the original has all of it."""
    return text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]} … ({len(text):,} characters)"


@pages.get("/<public_id>/original")
def original(public_id: str) -> Page:
    """Hand the original out, to be saved: never to be run in this site's name."""
    file, data = documents.original(store(), owner(), public_id)
    response = Response(data, content_type="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=file)
    return response


@pages.post("/<public_id>/read-again")
def read_again(public_id: str) -> Page:
    """Read the original in another format, as a new document."""
    user, reader = owner(), cleaned(request.form.get("reader")) or None
    try:
        added = documents.read_again(store(), user, public_id, reader, now())
    except NotFound:
        raise
    except QuizError as e:
        flash(f"It could not be read so. {e}")
        return redirect(url_for("documents.show", public_id=public_id), 303)
    flash("This is the document read in the other format; the first reading stays in your list.")
    return follow(added)


@pages.get("/<public_id>/remove")
def ask_to_remove(public_id: str) -> Page:
    """Ask whether a document shall really go."""
    return render_template(
        "documents/remove.html", document=documents.open_document(store(), owner(), public_id)
    )


@pages.post("/<public_id>/remove")
def remove(public_id: str) -> Page:
    """Remove a document."""
    documents.remove(store(), owner(), public_id)
    flash("The document is removed. Banks that were made of it stay.")
    return redirect(url_for("documents.index"), 303)
