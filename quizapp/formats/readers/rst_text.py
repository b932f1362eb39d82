"""The words of a piece of reStructuredText: roles, links, emphasis and escapes go, what they mark stays."""

import re

from quizapp.formats.readers.draft import collapse
from quizapp.formats.readers.tangles import is_tangled

NAMED_ROLES = {"pep": "PEP", "rfc": "RFC"}
INLINE = re.compile(
    r"``(?P<literal>[^\n]+?)``(?!`)"
    r"|:(?P<role>[\w:+.-]+):`(?P<role_text>[^`]+)`"
    r"|_?`(?P<text>[^`]+)`(?::(?P<after>[\w:+.-]+):|_{1,2}(?!\w))?"
    r"|\[(?:#\w*|\*|\d{1,4}|[A-Za-z][\w.-]{0,40})\]_(?!\w)"
    r"|(?<![\w*])\*\*(?P<strong>\S(?:[^*]|\*(?!\*))*?)(?<=\S)\*\*(?!\w)"
    r"|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*?[^\s*])?)\*(?![\w*])"
    r"|(?<![\w|])\|(?P<substitution>[^\s|](?:[^|]{0,80}?[^\s|])?)\|(?:_{1,2})?(?!\w)"
    r"|\\(?P<escaped>.)"
    r"|(?<![\w`_.:/-])(?P<reference>[A-Za-z\d](?:[\w.+-]*[A-Za-z\d])?)(?P<tail>_{1,2})(?![\w`])"
)
MARKS = "*`|:\\["
TARGET = re.compile(r"\s*<[^<>]+>$", re.DOTALL)


def rst_words(text: str, substitutions: dict[str, str], targets: frozenset[str]) -> str:
    """Give the clean words; ``substitutions`` stand for ``|name|``; ``name_`` leads to one of ``targets``."""

    def plain(match: re.Match[str]) -> str:
        part = match.groupdict()
        if part["literal"] is not None:
            return part["literal"]
        if part["role"]:
            return role_words(part["role"], part["role_text"])
        if part["text"] is not None:
            return role_words(part["after"], part["text"]) if part["after"] else linked(part["text"])
        if part["reference"]:
            known = part["tail"] == "__" or part["reference"].lower() in targets
            return part["reference"] if known else match.group()
        if part["substitution"]:
            return substitutions.get(part["substitution"].lower(), part["substitution"])
        if part["escaped"]:
            return part["escaped"].strip()
        inner = part["strong"] or part["emphasis"]
        return rst_words(inner, substitutions, targets) if inner else ""

    return collapse(text if is_tangled(text, MARKS) else INLINE.sub(plain, text))


def role_words(role: str, text: str) -> str:
    """Give what a role shows: its title, the last part after a tilde, else its text as it is."""
    name = role.rpartition(":")[2].lower()
    if name in ("raw", "image"):
        return ""
    shown = linked(text)
    if shown.startswith("~"):
        shown = shown[1:].rpartition(".")[2]
    shown = shown.removeprefix("!")
    return f"{NAMED_ROLES[name]} {shown}" if name in NAMED_ROLES and shown == text else shown


def linked(text: str) -> str:
    """Give the words of a link without its target; a target alone is shown itself."""
    words = TARGET.sub("", text)
    return words or text.strip(" <>")
