"""What a teacher hands out of a quiz: a page with code and QR, the questions on paper; and a try as a learner."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for

from quizapp.errors import FileProblems
from quizapp.services import exchange, previewing, publishing
from quizapp.web.qr import qr_svg
from quizapp.web.site import Page, full_address, holder, now, signed_in, store
from quizapp.web.teacher import attachment

pages = Blueprint("handouts", __name__, url_prefix="/teacher/quiz")

PAPER = (
    ("html", "Web page", "Opens in the browser, to print from there."),
    ("pdf", "PDF", "To print or to send."),
    ("docx", "Word", "To change before printing."),
)
"""The formats of banks that are paper."""


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.post("/<code>/preview")
def preview(code: str) -> Page:
    """Begin a try as a learner."""
    public_id = previewing.begin_preview(store(), signed_in(), code, holder(), now())
    flash("This is a preview: you see what a learner sees, and nothing of it reaches the gradebook.")
    return redirect(url_for("learner.resume", public_id=public_id), 303)


@pages.get("/<code>/handout")
def handout(code: str) -> Page:
    """Show a page for the classroom: code, link, QR."""
    quiz = publishing.published(store(), signed_in(), code)
    return render_template("teacher/handout.html", quiz=quiz, link=link_of(quiz.code))


def link_of(code: str) -> str:
    """Give the learners' address of a quiz."""
    return full_address(url_for("learner.quiz", code=code))


@pages.get("/<code>/qr.svg")
def qr(code: str) -> Page:
    """Draw the learners' address of a quiz."""
    quiz = publishing.published(store(), signed_in(), code)
    return Response(qr_svg(link_of(quiz.code)), content_type="image/svg+xml")


@pages.get("/<code>/paper")
def paper(code: str) -> Page:
    """Offer the questions on paper."""
    return paper_page(code)


def paper_page(code: str, problems: tuple[str, ...] = ()) -> str:
    """Give the page that offers the questions on paper; ``problems`` are why a file was not made."""
    quiz = publishing.published(store(), signed_in(), code)
    asked = publishing.bank_asked(quiz)
    return render_template("teacher/paper.html", quiz=quiz, asked=asked, formats=PAPER, problems=problems)


@pages.get("/<code>/paper/<any(html, pdf, docx):name>")
def paper_file(code: str, name: str) -> Page:
    """Hand out the questions that a quiz asks, with their key on a page of its own."""
    quiz = publishing.published(store(), signed_in(), code)
    try:
        done = exchange.file_of(publishing.bank_asked(quiz), name)
    except FileProblems as e:
        return paper_page(code, tuple(str(problem) for problem in e.problems)), e.status
    return attachment(done.data, done.filename, done.mimetype)
