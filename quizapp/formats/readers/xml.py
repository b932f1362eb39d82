"""XML such as MedQuAD's or DocBook's: elements for questions and answers, whatever they are called.

Read with defusedxml: entities are refused, so that a few lines cannot stand for gigabytes.
"""

import io
from collections import defaultdict
from collections.abc import Iterator
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges
from xml.sax.xmlreader import AttributesImpl, Locator

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from quizapp.errors import FileProblems, Problem
from quizapp.formats.readers.columns import SURE_ANSWERS, SURE_QUESTIONS, find_columns, meaning
from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.html import block_lines
from quizapp.formats.readers.html_tree import DEEPEST, MOST_ELEMENTS, Element
from quizapp.formats.readers.questions import without_answer_label, without_label
from quizapp.formats.readers.values import clean_value
from quizapp.model.document import Pair

ALIASES = {
    "para": "p",
    "simpara": "p",
    "formalpara": "p",
    "paragraph": "p",
    "listitem": "li",
    "item": "li",
    "itemizedlist": "ul",
    "orderedlist": "ol",
    "programlisting": "pre",
    "screen": "pre",
    "entry": "td",
    "row": "tr",
}
TITLES = ("focus", "title", "name", "subject", "topic")


class TreeBuilder(ContentHandler):
    """Makes a tree of elements, local names in lower case, each with its line."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.root = Element("", 1)
        self.open = [self.root]
        self.elements = 0
        self.depth = 0
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 (the name is SAX's)
        """Remember who knows the line."""
        self.locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        """Open an element; one that lies too deep is put into the deepest allowed."""
        self.elements += 1
        line = (self.locator.getLineNumber() if self.locator else None) or 1
        if self.elements > MOST_ELEMENTS:
            message = f"has more than {MOST_ELEMENTS:,} XML elements; split it."
            raise FileProblems([Problem(message, self.file, line)])
        element = Element(
            name.rpartition(":")[2].lower(), line, {key.lower(): attrs[key] for key in attrs.getNames()}
        )
        self.open[-1].children.append(element)
        self.depth += 1
        if self.depth < DEEPEST:
            self.open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802
        """Close the element."""
        if self.depth < DEEPEST:
            self.open.pop()
        self.depth -= 1

    def characters(self, content: str) -> None:
        """Add a text."""
        self.open[-1].children.append(content)


def read(text: str, file: str) -> Draft:
    """Read title and pairs. Raises FileProblems for XML that is broken or defines entities."""
    root = xml_tree(text.lstrip("\ufeff \n\t"), file)
    pairs = list(named_pairs(root)) or list(table_pairs(root))
    return Draft(title=title_of(root), pairs=pairs)


def xml_tree(text: str, file: str) -> Element:
    """Give the tree of an XML text. Raises FileProblems."""
    builder = TreeBuilder(file)
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = False
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(builder)
    data = text.encode("utf-8", "replace")
    try:
        parser.parse(io.BytesIO(with_utf8(data)))
    except DefusedXmlException as e:
        message = (
            "defines XML entities, which can hide gigabytes or other files; take the <!ENTITY …> lines out."
        )
        raise FileProblems([Problem(message, file)]) from e
    except SAXParseException as e:
        message = (
            f"is not valid XML: {e.getMessage()} (column {e.getColumnNumber()}); mend it or save it again."
        )
        raise FileProblems([Problem(message, file, e.getLineNumber())]) from e
    return builder.root


def with_utf8(data: bytes) -> bytes:
    """Give the document with the encoding that it has now in its first line, whatever it was written in."""
    end = data.find(b"?>") if data.startswith(b"<?xml") else -1
    return b'<?xml version="1.0" encoding="utf-8"?>' + data[end + 2 :] if end >= 0 else data


def named_pairs(root: Element) -> Iterator[Pair]:
    """Give the pairs of elements (or attributes) whose names surely mean question and answer."""
    for element in root.walk():
        here = named_attribute(element, SURE_QUESTIONS)
        if here:
            told = named_attribute(element, SURE_ANSWERS) or inner_text(element)
            yield Pair(without_label(collapse(here)), without_answer_label(clean_value(told)), element.line)
            continue
        question: Element | None = None
        answers: list[str] = []
        for child in [*elements(element), None]:
            kind = meaning(child.tag) if child else "question"
            if kind in SURE_QUESTIONS:
                if question is not None:
                    yield pair_of(question, answers)
                question, answers = child, []
                if child and not any(meaning(after.tag) in SURE_ANSWERS for after in elements(element)):
                    question = None
            elif child and kind in SURE_ANSWERS and question is not None:
                answers.append(inner_text(child))


def table_pairs(root: Element) -> Iterator[Pair]:
    """Give the pairs of elements beside each other with the same name, as rows of a table."""
    for element in root.walk():
        rows: dict[str, list[Element]] = defaultdict(list)
        for child in elements(element):
            if elements(child):
                rows[child.tag].append(child)
        for same in rows.values():
            cells = [{cell.tag: inner_text(cell) for cell in elements(row)} for row in same]
            found = find_columns(cells) if len(same) > 1 else None
            for row, texts in zip(same, cells, strict=True):
                if found and texts.get(found[0]):
                    asked = without_label(collapse(texts[found[0]]))
                    yield Pair(asked, without_answer_label(texts.get(found[1], "")), row.line)


def elements(element: Element) -> list[Element]:
    """Give the elements right below an element."""
    return [child for child in element.children if isinstance(child, Element)]


def named_attribute(element: Element, names: list[str]) -> str:
    """Give the text of the attribute whose name means one of the names."""
    return next(
        (value for key, value in element.attributes.items() if meaning(key) in names and " " in value), ""
    )


def pair_of(question: Element, answers: list[str]) -> Pair:
    """Give the pair of a question's element and its answers."""
    asked = without_label(collapse(inner_text(question)))
    return Pair(asked, without_answer_label("\n".join(filter(None, answers))), question.line)


def inner_text(element: Element) -> str:
    """Give the clean text of an element; text that is HTML in disguise (CDATA, escaped) is read as HTML."""
    for below in element.walk():
        below.tag = ALIASES.get(below.tag, below.tag)
    if elements(element):
        return "\n".join(block_lines(element))
    return clean_value(element.text())


def title_of(root: Element) -> str:
    """Give the text of the first element that names the document, before any question."""
    for element in root.walk():
        if meaning(element.tag) in SURE_QUESTIONS:
            return ""
        if element.tag in TITLES and not elements(element):
            return collapse(element.text())
    return ""
