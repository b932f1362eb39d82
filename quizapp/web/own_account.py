"""The page of one's own account: name, password, second factor, browsers, tokens of programs."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.services import api_tokens, own_account, second_factor
from quizapp.web import shown_once
from quizapp.web.account_forms import (
    AskPasswordForm,
    ChangePasswordForm,
    CodeForm,
    NameForm,
    TokenForm,
)
from quizapp.web.accounts import enter
from quizapp.web.forms import Form
from quizapp.web.qr import qr_svg
from quizapp.web.site import (
    Page,
    account_holder,
    browser,
    client,
    current_user,
    now,
    session_token,
    site,
    store,
)

pages = Blueprint("own_account", __name__, url_prefix="/account")

WITHOUT_FACTOR = ("accounts", "learner", None)
"""Blueprints that people may use who must have a second factor and have none yet."""

REQUIRED = "Here everybody who signs in needs a second factor. Set yours up first."


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    account_holder()


def demand_second_factor() -> Page | None:
    """Send who must have a second factor, and has none, to where it is set up; runs before every request."""
    if site().settings.second_factor != "required" or request.blueprint in WITHOUT_FACTOR:
        return None
    if (request.endpoint or "").startswith("own_account.factor"):
        return None
    user = current_user()
    if user is None or user.is_private or second_factor.standing_of(store(), user).is_on:
        return None
    flash(REQUIRED)
    return redirect(url_for("own_account.factor"), 303)


@pages.get("")
def show() -> Page:
    """Show one's account."""
    return account_page()


def account_page(**sent: Form) -> str:
    """Give the page; forms that were refused are shown as they were ``sent``."""
    user = account_holder()
    forms: dict[str, Any] = {
        "name_form": NameForm(formdata=None, name=user.name),
        "password_form": ChangePasswordForm(formdata=None),
        "token_form": TokenForm(formdata=None),
        **sent,
    }
    return render_template(
        "own_account/account.html",
        user=user,
        standing=second_factor.standing_of(store(), user),
        offered=site().settings.second_factor != "off",
        browsers=own_account.sessions_of(store(), user, session_token(), now()),
        tokens=api_tokens.tokens_of(store(), user),
        made=shown_once.take(user, "token"),
        **forms,
    )


@pages.post("/name")
def change_name() -> Page:
    """Change the name that others see."""
    form = NameForm()
    try:
        own_account.change_name(store(), account_holder(), form.name.data, now())
    except QuizError as e:
        form.refuse("name", e)
        return account_page(name_form=form), e.status
    flash("Your name is changed.")
    return redirect(url_for("own_account.show"), 303)


@pages.post("/password")
def change_password() -> Page:
    """Change the password, and go on in this browser alone."""
    form = ChangePasswordForm()
    user = account_holder()
    if not form.check(user.login):
        return account_page(password_form=form), 400
    present, new = form.present.data or "", form.password.data
    try:
        token = own_account.change_password(store(), user, present, new, client(), now(), browser=browser())
    except QuizError as e:
        form.refuse("present", e)
        return account_page(password_form=form), e.status
    flash("Your password is changed. All other browsers are signed out.")
    return enter(token, url_for("own_account.show"))


@pages.post("/browsers/end")
def end_session() -> Page:
    """Sign one browser out."""
    own_account.end_session(store(), account_holder(), request.form.get("browser", ""), now())
    flash("That browser is signed out.")
    return redirect(url_for("own_account.show", _anchor="browsers"), 303)


@pages.post("/browsers/end-others")
def end_other_sessions() -> Page:
    """Sign all other browsers out."""
    own_account.end_other_sessions(store(), account_holder(), session_token() or "", now())
    flash("All other browsers are signed out.")
    return redirect(url_for("own_account.show", _anchor="browsers"), 303)


@pages.post("/tokens")
def make_token() -> Page:
    """Make a token for a program, and show it once."""
    form = TokenForm()
    user = account_holder()
    try:
        token = api_tokens.make_token(store(), user, form.name.data, now())
    except QuizError as e:
        form.refuse("name", e)
        return account_page(token_form=form), e.status
    shown_once.show_next(user, "token", token)
    return redirect(url_for("own_account.show", _anchor="tokens"), 303)


@pages.post("/tokens/revoke")
def revoke_token() -> Page:
    """End a token."""
    form = TokenForm()
    api_tokens.revoke_token(store(), account_holder(), form.name.data, now())
    flash(f"The token “{form.name.data}” is revoked: it opens nothing any more.")
    return redirect(url_for("own_account.show", _anchor="tokens"), 303)


@pages.get("/second-factor")
def factor() -> Page:
    """Show what can be done with the second factor."""
    return factor_page(AskPasswordForm(formdata=None))


def factor_page(form: AskPasswordForm) -> str:
    """Give the page on which the password is asked."""
    standing = second_factor.standing_of(store(), account_holder())
    if not standing.is_on and site().settings.second_factor == "off":
        raise NotFound("There are no second factors on this server.")
    required = site().settings.second_factor == "required"
    return render_template("own_account/factor.html", form=form, standing=standing, required=required)


@pages.post("/second-factor")
def factor_change() -> Page:
    """Begin to set the second factor up, remove it, or make new recovery codes."""
    form = AskPasswordForm()
    wish = request.form.get("do", "")
    asked = (store(), account_holder(), form.password.data or "", client(), now())
    try:
        if wish == "begin" and site().settings.second_factor != "off":
            second_factor.begin(*asked)
            return redirect(url_for("own_account.factor_setup"), 303)
        if wish == "codes":
            shown_once.show_next(account_holder(), "codes", second_factor.renew_codes(*asked))
            return redirect(url_for("own_account.factor_codes"), 303)
        if wish == "remove":
            second_factor.remove(*asked)
            flash("The second factor is removed. From now on the password alone signs you in.")
            return redirect(url_for("own_account.show"), 303)
    except Conflict:
        raise
    except QuizError as e:
        form.refuse("password", e)
        return factor_page(form), e.status
    raise NotFound("There is no such choice. Go back and choose one of those shown.")


@pages.get("/second-factor/app")
def factor_setup() -> Page:
    """Show the QR code for an app, and ask for the first code."""
    return setup_page(CodeForm(formdata=None))


def setup_page(form: CodeForm) -> str:
    """Give the page with the QR code. Raises Conflict when nothing is being set up."""
    setup = second_factor.setup_of(store(), account_holder())
    return render_template("own_account/setup.html", setup=setup, form=form)


@pages.get("/second-factor/qr.svg")
def factor_qr() -> Page:
    """Give the QR code, while the second factor is being set up."""
    setup = second_factor.setup_of(store(), account_holder())
    return Response(qr_svg(setup.address), content_type="image/svg+xml; charset=utf-8")


@pages.post("/second-factor/app")
def factor_confirm() -> Page:
    """Switch the second factor on, and show the recovery codes once."""
    form = CodeForm()
    user = account_holder()
    try:
        codes = second_factor.confirm(store(), user, form.code.data, now())
    except Conflict:
        raise
    except QuizError as e:
        form.refuse("code", e)
        return setup_page(form), e.status
    shown_once.show_next(user, "codes", codes)
    flash("The second factor is on. From now on signing in asks for a code of your app.")
    return redirect(url_for("own_account.factor_codes"), 303)


@pages.get("/second-factor/codes")
def factor_codes() -> Page:
    """Show new recovery codes, once."""
    codes = shown_once.take(account_holder(), "codes")
    if codes is None:
        return redirect(url_for("own_account.factor"))
    return render_template("own_account/codes.html", codes=codes)
