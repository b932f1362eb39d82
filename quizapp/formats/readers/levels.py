"""Which kind of line the questions of a document are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from quizapp.formats.readers.blocks import ASKED_LEVEL, BOLD_LEVEL, END_LEVEL, LABEL_LEVEL, Block
from quizapp.formats.readers.labelling import labels_of
from quizapp.formats.readers.questions import is_closing

TO_THE_TOP = re.compile(
    r"[\W_]*(?:toc|(?:go |return |jump )?(?:back )?(?:to )?(?:the )?(?:top|table of contents|contents)"
    r"(?: of (?:the )?(?:page|document))?"
    r"|back to (?:the )?(?:index|menu|questions?|list|faqs?|start|beginning|overview)"
    r"|return to (?:the )?(?:index|menu|questions?|list)"
    r"|(?:zurück )?nach oben|zum (?:seiten)?anfang|zurück zum anfang|(?:retour )?(?:en )?haut(?: de (?:la )?page)?"
    r"|retour (?:au sommaire|en haut.{0,15})|(?:volver )?arriba|volver al (?:inicio|principio)|torna su"
    r"|terug naar boven|voltar ao topo|[↑⬆▲^]+)[\W_]*",
    re.IGNORECASE,
)
LONGEST_WAY = 300
"""Signs of a line that only leads to another place."""
LEADER = re.compile(r"(?:\s?[.·…_]){4,}\s*\d{1,4}$")
PERMALINK = re.compile(r"\s*(?:[¶#§🔗]|\[(?:edit|link)\])$")


def settled(found: Sequence[Block]) -> list[Block]:
    """Tell lines that may be questions from those that cannot, now that the whole document is known.

    Labels of the convention that the document follows are taken off; links to the top of the page and lines
    of a printed table of contents go.
    """
    blocks = [block for block in found if block.level == END_LEVEL or is_content(block)]
    labels = labels_of([block.text for block in blocks], at_least=2)
    done: list[Block] = []
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if labels and (asked := labels.question.match(block.text)):
            level = LABEL_LEVEL if block.level in (0, ASKED_LEVEL, BOLD_LEVEL) else block.level
            block = replace(block, text=asked.group(1), level=level, goes_on=False, labelled=True)
        elif labels and (told := labels.answer.match(block.text)):
            block = replace(block, text=told.group(1), level=0, goes_on=False)
        elif block.level == BOLD_LEVEL and not block.asks:
            block = replace(block, level=0 if after and after.goes_on else BOLD_LEVEL)
        elif block.level == 0 and not block.is_link and not block.goes_on and block.asks:
            block = replace(block, level=ASKED_LEVEL)
        done.append(block)
    return with_bold_lines_judged(
        [block for block in done if block.text or block.level in (END_LEVEL, LABEL_LEVEL)]
    )


def with_bold_lines_judged(found: list[Block]) -> list[Block]:
    """Take a bold line that does not ask for words of an answer, where other bold lines ask.

    Right before one that asks it is the heading of a section.
    """
    if not any(block.level == BOLD_LEVEL and block.asks for block in found):
        return found
    done: list[Block] = []
    following = None
    for block in reversed(found):
        leads = following is None or (following.level == BOLD_LEVEL and following.asks)
        if block.level == BOLD_LEVEL and not block.asks and not leads:
            block = replace(block, level=0)
        done.append(block)
        following = block if block.level != END_LEVEL else following
    return done[::-1]


def is_content(block: Block) -> bool:
    """Whether a block is more than a way to somewhere else in the document."""
    if len(block.text) > LONGEST_WAY:
        return True
    return bool(block.text) and not TO_THE_TOP.fullmatch(block.text) and not LEADER.search(block.text)


def question_level(found: Sequence[Block]) -> tuple[int, bool]:
    """Give the level of the lines that are questions, and whether every line of that level is one.

    The second is true where nothing asks: the most used level is taken then (0: none is used twice).
    """
    asked = Counter(
        block.level
        for block in found
        if 0 < block.level < END_LEVEL and block.asks and not is_closing(block.text)
    )
    plain = asked.pop(ASKED_LEVEL, 0)
    most = max(sorted(asked), key=lambda level: asked[level], default=0)
    if asked[most] > 1 or (asked[most] and plain < 2):
        return most, False
    if plain > 1:
        return ASKED_LEVEL, False
    if asked or plain:
        return most or ASKED_LEVEL, False
    pairs = zip_longest(found, found[1:])
    used = Counter(
        now.level for now, after in pairs if 0 < now.level < END_LEVEL and after and not after.level
    )
    level = max(sorted(used), key=lambda level: used[level], default=0)
    return (level, True) if used[level] > 1 else (0, False)
