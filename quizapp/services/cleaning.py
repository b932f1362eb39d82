"""Text that people typed, made fit to be stored."""

import unicodedata

from quizapp.errors import QuizError
from quizapp.model.text import sentence

LONGEST_NAME = 80
LONGEST_REASON = 1_000
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""These turn the direction of the text that follows, beyond the name itself."""


def clean_text(text: str) -> str:
    """Drop NUL and lone surrogates, which no database stores; a line ends with a newline alone."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in plain if letter != "\0" and not "\ud800" <= letter <= "\udfff")


def clean_line(text: str) -> str:
    """Make one line: control characters and those that turn the direction dropped, white space collapsed."""
    kept = [
        letter
        for letter in clean_text(text)
        if letter.isspace() or (unicodedata.category(letter) != "Cc" and letter not in TURNS)
    ]
    return " ".join("".join(kept).split())


def clean_name(text: str, whose: str) -> str:
    """Give a name of 1 to 80 characters. Raises QuizError."""
    name = clean_line(text)
    if not any(unicodedata.category(letter)[0] not in "CMZ" for letter in name):
        raise QuizError(sentence("Give %(whose)s: it is empty.", whose=whose))
    if len(name) > LONGEST_NAME:
        raise QuizError(
            sentence(
                "The name has %(count)s characters; at most %(most)s are kept.",
                most=LONGEST_NAME,
                count=len(name),
            )
        )
    return name
