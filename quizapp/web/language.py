"""The language of the learners' pages: which one a browser gets, and how it says words, numbers and times.

Quizzes stay in the language of their document; teachers' pages are in English.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from urllib.parse import urlencode

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, current_app, request, session
from markupsafe import Markup

from quizapp.errors import QuizError
from quizapp.model.text import Text

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
"""The languages with their own names; each but English has a catalogue in CATALOGUES."""

LOCALES = {ENGLISH: Locale("en", "GB"), "de": Locale("de")}
"""How each writes numbers and dates."""

CATALOGUES = Path(__file__).with_name("translations")
EXTENSION = "quizapp_languages"
TRANSLATED = ("learner", "members", "accounts", None)
"""Blueprints whose pages are there in every language; None stands for addresses that lead nowhere."""

CHOICE = "language"
"""Under this name the session's cookie keeps what somebody chose."""


@dataclass(frozen=True)
class Language:
    """A language with its translations."""

    code: str
    catalogue: NullTranslations


_english = Language(ENGLISH, NullTranslations())
_spoken = ContextVar("spoken", default=_english)


def register(app: Flask, catalogues: Path = CATALOGUES) -> None:
    """Read the catalogues, and give the templates what they say words with."""
    app.extensions[EXTENSION] = {
        code: NullTranslations() if code == ENGLISH else Translations.load(catalogues, [code])
        for code in LANGUAGES
    }
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(gettext, _form_for, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        _=gettext,
        language=language,
        languages=LANGUAGES,
        is_translated=is_translated,
        in_language=in_language,
        in_source=in_source,
    )
    app.before_request(choose)


def choose() -> None:
    """Find out which language to speak; ``?lang=de`` in an address is remembered."""
    wanted = request.args.get("lang", "")
    if wanted in LANGUAGES:
        session[CHOICE] = wanted
    speak(wished() if is_translated() else ENGLISH)


def speak(code: str) -> None:
    """Speak a language until the end of the request."""
    _spoken.set(Language(code, current_app.extensions[EXTENSION][code]))


def is_translated() -> bool:
    """Say whether the page that is asked for is there in every language."""
    return request.blueprint in TRANSLATED


def wished() -> str:
    """Give the language that somebody chose, or that the browser prefers."""
    chosen: str | None = session.get(CHOICE)
    return chosen or request.accept_languages.best_match(LANGUAGES) or ENGLISH


def language() -> str:
    """Give the code of the language that is spoken."""
    return _spoken.get().code


def in_language(code: str) -> str:
    """Give the address of this page in another language; of the home page where it came from a form."""
    is_read = request.method == "GET" and request.url_rule is not None
    can_be_asked = is_read or current_app.url_map.bind("").test(request.path, "GET")
    path = request.path if can_be_asked else "/"
    fields = request.args.to_dict() if can_be_asked else {}
    return f"{request.script_root}{path}?{urlencode({**fields, 'lang': code})}"


def in_source() -> Markup:
    """Give the attribute that marks words of a quiz: they are English, whatever the page is in."""
    return Markup("") if language() == ENGLISH else Markup(' lang="en"')


def gettext(message: str, /, **values: object) -> str:
    """Translate a message, and put values into its places ``%(name)s``."""
    text = _spoken.get().catalogue.gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Translate a message for a number of things; ``%(num)s`` stands for it."""
    return _form_for(one, many, number) % {"num": number, **values}


def _form_for(one: str, many: str, number: int) -> str:
    return _spoken.get().catalogue.ngettext(one, many, number)


def translated(message: object) -> str:
    """Say a text, or an error, in the language that is spoken; strings that are no texts stay as they are."""
    if isinstance(message, QuizError):
        return translated(message.args[0] if isinstance(message.args[0], Text) else Text(str(message)))
    if not isinstance(message, Text) or not message:
        return str(message)
    values = {name: write(value) for name, value in message.values.items()}
    if message.plural:
        return ngettext(message.template, message.plural, message.how_many, **values)
    return gettext(message.template, **values)


def write(value: object) -> str:
    """Write a value as the language that is spoken does."""
    if isinstance(value, int | float):
        return number(value)
    return when(value) if isinstance(value, datetime) else translated(value)


def number(value: float) -> str:
    """Say a number with at most two decimals: 7, 7.5, 2,000."""
    return _number(value, language())


def when(time: datetime) -> str:
    """Say a time: 2 March 2026, 09:05 UTC."""
    return f"{format_date(time, 'long', locale=LOCALES[language()])}, {clock_time(time)}"


def clock_time(time: datetime) -> str:
    """Say a time of day: 09:05 UTC."""
    return f"{time:%H:%M} UTC"


def duration(seconds: float, ahead: bool = False) -> str:
    """Say a stretch of time as people do: 45 seconds, 12 minutes, 2 hours, 3 days; ``ahead``: in 3 days."""
    return format_timedelta(
        timedelta(seconds=max(1, seconds)),
        granularity="minute" if seconds >= 60 else "second",
        threshold=2,
        add_direction=ahead,
        locale=LOCALES[language()],
    )


@lru_cache
def _number(value: float, code: str) -> str:
    return str(format_decimal(value, "#,##0.##", locale=LOCALES[code]))
