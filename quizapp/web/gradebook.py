"""The teacher's gradebook: its table, one learner, the answers to one question, comments, notes, names off and on."""

import secrets
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, session, url_for

from quizapp.errors import Conflict, NotAllowed, NotFound, QuizError
from quizapp.gradebook.listing import Sort, State, Wish
from quizapp.services import commenting, gradebook, quiz_settings
from quizapp.web.forms import CommentForm, cleaned
from quizapp.web.paging import Leaf
from quizapp.web.site import Page, now, signed_in, site, store

pages = Blueprint("gradebook", __name__, url_prefix="/teacher")

LEARNERS_ON_PAGE = 50
ANSWERS_ON_PAGE = 50
LONGEST_WISH = 200
SEED = "pseudonyms"
"""Where the browser's session keeps what names that say nothing are mixed with; without it names are shown."""

Chosen = TypeVar("Chosen", bound=StrEnum)


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


def seed() -> str:
    """Give what names are hidden with, "" when they are shown."""
    return str(session.get(SEED, ""))


def wish() -> Wish:
    """Read from the address what is wanted; what makes no sense is left out."""
    asked = request.args
    return Wish(
        name=cleaned(asked.get("name"))[:LONGEST_WISH].strip(),
        state=one_of(State, asked.get("state", "")),
        who=asked.get("who", "") if asked.get("who") in ("member", "guest") else "",
        review=bool(asked.get("review")),
        sort=one_of(Sort, asked.get("sort", "")) or Sort.NAME,
        question=cleaned(asked.get("question"))[:LONGEST_WISH],
        down=bool(asked.get("down")),
    )


def one_of(kind: type[Chosen], value: str) -> Chosen | None:
    """Read one of a few values."""
    return next((one for one in kind if one.value == value), None)


def filters_of(wanted: Wish) -> dict[str, str]:
    """Give the filters of a wish as an address has them."""
    values = {
        "name": wanted.name,
        "state": wanted.state or "",
        "who": wanted.who,
        "review": "1" if wanted.review else "",
    }
    return {name: value for name, value in values.items() if value}


def order_of(wanted: Wish) -> dict[str, str]:
    """Give the order of a wish as an address has it."""
    values = {
        "sort": "" if wanted.sort is Sort.NAME else wanted.sort.value,
        "question": wanted.question if wanted.sort is Sort.QUESTION else "",
        "down": "1" if wanted.down else "",
    }
    return {name: value for name, value in values.items() if value}


@pages.get("/quiz/<code>/gradebook")
def book(code: str) -> Page:
    """Show a page of the gradebook; what the clock has ended is handed in first."""
    quiz_settings.settle(store(), signed_in(), code, now(), site().settings.caution)
    wanted = wish()
    page = request.args.get("page", 1, type=int)
    found = gradebook.book_page(store(), signed_in(), code, wanted, page, LEARNERS_ON_PAGE, seed())
    return render_template(
        "teacher/gradebook.html",
        book=found,
        wish=wanted,
        filters=filters_of(wanted),
        order=order_of(wanted),
        leaf=Leaf(found.rows, found.page, found.last, found.before, found.total),
        hidden=bool(seed()),
    )


@pages.post("/quiz/<code>/names")
def names(code: str) -> Page:
    """Hide the learners' names, or show them again; holds for all pages of this browser's session."""
    gradebook.require_quiz(store(), signed_in(), code)
    if request.form.get("hide"):
        session[SEED] = secrets.token_hex(8)
        flash("Names are hidden in tables, attempts and answers until you show them again. Files keep them.")
    else:
        session.pop(SEED, None)
        flash("Names are shown.")
    return redirect(url_for("gradebook.book", code=code), 303)


@pages.get("/attempt/<public_id>/learner")
def learner(public_id: str) -> Page:
    """Show all attempts of the learner who took this one."""
    found = gradebook.learner_page(store(), signed_in(), public_id, seed())
    return render_template("teacher/learner.html", found=found, hidden=bool(seed()))


@pages.get("/quiz/<code>/answers/<question_id>")
def question(code: str, question_id: str) -> Page:
    """Show all answers to a question, in pages."""
    page = request.args.get("page", 1, type=int)
    found = gradebook.question_page(store(), signed_in(), code, question_id, page, ANSWERS_ON_PAGE, seed())
    leaf = Leaf(found.rows, found.page, found.last, found.before, found.total)
    return render_template("teacher/answers.html", found=found, leaf=leaf)


@pages.post("/attempt/<public_id>/comment")
def comment(public_id: str) -> Page:
    """Say something about an answer."""
    form = CommentForm()
    about = form.question.data
    try:
        commenting.comment(store(), signed_in(), public_id, about, form.text.data, now())
    except (NotFound, NotAllowed, Conflict):
        raise
    except QuizError as e:
        return comment_page(public_id, form, e), e.status
    flash("The learner sees the comment with the result.")
    return back_to(public_id, about)


def comment_page(public_id: str, form: CommentForm, message: object) -> str:
    """Give a page for a comment or a note that could not be kept, with what was typed."""
    form.refuse("text", message)
    shown = gradebook.name_of(store(), signed_in(), public_id, seed())
    return render_template("teacher/comment.html", form=form, public_id=public_id, shown=shown)


def rescue(public_id: str) -> Page:
    """Show a comment or a note again, as it was typed, when the form's token is gone."""
    message = (
        "The page was open for too long, so nothing was kept. It is below as you typed it: save it again."
    )
    return comment_page(public_id, CommentForm(), message), 400


@pages.post("/attempt/<public_id>/comment/<int:comment_id>/remove")
def remove_comment(public_id: str, comment_id: int) -> Page:
    """Take a comment back."""
    about = commenting.take_comment_back(store(), signed_in(), public_id, comment_id, now())
    flash("The comment is gone; the learner does not see it any more.")
    return back_to(public_id, about)


@pages.post("/attempt/<public_id>/note")
def note(public_id: str) -> Page:
    """Note something about an attempt."""
    form = CommentForm()
    try:
        commenting.note(store(), signed_in(), public_id, form.text.data, now())
    except (NotFound, NotAllowed):
        raise
    except QuizError as e:
        return comment_page(public_id, form, e), e.status
    flash("The note is kept. No learner sees it, and no file of scores has it.")
    return redirect(url_for("teacher.attempt", public_id=public_id, _anchor="notes"), 303)


@pages.post("/attempt/<public_id>/note/<int:note_id>/remove")
def remove_note(public_id: str, note_id: int) -> Page:
    """Take a note back."""
    commenting.take_note_back(store(), signed_in(), public_id, note_id, now())
    flash("The note is gone.")
    return redirect(url_for("teacher.attempt", public_id=public_id, _anchor="notes"), 303)


def back_to(public_id: str, about: str) -> Page:
    """Go to the answer that was spoken of."""
    return redirect(
        url_for("teacher.attempt", public_id=public_id, question=about, _anchor=f"q-{about}"), 303
    )
