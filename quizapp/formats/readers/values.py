"""Texts that stand in data (a cell, a string) → clean text: HTML where it has tags, else plain lines."""

import html
import re

from quizapp.formats.readers.draft import collapse
from quizapp.formats.readers.html import cleaned

TAG = re.compile(
    r"</(?:p|a|ul|ol|li|b|i|u|strong|em|div|span|h[1-6]|table|tr|td|blockquote|code|pre|sup|sub|font|section)\s*>"
    r"|<(?:br|hr|p|li|img)\b[^<>]*>",
    re.IGNORECASE,
)
"""An end tag, or a tag that may stand alone: signs that only look like a tag seldom come with one."""
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[\da-fA-F]{2,5});")


def clean_value(text: str) -> str:
    """Give the clean text of a value, one paragraph a line; signs that only look like markup stay."""
    if "<" in text and TAG.search(text):
        return cleaned(text)
    if "&" in text and ENTITY.search(text):
        text = html.unescape(text)
    if "\n" not in text:
        return collapse(text)
    return "\n".join(filter(None, map(collapse, text.split("\n"))))
