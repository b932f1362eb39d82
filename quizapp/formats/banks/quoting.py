"""Explanation and source quotes in one text, and apart again: most formats have one place for both."""

import re

from quizapp.formats.banks.items import Item

START = "Source: “"
QUOTE = re.compile(r"(?:\A|\n\n)Source: “((?:(?!\n\nSource: “).)+)”\s*\Z", re.DOTALL)
MOST_QUOTES = 100
END = "\u2060"
"""Unseen; stands behind an explanation that itself ends like a quote."""


def feedback(item: Item) -> str:
    """Give what a learner reads after answering: the explanation, then each quote of the source."""
    mark = END if last_quote(item.explanation.rstrip(END)) else ""
    quotes = (f"{START}{quote}”" for quote in item.quotes)
    return "\n\n".join(filter(None, [item.explanation + mark, *quotes]))


def apart(text: str) -> tuple[str, tuple[str, ...]]:
    """Give explanation and quotes of a text that ``feedback`` may have made."""
    quotes: list[str] = []
    rest = text.strip()
    while len(quotes) < MOST_QUOTES and (found := last_quote(rest)):
        quotes.append(found[1].strip())
        rest = rest[: found.start()].rstrip()
    if rest.endswith(END) and last_quote(rest.rstrip(END)):
        rest = rest[: -len(END)]
    return rest, tuple(reversed(quotes))


def last_quote(text: str) -> re.Match[str] | None:
    """Find the quote that a text ends with."""
    at = text.rfind(START)
    return QUOTE.search(text, max(at - 2, 0)) if at >= 0 else None
