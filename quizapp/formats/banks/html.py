"""A page to print: questions with room for answers, then the key; one file that asks for no other."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from quizapp.formats.banks.items import Deck
from quizapp.formats.banks.paper import Entry, entries

STYLES = Path(__file__).with_name("paper.css")


def write(deck: Deck) -> bytes:
    """Write the page."""
    return "\n".join(page(deck)).encode()


def page(deck: Deck) -> Iterator[str]:
    """Give the lines of the page."""
    title = text(deck.bank.title)
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>\n{STYLES.read_text(encoding='utf-8')}</style>\n</head>\n<body>"
    yield f'<main>\n<section aria-labelledby="title">\n<h1 id="title" dir="auto">{title}</h1>'
    yield '<p class="fill"><span>Name:</span><span>Date:</span></p>\n<ol class="questions">'
    printed = list(entries(deck))
    for entry in printed:
        yield from question(entry)
    yield '</ol>\n</section>\n<section class="key" aria-labelledby="key">'
    yield f'<h2 id="key" dir="auto">Key: {title}</h2>\n<ol class="questions">'
    for entry in printed:
        yield from solution(entry)
    yield "</ol>\n</section>\n</main>\n</body>\n</html>\n"


def question(entry: Entry) -> Iterator[str]:
    """Give a question with its choices, or with lines to write on."""
    yield f'<li><p class="prompt" dir="auto">{text(entry.prompt)}</p>'
    if entry.choices:
        yield '<ol class="choices" type="A">'
        yield from (f'<li dir="auto">{text(choice)}</li>' for choice in entry.choices)
        yield "</ol></li>"
    else:
        yield f'<ul class="lines" aria-label="Room for the answer">{"<li></li>" * entry.lines}</ul></li>'


def solution(entry: Entry) -> Iterator[str]:
    """Give what is right, why, and the words of the source."""
    yield "<li>" + "".join(f'<p class="right" dir="auto">{text(words)}</p>' for words in entry.right)
    yield from (f'<p class="why" dir="auto">{text(words)}</p>' for words in entry.why)
    if entry.explanation:
        yield f'<p class="why" dir="auto">{text(entry.explanation)}</p>'
    yield from (f'<blockquote dir="auto">“{text(quote)}”</blockquote>' for quote in entry.quotes)
    yield "</li>"


def text(words: str) -> str:
    """Give a text as HTML; its line ends are kept by the styles."""
    return escape(words, quote=True)
