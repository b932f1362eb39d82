"""A quiz that shows all its questions on one page."""

from flask import redirect, render_template, request, url_for

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.answer import LONGEST_ANSWER
from quizapp.model.text import sentence
from quizapp.services.attempt_view import AttemptView, QuestionView
from quizapp.web.answer_fields import AnswerFields
from quizapp.web.forms import AnswerForm
from quizapp.web.learner.blueprint import pages
from quizapp.web.learner.taking import TOGETHER, after_conflict, current, keep, leave, place_of, to_result
from quizapp.web.paging import Leaf, leaf, leaves
from quizapp.web.site import Page


@pages.get("/attempt/<public_id>/all")
def all_questions(public_id: str) -> Page:
    """Show the questions on one page (a long quiz: on several)."""
    attempt = current(public_id)
    if attempt.is_finished:
        return to_result(attempt)
    shown = leaf(leaves(attempt.questions, TOGETHER))
    forms = {asked.number: AnswerFields.showing(asked, prefix_of(asked)) for asked in shown.items}
    return page_of(attempt, shown, forms)


@pages.post("/attempt/<public_id>/all")
def answer_all(public_id: str) -> Page:
    """Save every answer of the page, then do what the pressed button says."""
    attempt = current(public_id)
    if attempt.is_finished:
        return to_result(attempt)
    shown = leaf(leaves(attempt.questions, TOGETHER))
    kept: dict[int, AnswerFields] = {}
    for asked in shown.items:
        form = AnswerForm(prefix=prefix_of(asked))
        kept[asked.number] = AnswerFields.keeping(asked, form.choice.data, form.text.data, prefix_of(asked))
        try:
            if keep(public_id, asked, form):
                kept[asked.number].before.data = ""
        except Conflict as e:
            return after_conflict(public_id, asked.number, e)
        except QuizError as e:
            kept[asked.number].refuse("choice" if asked.choices else "text", e)
    if any(form.choice.errors or form.text.errors for form in kept.values()):
        return page_of(current(public_id), shown, kept), 400
    return redirect(after_saving(attempt, shown, request.form.get("go", "")), 303)


def after_saving(attempt: AttemptView, shown: Leaf[QuestionView], go: str) -> str:
    """Flag a question where the button says so; gives where it leads."""
    action, _, number = go.partition("-")
    if action in ("flag", "unflag"):
        asked = next((one for one in shown.items if str(one.number) == number), None)
        if asked is None:
            raise NotFound(sentence("This page has no such question."))
        leave(attempt.public_id, asked.number, action, "")
        return place_of(attempt, asked.number)
    if go == "check" or (shown.number >= shown.last and go != "back"):
        return url_for("learner.check", public_id=attempt.public_id)
    page = shown.number - 1 if go == "back" else shown.number + 1
    return url_for("learner.all_questions", public_id=attempt.public_id, page=max(page, 1))


def page_of(attempt: AttemptView, shown: Leaf[QuestionView], forms: dict[int, AnswerFields]) -> str:
    """Give the page."""
    return render_template(
        "learner/all.html", attempt=attempt, leaf=shown, forms=forms, longest=LONGEST_ANSWER
    )


def prefix_of(asked: QuestionView) -> str:
    """Give what the names of a question's fields begin with."""
    return f"q{asked.number}-"
