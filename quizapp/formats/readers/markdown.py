"""Markdown: headings (or bold lines) that ask are the questions, what follows is the answer.

The level at which most headings ask is the level of questions. Headings below it inside an answer are lines
of that answer; other headings are sections and dropped, but a heading above that asks and has words of its
own is a question set at the wrong level.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.errors import Problem
from quizapp.formats.readers.draft import Draft, short
from quizapp.formats.readers.front_matter import split_front_matter
from quizapp.formats.readers.markdown_text import BOLD_LEVEL, Block, blocks, joined
from quizapp.formats.readers.questions import is_asked, sounds_asked, without_answer_label, without_label
from quizapp.model.document import Pair


@dataclass
class Part:
    """A heading and the blocks under it up to the next heading; the text before all headings has none."""

    heading: Block | None
    blocks: list[Block]
    is_question: bool = False

    @property
    def level(self) -> int:
        """The level of the heading; 0 without one."""
        return self.heading.level if self.heading else 0


def read(text: str, file: str) -> Draft:
    """Read title, summary and pairs; words under a section heading are dropped with a remark."""
    fields, body, skipped = split_front_matter(text.lstrip("\ufeff"))
    found = [replace(block, line=block.line + skipped) for block in blocks(body)]
    level, every = question_level(found)
    parts = split(found, level)
    title = title_of(parts, level)
    parts = answers_put_together(parts, level, every, title)
    first = next((n for n, part in enumerate(parts) if part.is_question), len(parts))
    summary = next(filter(None, (summary_of(part.blocks) for part in parts[:first])), "")
    draft = Draft(
        title=title.text if title else fields.get("title", ""),
        summary=summary or fields.get("summary", "") or fields.get("description", ""),
    )
    for part in parts[first:]:
        add(part, draft, file)
    return draft


def question_level(found: Sequence[Block]) -> tuple[int, bool]:
    """Give the level of the headings that are questions, and whether every heading there is one.

    The second is true where no heading asks: the most used level is taken then (0: none is used twice).
    """
    if not found:
        return 0, False
    asked = Counter(block.level for block in found if block.level and is_asked(block.text))
    if asked:
        return max(sorted(asked), key=lambda level: asked[level]), False
    pairs = zip(found, [*found[1:], None], strict=True)
    used = Counter(now.level for now, after in pairs if now.level and after and not after.level)
    level = max(sorted(used), key=lambda level: used[level], default=0)
    return (level, True) if used[level] > 1 else (0, False)


def split(found: Sequence[Block], level: int) -> list[Part]:
    """Cut the blocks at the headings; bold lines are headings only where questions are bold lines."""
    parts = [Part(None, [])]
    for block in found:
        if block.level and (block.level < BOLD_LEVEL or level == BOLD_LEVEL):
            parts.append(Part(block, []))
        else:
            parts[-1].blocks.append(block)
    return parts


def title_of(parts: Sequence[Part], level: int) -> Block | None:
    """Give the title: the only heading of level 1, before all others, questions being further down."""
    top = [part.heading for part in parts if part.level == 1]
    leads = len(parts) > 1 and parts[1].level == 1
    return top[0] if len(top) == 1 and leads and level != 1 else None


def answers_put_together(parts: list[Part], level: int, every: bool, title: Block | None) -> list[Part]:
    """Say which parts are questions, and put the sub-headings of an answer back into it."""
    done: list[Part] = []
    for index, part in enumerate(parts):
        after = parts[index + 1] if index + 1 < len(parts) else None
        in_answer = bool(done) and done[-1].is_question
        if part.heading is None:
            done.append(part)
        elif part.level > level and in_answer:
            done[-1].blocks += [part.heading, *part.blocks]
        else:
            part.is_question = part.heading is not title and asks(
                part.heading.text, part, after, level, every
            )
            done.append(part)
    return done


def asks(text: str, part: Part, after: Part | None, level: int, every: bool) -> bool:
    """Whether the heading ``text`` of a part is a question of the document; ``after`` is the next part."""
    if part.level != level:
        return is_asked(text) and bool(part.blocks)
    if every:
        return True
    following = after.heading if after else None
    holds_questions = following is not None and following.level > level and is_asked(following.text)
    return sounds_asked(text) and (bool(part.blocks) or not holds_questions)


def summary_of(found: Sequence[Block]) -> str:
    """Give the lines of an introduction; a table of contents is none of it."""
    return "\n".join(joined([block for block in found if not block.is_link]))


def add(part: Part, draft: Draft, file: str) -> None:
    """Add the pair of a part to the draft, or a remark that its words are left out."""
    if part.heading is None:
        return
    if part.is_question:
        answer = "\n".join(joined(part.blocks))
        question = without_label(part.heading.text)
        draft.pairs.append(Pair(question, without_answer_label(answer), part.heading.line))
    elif part.blocks:
        message = "is taken for a section, not a question; the words under it are left out."
        place = f"“{short(part.heading.text)}”"
        draft.problems.append(Problem(message, file, part.heading.line, place, grave=False))
