"""GIFT out: Moodle's text format for questions; id and tags stand in the comment before each question."""

import re
from collections.abc import Iterator

from quizapp.errors import Problem
from quizapp.formats.banks.items import Deck, Item, Option
from quizapp.formats.banks.moodle import name_of, without_wildcards
from quizapp.formats.banks.quoting import feedback

SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\~=#{}:"} | {"\n": "\\n"})
IN_COMMENT = str.maketrans({"\\": "\\\\", "]": "\\]", "\n": " "})
MISREAD = re.compile(r"[\[%]")
"""A text that begins so would be taken for a format or a weight."""


def write(deck: Deck) -> bytes:
    """Write the bank."""
    category = deck.bank.title.replace("/", "//")
    head = f"// [id:{deck.bank.id}]\n$CATEGORY: $course$/top/{' '.join(category.split())}\n"
    return "\n".join([head, *("\n".join(question(item)) + "\n" for item in deck.items)]).encode()


def unfit(deck: Deck) -> Iterator[tuple[str, Problem]]:
    """Give the questions that GIFT cannot hold: an arrow makes a short answer a matching question."""
    for item in deck.items:
        if not item.options and any("->" in text for text in item.accepted):
            message = "an accepted answer holds “->”, which GIFT takes for a matching question."
            yield item.id, Problem(message, where=f"question {item.id}")


def question(item: Item) -> Iterator[str]:
    """Give the lines of a question."""
    marks = [f"[id:{item.id.translate(IN_COMMENT)}]"] if item.id else []
    marks += [f"[tag:{tag.translate(IN_COMMENT)}]" for tag in item.tags]
    if marks:
        yield f"// {' '.join(marks)}"
    yield (
        f"::{name_of(item).translate(SPECIAL)}::[plain]{item.prompt.translate(SPECIAL)} "
        + "{"
        + ("#" if not item.options and item.is_numeric else "")
    )
    yield from answers(item)
    if words := feedback(item):
        yield f"\t####{text(words)}"
    yield "}"


def answers(item: Item) -> Iterator[str]:
    """Give a line for each choice or accepted answer."""
    if item.options:
        yield from map(choice, item.options)
    elif item.is_numeric:
        for accepted in item.accepted:
            yield f"\t={accepted}" + (f":{item.tolerance:.15g}" if item.tolerance else "")
    else:
        for accepted in item.accepted:
            yield f"\t={text(without_wildcards(accepted))}"


def choice(option: Option) -> str:
    """Give the line of a choice."""
    why = f"#{text(option.feedback)}" if option.feedback else ""
    return f"\t{'=' if option.correct else '~'}{text(option.text)}{why}"


def text(words: str) -> str:
    """Give a text with everything escaped that means something in GIFT."""
    return ("[plain]" if MISREAD.match(words) else "") + words.translate(SPECIAL)
