"""What is shown once: the page after a form shows it, and nothing keeps it.

Until then it is in the browser's own cookie, out of reach of scripts: an answer that was lost on the way can be asked
for again.
"""

from flask import session

KEY = "shown-once"


def show_next(what: str, value: str | list[str]) -> None:
    """Let the next page that asks for ``what`` show a value."""
    session[KEY] = {"what": what, "value": value}


def take(what: str) -> str | list[str] | None:
    """Give the value to show, which is gone then; None when there is none."""
    if session.get(KEY, {}).get("what") != what:
        return None
    value: str | list[str] = session.pop(KEY)["value"]
    return value
