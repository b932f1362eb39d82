"""A teacher's classes: the roster, personal links, putting a class away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from quizapp.errors import Conflict, FileProblems, NotFound, QuizError
from quizapp.formats.rosters import write_roster
from quizapp.model.ids import kebab
from quizapp.services import classes, membership, rosters
from quizapp.services.membership import PersonalLink
from quizapp.services.rosters import RosterPlan
from quizapp.storage.classes import MemberRecord
from quizapp.web.class_forms import ClassForm, MemberForm, RosterForm
from quizapp.web.paging import leaf, leaves
from quizapp.web.site import Page, full_address, now, signed_in, store
from quizapp.web.teacher import attachment

pages = Blueprint("classes", __name__, url_prefix="/teacher/classes")

CLASSES_ON_PAGE = 50
MEMBERS_ON_PAGE = 50
SHOWN_OF_ROSTER = 200
"""Problems, remarks, and people of each sort that the look at a roster lists."""


@pages.before_request
def ask_who() -> None:
    """Let nobody in who is not signed in; who studies alone has no class."""
    if signed_in().is_private:
        raise NotFound("Classes are for teachers.")


@pages.get("")
def index() -> Page:
    """List the classes."""
    return index_page(ClassForm(formdata=None))


def index_page(form: ClassForm) -> str:
    """Give the list with the form for a new class."""
    found = leaf(leaves(classes.list_classes(store(), signed_in()), CLASSES_ON_PAGE))
    return render_template("classes/index.html", leaf=found, form=form)


@pages.post("")
def add() -> Page:
    """Make a class, and go on to its roster."""
    form = ClassForm()
    try:
        public_id = classes.add_class(store(), signed_in(), form.name.data, now())
    except QuizError as e:
        form.refuse("name", e)
        return index_page(form), e.status
    return redirect(url_for("classes.roster", public_id=public_id), 303)


@pages.get("/<public_id>")
def one(public_id: str) -> Page:
    """Show a class with its roster."""
    return class_page(public_id, None)


def class_page(public_id: str, form: ClassForm | None) -> str:
    """Give the page of a class; ``form`` is a name that was refused."""
    found = classes.open_class(store(), signed_in(), public_id)
    return render_template(
        "classes/class.html",
        found=found,
        leaf=leaf(leaves(found.members, MEMBERS_ON_PAGE)),
        form=form or ClassForm(formdata=None, name=found.name),
    )


@pages.post("/<public_id>/rename")
def rename(public_id: str) -> Page:
    """Give a class another name."""
    form = ClassForm()
    try:
        classes.rename_class(store(), signed_in(), public_id, form.name.data, now())
    except NotFound:
        raise
    except QuizError as e:
        form.refuse("name", e)
        return class_page(public_id, form), e.status
    return redirect(url_for("classes.one", public_id=public_id), 303)


@pages.post("/<public_id>/archive")
def archive(public_id: str) -> Page:
    """Put a class away."""
    classes.archive_class(store(), signed_in(), public_id, True, now())
    flash("The class is put away: its links and quizzes open nothing. The scores stay.")
    return redirect(url_for("classes.one", public_id=public_id), 303)


@pages.post("/<public_id>/restore")
def restore(public_id: str) -> Page:
    """Take a class back into use."""
    classes.archive_class(store(), signed_in(), public_id, False, now())
    flash("The class is in use again, with the links it had.")
    return redirect(url_for("classes.one", public_id=public_id), 303)


@pages.post("/<public_id>/delete")
def delete(public_id: str) -> Page:
    """Delete a class that nothing hangs on."""
    try:
        classes.delete_class(store(), signed_in(), public_id, now())
    except Conflict as e:
        flash(str(e))
        return redirect(url_for("classes.one", public_id=public_id, _anchor="away"), 303)
    flash("The class and its roster are deleted.")
    return redirect(url_for("classes.index"), 303)


@pages.get("/<public_id>/roster")
def roster(public_id: str) -> Page:
    """Ask for a roster."""
    return roster_page(public_id, RosterForm(formdata=None))


def roster_page(public_id: str, form: RosterForm, problems: tuple[str, ...] = ()) -> str:
    """Give the page that asks for a roster; ``problems`` are those of one that was sent."""
    found = classes.open_class(store(), signed_in(), public_id)
    return render_template(
        "classes/roster.html",
        found=found,
        form=form,
        problems=problems[:SHOWN_OF_ROSTER],
        count=len(problems),
    )


@pages.post("/<public_id>/roster")
def look(public_id: str) -> Page:
    """Show what a roster would change; nothing is stored."""
    form = RosterForm()
    try:
        data, file = form.sent()
        plan = rosters.preview(store(), signed_in(), public_id, data, file)
    except NotFound:
        raise
    except FileProblems as e:
        kept = RosterForm(formdata=None, text=as_text(data))
        return roster_page(public_id, kept, tuple(map(str, e.problems))), e.status
    except QuizError as e:
        form.refuse("text", e)
        return roster_page(public_id, form), e.status
    return plan_page(public_id, plan)


def as_text(data: bytes) -> str:
    """Give a file that was refused as far as it is text, so that it can be mended on the page."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("utf-16" if b"\0" in data[:200] else "cp1252", "replace").replace("\0", "")


def plan_page(public_id: str, plan: RosterPlan, message: str = "") -> str:
    """Give the page that shows what a roster would change."""
    found = classes.open_class(store(), signed_in(), public_id)
    form = RosterForm(formdata=None, text=plan.roster.text, mark=plan.mark)
    return render_template(
        "classes/plan.html", found=found, plan=plan, form=form, message=message, most=SHOWN_OF_ROSTER
    )


@pages.post("/<public_id>/roster/take")
def take(public_id: str) -> Page:
    """Take a roster as it was shown; when the class has changed since, show it again."""
    form = RosterForm()
    data = form.text.data.encode()
    try:
        plan = rosters.take(store(), signed_in(), public_id, data, form.mark.data, now())
    except FileProblems as e:
        return roster_page(public_id, form, tuple(map(str, e.problems))), e.status
    except Conflict as e:
        again = rosters.preview(store(), signed_in(), public_id, data)
        return plan_page(public_id, again, str(e)), e.status
    flash(f"Taken: {len(plan.new):,} new, {len(plan.changed):,} changed, {plan.same:,} as they were.")
    return redirect(url_for("classes.one", public_id=public_id), 303)


@pages.get("/<public_id>/roster.csv")
def roster_file(public_id: str) -> Page:
    """Hand the roster out, without links."""
    found = classes.open_class(store(), signed_in(), public_id)
    data = write_roster(map(cells, found.members))
    return attachment(data, f"{kebab(found.name, 'class')}-roster.csv", "text/csv")


def cells(member: MemberRecord) -> list[str]:
    """Give the cells of a member in a file."""
    extra = "" if member.extra.value == "1" else member.extra.value
    return [member.name, member.login, member.email, member.sis_id, extra]


@pages.get("/<public_id>/members/new")
def new_member(public_id: str) -> Page:
    """Ask for one more member."""
    return member_page(public_id, None, MemberForm.showing(None))


def member_page(public_id: str, member: MemberRecord | None, form: MemberForm) -> str:
    """Give the form of a member, who may be new."""
    found = classes.open_class(store(), signed_in(), public_id)
    return render_template("classes/member.html", found=found, member=member, form=form)


@pages.post("/<public_id>/members/new")
def add_member(public_id: str) -> Page:
    """Put one person on the roster."""
    form = MemberForm()
    try:
        classes.add_member(store(), signed_in(), public_id, form.person(), now())
    except NotFound:
        raise
    except QuizError as e:
        form.refuse("name", e)
        return member_page(public_id, None, form), e.status
    flash("Added. Make a personal link, so that they can take the quizzes of the class.")
    return redirect(url_for("classes.one", public_id=public_id), 303)


@pages.get("/<public_id>/members/<int:member_id>")
def member(public_id: str, member_id: int) -> Page:
    """Show a member to be changed."""
    found = classes.member_view(store(), signed_in(), public_id, member_id)
    return member_page(public_id, found, MemberForm.showing(found))


@pages.post("/<public_id>/members/<int:member_id>")
def change_member(public_id: str, member_id: int) -> Page:
    """Change a member; who was taken off is back."""
    form = MemberForm()
    try:
        classes.change_member(store(), signed_in(), public_id, member_id, form.person(), now())
    except NotFound:
        raise
    except QuizError as e:
        form.refuse("name", e)
        found = classes.member_view(store(), signed_in(), public_id, member_id)
        return member_page(public_id, found, form), e.status
    flash("Kept. Extra time holds for attempts under way too.")
    return redirect(url_for("classes.one", public_id=public_id), 303)


@pages.post("/<public_id>/members/<int:member_id>/take-off")
def take_off(public_id: str, member_id: int) -> Page:
    """Take a member off the roster."""
    name = classes.take_off(store(), signed_in(), public_id, member_id, now())
    flash(f"{name} is off the roster. The attempts stay.")
    return redirect(url_for("classes.one", public_id=public_id), 303)


@pages.get("/<public_id>/links")
def links(public_id: str) -> Page:
    """Explain personal links, and offer to make them."""
    return render_template("classes/links.html", found=classes.open_class(store(), signed_in(), public_id))


@pages.post("/<public_id>/links")
def make_links(public_id: str) -> Page:
    """Make links and show them, this once: on a page to print, or as a file."""
    one_member = request.form.get("member", "")
    wanted = (
        [int(one_member)] if one_member.isascii() and one_member.isdigit() and len(one_member) < 10 else None
    )
    anew = wanted is not None or request.form.get("which") == "all"
    made = membership.make_links(store(), signed_in(), public_id, wanted, now(), anew)
    found = classes.open_class(store(), signed_in(), public_id)
    if not made:
        flash("Everybody has a link already. Make new ones for all, or for one member.")
        return redirect(url_for("classes.links", public_id=public_id), 303)
    if request.form.get("as") == "csv":
        return links_file(found.name, made)
    shown = [(link.member, address(link)) for link in made]
    return render_template("classes/made.html", found=found, links=shown)


def links_file(name: str, made: tuple[PersonalLink, ...]) -> BaseResponse:
    """Give links as a file, for a mail merge."""
    data = write_roster(([*cells(link.member), address(link)] for link in made), ("link",))
    return attachment(data, f"{kebab(name, 'class')}-links.csv", "text/csv")


def address(link: PersonalLink) -> str:
    """Give a personal link as people open it."""
    return full_address(url_for("members.invitation", token=link.token))
