"""A question as learners will see it, with a try at an answer."""

from flask import Blueprint, render_template

from quizapp.errors import QuizError
from quizapp.model.answer import Answer
from quizapp.services import editing, trying
from quizapp.services.editing import Opened
from quizapp.services.results import ReviewedQuestion
from quizapp.web.forms import AnswerForm
from quizapp.web.site import Page, signed_in, store

pages = Blueprint("trying", __name__, url_prefix="/teacher")


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/bank/<slug>/question/<question_id>/try")
def look(slug: str, question_id: str) -> Page:
    """Show a question as a learner sees it."""
    opened = editing.open_bank(store(), signed_in(), slug)
    return question_page(opened, question_id, AnswerForm(formdata=None))


@pages.post("/bank/<slug>/question/<question_id>/try")
def answer(slug: str, question_id: str) -> Page:
    """Show how an answer would be marked; nothing is stored."""
    opened = editing.open_bank(store(), signed_in(), slug)
    asked = trying.asked(opened.bank, question_id)
    form = AnswerForm()
    form.before.data = ""
    name = "choice" if asked.choices else "text"
    try:
        given = form.given(asked) or Answer()
        reviewed = trying.tried(opened.bank, question_id, given)
    except QuizError as e:
        form.refuse(name, e)
        return question_page(opened, question_id, form), e.status
    return question_page(opened, question_id, form, reviewed)


def question_page(
    opened: Opened, question_id: str, form: AnswerForm, reviewed: ReviewedQuestion | None = None
) -> str:
    """Give the page of a question that is tried."""
    return render_template(
        "editor/try.html",
        bank=opened.bank,
        question=trying.asked(opened.bank, question_id),
        form=form,
        reviewed=reviewed,
        audience="learner",
    )
