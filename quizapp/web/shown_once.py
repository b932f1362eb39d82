"""What is shown once: the page after a form shows it to whoever sent the form, and nothing keeps it.

Until then it is in the browser's own cookie, out of reach of scripts: an answer that was lost on the way can be asked
for again.
"""

from flask import session

from quizapp.services.accounts import User

KEY = "shown-once"


def show_next(user: User, what: str, value: str | list[str]) -> None:
    """Let the next page that asks for ``what`` show a value to this user."""
    session[KEY] = {"user": user.id, "what": what, "value": value}


def take(user: User, what: str) -> str | list[str] | None:
    """Give the value to show, which is gone then; None when there is none for this user."""
    kept = session.get(KEY, {})
    if (kept.get("user"), kept.get("what")) != (user.id, what):
        return None
    value: str | list[str] = session.pop(KEY)["value"]
    return value
