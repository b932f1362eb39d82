"""HTML: pairs marked up for search engines, else the page as people see it.

Marked up are questions of schema.org, as JSON-LD or as microdata. Seen are headings, ``<details>``, ``<dl>``,
bold lines, accordions and tables: see ``outline``.
"""

import json
from collections.abc import Iterator
from typing import Any

from quizapp.formats.readers.blocks import joined
from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.front_matter import split_front_matter
from quizapp.formats.readers.html_blocks import blocks_within, html_blocks
from quizapp.formats.readers.html_tree import Element, html_tree
from quizapp.formats.readers.outline import outlined
from quizapp.formats.readers.questions import names_a_faq, without_answer_label, without_label
from quizapp.formats.readers.templates import without_liquid
from quizapp.model.document import Pair

LISTS_OF_ANSWERS = ("acceptedAnswer", "suggestedAnswer")


def read(text: str, file: str) -> Draft:
    """Read title, summary and pairs of a page."""
    fields, body, skipped = split_front_matter(text.lstrip("\ufeff"))
    root = html_tree(without_liquid(body), file, skipped + 1)
    draft = outlined(html_blocks(root), file)
    marked = [*from_json(root, file), *from_microdata(root)]
    if marked:
        draft.summary = draft.summary if draft.pairs else ""
        draft.pairs, draft.problems = marked, []
    draft.title = draft.title or fields.get("title", "") or page_title(root)
    lead = fields.get("lead") or fields.get("description") or fields.get("summary", "")
    if lead and names_a_faq(lead) and not names_a_faq(draft.title):
        draft.title, lead = lead, ""
    draft.summary = draft.summary or lead or described(root)
    return draft


def cleaned(html: str, file: str = "") -> str:
    """Give the clean text of a piece of HTML, a line a paragraph, list item or table row."""
    return "\n".join(block_lines(html_tree(html, file)))


def block_lines(element: Element) -> Iterator[str]:
    """Give the lines of what an element holds."""
    return joined(list(blocks_within(element)))


def from_json(root: Element, file: str) -> list[Pair]:
    """Give the pairs of all JSON-LD on the page; what is no JSON is no markup."""
    pairs: dict[tuple[str, str], Pair] = {}
    for element in root.walk():
        if element.tag == "script" and "ld+json" in element.attributes.get("type", "").lower():
            try:
                data = json.loads(
                    element.text().strip().removeprefix("<!--").removesuffix("-->"), strict=False
                )
            except (ValueError, RecursionError):
                continue
            for question, answer in questions_in(data, file):
                line = element.line + element.text().partition(question[:20])[0].count("\n")
                pairs.setdefault((question, answer), Pair(question, answer, line))
    return list(pairs.values())


def questions_in(data: Any, file: str) -> Iterator[tuple[str, str]]:
    """Give question and answer of every object of the type Question, wherever it lies (``@graph`` …)."""
    waiting = [data]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += reversed(here)
        elif isinstance(here, dict):
            kinds = here.get("@type", "")
            answers = [answer for key in LISTS_OF_ANSWERS for answer in listed(here.get(key))]
            if (
                "Question" in (kinds if isinstance(kinds, list) else str(kinds).rpartition("/")[2:])
                and answers
            ):
                asked = collapse(cleaned(words(here.get("name") or here.get("text")), file))
                told = "\n".join(filter(None, (cleaned(answer_text(answer), file) for answer in answers[:1])))
                yield without_label(asked), without_answer_label(told)
            else:
                waiting += reversed(list(here.values()))


def listed(value: Any) -> list[Any]:
    """Give a list as it is, nothing as an empty one, and all else as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def answer_text(answer: Any) -> str:
    """Give the text of an answer, which may be written without its object."""
    if isinstance(answer, dict):
        return words(answer.get("text") or answer.get("articleBody") or answer.get("description"))
    return words(answer)


def words(value: Any) -> str:
    """Give a text, or the texts of a list; a value with its language is its value."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list):
        return " ".join(words(item) for item in value)
    return value if isinstance(value, str) else ""


def from_microdata(root: Element) -> list[Pair]:
    """Give the pairs of elements whose ``itemtype`` is schema.org's Question."""
    pairs = []
    for element in root.walk():
        if element.attributes.get("itemtype", "").rstrip("/").endswith("schema.org/Question"):
            name = with_property(element, "name")
            answer = with_property(element, "acceptedAnswer") or with_property(element, "suggestedAnswer")
            told = answer and (with_property(answer, "text") or answer)
            if name and told:
                asked = name.attributes.get("content") or " ".join(block_lines(name))
                answer_lines = told.attributes.get("content") or "\n".join(block_lines(told))
                pairs.append(
                    Pair(without_label(collapse(asked)), without_answer_label(answer_lines), name.line)
                )
    return pairs


def with_property(element: Element, name: str) -> Element | None:
    """Give the first element below that has a property of that name."""
    below = (here for here in element.walk() if here is not element)
    return next((here for here in below if name in here.attributes.get("itemprop", "").split()), None)


def page_title(root: Element) -> str:
    """Give the words of ``<title>``, without the name of the site after a bar or a dash."""
    title = next((collapse(here.text()) for here in root.walk() if here.tag == "title"), "")
    for sign in (" | ", " – ", " — ", " · ", " :: ", " - "):
        title = title.split(sign)[0] or title
    return title


def described(root: Element) -> str:
    """Give the page's own description."""
    metas = (here.attributes for here in root.walk() if here.tag == "meta")
    return next(
        (collapse(a.get("content", "")) for a in metas if a.get("name", "").lower() == "description"), ""
    )
