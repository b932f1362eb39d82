"""Whether who looks at a page may also change what it is about: a bank or a quiz may be shared to look at only."""

from flask import g, request

from quizapp.services import sharing
from quizapp.web.site import signed_in, store


def may_change_this() -> bool:
    """Say whether the teacher may change the bank, quiz or attempt that the address names; asked once a request.

    Where the address names none there is nothing that is somebody else's.
    """
    if "may_change_this" not in g:
        g.may_change_this = asked(request.view_args or {})
    known: bool = g.may_change_this
    return known


def asked(named: dict[str, str]) -> bool:
    """Say it of what an address names."""
    if "code" in named:
        return sharing.may_change_quiz(store(), signed_in(), named["code"])
    if "slug" in named:
        return sharing.may_change(store(), signed_in(), named["slug"])
    if "public_id" in named:
        return sharing.may_change_attempt(store(), signed_in(), named["public_id"])
    return True


def require_change() -> None:
    """Raise NotAllowed on a page that is only a form, for somebody who may not send it. Raises NotFound."""
    if not may_change_this():
        raise sharing.only_to_look()
