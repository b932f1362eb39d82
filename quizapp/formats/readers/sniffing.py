"""How much a text looks like each format, from 0 to 1; cheap, on the first part of the text only."""

import re
from itertools import pairwise

from quizapp.formats.readers.columns import find_columns, sure_columns
from quizapp.formats.readers.delimiters import delimiter_of, first_rows
from quizapp.formats.readers.front_matter import split_front_matter
from quizapp.formats.readers.html_guard import without_comments
from quizapp.formats.readers.html_tree import BLOCKS
from quizapp.formats.readers.labelling import labels_of
from quizapp.formats.readers.numbered import starts_of
from quizapp.formats.readers.questions import is_asked

LOOKED_AT = 200_000
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.{1,500}?)[ \t#]{0,100}$", re.MULTILINE)
SETEXT = re.compile(r"^(?!\s*[-*>#])(\S.*)\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
BOLD = re.compile(r"^\s*(?:[-*+]\s+|\d+[.)]\s+)?(\*\*|__)[^*_\n][^\n]*(?:\n[^\n]+)?[?:]\s*\1", re.MULTILINE)
LIST_ASKED = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\S.*[?？]\s*$", re.MULTILINE)
FOLDED = re.compile(
    r"<summary|^\?\?\?\+?\s|^:::+\s*\w|^\{\{[<%]|^> \[!|^: {1,3}\S|^<Accordion|^\|.*\|\s*\n\|[ :|-]+\|",
    re.MULTILINE,
)
MARKDOWN_SIGN = re.compile(r"\]\([^)\s]+\)|\*\*\S|^```|^\s*[-*+] \S|(?<!`)`[^`\n]+`(?!`)", re.MULTILINE)
MARKED_UP = re.compile(
    r"\A\s*(?:#{1,3}|=) \S|\A---\n|\]\(https?:|\*\*\w[^*\n]*\*\*|^\.\. \w+::|\w`_", re.MULTILINE
)
YAML_QUESTION = re.compile(
    r"""^[ \t]*(?:-[ \t]+)*(?:\{[ \t]*)?["']?(?:\w{1,12}[_-]?)?(?:question|q|ask|frage|pregunta|domanda|vraag)"""
    r"""(?:_?text)?["']?[ \t]*:(?=\s)""",
    re.MULTILINE | re.IGNORECASE,
)
YAML_ANSWER = re.compile(
    r"""(?:^|[,\s])["']?(?:\w{1,12}[_-]?)?(?:answer|a|body|text|content|response|reply|"""
    r"""antwort|respuesta|resposta|réponse|risposta|antwoord)(?:_?text)?["']?[ \t]*:(?=\s)""",
    re.MULTILINE | re.IGNORECASE,
)
YAML_ASKING_KEY = re.compile(r"""^[ \t]*(?:- )?["']?[^:\n]+\?["']?[ \t]*:(?=\s)""", re.MULTILINE)
YAML_ASKING_VALUE = re.compile(r"""^[ \t]*(?:- )?[\w-]+[ \t]*:[ \t]+\S.*\?["']?[ \t]*$""", re.MULTILINE)
YAML_NAMED = re.compile(r"^[ \t]*- (?:title|name|heading|prompt)[ \t]*:(?=\s)", re.MULTILINE | re.IGNORECASE)
AT_THE_MARGIN = re.compile(r"^(?:q|question)[ \t]*:", re.MULTILINE | re.IGNORECASE)
YAML_START = re.compile(r"""(?:- |-\n|[\w"'][^:\n]*:(?:\s|$)|\{|\[|%YAML|---)""")
YAML_LINE = re.compile(r"""^\s*(?:- )?[\w"'][^:\n]*:(?:\s|$)""", re.MULTILINE)
HTML_START = re.compile(r"\s*<(?P<tag>!doctype html|[a-z][a-z\d]*)\b", re.IGNORECASE)
HTML_TAGS = BLOCKS | {
    "html",
    "head",
    "a",
    "b",
    "strong",
    "span",
    "script",
    "style",
    "link",
    "meta",
    "title",
    "br",
    "img",
    "button",
}
XML_START = re.compile(
    r"\s*(?:<\?xml\b|<!DOCTYPE (?!html)|<!--.*?-->\s*<[a-zA-Z]|<[a-zA-Z])", re.IGNORECASE | re.DOTALL
)
XML_NAMESPACE = re.compile(
    r"""\A[^<]*(?:<[?!][^<]*)*<[\w:.-]+[^<>]*\sxmlns(?::\w+)?=["'](?!http://www\.w3\.org/1999/xhtml|urn:schemas)"""
)
RST_TITLE = re.compile(r"""^(?! )(\S.*)\n(?P<sign>[=\-~^"'*+.#`:_])(?P=sign){2,}[ \t]*$""", re.MULTILINE)
RST_SIGN = re.compile(
    r"^\.\. [\w:|-]+.*::|^\.\. _[^:\n]+:|(?<!\w):[\w:+.-]{1,60}:`[^`\n]+`"
    r"|`[^`\n]+ <[^>\n]+>`_{1,2}|\w::[ \t]*$|``[^`\n]+``",
    re.MULTILINE,
)
MARKDOWN_ONLY = re.compile(r"\]\([^)\s]+\)|^```|^#{1,6} |^__?\w", re.MULTILINE)
RST_TERM = re.compile(r"^(?! )\S.*\?[ \t]*\n {2,8}\S", re.MULTILINE)
ADOC_HEADING = re.compile(r"^={1,6} +(\S.*?)(?: +=+)?[ \t]*$", re.MULTILINE)
ADOC_TERM = re.compile(r"^\s*\S.*\?(?:::|;;)(?:[ \t]|$)", re.MULTILINE)
ADOC_ANY_TERM = re.compile(r"^\w.{0,100}::(?:[ \t]+\S|[ \t]*\n[ \t]*\S)", re.MULTILINE)
ADOC_SIGN = re.compile(
    r"^\[(?:qanda|horizontal|%collapsible)|^:\w[\w-]*:(?:\s|$)|^\.\w.*\?$|(?:link|xref):\S+\[", re.MULTILINE
)


def lines(text: str) -> float:
    """Plain lines are what is left: certain only when a line after each question is no question."""
    rows = [row for row in map(str.strip, text[:LOOKED_AT].splitlines()) if row]
    asked = [is_asked(row) for row in rows]
    if not any(asked):
        return 0.1
    answered = sum(now and not after for now, after in pairwise(asked))
    return 0.5 * answered / sum(asked)


def labels(text: str) -> float:
    """Labels at the start of lines, about as many of questions as of answers."""
    rows = text[:LOOKED_AT].splitlines()
    found = labels_of(rows)
    if not found:
        return 0.0
    asked = [row for row in rows if found.question.match(row)]
    marked = any(row.lstrip().startswith(("#", "**", "__")) for row in asked) or MARKED_UP.search(
        text[:LOOKED_AT]
    )
    return (0.5 if marked else 0.85) * found.count(rows) / max(1, len(asked))


def numbered(text: str) -> float:
    """Numbers before questions, or in turn with indented lines between."""
    rows = text[:LOOKED_AT].expandtabs(4).splitlines()
    starts = starts_of(rows)
    if len(starts) < 2:
        return 0.0
    outside = sum(is_asked(row) for row in rows) - sum(is_asked(rows[start]) for start in starts)
    indented = sum(
        row.startswith("  ") for start in starts for row in rows[start + 1 : start + 3] if row.strip()
    )
    asked = sum(is_asked(rows[start]) for start in starts)
    if outside > len(starts):
        return 0.1
    return 0.6 if asked * 2 >= len(starts) or indented * 2 >= len(starts) else 0.2


def markdown(text: str) -> float:
    """Headings or bold lines that are questions; headings alone count for less."""
    _, body, _ = split_front_matter(text[:LOOKED_AT])
    headings = HEADING.findall(body) + SETEXT.findall(body)
    if any(is_asked(heading) for heading in headings):
        return 0.9
    if BOLD.search(body) or (headings and labels_of(body.splitlines(), at_least=2)):
        return 0.7
    if FOLDED.search(body) and (headings or MARKDOWN_SIGN.search(body) or "<summary" not in body):
        return 0.7
    if len(LIST_ASKED.findall(body)) > 1:
        return 0.6
    return 0.6 if headings else 0.0


def yaml(text: str) -> float:
    """Keys that mean question and answer, in a text that begins as YAML does."""
    text = text[:LOOKED_AT]
    fields, body, _ = split_front_matter(text)
    content = re.sub(r"\A\ufeff?(?:\s*(?:#[^\n]*)?\n)*", "", text)
    if (fields and body.strip()) or not YAML_START.match(content):
        return 0.0
    if len(AT_THE_MARGIN.findall(text)) > 1:  # a mapping has a key once: these are labels
        return 0.0
    if YAML_QUESTION.search(text) and YAML_ANSWER.search(text):
        return 0.6 if content[0] in "[{" else 1.0
    if YAML_ASKING_KEY.search(text) or (YAML_NAMED.search(text) and YAML_ANSWER.search(text)):
        return 0.8
    if len(YAML_ASKING_VALUE.findall(text)) > 1 and re.match(r"(?:---\s*)?(?:- |\w+:\s*\n\s*- )", content):
        return 0.7
    return 0.3 if YAML_LINE.search(content) else 0.0


def json(text: str) -> float:
    """Brackets or braces as the first sign, a quote or another one after it."""
    return 1.0 if re.match(r'\ufeff?\s*(?:\{\s*["}]|\[\s*[\[{"\]])', text[:LOOKED_AT]) else 0.0


def csv(text: str) -> float:
    """Rows of the same number of cells; a header that names both columns is a certain sign."""
    text = text[:LOOKED_AT].lstrip("\ufeff")
    if text.lower().startswith("sep="):
        return 1.0
    delimiter, share = delimiter_of(text)
    rows = first_rows(text, delimiter)
    if len(rows) > 1 and len(rows[0]) > 1 and sure_columns(rows[0]):
        return 1.0 if share > 0.5 else 0.7
    if len(rows) < 2 or share < 0.9:
        return 0.0
    cells = [{str(n): cell for n, cell in enumerate(row)} for row in rows]
    return 0.75 if share == 1 and find_columns(cells) else 0.4


def html(text: str) -> float:
    """A page, or a piece of one: it begins with a tag, and many lines do."""
    _, body, _ = split_front_matter(text[:LOOKED_AT].lstrip("\ufeff"))
    body = without_comments(body)
    start = HTML_START.match(re.sub(r"\A(?:\s|\{[{%][^\n]*[%}]\})+", "", body))
    if (
        not start
        or XML_NAMESPACE.search(body[:2000])
        or start.group("tag").lower() not in {*HTML_TAGS, "!doctype html"}
    ):
        return 0.0
    if start.group("tag").lower() in ("!doctype html", "html", "head", "body"):
        return 1.0
    if HEADING.search(body):
        return 0.3
    parts = [part for part in re.split(r"\n[ \t]*\n", body) if part.strip()]
    share = sum(part.lstrip().startswith("<") for part in parts) / len(parts)
    if share < 1 and (
        share < 0.2 or re.search(r"\]\([^)\s]+\)|\*\*\w|^```|^[ \t]*[-*] ", body, re.MULTILINE)
    ):
        return 0.5
    return 0.95


def xml(text: str) -> float:
    """A declaration, or a first tag that HTML does not have."""
    text = without_comments(text[:LOOKED_AT].lstrip("\ufeff"))
    if not XML_START.match(text):
        return 0.0
    first = re.search(r"<([a-zA-Z][\w:.-]*)", text)
    if XML_NAMESPACE.search(text[:2000]):
        return 1.0
    if first and first.group(1).lower() in HTML_TAGS:
        return 0.0
    return 1.0 if text.lstrip().startswith("<?xml") else 0.8


def rst(text: str) -> float:
    """Titles with a line under them, and the signs of directives and roles."""
    _, body, _ = split_front_matter(text[:LOOKED_AT])
    if HEADING.search(body) and not re.search(r"^\.\. ", body, re.MULTILINE):
        return 0.0
    titles = RST_TITLE.findall(body)
    signs = bool(RST_SIGN.search(body))
    if any(is_asked(title) for title, _ in titles):
        own = any(sign not in "=-" for _, sign in titles)
        return 0.95 if signs or own else 0.9
    if re.search(r"^\.\. [\w:-]+::", body, re.MULTILINE):
        return 0.7
    if len(RST_TERM.findall(body)) > 1:
        return 0.7 if titles else 0.5 + 0.1 * signs
    if titles and (signs or not MARKDOWN_ONLY.search(body)):
        return 0.7
    return 0.3 * bool(titles)


def asciidoc(text: str) -> float:
    """Headings with equal signs before them, terms with two colons after them."""
    _, body, _ = split_front_matter(text[:LOOKED_AT])
    headings = ADOC_HEADING.findall(body)
    if any(is_asked(heading) for heading in headings) or len(ADOC_TERM.findall(body)) > 1:
        return 0.95
    if headings and (body.lstrip().startswith("= ") or ADOC_SIGN.search(body) or len(headings) > 1):
        return 0.75
    if len(ADOC_ANY_TERM.findall(body)) > 1 and not re.search(r"^\.\. ", body, re.MULTILINE):
        return 0.55
    return 0.4 if headings else 0.0
