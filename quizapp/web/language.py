"""The language of the learners' pages: which one a browser gets, and how it says words, numbers and times.

Quizzes stay in the language of their document; teachers' pages are in English.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_decimal
from flask import Flask, current_app, request, session
from flask_babel import Babel, get_translations
from markupsafe import Markup

from quizapp.errors import QuizError
from quizapp.model.text import Text

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""The languages with their own names; each but English has a catalogue in ``translations``."""

ENGLISH = "en"
LOCALES = {"en": Locale("en", "GB"), "de": Locale("de")}
TRANSLATED = ("learner", "members", None)
"""Blueprints whose pages are there in every language; None stands for addresses that lead nowhere."""

TRANSLATED_PAGES = ("accounts.sign_in_form", "accounts.sign_in", "accounts.link", "accounts.use_link")
"""Pages of other blueprints that are, too: a learner may end up there."""

CHOICE = "language"
"""Under this name the session's cookie keeps what somebody chose."""


def register(app: Flask) -> None:
    """Set up translation, and give the templates what they say words with."""
    Babel(
        app,
        default_translation_directories=str(Path(__file__).with_name("translations")),
        locale_selector=language,
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(
        language=language,
        languages=LANGUAGES,
        is_translated=is_translated,
        in_language=in_language,
        in_source=in_source,
    )
    app.before_request(keep_choice)


def keep_choice() -> None:
    """Remember the language that an address asks for: ``?lang=de``."""
    wanted = request.args.get("lang", "")
    if wanted in LANGUAGES:
        session[CHOICE] = wanted


def is_translated() -> bool:
    """Say whether the page that is asked for is there in every language."""
    return request.blueprint in TRANSLATED or request.endpoint in TRANSLATED_PAGES


def language() -> str:
    """Give the language of the page: what was chosen, else what the browser prefers."""
    return wished() if is_translated() else ENGLISH


def wished() -> str:
    """Give the language that somebody chose, or that the browser prefers."""
    chosen: str | None = session.get(CHOICE)
    return chosen or request.accept_languages.best_match(LANGUAGES) or ENGLISH


def in_language(code: str) -> str:
    """Give the address of this page in another language; of the home page where it came from a form."""
    can_be_asked = current_app.url_map.bind("").test(request.path, "GET")
    path = request.path if can_be_asked else "/"
    fields = request.args.to_dict(flat=True) if can_be_asked else {}
    return f"{request.script_root}{path}?{urlencode({**fields, 'lang': code})}"


def in_source() -> Markup:
    """Give the attribute that marks words of a quiz: they are English, whatever the page is in."""
    return Markup("") if language() == ENGLISH else Markup(' lang="en"')


def locale() -> Locale:
    """Give how this page writes numbers and times."""
    return LOCALES[language()]


def translated(message: object) -> str:
    """Say a text, or an error, in the language of the page; strings that are no texts stay as they are."""
    if isinstance(message, QuizError):
        return translated(message.args[0] if isinstance(message.args[0], Text) else Text(str(message)))
    if not isinstance(message, Text):
        return str(message)
    catalogue = get_translations()
    template = message.template
    if message.plural:
        template = catalogue.ungettext(template, message.plural, message.values["count"])
    elif template:
        template = catalogue.ugettext(template)
    return template % written(message.values) if message.values else template


def written(values: Mapping[str, object]) -> dict[str, str]:
    """Write values as the language of the page does."""
    return {name: write(value) for name, value in values.items()}


def write(value: object) -> str:
    """Write a value as the language of the page does."""
    if isinstance(value, int | float):
        return number(value)
    return when(value) if isinstance(value, datetime) else translated(value)


def number(value: float) -> str:
    """Say a number with at most two decimals: 7, 7.5, 2,000."""
    return str(format_decimal(value, "#,##0.##", locale=locale()))


def when(time: datetime) -> str:
    """Say a time: 2 March 2026, 09:05 UTC."""
    return f"{format_date(time, 'long', locale=locale())}, {clock_time(time)}"


def clock_time(time: datetime) -> str:
    """Say a time of day: 09:05 UTC."""
    return f"{format_time(time, 'HH:mm', locale=locale())} UTC"


def duration(seconds: float, ahead: bool = False) -> str:
    """Say a stretch of time as people do: 45 seconds, 12 minutes, 2 hours, 3 days; ``ahead``: in 3 days."""
    return format_timedelta(
        timedelta(seconds=max(1, seconds)),
        granularity="minute" if seconds >= 60 else "second",
        threshold=2,
        add_direction=ahead,
        locale=locale(),
    )
