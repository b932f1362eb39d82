"""Practice of what one result missed."""

from flask import flash, redirect, url_for

from quizapp.services import coming_back
from quizapp.web.language import ngettext
from quizapp.web.learner.blueprint import pages
from quizapp.web.site import Page, holder, now, store


@pages.post("/attempt/<public_id>/missed")
def practise_missed(public_id: str) -> Page:
    """Begin a practice of exactly what was missed."""
    new_id = coming_back.practise_missed(store(), public_id, holder(), now())
    return redirect(url_for("learner.resume", public_id=new_id), 303)


@pages.post("/attempt/<public_id>/keep")
def keep_missed(public_id: str) -> Page:
    """Put what was missed into the deck."""
    count = coming_back.keep_missed(store(), public_id, holder(), now())
    flash(
        ngettext(
            "%(num)s question is in your deck, due now.",
            "%(num)s questions are in your deck, due now.",
            count,
        )
    )
    return redirect(url_for("learner.deck"), 303)
