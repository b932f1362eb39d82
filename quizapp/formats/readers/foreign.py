"""Formats that are recognised so that the message can name them, but that no reader reads."""

import re
from pathlib import PurePath

SUFFIXES = {
    ".html": "a web page (HTML)",
    ".htm": "a web page (HTML)",
    ".xml": "an XML document",
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".json": "a JSON document",
    ".jsonl": "a file of JSON lines",
    ".rst": "a reStructuredText document",
    ".tex": "a LaTeX document",
}
MARKUP = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
XML = re.compile(r"<\?xml\b")
JSON = re.compile(r'[\[{]\s*[\[{"]')


def name_of(text: str, file: str) -> str | None:
    """Name the format of a text that none of the readers is for; None when there is no sign of one."""
    start = text.lstrip("\ufeff \t\n")[:400]
    if MARKUP.match(start):
        return SUFFIXES[".html"]
    if XML.match(start):
        return SUFFIXES[".xml"]
    if JSON.match(start):
        return SUFFIXES[".json"]
    return SUFFIXES.get(PurePath(file).suffix.lower())
