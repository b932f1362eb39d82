"""What template languages leave in a document: Liquid and its like; nobody sees it."""

import re

LIQUID = re.compile(r"\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}")


def without_liquid(text: str) -> str:
    """Drop ``{{ … }}`` and ``{% … %}``; the lines keep their numbers."""
    if "{{" not in text and "{%" not in text:
        return text
    return LIQUID.sub(lambda match: "\n" * match.group().count("\n"), text)
