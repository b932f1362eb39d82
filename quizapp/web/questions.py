"""A quiz's questions after people took it: how each was answered, and what can be changed about it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import HiddenField, SelectMultipleField, StringField

from quizapp.errors import Conflict, NotAllowed, NotFound, QuizError
from quizapp.services import asked
from quizapp.services.asked import AskedQuestion, Reworded
from quizapp.web.forms import CLEAN, Form, cleaned
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, signed_in, store

pages = Blueprint("questions", __name__, url_prefix="/teacher")

QUESTIONS_ON_PAGE = 50
STALE_PAGE = (
    "The page was open for too long, so nothing was stored. It is below as you gave it: save it again."
)


class WordsForm(Form):
    """The words of a question; ``base`` is the version of the bank that they were taken from."""

    base = HiddenField(filters=CLEAN)
    prompt = StringField(filters=CLEAN)
    choice = SelectMultipleField(validate_choice=False)


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/quiz/<code>/questions")
def index(code: str) -> Page:
    """Show the questions of a quiz with what came of them."""
    quiz, rows = asked.rows_of(store(), signed_in(), code)
    return render_template(
        "teacher/questions.html",
        code=quiz.code,
        title=quiz.title,
        leaf=leaf(leaves(rows, QUESTIONS_ON_PAGE)),
    )


@pages.get("/quiz/<code>/questions/<question_id>")
def question(code: str, question_id: str) -> Page:
    """Show how a question was answered, and what can be changed about it."""
    return question_page(asked.question_for(store(), signed_in(), code, question_id), None)


def question_page(found: AskedQuestion, refused: WordsForm | None) -> str:
    """Give the page; ``refused`` are words that could not be stored."""
    return render_template(
        "teacher/question.html",
        asked=found,
        question=found.row.question,
        decision=found.row.decision,
        refused=refused,
        typed=[cleaned(text) for text in refused.choice.data or []] if refused else [],
    )


@pages.post("/quiz/<code>/questions/<question_id>/words")
def reword(code: str, question_id: str) -> Page:
    """Store mended words."""
    form = WordsForm()
    base = form.base.data
    try:
        made = asked.reword(
            store(),
            signed_in(),
            code,
            question_id,
            int(base) if base.isascii() and base.isdigit() and len(base) < 9 else 0,
            form.prompt.data,
            [cleaned(text) for text in request.form.getlist("choice")],
            now(),
        )
    except (NotFound, NotAllowed):
        raise
    except QuizError as e:
        form.refuse("prompt", e)
        found = asked.question_for(store(), signed_in(), code, question_id)
        if isinstance(e, Conflict):
            form.base.data = str(found.base)
        return question_page(found, form), e.status
    flash(told(made))
    return redirect(url_for("questions.question", code=code, question_id=question_id), 303)


def rescue_reword(code: str, question_id: str) -> Page:
    """Show the words again as they were typed, when the form's token is gone."""
    form = WordsForm()
    form.refuse("prompt", STALE_PAGE)
    return question_page(asked.question_for(store(), signed_in(), code, question_id), form), 400


def told(made: Reworded) -> str:
    """Say what became of mended words."""
    if not made.is_new:
        return "The words are the same as before, so nothing changed."
    if made.published:
        return (
            f"Mended in version {made.version}. Whoever begins from now on reads the new words; attempts show "
            "the words they were taken with."
        )
    return (
        f"Mended in version {made.version}. The bank has other changes that are not published, so the quiz stays "
        "as it is: publish it from your desk when you want them all."
    )
