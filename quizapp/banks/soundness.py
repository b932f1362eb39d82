"""Whether a bank makes sense: ids, keys, evidence, weights. The same checks for banks from any source."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.errors import Problem
from quizapp.model.bank import Bank, Passage, Source
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer

BANK_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PART_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LONGEST_ID = 100
SHA256 = re.compile(r"[0-9a-f]{64}")
FEWEST_CHOICES, MOST_CHOICES = 2, 8
MOST_POINTS = 50

Item = Bank | Source | Passage | Question | Choice | KeyPoint


@dataclass(frozen=True)
class Unsound:
    """One thing that does not make sense: the item of the bank, its name for people, and the field."""

    item: Item
    where: str
    key: str
    message: str


def bank_problems(bank: Bank) -> tuple[Problem, ...]:
    """Give what does not make sense in a bank; none: it can be published."""
    return tuple(Problem(thing.message, where=thing.where) for thing in unsound(bank))


def unsound(bank: Bank) -> Iterator[Unsound]:
    """Give all that does not make sense, in the order of the bank."""
    if not BANK_ID.fullmatch(bank.id) or len(bank.id) > LONGEST_ID:
        yield Unsound(
            bank, "", "id", f"the id “{bank.id}” must be kebab-case: a to z, 0 to 9, single hyphens."
        )
    if not bank.title.strip():
        yield Unsound(bank, "", "title", "the title is empty.")
    if not bank.questions:
        yield Unsound(bank, "", "questions", "there are no questions.")
    yield from wrong_ids((source, f"source {source.id}") for source in bank.sources)
    for source in bank.sources:
        if source.sha256 and not SHA256.fullmatch(source.sha256):
            message = "“sha256” must be 64 hexadecimal digits in lower case."
            yield Unsound(source, f"source {source.id}", "sha256", message)
    yield from wrong_ids((passage, f"passage {passage.id}") for passage in bank.passages)
    sources = {source.id for source in bank.sources}
    for passage in bank.passages:
        yield from unsound_passage(passage, sources)
    yield from wrong_ids((question, f"question {question.id}") for question in bank.questions)
    answers = {passage.id: passage.answer for passage in bank.passages}
    for question in bank.questions:
        yield from unsound_question(question, answers)


def wrong_ids(named: Iterable[tuple[Source | Passage | Question | KeyPoint, str]]) -> Iterator[Unsound]:
    """Give ids that are of the wrong form or there twice."""
    seen: set[str] = set()
    for item, where in named:
        if not PART_ID.fullmatch(item.id) or len(item.id) > LONGEST_ID:
            yield Unsound(
                item, where, "id", f"the id “{item.id}” may hold letters, digits, hyphens, dots only."
            )
        elif item.id in seen:
            yield Unsound(item, where, "id", f"the id “{item.id}” is there twice.")
        seen.add(item.id)


def unsound_passage(passage: Passage, sources: set[str]) -> Iterator[Unsound]:
    """Give what is wrong with a passage."""
    where = f"passage {passage.id}"
    if passage.source not in sources:
        yield Unsound(passage, where, "source", f"there is no source “{passage.source}”.")
    if not passage.question.strip():
        yield Unsound(passage, where, "question", "the question is empty.")
    if not passage.answer.strip():
        yield Unsound(passage, where, "answer", "the answer is empty.")


def unsound_question(question: Question, answers: dict[str, str]) -> Iterator[Unsound]:
    """Give what is wrong with a question of either kind."""
    where = f"question {question.id}"
    if not question.prompt.strip():
        yield Unsound(question, where, "prompt", "the prompt is empty.")
    if question.passage is None and not question.explanation.strip():
        message = "has neither a passage nor an explanation; one of them must be there."
        yield Unsound(question, where, "passage", message)
    if question.passage is not None and question.passage not in answers:
        yield Unsound(question, where, "passage", f"there is no passage “{question.passage}”.")
    if isinstance(question, MultipleChoice):
        yield from unsound_choices(question, where, answers)
    else:
        yield from unsound_points(question, where, answers)


def unsound_choices(question: MultipleChoice, where: str, answers: dict[str, str]) -> Iterator[Unsound]:
    """Give what is wrong with the choices of a question."""
    count = len(question.choices)
    if not FEWEST_CHOICES <= count <= MOST_CHOICES:
        message = f"has {count} choices; there must be {FEWEST_CHOICES} to {MOST_CHOICES}."
        yield Unsound(question, where, "choices", message)
    right = sum(choice.correct for choice in question.choices)
    if right != 1:
        found = "no choice is" if not right else f"{right} choices are"
        yield Unsound(question, where, "choices", f"{found} correct; exactly one must be.")
    counted = Counter(spelling(choice.text) for choice in question.choices)
    for number, choice in enumerate(question.choices, 1):
        place = f"{where}, choice {number}"
        if not choice.text.strip():
            yield Unsound(choice, place, "text", "the text is empty.")
        elif counted[spelling(choice.text)] > 1:
            yield Unsound(choice, place, "text", f"“{choice.text}” is there twice.")
        yield from unsound_evidence(choice, choice.evidence, place, answers)


def unsound_points(question: ShortAnswer, where: str, answers: dict[str, str]) -> Iterator[Unsound]:
    """Give what is wrong with the key points of a question and with what earns full marks."""
    if not 1 <= len(question.points) <= MOST_POINTS:
        message = f"has {len(question.points)} points; there must be 1 to {MOST_POINTS}."
        yield Unsound(question, where, "points", message)
    if question.tolerance is not None and (question.tolerance < 0 or question.answer_type != "number"):
        message = "“tolerance” must be 0 or more, and belongs to “answer_type: number”."
        yield Unsound(question, where, "tolerance", message)
    total = sum(point.weight for point in question.points)
    if question.full_marks_at is not None and not 0 < question.full_marks_at <= total * (1 + 1e-9):
        message = f"“full_marks_at” is {question.full_marks_at:g}; it must be over 0 and at most {total:g}, "
        yield Unsound(question, where, "points", f"{message}the weight of all points.")
    yield from contradictions(question, where, question)
    numbered = [(point, f"{where}, point {n}") for n, point in enumerate(question.points, 1)]
    yield from wrong_ids(numbered)
    for point, place in numbered:
        if not point.text.strip():
            yield Unsound(point, place, "text", "the text is empty.")
        if not point.weight > 0:
            yield Unsound(point, place, "weight", f"the weight is {point.weight:g}; it must be over 0.")
        yield from contradictions(point, place, point)
        yield from unsound_evidence(point, point.evidence, place, answers)


def contradictions(item: Item, where: str, ruled: ShortAnswer | KeyPoint) -> Iterator[Unsound]:
    """Give answers that are accepted and rejected at once."""
    rejected = {spelling(text) for text in ruled.reject}
    for text in ruled.accept:
        if spelling(text) in rejected:
            yield Unsound(item, where, "accept", f"“{text}” is in “accept” and in “reject”.")


def unsound_evidence(
    item: Item, evidence: tuple[Evidence, ...], where: str, answers: dict[str, str]
) -> Iterator[Unsound]:
    """Give evidence that does not lie in its passage, or does not begin and end with a word."""
    for span in evidence:
        answer = answers.get(span.passage)
        name = f"the evidence {span.start} to {span.end}"
        if answer is None:
            message = f"the evidence names a passage “{span.passage}” that is not there."
            yield Unsound(item, where, "passage", message)
        elif not 0 <= span.start < span.end <= len(answer):
            message = f"{name} does not lie in the passage “{span.passage}” of {len(answer)} characters."
            yield Unsound(item, where, "start", message)
        else:
            quote = answer[span.start : span.end]
            if quote != quote.strip():
                message = f"{name} begins or ends in white space of “{span.passage}”."
                yield Unsound(item, where, "start", message)
            elif cuts_word(answer, span):
                message = f"{name} cuts a word of “{span.passage}”: “{quote[:20]} … {quote[-20:]}”."
                yield Unsound(item, where, "start", message)


def cuts_word(answer: str, span: Evidence) -> bool:
    """Whether a span begins or ends within a word, in a script that puts spaces between words."""
    return any(
        0 < edge < len(answer) and all(is_word_part(char) for char in answer[edge - 1 : edge + 1])
        for edge in (span.start, span.end)
    )


def is_word_part(char: str) -> bool:
    """Whether a character is a letter or digit of the Latin, Greek or Cyrillic script."""
    return char.isalnum() and char < "\u0530"


def spelling(text: str) -> str:
    """Give a text as it is compared: case and white space do not count."""
    return " ".join(text.casefold().split())
