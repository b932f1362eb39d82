"""The teacher's list of what learners hold against marks and questions."""

from flask import Blueprint, flash, redirect, render_template, url_for

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.services import contesting
from quizapp.web.forms import DecisionForm, credit_of
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, signed_in, store

pages = Blueprint("contests", __name__, url_prefix="/teacher")

CONTESTS_ON_PAGE = 30


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/quiz/<code>/contests")
def contests(code: str) -> Page:
    """Show the contests of a quiz, those that wait first."""
    return contests_page(code, None, 0)


def contests_page(code: str, refused: DecisionForm | None, about: int) -> str:
    """Give the list; ``refused`` is the decision on contest ``about`` that could not be kept."""
    cards = contesting.contests_for(store(), signed_in(), code)
    return render_template(
        "teacher/contests.html",
        code=code,
        title=contesting.title_of(store(), signed_in(), code),
        leaf=leaf(leaves(cards, CONTESTS_ON_PAGE)),
        refused=refused,
        about=about,
    )


@pages.post("/quiz/<code>/contests/<int:contest_id>")
def decide(code: str, contest_id: int) -> Page:
    """Keep a decision."""
    form = DecisionForm()
    accepted = form.decision.data == "accept"
    try:
        credit = credit_of(form.credit.data) if accepted and form.credit.data else None
        contesting.decide(store(), signed_in(), contest_id, accepted, form.reply.data, credit, now())
    except (NotFound, Conflict):
        raise
    except QuizError as e:
        form.refuse("reply", e)
        return contests_page(code, form, contest_id), e.status
    flash("The decision is kept; the learner sees it beside the question.")
    return redirect(url_for("contests.contests", code=code), 303)
