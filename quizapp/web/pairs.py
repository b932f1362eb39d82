"""The pairs of a document in the browser: editing, merging, leaving out, bringing back, moving, adding."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.services import documents, pairs
from quizapp.services.pairs import WordingProblem
from quizapp.storage.pairs import PairRecord
from quizapp.web.document_forms import PairForm, whole_number
from quizapp.web.documents import PAIRS_ON_PAGE, STALE_FORM, leaf_of, page_offset
from quizapp.web.filters import excerpt
from quizapp.web.site import Page, owner, store

pages = Blueprint("pairs", __name__, url_prefix="/documents/<public_id>/pairs")


def back_to(public_id: str, pair_id: int | None) -> Page:
    """Go to the page of the document that holds a kept pair; to its first page when it is None."""
    if pair_id is None:
        return redirect(url_for("documents.show", public_id=public_id), 303)
    before = pairs.place_of(store(), owner(), public_id, pair_id) // PAIRS_ON_PAGE
    page = before + 1 if before else None
    here = url_for("documents.show", public_id=public_id, page=page, _anchor=f"pair-{pair_id}")
    return redirect(here, 303)


@pages.get("/left-out")
def left_out(public_id: str) -> Page:
    """Show the pairs that were left out."""
    user = owner()
    shown = leaf_of(pairs.left_out(store(), user, public_id, page_offset(), PAIRS_ON_PAGE))
    document = documents.open_document(store(), user, public_id)
    return render_template("pairs/left_out.html", document=document, leaf=shown)


@pages.get("/new")
def new(public_id: str) -> Page:
    """Offer the form for a pair; ``?place=`` says where it goes."""
    form = PairForm(formdata=None, place=request.args.get("place", ""))
    return add_page(public_id, form)


def add_page(public_id: str, form: PairForm, status: int = 200) -> Page:
    """Give the form for a new pair."""
    document = documents.open_document(store(), owner(), public_id)
    return render_template("pairs/new.html", document=document, form=form), status


@pages.post("/new")
def add(public_id: str) -> Page:
    """Add a pair."""
    form = PairForm()
    try:
        pair_id = pairs.add(
            store(),
            owner(),
            public_id,
            form.question.data,
            form.answer.data,
            whole_number(form.place.data) or None,
        )
    except WordingProblem as e:
        form.refuse(e.about, e)
        return add_page(public_id, form, e.status)
    flash("The pair is added.")
    return back_to(public_id, pair_id)


def rescue_add(public_id: str) -> Page:
    """Show a new pair again as it was typed, when the form's token is gone."""
    form = PairForm()
    form.refuse("question", STALE_FORM)
    return add_page(public_id, form, 400)


@pages.get("/<int(max=2147483647):pair_id>")
def show(public_id: str, pair_id: int) -> Page:
    """Offer a pair for a change."""
    pair, _ = pairs.pair_at(store(), owner(), public_id, pair_id)
    form = PairForm(formdata=None, question=pair.question, answer=pair.answer)
    return edit_page(public_id, pair_id, form)


def edit_page(public_id: str, pair_id: int, form: PairForm, status: int = 200) -> Page:
    """Give the form for a pair, with its earlier wordings."""
    user = owner()
    pair, earlier = pairs.pair_at(store(), user, public_id, pair_id)
    page = render_template(
        "pairs/edit.html",
        document=documents.open_document(store(), user, public_id),
        pair=pair,
        earlier=earlier,
        number=pairs.place_of(store(), user, public_id, pair_id) + 1,
        form=form,
    )
    return page, status


@pages.post("/<int(max=2147483647):pair_id>")
def edit(public_id: str, pair_id: int) -> Page:
    """Give a pair another wording."""
    form = PairForm()
    try:
        new_id = pairs.edit(store(), owner(), public_id, pair_id, form.question.data, form.answer.data)
    except WordingProblem as e:
        form.refuse(e.about, e)
        return edit_page(public_id, pair_id, form, e.status)
    except Conflict as e:
        form.refuse("question", f"{e} Your wording is below: add it as a new pair if you still want it.")
        return add_page(public_id, form, e.status)
    flash("The change is kept." if new_id != pair_id else "Nothing was changed.")
    return back_to(public_id, new_id)


def rescue_edit(public_id: str, pair_id: int) -> Page:
    """Show a pair again as it was typed, when the form's token is gone."""
    form = PairForm()
    form.refuse("question", STALE_FORM)
    return edit_page(public_id, pair_id, form, 400)


@pages.get("/<int(max=2147483647):pair_id>/merge")
def ask_to_merge(public_id: str, pair_id: int) -> Page:
    """Show what a pair and the one before it would be as one."""
    before, pair = pairs.pair_before(store(), owner(), public_id, pair_id)
    if before is None:
        raise NotFound("There is no pair before the first one.")
    one = pairs.merged_text(before, pair)
    form = PairForm(formdata=None, question=one.question, answer=one.answer, before=str(before.id))
    return merge_page(public_id, pair_id, form)


def merge_page(public_id: str, pair_id: int, form: PairForm, status: int = 200) -> Page:
    """Give the form for a merged pair, with the two that it is made of."""
    user = owner()
    before, pair = pairs.pair_before(store(), user, public_id, pair_id)
    document = documents.open_document(store(), user, public_id)
    both = [one for one in (before, pair) if one]
    return render_template("pairs/merge.html", document=document, pair=pair, both=both, form=form), status


@pages.post("/<int(max=2147483647):pair_id>/merge")
def merge(public_id: str, pair_id: int) -> Page:
    """Make one pair of two."""
    form = PairForm()
    before = whole_number(form.before.data) or 0
    wording = form.question.data, form.answer.data
    try:
        new_id = pairs.merge(store(), owner(), public_id, pair_id, before, *wording)
    except WordingProblem as e:
        form.refuse(e.about, e)
        return merge_page(public_id, pair_id, form, e.status)
    except Conflict as e:
        form.refuse("question", f"{e} Your wording is below: add it as a new pair if you still want it.")
        return add_page(public_id, form, e.status)
    flash("The two pairs are one. “Take back” on it makes them two again.")
    return back_to(public_id, new_id)


def rescue_merge(public_id: str, pair_id: int) -> Page:
    """Show a merged pair again as it was typed, when the form's token is gone."""
    form = PairForm()
    form.refuse("question", STALE_FORM)
    return merge_page(public_id, pair_id, form, 400)


@pages.post("/<int(max=2147483647):pair_id>/arrange")
def arrange(public_id: str, pair_id: int) -> Page:
    """Do what the pressed button says: up, down, place, out, back, take-back."""
    user, wanted = owner(), request.form.get("do", "")
    pair, _ = pairs.pair_at(store(), user, public_id, pair_id)
    number = pairs.place_of(store(), user, public_id, pair_id) + 1
    if wanted in ("up", "down", "place"):
        asked = whole_number(request.form.get("place")) or number
        place = {"up": number - 1, "down": number + 1, "place": asked}[wanted]
        pairs.move(store(), user, public_id, pair_id, max(1, place))
        return back_to(public_id, pair_id)
    if wanted == "out":
        return go_on_without(public_id, pair)
    if wanted == "back":
        pairs.bring_back(store(), user, public_id, pair_id)
        flash("The pair is back in its place.")
        return back_to(public_id, pair_id)
    if wanted == "take-back":
        earlier_id = pairs.take_back(store(), user, public_id, pair_id)
        flash("It is as it was before; your wording is among the pairs left out.")
        return back_to(public_id, earlier_id)
    raise QuizError("That button is not known here. Reload the page and try again.")


def go_on_without(public_id: str, pair: PairRecord) -> Page:
    """Leave a pair out, and go to the one that takes its place."""
    user = owner()
    place = pairs.place_of(store(), user, public_id, pair.id)
    pairs.leave_out(store(), user, public_id, pair.id)
    flash(f"Left out: {excerpt(pair.question)} It is among the pairs left out, and can be brought back.")
    following = pairs.kept_pairs(store(), user, public_id, place, 1).pairs
    return back_to(public_id, following[0].id if following else None)
