"""The editor of a bank: its questions with source, flaws and guess rates; changing, adding, replacing, dropping."""

from dataclasses import dataclass, replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from quizapp.errors import NotFound, QuizError
from quizapp.generate.alternatives import alternatives
from quizapp.model.bank import Bank
from quizapp.model.question import Question
from quizapp.services import editing, history, searching
from quizapp.services.composing import composed
from quizapp.services.drafting import Draft, draft_of
from quizapp.services.editing import Opened, Outdated, Saved
from quizapp.services.preview import GuessRow, flaws_of, guess_rows, preview, sources_of
from quizapp.services.searching import Wanted
from quizapp.web.forms import cleaned
from quizapp.web.looking import may_change_this, require_change
from quizapp.web.paging import leaf, leaves
from quizapp.web.question_forms import FORMS, MORE, QuestionForm
from quizapp.web.site import Page, now, signed_in, store

pages = Blueprint("editor", __name__, url_prefix="/teacher")

QUESTIONS_ON_PAGE = 25
HITS_ON_PAGE = 50
STALE_PAGE = (
    "The page was open for too long, so nothing was stored. It is below as you wrote it: save it again."
)
AGAIN = "Yours is below, not stored: look at what is there now, and save again to put yours in its place."


@dataclass(frozen=True)
class Editing:
    """What the page of one question shows beside the form: ``question`` is None for a new one."""

    opened: Opened
    question: Question | None
    shown: Question
    checked: bool = False
    conflict: str = ""
    theirs: Question | None = None


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/bank/<slug>")
def bank(slug: str) -> Page:
    """Show the questions of a bank with their passages, flaws and guess rates; some of them, in pages."""
    opened = editing.open_bank(store(), signed_in(), slug)
    seen = preview(opened.bank)
    asked = request.args
    wanted = Wanted(*(cleaned(asked.get(name, "")) for name in ("kind", "tag", "flaw", "words")))
    chosen = searching.chosen(opened.bank, wanted, seen.flaws)
    return render_template(
        "editor/bank.html",
        opened=opened,
        bank=opened.bank,
        seen=seen,
        wanted=wanted,
        tags=sorted({tag for question in opened.bank.questions for tag in question.tags}),
        names=sorted(
            {flaw.name for question in opened.bank.questions for flaw in seen.flaws.get(question.id, ())}
        ),
        leaf=leaf(leaves(chosen, QUESTIONS_ON_PAGE)),
        sources_of=sources_of,
    )


@pages.get("/bank/<slug>/question/<question_id>")
def question(slug: str, question_id: str) -> Page:
    """Show the form of one question; to those who may only look, the question on the page of its bank."""
    opened = editing.open_bank(store(), signed_in(), slug)
    found = editing.question_of(opened.bank, question_id)
    if not may_change_this():
        return redirect(url_for("editor.bank", slug=slug, words=found.prompt, _anchor=f"q-{found.id}"), 303)
    form = FORMS[found.kind].showing(draft_of(opened.bank, found), opened.version)
    return form_page(form, Editing(opened, found, found, checked=True))


@pages.post("/bank/<slug>/question/<question_id>")
def save(slug: str, question_id: str) -> Page:
    """Check a question, or store it, or give its form more rows."""
    opened, found = known_question(slug, question_id)
    form = FORMS[found.kind]()
    return taken(form, opened, found)


@pages.get("/bank/<slug>/new/<kind>")
def new(slug: str, kind: str) -> Page:
    """Show the form for a question written by hand."""
    require_change()
    opened = editing.open_bank(store(), signed_in(), slug)
    passage = request.args.get("passage", "")
    draft = Draft(kind_of(kind), passage if passage in opened.bank.passage_by_id else "")
    form = FORMS[draft.kind].showing(draft, opened.version)
    form.spare(4 if kind == "multiple_choice" else 2)
    return form_page(form, Editing(opened, None, composed(opened.bank, draft)[0]))


@pages.post("/bank/<slug>/new/<kind>")
def add(slug: str, kind: str) -> Page:
    """Check a new question, or store it."""
    opened = editing.open_bank(store(), signed_in(), slug)
    return taken(FORMS[kind_of(kind)](), opened, None)


def kind_of(kind: str) -> str:
    """Give the kind back. Answers 404 for another."""
    return kind if kind in FORMS else abort(404)


def known_question(slug: str, question_id: str) -> tuple[Opened, Question]:
    """Give the bank and a question that is sent; one dropped meanwhile as it last was, so that its edit is not lost."""
    opened = editing.open_bank(store(), signed_in(), slug)
    found = opened.bank.question_by_id.get(question_id)
    if found is None:
        gone = {each.question.id: each.question for each in history.dropped(store(), signed_in(), slug)}
        found = gone.get(question_id)
    return opened, found or editing.question_of(opened.bank, question_id)


def version_sent() -> int | None:
    """Give the version that the page was made from; None where that makes no sense."""
    sent = request.form.get("base", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None


def taken(form: QuestionForm, opened: Opened, was: Question | None) -> Page:
    """Do with a form what its button says: ``more``, ``check`` or ``save``."""
    action = request.form.get("action", "save")
    made, problems = composed(opened.bank, form.draft(), was)
    beside = Editing(opened, was, made, checked=action == "check" and not problems)
    if action == "more":
        form.spare(MORE)
        return form_page(form, beside)
    if problems:
        form.show(problems)
        return form_page(form, beside), 400
    if action == "check":
        return form_page(form, beside)
    return stored(form, beside)


def stored(form: QuestionForm, beside: Editing) -> Page:
    """Store a question that has no problems; where somebody was faster, say so and keep what was written."""
    slug, base = beside.opened.bank.id, version_sent()
    put = editing.save_question if beside.question else editing.add_question
    try:
        saved = put(store(), signed_in(), slug, base or 0, beside.shown, now())
    except Outdated as e:
        form.base.data = str(e.newest.number)
        theirs = beside.opened.bank.question_by_id.get(beside.shown.id)
        conflict = f"{e} {AGAIN}"
        return form_page(form, replace(beside, conflict=conflict, theirs=theirs)), e.status
    except QuizError as e:
        form.refuse("prompt", e)
        return form_page(form, beside), e.status
    flash(told(saved, "Saved"))
    return redirect(
        url_for("editor.question", slug=slug, question_id=beside.shown.id, _anchor="looked-at"), 303
    )


def told(saved: Saved, what: str) -> str:
    """Say what became of an edit."""
    if not saved.is_new:
        return f"Nothing changed: version {saved.version} says the same already."
    over = ""
    if saved.over:
        last = saved.over[0]
        over = f" It went on top of version {last.number}, which {last.by} saved meanwhile."
    return f"{what} as version {saved.version}.{over}"


def form_page(form: QuestionForm, beside: Editing) -> str:
    """Give the page of one question: the form, and beside it the source, the flaws and the guess rates."""
    form.spare(1)
    bank = beside.opened.bank
    rows: tuple[GuessRow, ...] = ()
    if beside.checked and form.kind == "multiple_choice":
        rows = guess_rows(with_shown(bank, beside.shown))
    return render_template(
        "editor/question.html",
        form=form,
        beside=beside,
        bank=bank,
        flaws=flaws_of(bank, beside.shown) if beside.checked else (),
        rows=rows,
        sources=sources_of(bank, beside.shown, form.passage.data),
        theirs=FORMS[form.kind].showing(draft_of(bank, beside.theirs), 0) if beside.theirs else None,
    )


def with_shown(bank: Bank, shown: Question) -> Bank:
    """Give the bank as it would be with the question on the page."""
    questions = [shown if other.id == shown.id else other for other in bank.questions]
    if shown.id not in bank.question_by_id:
        questions.append(shown)
    return editing.with_questions(bank, questions)


def rescue_save(slug: str, question_id: str) -> Page:
    """Show a question again as it was written, when the form's token is gone."""
    opened, found = known_question(slug, question_id)
    return rescued(FORMS[found.kind](), opened, found)


def rescue_add(slug: str, kind: str) -> Page:
    """Show a new question again as it was written, when the form's token is gone."""
    opened = editing.open_bank(store(), signed_in(), slug)
    return rescued(FORMS[kind_of(kind)](), opened, None)


def rescued(form: QuestionForm, opened: Opened, was: Question | None) -> Page:
    """Give the form with what was written and the reason why it was not stored."""
    form.refuse("prompt", STALE_PAGE)
    made, _ = composed(opened.bank, form.draft(), was)
    return form_page(form, Editing(opened, was, made)), 400


@pages.get("/bank/<slug>/question/<question_id>/others")
def others(slug: str, question_id: str) -> Page:
    """Show what could stand in the place of a question, the best first."""
    require_change()
    opened = editing.open_bank(store(), signed_in(), slug)
    found = editing.question_of(opened.bank, question_id)
    return render_template(
        "editor/others.html",
        opened=opened,
        bank=opened.bank,
        question=found,
        others=alternatives(opened.bank, found),
        flaws_of=flaws_of,
    )


@pages.post("/bank/<slug>/question/<question_id>/others")
def take_other(slug: str, question_id: str) -> Page:
    """Put the chosen candidate in the place of a question."""
    opened = editing.open_bank(store(), signed_in(), slug)
    found = editing.question_of(opened.bank, question_id)
    offered = {str(number): other for number, other in enumerate(alternatives(opened.bank, found))}
    other = offered.get(request.form.get("number", ""))
    if other is None or other.id != request.form.get("other", ""):
        raise NotFound("That candidate is no longer there. Go back and look at the list again.")
    if other.id in opened.bank.question_by_id and other.id != question_id:
        other = replace(other, id=f"{other.id}-{opened.version}")
    saved = editing.replace_question(
        store(), signed_in(), slug, version_sent() or 0, question_id, other, now()
    )
    flash(told(saved, "Replaced"))
    return redirect(url_for("editor.question", slug=slug, question_id=other.id), 303)


@pages.post("/bank/<slug>/question/<question_id>/drop")
def drop(slug: str, question_id: str) -> Page:
    """Take a question out of the bank."""
    saved = editing.drop_question(store(), signed_in(), slug, version_sent() or 0, question_id, now())
    flash(f"{told(saved, 'Dropped')} You can bring it back.")
    return redirect(url_for("editor.bank", slug=slug), 303)


@pages.get("/search")
def search() -> Page:
    """Find questions in all banks of the teacher."""
    words = cleaned(request.args.get("words", ""))
    hits = searching.search(store(), signed_in(), words)
    return render_template(
        "editor/search.html", words=words, leaf=leaf(leaves(hits, HITS_ON_PAGE)), most=searching.MOST
    )
