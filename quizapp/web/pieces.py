"""Pieces of HTML that nearly every page repeats, many times over: they are made once."""

from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from types import FunctionType, MethodType
from typing import Any

from flask import Flask, g, request, url_for
from flask.templating import Environment
from flask_wtf.csrf import generate_csrf
from jinja2.runtime import Context
from markupsafe import Markup

from quizapp.web.language import language

PLAIN = (FunctionType, MethodType, type(lru_cache(len)))


class Names(Context):
    """The names that a template sees. A page calls some hundred of them.

    Jinja looks four times at each whether it wants to know who calls; ours do not, and say so by what they are.
    """

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # as Jinja has it
        """Call what a template names."""
        if not isinstance(__obj, PLAIN) or hasattr(__obj, "jinja_pass_arg"):
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


class Templates(Environment):
    """Templates that all see the same names from outside, and stay in memory: there are a hundred of them.

    Jinja would lay an empty table of names over these for each template, and look through both at every turn.
    """

    context_class = Names

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **{"cache_size": -1, **options})

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the names that a template sees from outside, with those of its own if it has any."""
        return super().make_globals(d) if d else self.globals


def add_pieces(app: Flask) -> None:
    """Give all templates ``icon``, ``logo`` and ``script_words``, each made a single time, and ``token_field``."""
    drawings = app.jinja_env.get_template("macros/icons.html").module

    @cache
    def words_in(code: str) -> Markup:
        return Markup(app.jinja_env.get_template("_partials/words.html").render())  # noqa: S704  # ours

    app.jinja_env.globals.update(
        icon=lru_cache(drawings.icon),  # type: ignore[attr-defined]  # the names of a template's macros
        logo=lru_cache(drawings.logo),  # type: ignore[attr-defined]
        token_field=token_field,
        fixed_url=fixed_url,
        script_words=lambda: words_in(language()),
    )


def fixed_url(endpoint: str) -> str:
    """Give the address of a page that has only one."""
    return _address(request.script_root, endpoint)


@lru_cache
def _address(root: str, endpoint: str) -> str:
    return url_for(endpoint)


def token_field() -> Markup:
    """Give the hidden field that every form that changes something carries; signed once a page."""
    if "token_field" not in g:
        g.token_field = Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
    made: Markup = g.token_field
    return made
