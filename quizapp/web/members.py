"""Members of classes: opening a personal link, the list of their quizzes, signing out."""

from flask import Blueprint, flash, redirect, render_template, url_for

from quizapp.services import coming_back, membership
from quizapp.web.language import gettext
from quizapp.web.site import Page, fresh_holder, known_holder, now, store

pages = Blueprint("members", __name__)


@pages.get("/me")
def mine() -> Page:
    """List the quizzes of the classes that somebody in this browser is a member of."""
    found = membership.my_classes(store(), known_holder(), now())
    deck = coming_back.deck_of(store(), known_holder(), now())
    return render_template("members/mine.html", classes=found, deck=deck)


@pages.get("/me/<token>")
def invitation(token: str) -> Page:
    """Show whose link it is, with a button: looking at a link, as mail programs do, does nothing."""
    found = membership.invitation_of(store(), token)
    return render_template("members/invitation.html", invitation=found, link=token)


@pages.post("/me/<token>")
def enter(token: str) -> Page:
    """Let this browser work as the member of the link."""
    membership.invitation_of(store(), token)  # a link that opens nothing leaves the browser as it is
    name = membership.enter(store(), token, known_holder(), fresh_holder(), now())
    flash(gettext("You are here as %(name)s.", name=name))
    return redirect(url_for("members.mine"), 303)


@pages.post("/me/sign-out")
def leave() -> Page:
    """Let this browser forget its members."""
    membership.leave(store(), known_holder())
    flash(gettext("Signed out. Your personal link opens everything again."))
    return redirect(url_for("learner.home"), 303)
