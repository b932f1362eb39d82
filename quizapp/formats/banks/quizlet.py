"""Quizlet: a card a line, term, tab, definition; pasted into its import box."""

from quizapp.formats.banks.cards import LETTERS
from quizapp.formats.banks.items import Deck, Item


def write(deck: Deck) -> bytes:
    """Write the bank."""
    return "".join(f"{term(item)}\t{definition(item)}\n" for item in deck.items).encode()


def term(item: Item) -> str:
    """Give the question with its choices on one line."""
    choices = [f"{LETTERS[n]}) {option.text}" for n, option in enumerate(item.options)]
    return one_line(" ".join([item.prompt, *choices]))


def definition(item: Item) -> str:
    """Give what is right, and why, on one line."""
    key = [f"{LETTERS[n]}) {option.text}" for n, option in enumerate(item.options) if option.correct]
    return one_line(" – ".join(filter(None, [" / ".join(key or item.accepted), item.explanation])))


def one_line(text: str) -> str:
    """Give a text without the characters that part cards and sides."""
    return " ".join(text.split())
