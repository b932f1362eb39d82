"""The pages of administrators: accounts, invitations, and the whole audit log."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.errors import NotFound, QuizError
from quizapp.services import administering, audit_log
from quizapp.services.accounts import User
from quizapp.services.administering import Member
from quizapp.web import shown_once
from quizapp.web.account_forms import InviteForm
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, account_holder, full_address, now, store

pages = Blueprint("administering", __name__, url_prefix="/accounts")

ACCOUNTS_ON_PAGE = 50
NUMBER = "<int(max=2147483647):number>"


@pages.before_request
def ask_who() -> None:
    """Let nobody in but administrators."""
    administrator()


def administrator() -> User:
    """Give who administers. Raises NotAllowed, NotFound."""
    user = account_holder()
    administering.require_administrator(user)
    return user


@pages.get("")
def members() -> Page:
    """List the accounts and the open invitations."""
    return members_page(InviteForm(formdata=None, role="teacher"))


def members_page(form: InviteForm) -> str:
    """Give the list with the form for an invitation."""
    return render_template(
        "administering/accounts.html",
        leaf=leaf(leaves(administering.members(store()), ACCOUNTS_ON_PAGE)),
        invitations=administering.open_invitations(store(), now()),
        form=form,
        address=shown_once.take(administrator(), "invitation"),
    )


@pages.post("/invitations")
def invite() -> Page:
    """Invite somebody, and show the link once."""
    form = InviteForm()
    user = administrator()
    try:
        token = administering.invite(store(), form.role.data, form.note.data, now(), user.login)
    except QuizError as e:
        form.refuse("note", e)
        return members_page(form), e.status
    address = full_address(url_for("accounts.invitation", token=token))
    shown_once.show_next(user, "invitation", address)
    return redirect(url_for("administering.members"), 303)


@pages.post(f"/invitations/{NUMBER}/withdraw")
def withdraw(number: int) -> Page:
    """Take an invitation back."""
    administering.withdraw(store(), number, now(), administrator().login)
    flash("The invitation is taken back: its link opens nothing any more.")
    return redirect(url_for("administering.members"), 303)


@pages.get(f"/{NUMBER}")
def member(number: int) -> Page:
    """Show an account, and what can be done with it."""
    found = known_member(number)
    address = shown_once.take(administrator(), "password-link")
    return render_template("administering/account.html", member=found, address=address)


def known_member(number: int) -> Member:
    """Find an account by its number. Raises NotFound."""
    for found in administering.members(store()):
        if found.user.id == number:
            return found
    raise NotFound("There is no such account.")


@pages.post(f"/{NUMBER}")
def change(number: int) -> Page:
    """Change a role, close or open an account, make a link to a new password, remove a second factor."""
    login = known_member(number).user.login
    user = administrator()
    actor = user.login
    wish = request.form.get("do", "")
    if wish == "role":
        administering.change_role(store(), login, request.form.get("role", ""), now(), actor)
        flash("The role is changed.")
    elif wish == "deactivate":
        administering.deactivate(store(), login, now(), actor)
        flash("The account is deactivated: its sessions have ended, and nobody signs in with it.")
    elif wish == "activate":
        administering.activate(store(), login, now(), actor)
        flash("The account is active again.")
    elif wish == "password":
        token = administering.make_password_link(store(), login, now(), actor)
        address = full_address(url_for("accounts.new_password_form", token=token))
        shown_once.show_next(user, "password-link", address)
    elif wish == "factor":
        administering.remove_factor(store(), login, now(), actor)
        flash("The second factor is removed: the password alone signs in.")
    else:
        raise QuizError("There is no such choice. Go back and choose one of those shown.")
    resigned = number == user.id and wish in ("role", "deactivate")
    return redirect(
        url_for("teacher.desk") if resigned else url_for("administering.member", number=number), 303
    )


@pages.get("/log")
def log() -> Page:
    """Show the whole audit log, in pages."""
    page = audit_log.whole_log(store(), administrator(), request.args.get("page", 1, type=int))
    return render_template("administering/log.html", page=page)
