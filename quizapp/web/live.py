"""A quiz while it runs: the live table, which a small script keeps fresh, and what a teacher can do meanwhile."""

import hashlib

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for

from quizapp.errors import NotFound, QuizError
from quizapp.services import live, quiz_settings
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, signed_in, site, store

pages = Blueprint("live", __name__, url_prefix="/teacher")

ROWS_ON_PAGE = 100


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/quiz/<code>/live")
def table(code: str) -> Page:
    """Show who began, how far they are, and who handed in."""
    return render_template("teacher/live.html", **shown(code))


@pages.get("/quiz/<code>/live/table")
def fragment(code: str) -> Page:
    """Give the table alone; a browser that has it as it is gets none (304)."""
    seen = shown(code)
    tag = hashlib.sha256(repr((seen["table"], seen["leaf"])).encode()).hexdigest()[:24]
    if any(known in request.if_none_match for known in (tag, f"{tag}-gzip")):  # gzip marks the tag it sends
        return Response(status=304)
    response: Response = make_response(render_template("teacher/_live_table.html", **seen))
    response.set_etag(tag)  # of the data: tokens of forms are never twice the same
    return response


def shown(code: str) -> dict[str, object]:
    """Give what both show; what the clock has ended is handed in first."""
    quiz_settings.settle(store(), signed_in(), code, now(), site().settings.caution)
    found = live.live_table(store(), signed_in(), code, now())
    return {
        "code": found.code,
        "title": found.title,
        "table": found,
        "leaf": leaf(leaves(found.sittings, ROWS_ON_PAGE)),
    }


@pages.post("/attempt/<public_id>/live")
def act(public_id: str) -> Page:
    """End, reopen or lengthen an attempt."""
    action, typed = request.form.get("action", ""), request.form.get("minutes", "").strip()
    minutes = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
    code = live.code_to_change(store(), signed_in(), public_id)
    try:
        if action == "end":
            live.end_now(store(), signed_in(), public_id, now(), site().settings.caution)
            flash("Handed in with what was saved.")
        elif action == "reopen":
            quiz_settings.reopen(store(), signed_in(), public_id, minutes, now())
            flash("Reopened. Its learner finds the answers as they were.")
        elif action == "more":
            live.add_minutes(store(), signed_in(), public_id, minutes, now())
            flash("The time is added. The learner sees it within a minute.")
        else:
            raise QuizError("Choose what to do from what the page offers.")
    except NotFound:
        raise
    except QuizError as e:
        return render_template("teacher/live.html", refused=str(e), **shown(code)), e.status
    return redirect(url_for("live.table", code=code), 303)
