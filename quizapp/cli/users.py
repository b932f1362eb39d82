"""``quizapp users``: accounts of teachers and administrators."""

import sys
from datetime import UTC, datetime

import click

from quizapp.cli.opening import open_store
from quizapp.services import accounts


@click.group()
def users() -> None:
    """Add accounts, change passwords, list who is there."""


def ask_password(login: str) -> str:
    """Ask twice on a terminal; in a pipe the first line of the input is the password."""
    if sys.stdin.isatty():
        return str(click.prompt(f"Password for {login}", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@users.command()
@click.argument("login")
@click.option("--name", help="Name shown on pages (default: the login).")
@click.option("--role", type=click.Choice(["teacher", "administrator"]), default="teacher", show_default=True)
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
        rows = accounts.list_users(store)
    for user in rows:
        click.echo(f"{user.login}\t{user.role}\t{user.name}")
    if not rows:
        click.echo("There are no accounts yet. Make one: quizapp users add LOGIN", err=True)
