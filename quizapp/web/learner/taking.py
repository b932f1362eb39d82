"""Taking a quiz: one question a screen, back and forth, a last look, handing in."""

from flask import flash, redirect, render_template, request, url_for

from quizapp.errors import Conflict, NotFound, QuizError, StorageError
from quizapp.model.answer import LONGEST_ANSWER
from quizapp.model.text import sentence
from quizapp.services import answering, study
from quizapp.services.attempt_access import no_question
from quizapp.services.attempt_view import AttemptView, QuestionView
from quizapp.web.answer_fields import AnswerFields
from quizapp.web.forms import AnswerForm, ReceiptForm
from quizapp.web.language import translated
from quizapp.web.learner.blueprint import pages
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, holder, now, site, store

QUESTIONS_ON_PAGE = 100
TOGETHER = 20
"""Questions on a page of a quiz that shows all on one page; longer ones come in several."""

ALL_ON_MAP = 60
NEAR = 10
HANDED_IN = sentence("This attempt is handed in. Here is its result; answers can no longer be changed.")
TIME_IS_OVER = sentence(
    "The time was over, so the attempt was handed in: what was saved before the end counts."
)
TOO_LONG_OPEN = sentence(
    "This page was open for too long, so your answer is not saved yet. It is below as you gave it: "
    "send it again."
)
NOT_YOURS = sentence(
    "Your answer could not be saved, because this browser no longer holds the attempt (its cookie is gone). "
    "Nothing you typed is lost: open the attempt with its receipt, and your answer comes along."
)


def current(public_id: str, with_answers: bool = True) -> AttemptView:
    """Give the attempt as it is now; one whose time is over is handed in first. Raises NotFound."""
    return study.open_attempt(store(), public_id, holder(), now(), site().settings.caution, with_answers)


@pages.get("/attempt/<public_id>")
def resume(public_id: str) -> Page:
    """Go to the first question without an answer, or to the result."""
    attempt = current(public_id)
    if attempt.is_finished:
        return redirect(url_for("learner.result", public_id=public_id))
    for question in attempt.questions:
        if not question.is_answered:
            return redirect(url_for("learner.question", public_id=public_id, number=question.number))
    return redirect(url_for("learner.check", public_id=public_id))


@pages.get("/attempt/<public_id>/<int:number>")
def question(public_id: str, number: int) -> Page:
    """Show one question, on its place of the page when all come on one; in practice its mark once told."""
    attempt = current(public_id)
    if attempt.is_finished:
        return to_result(attempt)
    asked = question_of(attempt, number)
    if attempt.on_one_page:
        return redirect(place_of(attempt, number))
    if asked.is_told:
        reviewed = answering.told_question(store(), public_id, holder(), number)
        return render_template("learner/told.html", attempt=attempt, question=asked, reviewed=reviewed)
    return question_page(attempt, asked, AnswerFields.showing(asked))


@pages.post("/attempt/<public_id>/<int:number>")
def answer(public_id: str, number: int) -> Page:
    """Save the answer, then do what the pressed button says."""
    form = AnswerForm()
    try:
        attempt = current(public_id, with_answers=False)
    except (NotFound, StorageError) as e:
        why = e if isinstance(e, StorageError) else NOT_YOURS
        return rescue_page(public_id, number, translated(why), e.status)
    asked = question_of(attempt, number)
    if attempt.is_finished:
        return to_result(attempt)
    go = request.form.get("go", "")
    try:
        keep(public_id, asked, form)
        leave(public_id, number, go, form.confidence.data)
    except Conflict as e:
        return after_conflict(public_id, number, e)
    except QuizError as e:
        attempt = current(public_id)
        asked = question_of(attempt, number)
        kept = AnswerFields.keeping(asked, form.choice.data, form.text.data)
        kept.refuse("choice" if asked.choices else "text", e)
        return question_page(attempt, asked, kept), e.status
    return redirect(destination(attempt, number, go), 303)


def keep(public_id: str, asked: QuestionView, form: AnswerForm) -> bool:
    """Save what a form holds if it changes anything, and say so. Raises Conflict, QuizError.

    What the script saved as a draft while it was typed is marked now that its page is left.
    """
    given = form.given(asked)
    caution = site().settings.caution
    if given is not None:
        study.save_answer(store(), public_id, holder(), asked.number, given, now(), form.key.data, caution)
    elif form.text.data and not asked.choices:
        answering.settle_draft(store(), public_id, holder(), asked.number, caution)
    return given is not None


def leave(public_id: str, number: int, go: str, confidence: str) -> None:
    """Do what a button says beside saving: flag a question, ask for a hint or for the mark."""
    if go in ("flag", "unflag"):
        answering.set_flag(store(), public_id, holder(), number, go == "flag", now())
    elif go == "hint":
        answering.ask_hint(store(), public_id, holder(), number, now())
    elif go == "tell":
        answering.tell_mark(store(), public_id, holder(), number, confidence, now())


def after_conflict(public_id: str, number: int, conflict: Conflict) -> Page:
    """Go to the result when the attempt is handed in meanwhile, else back to the question, and say why."""
    attempt = current(public_id)
    if attempt.is_finished:
        return to_result(attempt)
    flash(translated(conflict))
    return redirect(url_for("learner.question", public_id=public_id, number=number), 303)


def rescue_answer(public_id: str, number: int) -> Page:
    """Keep an answer whose form has lost its token: nothing is saved, everything is shown again."""
    form = AnswerForm()
    try:
        attempt = current(public_id)
    except NotFound as e:
        return rescue_page(public_id, number, translated(NOT_YOURS), e.status)
    asked = question_of(attempt, number)
    if attempt.is_finished:
        return to_result(attempt)
    kept = AnswerFields.keeping(asked, form.choice.data, form.text.data)
    kept.refuse("choice" if asked.choices else "text", TOO_LONG_OPEN)
    return question_page(attempt, asked, kept), 400


def rescue_page(public_id: str, number: int, message: str, status: int) -> Page:
    """Give what was answered back, and offer to send it again or to open the attempt with its receipt."""
    sent = AnswerForm()
    form = ReceiptForm(
        formdata=None, attempt=public_id, number=str(number), choice=sent.choice.data, text=sent.text.data
    )
    again = url_for("learner.answer", public_id=public_id, number=number)
    return render_template("learner/rescue.html", form=form, message=message, again=again), status


def question_of(attempt: AttemptView, number: int) -> QuestionView:
    """Find a question of an attempt. Raises NotFound."""
    if not 1 <= number <= len(attempt.questions):
        raise NotFound(no_question(number, len(attempt.questions)))
    return attempt.questions[number - 1]


def question_page(attempt: AttemptView, asked: QuestionView, form: AnswerFields) -> str:
    """Give the page of one question."""
    near = [
        other
        for other in attempt.questions
        if len(attempt.questions) <= ALL_ON_MAP
        or abs(other.number - asked.number) <= NEAR
        or other.number in (1, len(attempt.questions))
    ]
    told: tuple[str, ...] = ()
    more = False
    if attempt.is_practice:
        told, more = answering.hints_of(store(), attempt.public_id, holder(), asked.number)
    return render_template(
        "learner/question.html",
        attempt=attempt,
        question=asked,
        near=near,
        form=form,
        longest=LONGEST_ANSWER,
        hints=told,
        more_hints=more,
    )


def destination(attempt: AttemptView, number: int, go: str) -> str:
    """Give the address that the button ``go`` leads to: next, back, check, or a question's number.

    Buttons that do something with the question lead to itself.
    """
    wanted = number + 1
    if go in ("flag", "unflag", "hint", "tell"):
        wanted = number
    elif go == "back":
        wanted = max(1, number - 1)
    elif go.isascii() and go.isdigit() and len(go) < 6:
        wanted = int(go)
    if go == "check" or not 1 <= wanted <= len(attempt.questions):
        return url_for("learner.check", public_id=attempt.public_id)
    return url_for("learner.question", public_id=attempt.public_id, number=wanted)


def place_of(attempt: AttemptView, number: int) -> str:
    """Give the address of a question's place when all come on one page."""
    page = (number - 1) // TOGETHER + 1
    return url_for(
        "learner.all_questions", public_id=attempt.public_id, page=page, _anchor=f"question-{number}"
    )


def to_result(attempt: AttemptView) -> Page:
    """Go to the result of an attempt that is handed in, and say so."""
    over = attempt.ends_at is not None and now() > attempt.ends_at
    flash(translated(TIME_IS_OVER if over else HANDED_IN))
    return redirect(url_for("learner.result", public_id=attempt.public_id), 303)


@pages.get("/attempt/<public_id>/check")
def check(public_id: str) -> Page:
    """Show the last look: what is answered and what is not."""
    attempt = current(public_id)
    if attempt.is_finished:
        return to_result(attempt)
    questions = leaf(leaves(attempt.questions, QUESTIONS_ON_PAGE))
    return render_template("learner/check.html", attempt=attempt, leaf=questions)


@pages.post("/attempt/<public_id>/finish")
def finish(public_id: str) -> Page:
    """Hand the attempt in."""
    study.finish(store(), public_id, holder(), now(), site().settings.caution)
    return redirect(url_for("learner.result", public_id=public_id), 303)
