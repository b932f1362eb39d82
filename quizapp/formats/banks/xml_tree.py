"""XML: trees out with stable bytes, trees in without entities, outside files or endless depth."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import ElementTree as Safe
from defusedxml.common import DefusedXmlException

from quizapp.errors import FileProblems, Problem

DEEPEST = 200
"""Elements within each other."""


def child(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Put an element with a text into another; a name that is a word of Python has an underscore behind it."""
    made = SubElement(parent, tag, {name.rstrip("_"): value for name, value in attributes.items()})
    if text:
        made.text = text
    return made


def lines_in(parent: Element, text: str, mark: str = "br") -> Element:
    """Put a text into an element, an empty element ``mark`` for every line end; gives the element back."""
    first, *others = text.split("\n")
    parent.text = first
    for line in others:
        SubElement(parent, mark).tail = line
    return parent


def serialise(root: Element, doctype: str = "") -> bytes:
    """Give the document, an element a line where no text is beside it."""
    spread(root, "\n")
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{body}\n'.encode()


def spread(element: Element, margin: str) -> None:
    """Put the children of an element on lines of their own, unless there is text among them."""
    children = list(element)
    if not children or element.text or any(kid.tail or kid.tag == "br" for kid in children):
        return
    element.text = margin + " "
    for kid in children:
        spread(kid, margin + " ")
        kid.tail = margin + " "
    children[-1].tail = margin


def parse(data: bytes, file: str) -> Element:
    """Give the root of an XML document. Raises FileProblems saying where it is no XML, or a dangerous one."""
    try:
        root = parsed(data)
    except DefusedXmlException as e:
        message = "defines entities or asks for files outside of it, which is not read for safety's sake."
        raise FileProblems([Problem(message, file)]) from e
    except ParseError as e:
        line, reason = e.position[0], str(e).split(":")[0]
        raise FileProblems([Problem(f"is not well-formed XML: {reason}.", file, line)]) from e
    except (ValueError, LookupError) as e:
        raise FileProblems([Problem("is not XML in an encoding that can be read.", file)]) from e
    if depth(root) > DEEPEST:
        raise FileProblems([Problem(f"holds elements more than {DEEPEST} deep in each other.", file)])
    return root


def parsed(data: bytes) -> Element:
    """Parse; what claims no encoding and is no UTF-8 is taken for Windows-1252."""
    try:
        found: Element = Safe.fromstring(data)
    except ParseError:
        if b"encoding" in data[:200] or b"\0" in data[:200]:
            raise
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            found = Safe.fromstring(data.decode("cp1252", "replace").encode())
        else:
            raise
    return found


def depth(root: Element) -> int:
    """Give how deep elements lie in each other."""
    deepest, level = 0, [root]
    while level and deepest <= DEEPEST:
        deepest += 1
        level = [kid for element in level for kid in element]
    return deepest


def local(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Element) -> str:
    """Give the namespace of an element."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def every(element: Element, *names: str) -> Iterator[Element]:
    """Give the elements of those names below an element (and itself), whatever their namespace."""
    return (found for found in element.iter() if local(found) in names)


def kids(element: Element, *names: str) -> list[Element]:
    """Give the children of those names."""
    return [kid for kid in element if local(kid) in names]


def kid(element: Element | None, *path: str) -> Element | None:
    """Give the first child of a child … along the path; None where there is none."""
    for name in path:
        found = kids(element, name) if element is not None else []
        element = found[0] if found else None
    return element


def words(element: Element | None) -> str:
    """Give the text of an element and all below it."""
    return "" if element is None else "".join(element.itertext()).strip()


def number(text: str) -> float:
    """Give the number that an attribute or element says; 0 for what is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0
