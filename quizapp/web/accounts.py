"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request, url_for

from quizapp.errors import NotAllowed, QuizError, TooManyTries
from quizapp.model.text import sentence
from quizapp.services import accounts
from quizapp.web.forms import SignInForm
from quizapp.web.language import gettext, speak, translated, wished
from quizapp.web.site import (
    SESSION_COOKIE,
    Page,
    client,
    cookie_name,
    current_user,
    now,
    session_token,
    set_cookie,
    store,
)

pages = Blueprint("accounts", __name__)


@pages.get("/sign-in")
def sign_in_form() -> Page:
    """Ask for login and password; who is signed in goes on."""
    wanted = local_path(request.args.get("next", ""))
    user = current_user()
    if user is not None and not user.is_private:
        return redirect(wanted)
    return render_template("accounts/sign_in.html", form=SignInForm(formdata=None, next=wanted), message="")


@pages.post("/sign-in")
def sign_in() -> Page:
    """Start a session, and go where one wanted to."""
    form = SignInForm()
    password = form.password.data or ""
    try:
        token = accounts.sign_in(store(), form.login.data, password, client(), now())
    except (NotAllowed, TooManyTries) as e:
        form.refuse("password", e)
        return render_template("accounts/sign_in.html", form=form, message=""), e.status
    return enter(token, local_path(form.next.data))


def rescue_sign_in() -> Page:
    """Show the form again when its token is gone."""
    form = SignInForm()
    form.refuse(
        "password", sentence("The page was open for too long, or the browser sent no cookie. Try again.")
    )
    return render_template("accounts/sign_in.html", form=form, message=""), 400


def ask_to_sign_in(error: QuizError) -> Page:
    """Ask somebody to sign in who wanted a teacher's page, and go there afterwards."""
    speak(wished())
    wanted = "/teacher"
    message = translated(error)
    if request.method in ("GET", "HEAD"):
        wanted = request.full_path.rstrip("?")
    else:
        message += " " + gettext(
            "What you sent is not saved: sign in, go back to the form, and send it again."
        )
    form = SignInForm(formdata=None, next=local_path(wanted))
    return render_template("accounts/sign_in.html", form=form, message=message), error.status


@pages.get("/sign-in/link/<token>")
def link(token: str) -> Page:
    """Show a button: looking at a link, as mail programs do, does not use it up."""
    if not accounts.link_is_open(store(), token, now()):
        raise NotAllowed(accounts.USED_UP)
    return render_template("accounts/link.html", link=token)


@pages.post("/sign-in/link/<token>")
def use_link(token: str) -> Page:
    """Use the link up and start a session."""
    return enter(accounts.sign_in_by_link(store(), token, now()), url_for("teacher.desk"))


@pages.post("/sign-out")
def sign_out() -> Page:
    """End the session."""
    accounts.sign_out(store(), session_token())
    response = redirect(url_for("learner.home"), 303)
    response.delete_cookie(cookie_name(SESSION_COOKIE))
    return response


def enter(token: str, path: str) -> Page:
    """Hand out the new session, and end the one this browser had before."""
    accounts.sign_out(store(), session_token())
    response = redirect(path, 303)
    set_cookie(response, SESSION_COOKIE, token, accounts.ABSOLUTE_LIMIT)
    return response


def local_path(wanted: str) -> str:
    """Give ``wanted`` when it is a path of this site, the teacher's desk otherwise."""
    plain = wanted.isprintable() and "\\" not in wanted
    return wanted if plain and wanted.startswith("/") and not wanted.startswith("//") else "/teacher"
