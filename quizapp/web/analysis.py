"""The page of a quiz's questions in figures: pictures first, the numbers below."""

from flask import Blueprint, render_template

from quizapp.gradebook.analysis import ENOUGH
from quizapp.services import analysis, quiz_settings
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, signed_in, site, store

pages = Blueprint("analysis", __name__, url_prefix="/teacher")

QUESTIONS_ON_PAGE = 25


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/quiz/<code>/analysis")
def figures(code: str) -> Page:
    """Show what the answers say about the questions; what the clock has ended is handed in first."""
    quiz_settings.settle(store(), signed_in(), code, now(), site().settings.caution)
    found = analysis.analysis_of(store(), signed_in(), code)
    places = {
        look.figures.column.id: place // QUESTIONS_ON_PAGE + 1 for place, look in enumerate(found.looks)
    }
    return render_template(
        "teacher/analysis.html",
        found=found,
        whole=found.whole,
        leaf=leaf(leaves(found.looks, QUESTIONS_ON_PAGE)),
        places=places,
        enough=ENOUGH,
    )
