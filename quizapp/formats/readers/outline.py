"""Blocks of a marked-up document → title, summary and pairs; the same for Markdown, HTML, Word and the others.

The kind of line that asks most often (a heading of some level, a bold line, a term, a labelled line) is the
kind that questions are. Headings below it inside an answer are lines of that answer; other headings are
sections and dropped, but a heading above that asks and has words of its own is a question set at the wrong
level.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.errors import Problem
from quizapp.formats.readers.blocks import BOLD_LEVEL, END_LEVEL, LABEL_LEVEL, TERM_LEVEL, Block, joined
from quizapp.formats.readers.draft import Draft, short
from quizapp.formats.readers.levels import question_level, settled
from quizapp.formats.readers.questions import (
    is_closing,
    names_a_faq,
    sounds_asked,
    without_answer_label,
    without_label,
)
from quizapp.model.document import Pair


@dataclass
class Part:
    """A heading and the blocks under it up to the next heading; the text before all headings has none.

    ``ended`` is true when the box of the heading was closed: what comes then belongs to nothing.
    """

    heading: Block | None
    blocks: list[Block] = field(default_factory=list)
    is_question: bool = False
    ended: bool = False

    @property
    def level(self) -> int:
        """The level of the heading; 0 without one."""
        return self.heading.level if self.heading else 0


def outlined(found: Sequence[Block], file: str) -> Draft:
    """Give title, summary and pairs of the blocks; words under a section heading are dropped with a remark."""
    blocks = settled(found)
    level, every = question_level(blocks)
    parts = split(blocks, level)
    title = title_of(parts, level)
    parts = answers_put_together(parts, level, every, title)
    first = next((n for n, part in enumerate(parts) if part.is_question), len(parts))
    asked = {part.heading.text.casefold() for part in parts if part.is_question and part.heading}
    opening = parts[:first]
    if title and any(part.heading is title for part in opening):
        opening = opening[next(n for n, part in enumerate(opening) if part.heading is title) :]
    summary = next(filter(None, (summary_of(part.blocks, asked) for part in opening)), "")
    draft = Draft(title=title.text if title else "", summary=summary)
    for part in parts[first:]:
        add(part, draft, file)
    return draft


def split(found: Sequence[Block], level: int) -> list[Part]:
    """Cut the blocks at the headings and at the lines of the kind that questions are."""
    parts = [Part(None)]
    for block in found:
        here = parts[-1]
        if block.level == END_LEVEL:
            inside = here.heading is not None and here.heading.depth >= block.depth
            here.ended = here.ended or (inside and bool(here.blocks) and here.level == level)
        elif block.level and (block.level < BOLD_LEVEL or block.level == level):
            parts.append(Part(block))
        elif here.ended:
            parts.append(Part(None, [block]))
        else:
            here.blocks.append(block)
    return parts


def title_of(parts: Sequence[Part], level: int) -> Block | None:
    """Give the title: the only heading of level 1, before all others, or one that says it is a FAQ."""
    top = [part.heading for part in parts if part.level == 1]
    leads = next((part.level for part in parts if part.heading), 0) == 1
    if len(top) == 1 and leads and level != 1:
        return top[0]
    named = (part.heading for part in parts if part.heading and not part.heading.asks)
    found = next((heading for heading in named if names_a_faq(heading.text)), None)
    if found:
        return found
    before = [part.heading for part in parts if part.heading]
    only = len(top) == 1 and level != 1 and top[0]
    return top[0] if only and top[0] in before[:3] else None


def answers_put_together(parts: list[Part], level: int, every: bool, title: Block | None) -> list[Part]:
    """Say which parts are questions, and put the sub-headings of an answer back into it."""
    done: list[Part] = []
    for index, part in enumerate(parts):
        after = parts[index + 1] if index + 1 < len(parts) else None
        in_answer = bool(done) and done[-1].is_question and not done[-1].ended
        if part.heading is None:
            done.append(part)
        elif part.level > level and in_answer:
            done[-1].blocks += [part.heading, *part.blocks]
            done[-1].ended = part.ended
        else:
            part.is_question = part.heading is not title and (
                asks(part, after, level, every)
                or (bool(done) and is_between_questions(part, done[-1], after, level))
            )
            done.append(part)
    return done


def asks(part: Part, after: Part | None, level: int, every: bool) -> bool:
    """Whether the heading of a part is a question of the document; ``after`` is the next part."""
    heading = part.heading
    if heading is None or is_closing(heading.text):
        return False
    if part.level != level:
        return heading.asks and bool(part.blocks)
    if every or level in (LABEL_LEVEL, TERM_LEVEL):
        return True
    following = after.heading if after else None
    holds_questions = following is not None and following.level > level and following.asks
    return (heading.asks or sounds_asked(heading.text)) and (bool(part.blocks) or not holds_questions)


def is_between_questions(part: Part, before: Part, after: Part | None, level: int) -> bool:
    """Whether a heading that does not ask stands among questions of its level, with words of its own.

    Words that announce what follows (“Below are …:”) make it a section.
    """
    if (
        part.level != level
        or level > 6
        or not part.blocks
        or not (before.is_question and before.level == level)
    ):
        return False
    following = after.heading if after else None
    announces = part.blocks[-1].text.endswith(":") or (
        len(part.blocks) == 1 and "below" in part.blocks[0].text.lower()
    )
    return following is not None and following.level == level and following.asks and not announces


def summary_of(found: Sequence[Block], asked: set[str]) -> str:
    """Give the lines of an introduction; a table of contents is none of it."""
    told = [
        block for block in found if not block.is_link and without_label(block.text).casefold() not in asked
    ]
    return "\n".join(joined(told))


def add(part: Part, draft: Draft, file: str) -> None:
    """Add the pair of a part to the draft, or a remark that its words are left out."""
    if part.heading is None:
        return
    if part.is_question:
        answer = "\n".join(joined(part.blocks))
        question = without_label(part.heading.text)
        draft.pairs.append(Pair(question, without_answer_label(answer), part.heading.line))
    elif part.blocks and not is_closing(part.heading.text):
        message = "is taken for a section, not a question; the words under it are left out."
        place = f"“{short(part.heading.text)}”"
        draft.problems.append(Problem(message, file, part.heading.line, place, grave=False))
