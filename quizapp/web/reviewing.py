"""The review queue: answers that wait for a teacher, by quiz and question, ruled on for many at once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import BooleanField, SelectMultipleField, StringField

from quizapp.errors import Conflict, NotAllowed, NotFound, QuizError
from quizapp.services import reviewing, ruling_in, teach
from quizapp.services.reviewing import AnswerGroup, Groups, Ruling
from quizapp.web.filters import plural
from quizapp.web.forms import CLEAN, Form, credit_of
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, signed_in, store

pages = Blueprint("reviewing", __name__, url_prefix="/teacher")

QUESTIONS_ON_PAGE = 50
GROUPS_ON_PAGE = 10
STALE_PAGE = "The page was open for too long, so nothing was kept. It is below as you gave it: send it again."
WRITES = ("accept", "reject", "points")
"""What a button writes into the question, so that the same words are marked like it from then on."""


class RulingForm(Form):
    """Rule on a group; ``said`` are the wordings ticked, ``points`` the key points that they state."""

    said = SelectMultipleField(validate_choice=False)
    points = SelectMultipleField(validate_choice=False)
    credit = StringField(filters=CLEAN)
    reason = StringField(filters=CLEAN)
    lower = BooleanField()
    action = StringField(filters=CLEAN)


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/review")
def everywhere() -> Page:
    """Show the quizzes in which answers wait."""
    rows = reviewing.all_waiting(store(), signed_in())
    return render_template(
        "teacher/review_all.html",
        answers=sum(row.answers for row in rows),
        leaf=leaf(leaves(rows, QUESTIONS_ON_PAGE)),
    )


@pages.get("/quiz/<code>/review")
def queue(code: str) -> Page:
    """Show the questions of a quiz whose answers wait."""
    quiz, rows = reviewing.queue(store(), signed_in(), code)
    return render_template(
        "teacher/review.html",
        code=quiz.code,
        title=quiz.title,
        answers=sum(row.answers for row in rows),
        leaf=leaf(leaves(rows, QUESTIONS_ON_PAGE)),
    )


@pages.get("/quiz/<code>/review/<question_id>")
def question(code: str, question_id: str) -> Page:
    """Show the answers to a question that wait, those alike together."""
    return groups_page(reviewing.groups_of(store(), signed_in(), code, question_id), None)


def groups_page(groups: Groups, refused: RulingForm | None) -> str:
    """Give the page; ``refused`` is a ruling that could not be kept, shown as it was sent in its group."""
    cut = leaves(groups.groups, GROUPS_ON_PAGE)
    wanted = None
    if refused is not None:
        wanted = next((n for n, some in enumerate(cut, 1) if any(is_of(refused, one) for one in some)), None)
    return render_template(
        "teacher/review_question.html",
        groups=groups,
        learners=sum(group.learners for group in groups.groups),
        leaf=leaf(cut, wanted),
        refused=refused,
        is_of=is_of,
    )


def is_of(form: RulingForm, group: AnswerGroup) -> bool:
    """Whether a form is that of this group."""
    return request.form.get("group", "") == group.wordings[0].key


@pages.post("/quiz/<code>/review/<question_id>")
def rule(code: str, question_id: str) -> Page:
    """Keep a ruling on a group, or write its words into the question and show what that would change."""
    form = RulingForm()
    if form.action.data in WRITES:
        return write_in(code, question_id, form)
    try:
        ruling = Ruling(credit_of(form.credit.data), form.reason.data, form.lower.data)
        many = reviewing.rule(store(), signed_in(), code, question_id, form.said.data or [], ruling, now())
    except (NotFound, NotAllowed, Conflict):
        raise
    except QuizError as e:
        return refuse(code, question_id, form, e)
    flash(f"The ruling is kept for {plural(many, 'learner')}, with your name and the time.")
    return redirect(url_for("reviewing.question", code=code, question_id=question_id), 303)


def rescue_rule(code: str, question_id: str) -> Page:
    """Show a ruling again as it was typed, when the form's token is gone."""
    return refuse(code, question_id, RulingForm(), QuizError(STALE_PAGE))


def refuse(code: str, question_id: str, form: RulingForm, error: QuizError) -> Page:
    """Show the form again with what was typed and what is wrong."""
    form.refuse("reason", error)
    groups = reviewing.groups_of(store(), signed_in(), code, question_id)
    return groups_page(groups, form), error.status


def write_in(code: str, question_id: str, form: RulingForm) -> Page:
    """Write the ticked words into the question of the bank; the dry run of marking it again comes next."""
    teach.require_change(store(), signed_in(), code)
    groups = reviewing.groups_of(store(), signed_in(), code, question_id)
    try:
        wordings = reviewing.chosen(groups, form.said.data or [])
        said = [wording.said for wording in wordings]
        place = (store(), signed_in(), groups.slug, question_id, said)
        if form.action.data == "points":
            saved = ruling_in.by_points(*place, form.points.data or [], now())
        elif form.action.data == "accept":
            saved = ruling_in.accept(*place, now())
        else:
            saved = ruling_in.reject(*place, now())
    except (NotFound, NotAllowed, Conflict):
        raise
    except QuizError as e:
        return refuse(code, question_id, form, e)
    flash(
        f"Written into the question: version {saved.version} of the bank. "
        "Nobody’s mark has changed yet; below is what marking again would do."
    )
    return redirect(url_for("remarking.proposed", code=code, kind="remark", question=question_id), 303)
