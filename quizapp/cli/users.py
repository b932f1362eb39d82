"""``quizapp users``: accounts of teachers and administrators."""

import os
import sys
from datetime import UTC, datetime

import click

from quizapp.cli.opening import open_store
from quizapp.services import accounts, administering
from quizapp.settings import read_settings

role_option = click.option(
    "--role", type=click.Choice(accounts.ROLES), default=accounts.ROLES[0], show_default=True
)


@click.group()
def users() -> None:
    """Add and invite people, change passwords and roles, list who is there."""


def address_of(path: str) -> str:
    """Give the address that people type for ``path``."""
    settings = read_settings(os.environ)
    return (settings.url or f"http://{settings.host}:{settings.port}") + path


def ask_password(login: str) -> str:
    """Ask twice on a terminal; in a pipe the first line of the input is the password."""
    if sys.stdin.isatty():
        return str(click.prompt(f"Password for {login}", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@users.command()
@click.argument("login")
@click.option("--name", help="Name shown on pages (default: the login).")
@role_option
def add(login: str, name: str | None, role: str) -> None:
    """Add an account; asks for the password (or reads it from a pipe)."""
    with open_store() as store:
        user = accounts.add_user(store, login, name or login, role, ask_password(login), datetime.now(UTC))
    click.echo(f"Added {user.role} {user.login}. They sign in at /sign-in.")


@users.command()
@click.argument("login")
def password(login: str) -> None:
    """Set a new password; ends the sessions of that person."""
    with open_store() as store:
        accounts.set_password(store, login, ask_password(login), datetime.now(UTC))
    click.echo(f"The password of {login} is changed; their sessions have ended.")


@users.command("list")
def list_() -> None:
    """List the accounts: login, role, name."""
    with open_store() as store:
        rows = administering.members(store)
    for row in rows:
        user, closed = row.user, "" if row.is_active else "\tdeactivated"
        click.echo(f"{user.login}\t{user.role}\t{user.name}{closed}")
    if not rows:
        click.echo("There are no accounts yet. Make one: quizapp users add LOGIN", err=True)


@users.command()
@role_option
@click.option("--for", "note", default="", help="Whom it is for, in the list of open invitations.")
def invite(role: str, note: str) -> None:
    """Print a link with which somebody makes an account of their own, once, within 7 days."""
    with open_store() as store:
        token = administering.invite(store, role, note, datetime.now(UTC))
    click.echo(address_of(f"/invitation/{token}"))


@users.command()
@click.argument("login")
def reset(login: str) -> None:
    """Print a link that leads somebody to a new password, once, within 24 hours."""
    with open_store() as store:
        token = administering.make_password_link(store, login, datetime.now(UTC))
    click.echo(address_of(f"/new-password/{token}"))


@users.command()
@click.argument("login")
@click.argument("new_role", metavar="ROLE", type=click.Choice(accounts.ROLES))
def role(login: str, new_role: str) -> None:
    """Make somebody a teacher or an administrator."""
    with open_store() as store:
        administering.change_role(store, login, new_role, datetime.now(UTC))
    click.echo(f"{login} is now {'an' if new_role[0] in 'aeiou' else 'a'} {new_role}.")


@users.command()
@click.argument("login")
def deactivate(login: str) -> None:
    """Close an account: its sessions end and signing in is refused; banks and quizzes stay."""
    with open_store() as store:
        administering.deactivate(store, login, datetime.now(UTC))
    click.echo(f"{login} is deactivated. Open the account again: quizapp users activate {login}")


@users.command()
@click.argument("login")
def activate(login: str) -> None:
    """Open a deactivated account again."""
    with open_store() as store:
        administering.activate(store, login, datetime.now(UTC))
    click.echo(f"{login} can sign in again.")


@users.command("no-second-factor")
@click.argument("login")
def no_second_factor(login: str) -> None:
    """Remove the second factor of somebody who lost it."""
    with open_store() as store:
        was_on = administering.remove_factor(store, login, datetime.now(UTC))
    click.echo(
        f"The second factor of {login} is removed: the password alone signs in."
        if was_on
        else f"{login} has no second factor."
    )
