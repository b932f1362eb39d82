"""A question as the HTML of a flash card, front and back, and a card as a question again.

The parts are told apart by their classes, so that a card made here comes back to the letter; any other card is
a short answer, its back the accepted string.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

from quizapp.formats.banks.html_text import html_of, simple, text_of
from quizapp.formats.banks.items import Item, Option

LETTERS = "ABCDEFGH"
ALONE = frozenset({"prompt", "key", "explanation", "quote"})
LISTS = frozenset({"choices", "why", "accepted"})


def front(item: Item) -> str:
    """Give the question, with its choices."""
    return block("prompt", item.prompt) + choices(item)


def choices(item: Item) -> str:
    """Give the choices, lettered."""
    if not item.options:
        return ""
    order = " fixed" if item.fixed_order else ""
    return listed("ol", f"choices{order}", [option.text for option in item.options])


def back(item: Item) -> str:
    """Give what is right, why, and the words of the source."""
    parts = [answer(item), why(item)]
    parts += [block("explanation", item.explanation)] if item.explanation else []
    parts += [quote(words) for words in item.quotes]
    return "".join(parts)


def answer(item: Item) -> str:
    """Give the key, or the accepted strings."""
    if item.options:
        place = next(n for n, option in enumerate(item.options) if option.correct)
        return block("key", f"{LETTERS[place]}. {item.options[place].text}")
    return listed("ul", "accepted", list(item.accepted))


def why(item: Item) -> str:
    """Give why each choice is right or wrong; nothing where no choice says so."""
    if not any(option.feedback for option in item.options):
        return ""
    return listed("ol", "why", [option.feedback for option in item.options])


def quote(words: str) -> str:
    """Give a quote of the source."""
    return f'<blockquote class="quote">{html_of(words)}</blockquote>'


def block(name: str, words: str) -> str:
    """Give a text as a block."""
    return f'<div class="{name}">{html_of(words)}</div>'


def listed(tag: str, name: str, texts: list[str]) -> str:
    """Give texts as a list, an ordered one with letters."""
    style = ' type="A"' if tag == "ol" else ""
    return f'<{tag} class="{name}"{style}>{"".join(f"<li>{html_of(text)}</li>" for text in texts)}</{tag}>'


@dataclass
class Found:
    """A part of a card: its classes and the HTML in it."""

    names: frozenset[str]
    markup: list[str]

    def text(self) -> str:
        """Give its text."""
        return text_of("".join(self.markup))[0]


class Card(HTMLParser):
    """Finds the parts of cards that were made here."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[Found] = []
        self.list_names: frozenset[str] = frozenset()
        self.is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part at its class, or at an item of a list with one."""
        names = frozenset((dict(attrs).get("class") or "").split())
        if tag in ("ol", "ul") and names & LISTS:
            self.list_names = names
        elif (tag == "li" and self.list_names) or names & ALONE:
            self.parts.append(Found(self.list_names if tag == "li" else names, []))
            self.is_open = True
        elif self.is_open:
            self.parts[-1].markup.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """End a part."""
        if tag in ("li", "div", "blockquote"):
            self.is_open = False
        elif tag in ("ol", "ul"):
            self.list_names = frozenset()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self.is_open:
            self.parts[-1].markup.append(data)

    def handle_entityref(self, name: str) -> None:
        """Take a character by its name, still written so."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take a character by its number, still written so."""
        self.handle_data(f"&#{name};")


def item_of(front: str, back: str, name: str, tags: tuple[str, ...]) -> tuple[Item, tuple[str, ...]]:
    """Give the question of a card, and what of it has no equal."""
    card = Card()
    card.feed(simple(front + back))
    card.close()
    texts = {key: [p.text() for p in card.parts if key in p.names] for key in ALONE | LISTS}
    if not texts["prompt"] or not (texts["choices"] or texts["accepted"]):
        prompt, lost = text_of(front)
        accepted, lost_too = text_of(back)
        return Item(id=name, prompt=prompt, accepted=(accepted,), tags=tags), (*lost, *lost_too)
    key = (texts["key"] or [""])[0].partition(".")[0]
    why = [*texts["why"], *[""] * len(texts["choices"])]
    options = tuple(
        Option(text, LETTERS[place : place + 1] == key, why[place])
        for place, text in enumerate(texts["choices"])
    )
    item = Item(
        id=name,
        prompt=texts["prompt"][0],
        options=options,
        accepted=() if options else tuple(texts["accepted"]),
        explanation="\n".join(texts["explanation"]),
        quotes=tuple(texts["quote"]),
        tags=tags,
        fixed_order=any("fixed" in part.names for part in card.parts),
    )
    return item, text_of(front + back)[1]
