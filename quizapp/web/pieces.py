"""Pieces of HTML that nearly every page repeats, many times over: they are made once."""

from functools import lru_cache

from flask import Flask, g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup


def add_pieces(app: Flask) -> None:
    """Give all templates ``icon`` and ``logo``, each drawn a single time, and ``token_field``."""
    drawings = app.jinja_env.get_template("macros/icons.html").module
    app.jinja_env.globals.update(
        icon=lru_cache(drawings.icon),  # type: ignore[attr-defined]  # the names of a template's macros
        logo=lru_cache(drawings.logo),  # type: ignore[attr-defined]
        token_field=token_field,
    )


def token_field() -> Markup:
    """Give the hidden field that every form that changes something carries; signed once a page."""
    if "token_field" not in g:
        g.token_field = Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
    made: Markup = g.token_field
    return made
