"""For the script: drafts that are saved while somebody types, and the server's clock."""

from flask import jsonify
from werkzeug.wrappers import Response

from quizapp.errors import Conflict, QuizError
from quizapp.model.answer import trace_of
from quizapp.services import answering
from quizapp.services.answering import Draft
from quizapp.web.filters import seconds_left
from quizapp.web.forms import AnswerForm
from quizapp.web.language import gettext, translated
from quizapp.web.learner.blueprint import pages
from quizapp.web.learner.taking import current, question_of
from quizapp.web.site import holder, now, store


@pages.post("/attempt/<public_id>/<int:number>/draft")
def draft(public_id: str, number: int) -> tuple[Response, int]:
    """Save a draft, once however often it is sent; says what is stored, or why it is not."""
    form = AnswerForm()
    attempt = current(public_id, with_answers=False)
    asked = question_of(attempt, number)
    if attempt.is_finished:
        return jsonify(saved=False, over=True, message=gettext("The attempt is handed in.")), 409
    try:
        answer = form.sent(asked)
        stored = answering.save_draft(
            store(), public_id, holder(), number, Draft(answer, form.key.data, form.before.data), now()
        )
    except Conflict as e:
        return jsonify(saved=False, message=translated(e)), e.status
    except QuizError as e:
        return jsonify(saved=False, message=translated(e)), e.status
    left = seconds_left(attempt.ends_at, now())
    return jsonify(saved=True, before=trace_of(stored), answered=not stored.is_blank, left=left), 200


@pages.get("/attempt/<public_id>/clock")
def clock(public_id: str) -> Response:
    """Say how many seconds are left by the server's clock; null: there is no limit."""
    attempt = current(public_id)
    return jsonify(left=seconds_left(attempt.ends_at, now()), over=attempt.is_finished)
