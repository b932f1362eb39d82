"""The teacher's small form for how a quiz is taken, and for the time that people have."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.errors import NotFound, QuizError
from quizapp.model.quiz import QuizSettings
from quizapp.services import library, quiz_settings, teach
from quizapp.web.forms import ExtraTimeForm, SettingsForm
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, now, signed_in, site, store

pages = Blueprint("quiz_settings", __name__, url_prefix="/teacher")

PEOPLE_ON_PAGE = 50


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in."""
    signed_in()


@pages.get("/bank/<slug>/publish")
def publishing(slug: str) -> Page:
    """Ask how the quiz is to be taken before it is published."""
    return publishing_page(slug, SettingsForm.showing(QuizSettings()))


def publishing_page(slug: str, form: SettingsForm) -> str:
    """Give the form for a bank that is to be published."""
    bank = library.newest_bank(store(), slug, signed_in())
    send_to = url_for("quiz_settings.publish", slug=slug)
    return render_template("teacher/publishing.html", title=bank.title, form=form, send_to=send_to, **usual())


@pages.post("/bank/<slug>/publish-as")
def publish(slug: str) -> Page:
    """Publish with the settings of the form."""
    form = SettingsForm()
    settings = checked(form)
    if settings is None:
        return publishing_page(slug, form), 400
    code = teach.publish(store(), signed_in(), slug, now(), settings)
    flash(f"Published. Learners join with the code {code}.")
    return redirect(url_for("teacher.desk", _anchor=slug), 303)


def usual() -> dict[str, str]:
    """Give what holds where a quiz sets nothing, for the form to say."""
    return {"usual_caution": f"{site().settings.caution:g}"}


def checked(form: SettingsForm) -> QuizSettings | None:
    """Read the settings; None when something is wrong, which the form then says."""
    settings = form.settings()
    try:
        if settings is not None:
            quiz_settings.check_settings(settings)
    except QuizError as e:
        form.refuse("mode", e)
        return None
    return settings


@pages.get("/quiz/<code>/settings")
def settings(code: str) -> Page:
    """Show the settings, and the time that people have."""
    quiz_settings.settle(store(), signed_in(), code, now(), site().settings.caution)
    return settings_page(code, None, None)


def settings_page(code: str, form: SettingsForm | None, extra: ExtraTimeForm | None) -> str:
    """Give the page; forms that were refused are shown as they were sent."""
    timing = quiz_settings.timing_of(store(), signed_in(), code)
    return render_template(
        "teacher/settings.html",
        timing=timing,
        title=timing.title,
        form=form or SettingsForm.showing(timing.settings),
        extra=extra or ExtraTimeForm(formdata=None),
        leaf=leaf(leaves(timing.people, PEOPLE_ON_PAGE)),
        send_to=url_for("quiz_settings.change", code=timing.code),
        **usual(),
    )


@pages.post("/quiz/<code>/settings")
def change(code: str) -> Page:
    """Change the settings."""
    form = SettingsForm()
    wanted = checked(form)
    if wanted is None:
        return settings_page(code, form, None), 400
    quiz_settings.change_settings(store(), signed_in(), code, wanted)
    flash("The settings are kept. Times hold for attempts under way too, the rest for those to come.")
    return redirect(url_for("quiz_settings.settings", code=code), 303)


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
