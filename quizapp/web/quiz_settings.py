"""The teacher's form for how a quiz is taken, and for the time that people have."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.errors import NotAllowed, NotFound, QuizError
from quizapp.model.quiz import QuizSettings
from quizapp.services import publishing, quiz_settings
from quizapp.services.publishing import Overtaken, Refused, Wanted
from quizapp.web.forms import ExtraTimeForm, cleaned
from quizapp.web.paging import leaf, leaves
from quizapp.web.publish_forms import PublishForm, said
from quizapp.web.site import Page, now, signed_in, site, store

pages = Blueprint("quiz_settings", __name__, url_prefix="/teacher")

PEOPLE_ON_PAGE = 50


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/bank/<slug>/publish")
def publish_form(slug: str) -> Page:
    """Ask how a quiz of a bank is to be taken before it is published."""
    return publish_page(slug, PublishForm.of(Wanted(QuizSettings())))


def publish_page(slug: str, form: PublishForm) -> str:
    """Give the form for a bank that is to be published."""
    bank, classes = publishing.before_publishing(store(), signed_in(), slug)
    return render_template(
        "teacher/publishing.html",
        title=bank.title,
        bank=bank,
        classes=classes,
        form=form,
        send_to=url_for("quiz_settings.publish", slug=slug),
        **usual(),
    )


@pages.post("/bank/<slug>/publish-as")
def publish(slug: str) -> Page:
    """Publish a quiz of its own, as the form says."""
    form = PublishForm()
    bank, _ = publishing.before_publishing(store(), signed_in(), slug)
    try:
        wanted = form.wanted(bank)
        if wanted is None:
            return publish_page(slug, form), 400
        code = publishing.publish_another(store(), signed_in(), slug, wanted, now())
    except Refused as e:
        form.refuse_all(e.problems)
        return publish_page(slug, form), e.status
    flash(f"Published. Learners join with the code {code}.")
    return redirect(url_for("teacher.desk", _anchor=slug), 303)


def usual() -> dict[str, str]:
    """Give what holds where a quiz sets nothing, for the form to say."""
    return {"usual_caution": f"{site().settings.caution:g}"}


@pages.get("/quiz/<code>/settings")
def settings(code: str) -> Page:
    """Show the settings, and the time that people have."""
    quiz_settings.settle(store(), signed_in(), code, now(), site().settings.caution)
    return settings_page(code, None, None)


def settings_page(
    code: str, form: PublishForm | None, extra: ExtraTimeForm | None, overtaken: Overtaken | None = None
) -> str:
    """Give the page; forms that were refused are shown as they were sent."""
    timing = quiz_settings.timing_of(store(), signed_in(), code)
    quiz = publishing.published(store(), signed_in(), code)
    return render_template(
        "teacher/settings.html",
        timing=timing,
        title=timing.title,
        quiz=quiz,
        bank=quiz.bank,
        classes=quiz.classes,
        form=form or PublishForm.of(quiz.wanted, quiz.state),
        extra=extra or ExtraTimeForm(formdata=None),
        leaf=leaf(leaves(timing.people, PEOPLE_ON_PAGE)),
        send_to=url_for("quiz_settings.change", code=timing.code),
        overtaken=overtaken,
        differences=said(overtaken.differences, quiz) if overtaken else (),
        **usual(),
    )


@pages.post("/quiz/<code>/settings")
def change(code: str) -> Page:
    """Change the settings; when somebody else was faster, show what they changed beside what was typed."""
    form = PublishForm()
    bank = publishing.published(store(), signed_in(), code).bank
    try:
        wanted = form.wanted(bank)
        if wanted is None:
            return settings_page(code, form, None), 400
        publishing.change_quiz(store(), signed_in(), code, wanted, form.state.data, now())
    except Refused as e:
        form.refuse_all(e.problems)
        return settings_page(code, form, None), e.status
    except Overtaken as e:
        form.state.data = e.state
        return settings_page(code, form, None, e), e.status
    flash(
        "The settings are kept. Times and points hold for attempts under way too, the rest for those to come."
    )
    return redirect(url_for("quiz_settings.settings", code=code), 303)


@pages.post("/quiz/<code>/publish")
def open_again(code: str) -> Page:
    """Open a quiz, on the newest version of its bank."""
    try:
        publishing.open_again(store(), signed_in(), code, now())
    except (NotFound, NotAllowed):
        raise
    except QuizError as e:
        flash(str(e))
        return redirect(url_for("quiz_settings.settings", code=code), 303)
    flash("The quiz is open, on the newest version of its bank.")
    return redirect(url_for("teacher.desk"), 303)


@pages.post("/quiz/<code>/duplicate")
def duplicate(code: str) -> Page:
    """Make a quiz like this one, closed and without times, and go on to its settings."""
    label = cleaned(request.form.get("label"))
    try:
        new = publishing.duplicate(store(), signed_in(), code, label, now())
    except (NotFound, NotAllowed):
        raise
    except QuizError as e:
        flash(str(e))
        return redirect(url_for("quiz_settings.settings", code=code, _anchor="copy"), 303)
    flash(f"This is the copy, with the code {new}. It is closed: set its times, then open it.")
    return redirect(url_for("quiz_settings.settings", code=new), 303)


@pages.post("/quiz/<code>/extra-time")
def give_name(code: str) -> Page:
    """Give somebody extra time by name."""
    form = ExtraTimeForm()
    try:
        quiz_settings.give_extra_time(store(), signed_in(), code, form.name.data, form.extra_given())
    except NotFound:
        raise
    except QuizError as e:
        form.refuse("name", e)
        return settings_page(code, None, form), e.status
    flash("The extra time is kept, for attempts under way and for those to come.")
    return redirect(url_for("quiz_settings.settings", code=code, _anchor="people"), 303)


@pages.post("/attempt/<public_id>/extra-time")
def give_attempt(public_id: str) -> Page:
    """Give one attempt extra time."""
    extra = ExtraTimeForm().extra_given()
    code = quiz_settings.give_attempt_extra_time(store(), signed_in(), public_id, extra, now())
    flash("The extra time is given. The learner sees it within a minute.")
    return redirect(url_for("quiz_settings.settings", code=code, _anchor="people"), 303)


@pages.post("/attempt/<public_id>/reopen")
def reopen(public_id: str) -> Page:
    """Open an attempt again that is handed in."""
    typed = request.form.get("minutes", "")
    minutes = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
    code = quiz_settings.reopen(store(), signed_in(), public_id, minutes, now())
    flash("Reopened. Its learner finds the answers as they were; it is marked anew when it is handed in.")
    return redirect(url_for("quiz_settings.settings", code=code, _anchor="people"), 303)
