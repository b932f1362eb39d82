"""How much a text looks like each format, from 0 to 1; cheap, on the first part of the text only."""

import re
from itertools import pairwise

from quizapp.formats.readers.front_matter import split_front_matter

LOOKED_AT = 200_000
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.{1,500}?)[ \t#]{0,100}$", re.MULTILINE)
SETEXT = re.compile(r"^(?!\s*[-*>#])(\S.*)\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
BOLD = re.compile(r"^\s*(?:[-*+]\s+|\d+[.)]\s+)?(\*\*|__)[^*_\n][^\n]*(?:\n[^\n]+)?\?\s*\1", re.MULTILINE)
YAML_QUESTION = re.compile(
    r"""^[ \t]*(?:-[ \t]+)*(?:\{[ \t]*)?["']?(?:faq[_-]?)?(?:question|q|ask)["']?[ \t]*:(?=\s)""",
    re.MULTILINE | re.IGNORECASE,
)
YAML_ANSWER = re.compile(
    r"""(?:^|[,\s])["']?(?:faq[_-]?)?(?:answer|a|body|text|content|response|reply)["']?[ \t]*:(?=\s)""",
    re.MULTILINE | re.IGNORECASE,
)
YAML_ASKING_KEY = re.compile(r"""^[ \t]*(?:- )?["']?[^:\n]+\?["']?[ \t]*:(?=\s)""", re.MULTILINE)
YAML_NAMED = re.compile(r"^[ \t]*- (?:title|name|heading|prompt)[ \t]*:(?=\s)", re.MULTILINE | re.IGNORECASE)
AT_THE_MARGIN = re.compile(r"^(?:q|question)[ \t]*:", re.MULTILINE | re.IGNORECASE)
YAML_START = re.compile(r"""(?:- |-\n|[\w"'][^:\n]*:(?:\s|$)|\{|\[|%YAML|---)""")
LABEL_QUESTION = re.compile(r"^\s*(?:q\d*[:.)]|(?:question|frage)\s*\d*:)", re.MULTILINE | re.IGNORECASE)
LABEL_ANSWER = re.compile(r"^\s*(?:a\d*[:)]|(?:answer|antwort)\s*\d*:)", re.MULTILINE | re.IGNORECASE)


def lines(text: str) -> float:
    """Plain lines are what is left: certain only when a line after each question is no question."""
    rows = [row for row in map(str.strip, text[:LOOKED_AT].splitlines()) if row]
    asked = [row.endswith("?") for row in rows]
    if not any(asked):
        return 0.1
    answered = sum(now and not after for now, after in pairwise(asked))
    return 0.5 * answered / sum(asked)


def labels(text: str) -> float:
    """``Q:`` and ``A:`` at the start of lines, about as many of one as of the other."""
    asked = len(LABEL_QUESTION.findall(text[:LOOKED_AT]))
    answered = len(LABEL_ANSWER.findall(text[:LOOKED_AT]))
    return 0.85 * min(asked, answered) / max(asked, answered) if asked and answered else 0.0


def markdown(text: str) -> float:
    """Headings or bold lines that are questions; headings alone count for less."""
    _, body, _ = split_front_matter(text[:LOOKED_AT])
    headings = HEADING.findall(body) + SETEXT.findall(body)
    if any(heading.rstrip("*_ :").endswith("?") for heading in headings):
        return 0.9
    if BOLD.search(body):
        return 0.7
    return 0.6 if headings else 0.0


def yaml(text: str) -> float:
    """Keys that mean question and answer, in a text that begins as YAML does."""
    text = text[:LOOKED_AT]
    fields, _, _ = split_front_matter(text)
    content = re.sub(r"\A\ufeff?(?:\s*(?:#[^\n]*)?\n)*", "", text)
    if fields or not YAML_START.match(content):
        return 0.0
    if len(AT_THE_MARGIN.findall(text)) > 1:  # a mapping has a key once: these are labels
        return 0.0
    if YAML_QUESTION.search(text) and YAML_ANSWER.search(text):
        return 1.0
    if YAML_ASKING_KEY.search(text) or (YAML_NAMED.search(text) and YAML_ANSWER.search(text)):
        return 0.8
    return 0.3 if re.search(r"^\s*(?:- )?[\w\"'][^:\n]*:(?:\s|$)", content, re.MULTILINE) else 0.0
