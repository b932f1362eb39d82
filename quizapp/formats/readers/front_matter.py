"""The block of settings between ``---`` (or ``+++``) lines that static-site generators put before a Markdown text."""

import re

BLOCK = re.compile(
    r"\A\ufeff?(?:---[ \t]*\n(?P<yaml>.*?\n)?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?\n)?\+\+\+)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
LONGEST_BLOCK = 50_000
FIELD = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


def split_front_matter(text: str) -> tuple[dict[str, str], str, int]:
    """Give the plain fields (lower-case names), the text after the block, and the lines the block takes.

    Fields are the one-line ones at the outermost level; without a block there are none.
    """
    match = BLOCK.match(text)
    block = (match.group("yaml") or match.group("toml") or "") if match else ""
    if not match or len(block) > LONGEST_BLOCK or not FIELD.search(block):
        return {}, text, 0
    fields = {name.lower(): unquoted(value) for name, value in FIELD.findall(block)}
    return fields, text[match.end() :], match.group().count("\n")


def unquoted(value: str) -> str:
    """Take the quotes off a value that is wholly within quotes."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    return value
