"""A reader's draft → a bank: ids, passages from source quotes, key points; what does not fit is listed."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from quizapp.banks import bank_problems
from quizapp.banks.soundness import BANK_ID, FEWEST_CHOICES, LONGEST_ID, MOST_CHOICES, PART_ID, spelling
from quizapp.errors import FileProblems, Problem
from quizapp.formats.banks.items import PLAIN_NUMBER, Draft, Item, tidy
from quizapp.model.bank import Bank, Passage, Source
from quizapp.model.ids import digest, kebab, multiple_choice_id, passage_id, short_answer_id
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer

MOST_QUESTIONS = 50_000
NOTHING = "holds no question that can be taken."
TEX = re.compile(r"\$\$.{1,200}?\$\$|\\\(.{1,200}?\\\)|\\\[.{1,200}?\\\]", re.DOTALL)


@dataclass(frozen=True)
class Imported:
    """A bank read from a file, and what was left out of it or deserves a look.

    ``is_foreign`` is false for our own files, which hold all of a bank.
    """

    bank: Bank
    remarks: tuple[Problem, ...] = ()
    is_foreign: bool = True


def bank_of(draft: Draft, bank_id: str = "", title: str = "") -> Imported:
    """Make the bank; ``bank_id`` and ``title`` replace what the file says.

    Raises FileProblems with all that is broken in the file, or with why nothing of it can be taken.
    """
    if draft.problems:
        raise FileProblems([*draft.problems, *draft.left_out])
    if len(draft.found) > MOST_QUESTIONS:
        raise FileProblems([Problem(f"holds more than {MOST_QUESTIONS:,} questions; split it.", draft.file)])
    name = title.strip() or tidy(draft.title) or readable(draft.file)
    made = Maker(draft)
    for item, line, where in draft.found:
        made.take(clean(item), line, where)
    if made.unexplained:
        draft.leave_out(unexplained(made.unexplained))
    if not made.questions:
        raise FileProblems([Problem(NOTHING, draft.file), *draft.left_out])
    sources = (Source("s1", PurePath(draft.file).name or "file", name),) if made.passages else ()
    bank = Bank(
        id=bank_id or chosen_id(draft, name),
        title=name,
        summary=tidy(draft.summary),
        sources=sources,
        passages=tuple(made.passages),
        questions=tuple(made.questions),
    )
    wrong = bank_problems(bank)
    if wrong:
        raise FileProblems([replace(problem, file=draft.file) for problem in wrong])
    return Imported(bank, tuple(draft.left_out))


def readable(file: str) -> str:
    """Give a title from a file name."""
    return PurePath(file).stem.split(".")[0].replace("_", " ").strip() or "Imported questions"


def chosen_id(draft: Draft, title: str) -> str:
    """Give the id of the bank: that of the file where it can be one, else one made from the title."""
    if BANK_ID.fullmatch(draft.bank_id) and len(draft.bank_id) <= LONGEST_ID:
        return draft.bank_id
    return kebab(title, fallback=f"bank-{digest(title)}")


def clean(item: Item) -> Item:
    """Give the item with tidy texts, each accepted string and tag once."""
    return replace(
        item,
        prompt=tidy(item.prompt),
        options=tuple(replace(o, text=tidy(o.text), feedback=tidy(o.feedback)) for o in item.options),
        accepted=tuple(dict.fromkeys(filter(None, map(tidy, item.accepted)))),
        explanation=tidy(item.explanation),
        quotes=tuple(dict.fromkeys(filter(None, map(tidy, item.quotes)))),
        tags=tuple(dict.fromkeys(filter(None, map(tidy, item.tags)))),
    )


class Maker:
    """Makes questions of items, with ids that nobody else has."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.questions: list[Question] = []
        self.passages: list[Passage] = []
        self.question_ids: set[str] = set()
        self.passage_ids: set[str] = set()
        self.unexplained = 0
        self.wanted = Counter(item.id for item, _, _ in draft.found)

    def take(self, item: Item, line: int | None, where: str) -> None:
        """Make a question, or list why it has no equal here."""
        for reason in unfit(item):
            self.draft.leave_out(f"is left out: {reason}", line, where)
            return
        texts = [item.prompt, item.explanation, *item.accepted, *(option.text for option in item.options)]
        if any(map(TEX.search, texts)):
            self.draft.leave_out("holds a formula (TeX), which is shown as it is written.", line, where)
        if not item.explanation and not item.quotes:
            item = replace(item, explanation=stand_in(item))
            self.unexplained += 1
        passage, evidence = self.passage(item)
        self.questions.append(self.question(item, passage, evidence))

    def passage(self, item: Item) -> tuple[str | None, tuple[Evidence, ...]]:
        """Keep the quotes of an item as a passage; gives its id, and each quote as evidence."""
        if not item.quotes:
            return None, ()
        name = unique(passage_id(item.prompt), self.passage_ids)
        self.passages.append(Passage(name, "s1", item.prompt, "\n".join(item.quotes)))
        spans, start = [], 0
        for quote in item.quotes:
            spans.append(Evidence(name, start, start + len(quote)))
            start += len(quote) + 1
        return name, tuple(spans)

    def question(self, item: Item, passage: str | None, evidence: tuple[Evidence, ...]) -> Question:
        """Make the question."""
        base = passage or passage_id(item.prompt)
        if item.options:
            key = next(option.text for option in item.options if option.correct)
            choices = (
                Choice(o.text, o.correct, o.feedback, evidence if o.correct else ()) for o in item.options
            )
            return MultipleChoice(
                id=self.question_id(item, multiple_choice_id(base, item.prompt, key)),
                prompt=item.prompt,
                choices=tuple(choices),
                passage=passage,
                family="imported",
                fixed_order=item.fixed_order,
                explanation=item.explanation,
                tags=item.tags,
            )
        return ShortAnswer(
            id=self.question_id(item, short_answer_id(base)),
            prompt=item.prompt,
            points=(KeyPoint("k1", item.accepted[0], 1.0, evidence),),
            passage=passage,
            family="imported",
            answer_type=item.answer_type,
            tolerance=item.tolerance if item.answer_type == "number" else None,
            accept=item.accepted[1:],
            explanation=item.explanation,
            tags=item.tags,
        )

    def question_id(self, item: Item, made: str) -> str:
        """Give the id that the file says where it is a good one, else the one that was made."""
        is_good = PART_ID.fullmatch(item.id) and len(item.id) <= LONGEST_ID and self.wanted[item.id] == 1
        return unique(item.id if is_good else made, self.question_ids)


def unique(name: str, taken: set[str]) -> str:
    """Give the name, numbered where it is taken already, and take it."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def unexplained(count: int) -> str:
    """Say that a file explains nothing."""
    what = "1 question has" if count == 1 else f"{count:,} questions have"
    return f"{what} no explanation; “The right answer is …” stands in its place."


def stand_in(item: Item) -> str:
    """Say what is right, where a file does not say why."""
    right = next((option.text for option in item.options if option.correct), None)
    return f"The right answer is “{right if right is not None else item.accepted[0]}”."


def unfit(item: Item) -> Iterator[str]:
    """Give why an item cannot be a question here; nothing: it can."""
    if not item.prompt:
        yield "it has no text."
    if item.options:
        yield from unfit_options(item)
    elif not item.accepted:
        yield "it has no choices and no accepted answer."
    elif item.answer_type == "number" and not PLAIN_NUMBER.fullmatch(item.accepted[0]):
        yield f"“{item.accepted[0]}” is no plain number."


def unfit_options(item: Item) -> Iterator[str]:
    """Give why the choices of an item cannot be those of a question here."""
    count, right = len(item.options), sum(option.correct for option in item.options)
    if not FEWEST_CHOICES <= count <= MOST_CHOICES:
        yield f"it has {count} choice{'' if count == 1 else 's'}; {FEWEST_CHOICES} to {MOST_CHOICES} can be taken."
    if right != 1:
        yield f"{right or 'no'} choices are right; exactly one must be."
    if not all(option.text for option in item.options):
        yield "a choice is empty."
    spellings = Counter(spelling(option.text) for option in item.options)
    twice = next((text for text, times in spellings.items() if times > 1 and text), None)
    if twice is not None:
        yield f"the choice “{twice[:60]}” is there twice."
