"""The learner's pages: find a quiz, take it, hand it in, look at the result, come back."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.errors import Conflict, NotFound, QuizError, StorageError, TooManyTries
from quizapp.model.answer import LONGEST_ANSWER
from quizapp.services import study
from quizapp.services.attempt_view import AttemptView, QuestionView
from quizapp.services.cleaning import clean_line
from quizapp.web.forms import AnswerForm, JoinForm, ReceiptForm, StartForm, cleaned
from quizapp.web.paging import leaf, leaves, reviewed_leaf
from quizapp.web.review import tally
from quizapp.web.site import Page, client, holder, now, site, store

pages = Blueprint("learner", __name__)

SAME_START = timedelta(minutes=1)
"""Within this time a second start under the same name is the same form sent twice."""

QUIZZES_ON_PAGE = 50
QUESTIONS_ON_PAGE = 100
ALL_ON_MAP = 60
NEAR = 10
HANDED_IN = "This attempt is handed in. Here is its result; answers can no longer be changed."
TOO_LONG_OPEN = (
    "This page was open for too long, so your answer is not saved yet. It is below as you gave it: "
    "send it again."
)
NOT_YOURS = (
    "Your answer could not be saved, because this browser no longer holds the attempt (its cookie is gone). "
    "Nothing you typed is lost: open the attempt with its receipt, and your answer comes along."
)


@pages.get("/")
def home() -> Page:
    """List the quizzes, and offer the boxes for a join code and a receipt."""
    return home_page(JoinForm(formdata=None), ReceiptForm(formdata=None))


def home_page(join_form: JoinForm, receipt_form: ReceiptForm) -> str:
    """Give the home page with its two forms."""
    quizzes = leaf(leaves(study.published_quizzes(store()), QUIZZES_ON_PAGE))
    return render_template("learner/home.html", leaf=quizzes, join=join_form, receipt=receipt_form)


@pages.post("/join")
def join() -> Page:
    """Go to the quiz of a join code."""
    form = JoinForm()
    try:
        quiz = study.quiz_by_code(store(), form.code.data)
    except NotFound as e:
        form.refuse("code", e)
        return home_page(form, ReceiptForm(formdata=None)), e.status
    return redirect(url_for("learner.quiz", code=quiz.code), 303)


@pages.get("/quiz/<code>")
def quiz(code: str) -> Page:
    """Say what to expect, ask for a name, offer to go on where one was."""
    return quiz_page(code, StartForm(formdata=None))


def quiz_page(code: str, form: StartForm, status: int = 200) -> Page:
    """Give the start page; of a closed quiz only what this browser has begun. Raises NotFound."""
    begun = study.open_attempts(store(), holder(), code)
    try:
        card = study.quiz_by_code(store(), code)
    except NotFound:
        if not begun:
            raise
        return render_template("learner/closed.html", attempts=begun)
    page = render_template("learner/quiz.html", quiz=card, attempts=begun, form=form, now=now())
    return page, status


@pages.post("/quiz/<code>")
def start(code: str) -> Page:
    """Begin an attempt; a form that was sent twice begins one."""
    form = StartForm()
    earlier = [
        card
        for card in study.open_attempts(store(), holder(), code)
        if card.learner == clean_line(form.name.data)
        and not card.answered
        and now() - card.started_at < SAME_START
    ]
    try:
        public_id = (
            earlier[0].public_id if earlier else study.start(store(), code, form.name.data, holder(), now())
        )
    except NotFound:
        raise
    except QuizError as e:
        form.refuse("name", e)
        return quiz_page(code, form, e.status)
    return redirect(url_for("learner.question", public_id=public_id, number=1), 303)


def rescue_start(code: str) -> Page:
    """Show the start page again, with the name that was typed, when the form's token is gone."""
    form = StartForm()
    form.refuse("name", "The page was open for too long, or the browser sent no cookie. Press Start again.")
    return quiz_page(code, form, 400)


@pages.get("/attempt/<public_id>")
def resume(public_id: str) -> Page:
    """Go to the first question without an answer, or to the result."""
    attempt = study.open_attempt(store(), public_id, holder())
    if attempt.is_finished:
        return redirect(url_for("learner.result", public_id=public_id))
    for question in attempt.questions:
        if not question.is_answered:
            return redirect(url_for("learner.question", public_id=public_id, number=question.number))
    return redirect(url_for("learner.check", public_id=public_id))


@pages.get("/attempt/<public_id>/<int:number>")
def question(public_id: str, number: int) -> Page:
    """Show one question."""
    attempt = study.open_attempt(store(), public_id, holder())
    if attempt.is_finished:
        return to_result(public_id)
    asked = question_of(attempt, number)
    return question_page(attempt, asked, AnswerForm.showing(asked))


@pages.post("/attempt/<public_id>/<int:number>")
def answer(public_id: str, number: int) -> Page:
    """Save the answer, then go where the pressed button leads."""
    form = AnswerForm()
    try:
        attempt = study.open_attempt(store(), public_id, holder())
    except (NotFound, StorageError) as e:
        return rescue_page(public_id, number, str(e) if isinstance(e, StorageError) else NOT_YOURS, e.status)
    asked = question_of(attempt, number)
    if attempt.is_finished:
        return to_result(public_id)
    try:
        given = form.given(asked)
        if given is not None:
            study.save_answer(store(), public_id, holder(), number, given, now())
    except Conflict:
        return to_result(public_id)
    except QuizError as e:
        kept = AnswerForm.keeping(asked, form.choice.data, form.text.data)
        kept.refuse("choice" if asked.choices else "text", e)
        return question_page(attempt, asked, kept), e.status
    return redirect(destination(attempt, number, request.form.get("go", "")), 303)


def rescue_answer(public_id: str, number: int) -> Page:
    """Keep an answer whose form has lost its token: nothing is saved, everything is shown again."""
    form = AnswerForm()
    try:
        attempt = study.open_attempt(store(), public_id, holder())
    except NotFound as e:
        return rescue_page(public_id, number, NOT_YOURS, e.status)
    asked = question_of(attempt, number)
    if attempt.is_finished:
        return to_result(public_id)
    kept = AnswerForm.keeping(asked, form.choice.data, form.text.data)
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
        raise NotFound(f"This quiz has no question {number}; it has {len(attempt.questions)}.")
    return attempt.questions[number - 1]


def question_page(attempt: AttemptView, asked: QuestionView, form: AnswerForm) -> str:
    """Give the page of one question."""
    near = [
        other
        for other in attempt.questions
        if len(attempt.questions) <= ALL_ON_MAP
        or abs(other.number - asked.number) <= NEAR
        or other.number in (1, len(attempt.questions))
    ]
    return render_template(
        "learner/question.html", attempt=attempt, question=asked, near=near, form=form, longest=LONGEST_ANSWER
    )


def destination(attempt: AttemptView, number: int, go: str) -> str:
    """Give the address that the button ``go`` leads to: next, back, check, or a question's number."""
    wanted = number + 1
    if go == "back":
        wanted = max(1, number - 1)
    elif go.isascii() and go.isdigit() and len(go) < 6:
        wanted = int(go)
    if go == "check" or not 1 <= wanted <= len(attempt.questions):
        return url_for("learner.check", public_id=attempt.public_id)
    return url_for("learner.question", public_id=attempt.public_id, number=wanted)


def to_result(public_id: str) -> Page:
    """Go to the result of an attempt that is handed in, and say so."""
    flash(HANDED_IN)
    return redirect(url_for("learner.result", public_id=public_id), 303)


@pages.get("/attempt/<public_id>/check")
def check(public_id: str) -> Page:
    """Show the last look: what is answered and what is not."""
    attempt = study.open_attempt(store(), public_id, holder())
    if attempt.is_finished:
        return to_result(public_id)
    questions = leaf(leaves(attempt.questions, QUESTIONS_ON_PAGE))
    return render_template("learner/check.html", attempt=attempt, leaf=questions)


@pages.post("/attempt/<public_id>/finish")
def finish(public_id: str) -> Page:
    """Hand the attempt in."""
    study.finish(store(), public_id, holder(), now(), site().settings.caution)
    return redirect(url_for("learner.result", public_id=public_id), 303)


@pages.get("/attempt/<public_id>/result")
def result(public_id: str) -> Page:
    """Show score, marks and explanations."""
    try:
        found = study.result(store(), public_id, holder())
    except Conflict:
        flash("This attempt is not handed in yet. Hand it in here to see the result.")
        return redirect(url_for("learner.check", public_id=public_id))
    shown = reviewed_leaf(found.questions)
    return render_template(
        "learner/result.html", result=found, tally=tally(found), leaf=shown, audience="learner"
    )


@pages.get("/receipt")
def receipt() -> Page:
    """Offer the box for a receipt."""
    return render_template("learner/receipt.html", form=ReceiptForm(formdata=None))


@pages.post("/receipt")
def claim() -> Page:
    """Open the attempt of a receipt in this browser; an answer that could not be saved comes along."""
    form = ReceiptForm()
    try:
        public_id = study.claim_receipt(store(), form.receipt.data, holder(), client(), now())
    except (NotFound, TooManyTries) as e:
        form.refuse("receipt", e)
        if form.attempt.data:
            again = url_for("learner.answer", public_id=form.attempt.data, number=claimed_number(form))
            page = render_template("learner/rescue.html", form=form, message=NOT_YOURS, again=again)
        else:
            page = render_template("learner/receipt.html", form=form)
        return page, e.status
    attempt = study.open_attempt(store(), public_id, holder())
    number = claimed_number(form)
    if form.attempt.data == public_id and not attempt.is_finished and number <= len(attempt.questions):
        asked = attempt.questions[number - 1]
        kept = AnswerForm.keeping(asked, cleaned(form.choice.data), cleaned(form.text.data))
        flash("The attempt is open again. Your answer is below, not saved yet: send it again.")
        return question_page(attempt, asked, kept)
    return redirect(url_for("learner.resume", public_id=public_id), 303)


def claimed_number(form: ReceiptForm) -> int:
    """Give the number of the question whose answer a receipt's form carries; 1 when it makes no sense."""
    sent = form.number.data
    return max(1, int(sent)) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 1
