"""How one text or number is written in YAML, so that it is read back to the letter and is easy on the eye."""

import re
from collections.abc import Iterator

from quizapp.banks.nodes import Scalar

WIDTH = 110
PLAIN = re.compile(r"[^\W\d_][\w \-–—.,;'’“”()/%€£$+&!?…]*(?<! )")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
BLOCK = re.compile("[\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+")
EDGE_SPACE = re.compile(r"^ | $", re.MULTILINE)
SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”’\"')])) (?=[^\W_a-z]|[“\"'(])(?! )")
SINGLE_SPACE = re.compile(r"(?<! ) (?! )")
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def block_or_quoted(prefix: str, text: str) -> Iterator[str]:
    """Give the lines of ``prefix`` (indentation and key) with the text: plain, folded or in double quotes."""
    if len(prefix) + len(text) <= WIDTH and is_plain(text):
        yield prefix + text
    elif ("\n" in text or len(prefix) + len(text) + 2 > WIDTH) and is_block(text):
        yield f"{prefix}>-"
        margin = " " * (len(prefix) - len(prefix.lstrip(" ")) + (4 if prefix.endswith("- ") else 2))
        for position, row in enumerate(text.split("\n")):
            if position:
                yield ""
            yield from (margin + line for line in folded(row, WIDTH - len(margin)) if line)
    else:
        yield prefix + quoted(text)


def folded(row: str, width: int) -> Iterator[str]:
    """Break a row after its sentences and at ``width``, at single spaces only."""
    for sentence in SENTENCE_END.split(row):
        line = ""
        for word in SINGLE_SPACE.split(sentence):
            if line and len(line) + 1 + len(word) > width:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        yield line


def is_plain(text: str) -> bool:
    """Whether a text needs no quotes: it means nothing else in YAML."""
    return bool(PLAIN.fullmatch(text)) and Scalar(text, 0, plain=True).meaning == "str"


def is_block(text: str) -> bool:
    """Whether a folded block can hold a text: printable, no spaces or line ends at the edges."""
    return (
        bool(BLOCK.fullmatch(text)) and not EDGE_SPACE.search(text) and text[:1] != "\n" and text[-1:] != "\n"
    )


def inline(text: str) -> str:
    """Give a text as it may stand within brackets."""
    return text if NAME.fullmatch(text) and is_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """Give a text in double quotes, everything that YAML does not print escaped."""
    return '"' + "".join(escaped(char) for char in text) + '"'


def escaped(char: str) -> str:
    """Give a character as it stands within double quotes."""
    if char in ESCAPES:
        return ESCAPES[char]
    if BLOCK.fullmatch(char):
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def number(value: float) -> str:
    """Give a number the short way; the exponent form with a point, which YAML 1.1 asks for."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = repr(float(value))
    return text.replace("e", ".0e") if "e" in text and "." not in text else text
