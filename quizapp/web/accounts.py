"""Signing in and out, with a second factor too; links that lead to an account or to a new password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.errors import NotAllowed, QuizError, TooManyTries
from quizapp.model.text import sentence
from quizapp.services import accounts, administering, second_factor
from quizapp.services.accounts import LoginTaken
from quizapp.web.account_forms import AcceptForm, CodeForm, NewPasswordForm
from quizapp.web.forms import SignInForm
from quizapp.web.language import translated
from quizapp.web.site import (
    SESSION_COOKIE,
    Page,
    browser,
    client,
    cookie_name,
    current_user,
    now,
    session_token,
    set_cookie,
    store,
)

pages = Blueprint("accounts", __name__)

STALE_PAGE = sentence("The page was open for too long, or the browser sent no cookie. Try again.")


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
        token = accounts.sign_in(store(), form.login.data, password, client(), now(), browser=browser())
    except (NotAllowed, TooManyTries) as e:
        form.refuse("password", e)
        return render_template("accounts/sign_in.html", form=form, message=""), e.status
    return enter(token, local_path(form.next.data))


def rescue_sign_in() -> Page:
    """Show the form again when its token is gone."""
    form = SignInForm()
    form.refuse("password", STALE_PAGE)
    return render_template("accounts/sign_in.html", form=form, message=""), 400


def rescue_accept(token: str) -> Page:
    """Show the form of an invitation again when its token is gone."""
    form = AcceptForm()
    form.refuse("password", STALE_PAGE)
    return invitation_page(token, form), 400


def rescue_new_password(token: str) -> Page:
    """Show the form for a new password again when its token is gone."""
    form = NewPasswordForm()
    form.refuse("password", STALE_PAGE)
    return new_password_page(token, form), 400


def ask_to_sign_in(error: QuizError) -> Page:
    """Ask somebody to sign in who wanted a teacher's page, and go there afterwards."""
    wanted = "/teacher"
    message = translated(error)
    if request.method in ("GET", "HEAD"):
        wanted = request.full_path.rstrip("?")
    else:
        message += " What you sent is not saved: sign in, go back to the form, and send it again."
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
    return enter(accounts.sign_in_by_link(store(), token, now(), browser()), url_for("teacher.desk"))


@pages.get("/sign-in/code")
def code_form() -> Page:
    """Ask for the code of the second factor; who was not asked for one begins at the beginning."""
    wanted = local_path(request.args.get("next", ""))
    if second_factor.waiting_user(store(), session_token(), now()) is None:
        return redirect(url_for("accounts.sign_in_form", next=wanted))
    return render_template("accounts/code.html", form=CodeForm(formdata=None, next=wanted))


@pages.post("/sign-in/code")
def code() -> Page:
    """Take the code, and go where one wanted to."""
    form = CodeForm()
    try:
        token = second_factor.sign_in(store(), session_token(), form.code.data, now(), browser())
    except (NotAllowed, TooManyTries) as e:
        if second_factor.waiting_user(store(), session_token(), now()) is None:
            return ask_to_sign_in(e)
        form.refuse("code", e)
        return render_template("accounts/code.html", form=form), e.status
    return enter(token, local_path(form.next.data))


@pages.get("/invitation/<token>")
def invitation(token: str) -> Page:
    """Ask somebody who was invited for login, name and password; looking does not use the link up."""
    return invitation_page(token, AcceptForm(formdata=None))


def invitation_page(token: str, form: AcceptForm) -> str:
    """Give the form of an invitation. Raises NotAllowed when it is over."""
    found = administering.invitation(store(), token, now())
    return render_template("accounts/invitation.html", invitation=found, link=token, form=form)


@pages.post("/invitation/<token>")
def accept(token: str) -> Page:
    """Make the account and sign in."""
    form = AcceptForm()
    administering.invitation(store(), token, now())
    if not form.check_all():
        return invitation_page(token, form), 400
    login, name, password = form.login.data, form.name.data, form.password.data
    try:
        user = administering.accept(store(), token, login, name, password, now())
    except LoginTaken as e:
        form.refuse("login", e)
        return invitation_page(token, form), e.status
    flash(f"Welcome. You sign in with the login {user.login}.")
    return enter(accounts.start_session(store(), user.id, now(), browser()), url_for("teacher.desk"))


@pages.get("/new-password/<token>")
def new_password_form(token: str) -> Page:
    """Ask for a new password; looking does not use the link up."""
    return new_password_page(token, NewPasswordForm(formdata=None))


def new_password_page(token: str, form: NewPasswordForm) -> str:
    """Give the form of a link to a new password. Raises NotAllowed when it is over."""
    owner = administering.owner_of_password_link(store(), token, now())
    return render_template("accounts/new_password.html", owner=owner, link=token, form=form)


@pages.post("/new-password/<token>")
def new_password(token: str) -> Page:
    """Set the password; signing in with it, and with the second factor where there is one, comes after."""
    form = NewPasswordForm()
    owner = administering.owner_of_password_link(store(), token, now())
    if not form.check(owner.login):
        return new_password_page(token, form), 400
    administering.set_password_by_link(store(), token, form.password.data, now())
    flash("The new password is set. Sign in with it.")
    return redirect(url_for("accounts.sign_in_form"), 303)


@pages.post("/sign-out")
def sign_out() -> Page:
    """End the session."""
    accounts.sign_out(store(), session_token())
    response = redirect(url_for("learner.home"), 303)
    response.delete_cookie(cookie_name(SESSION_COOKIE))
    return response


def enter(token: str, path: str) -> Page:
    """Hand out the new session, and end the one this browser had before; one that waits for a code asks for it."""
    accounts.sign_out(store(), session_token())
    if second_factor.waiting_user(store(), token, now()) is not None:
        path = url_for("accounts.code_form", next=path)
    response = redirect(path, 303)
    set_cookie(response, SESSION_COOKIE, token, accounts.ABSOLUTE_LIMIT)
    return response


def local_path(wanted: str) -> str:
    """Give ``wanted`` when it is a path of this site, the teacher's desk otherwise."""
    plain = wanted.isprintable() and "\\" not in wanted
    return wanted if plain and wanted.startswith("/") and not wanted.startswith("//") else "/teacher"
