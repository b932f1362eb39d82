"""Sentences for people that remember how they were made, so that they can be said in another language.

A ``Text`` is an English string to whoever takes it for one. Beside it stand the template, which is what
translators see, and the values in it, which every language writes in its own way.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self


class Text(str):
    """A sentence in English; ``template`` has places like ``%(name)s`` for the ``values``.

    With a ``plural``, that is the template for a ``count`` other than one.
    """

    template: str
    plural: str
    values: Mapping[str, object]

    def __new__(
        cls, said: str, template: str = "", plural: str = "", values: Mapping[str, object] | None = None
    ) -> Self:
        """Make a text; without a template, what is said is one that has no values."""
        text = super().__new__(cls, said)
        text.template, text.plural, text.values = template or said, plural, values or {}
        return text

    @property
    def how_many(self) -> int:
        """The number that decides between template and plural."""
        count = self.values["count"]
        return count if isinstance(count, int) else 0


NOTHING = Text("")
"""What is said where there is nothing to say."""


def sentence(template: str, **values: object) -> Text:
    """Put values into a template; texts among them are translated with it, other strings never."""
    if not values:
        return Text(template)
    written = {name: in_english(value) for name, value in values.items()}
    return Text(template % written, template, values=values)


def counted(one: str, many: str, count: int, **values: object) -> Text:
    """Put ``count`` and other values into the template for one thing or that for many."""
    all_values = {"count": count, **values}
    written = {name: in_english(value) for name, value in all_values.items()}
    return Text((one if count == 1 else many) % written, one, many, all_values)


def joined(separator: str, parts: Iterable[object]) -> Text:
    """Put texts after one another."""
    values = {f"part{place}": part for place, part in enumerate(parts)}
    return sentence(separator.join(f"%({name})s" for name in values), **values)


def in_english(value: object) -> str:
    """Write a value as English does: 5,001 and 2 March 2026, 09:05 UTC (times are aware UTC)."""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return f"{value.day} {value:%B %Y, %H:%M} UTC"
    return str(value)
