"""Finding a quiz and beginning it; coming back to an attempt with its receipt."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for

from quizapp.errors import NotFound, QuizError, TooManyTries
from quizapp.model.text import sentence
from quizapp.services import coming_back, membership, study
from quizapp.web.answer_fields import AnswerFields
from quizapp.web.forms import JoinForm, ReceiptForm, StartForm, cleaned
from quizapp.web.language import gettext, translated
from quizapp.web.learner.blueprint import pages
from quizapp.web.learner.taking import NOT_YOURS, current, question_page
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, client, holder, known_holder, now, store

SAME_START = timedelta(minutes=1)
"""Within this time a second start under the same name is the same form sent twice."""

QUIZZES_ON_PAGE = 50


@pages.get("/")
def home() -> Page:
    """List the quizzes, and offer the boxes for a join code and a receipt."""
    return home_page(JoinForm(formdata=None), ReceiptForm(formdata=None))


def home_page(join_form: JoinForm, receipt_form: ReceiptForm) -> str:
    """Give the home page with its two forms."""
    quizzes = leaf(leaves(study.published_quizzes(store(), known_holder()), QUIZZES_ON_PAGE))
    deck = coming_back.deck_of(store(), known_holder(), now())
    return render_template(
        "learner/home.html",
        leaf=quizzes,
        join=join_form,
        receipt=receipt_form,
        deck=deck,
        member=membership.name_here(store(), known_holder()),
    )


@pages.post("/join")
def join() -> Page:
    """Go to the quiz of a join code."""
    form = JoinForm()
    try:
        quiz = study.quiz_by_code(store(), form.code.data, known_holder())
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
        card = study.quiz_by_code(store(), code, holder())
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
    name = study.name_at(store(), code, form.name.data, holder())
    earlier = [
        card
        for card in study.open_attempts(store(), holder(), code)
        if card.learner == name and not card.answered and now() - card.started_at < SAME_START
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
    """Show the start page again, with the name that was typed, when the form's token is gone.

    A browser that sends no cookie at all refuses them: trying again would not help.
    """
    if not request.cookies:
        return render_template("learner/cookies.html", code=code), 400
    form = StartForm()
    form.refuse(
        "name", sentence("The page was open for too long, or the browser sent no cookie. Press Start again.")
    )
    return quiz_page(code, form, 400)


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
            page = render_template(
                "learner/rescue.html", form=form, message=translated(NOT_YOURS), again=again
            )
        else:
            page = render_template("learner/receipt.html", form=form)
        return page, e.status
    if public_id is None:
        flash(gettext("Your documents and quizzes are open in this browser again."))
        return redirect(url_for("documents.index"), 303)
    attempt = current(public_id)
    number = claimed_number(form)
    if form.attempt.data == public_id and not attempt.is_finished and number <= len(attempt.questions):
        asked = attempt.questions[number - 1]
        kept = AnswerFields.keeping(asked, cleaned(form.choice.data), cleaned(form.text.data))
        flash(gettext("The attempt is open again. Your answer is below, not saved yet: send it again."))
        return question_page(attempt, asked, kept)
    return redirect(url_for("learner.resume", public_id=public_id), 303)


def claimed_number(form: ReceiptForm) -> int:
    """Give the number of the question whose answer a receipt's form carries; 1 when it makes no sense."""
    sent = form.number.data
    return max(1, int(sent)) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 1
