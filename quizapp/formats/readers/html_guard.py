"""HTML text → the same without what makes the standard library's parser take time that grows with its square.

The parser looks for the end of each comment and tag it sees begin; where a hostile page begins a million and ends
none, it would look a million times. Comments, pictures written into the page and endless tags say nothing anyway.
"""

import re

DATA_ADDRESS = re.compile(r"""=\s*(?:"data:[^"<>]*"|'data:[^'<>]*')""", re.IGNORECASE)
LONGEST_TAG = 20_000
MOST_STARTS = 50
"""Signs that begin a tag before one that ends it: more are no tags."""


def parseable(text: str) -> str:
    """Give the page without comments and endless tags; the lines keep their numbers."""
    return "".join(tags(DATA_ADDRESS.sub('=""', without_comments(text))))


def without_comments(text: str) -> str:
    """Drop comments, as browsers do: one that does not end takes the rest of the page."""
    if "<!--" not in text:
        return text
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        parts.append(text[at:start])
        end = text.find("-->", start + 2)
        if end < 0:
            return "".join(parts)
        at = end + 3
        parts.append("\n" * text.count("\n", start, at))
    return "".join([*parts, text[at:]])


def tags(text: str) -> list[str]:
    """Cut the text after each tag; a sign that begins no tag of sensible length is written as an entity."""
    pieces = text.split(">")
    done = []
    for number, piece in enumerate(pieces, 1):
        is_last = number == len(pieces)
        if is_last or piece.count("<") > MOST_STARTS or len(piece) - piece.rfind("<") > LONGEST_TAG:
            head, sign, tail = piece.rpartition("<")
            keeps = sign and not is_last and len(tail) <= LONGEST_TAG
            piece = f"{head.replace('<', '&lt;')}<{tail}" if keeps else piece.replace("<", "&lt;")
        done.append(piece if is_last else f"{piece}>")
    return done
