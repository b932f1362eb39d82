"""From a draft to a question, with every problem beside its field."""

from collections.abc import Sequence
from dataclasses import fields

from quizapp.banks.soundness import MOST_CHOICES, MOST_POINTS, unsound_question
from quizapp.errors import QuizError
from quizapp.model.bank import Bank
from quizapp.model.ids import digest, multiple_choice_id, short_answer_id
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer
from quizapp.services.drafting import (
    ChoiceDraft,
    Draft,
    Noted,
    PointDraft,
    Problems,
    listed,
    number_in,
    tags_in,
)
from quizapp.services.quoting import looked_up

LONGEST_FIELD = 10_000
BY_HAND = "by hand"
ANSWER_TYPES = ("text", "number", "name", "date")


def composed(bank: Bank, draft: Draft, was: Question | None = None) -> tuple[Question, Problems]:
    """Give the question that a draft says, and what is wrong with it; only without problems may it be stored.

    ``was`` is the question that is edited; without one the question is new and gets an id of its own.
    """
    noted = Noted()
    too_long(draft, "", noted)
    if draft.passage and draft.passage not in bank.passage_by_id:
        noted.add("passage", "There is no such passage in this bank. Choose one of those listed.")
    question: Question
    if draft.kind == "multiple_choice":
        question, rows = multiple_choice(bank, draft, was, noted)
    else:
        question, rows = short_answer(bank, draft, was, noted)
    judge(bank, question, rows, noted)
    return question, noted.problems


def too_long(draft: Draft | ChoiceDraft | PointDraft, prefix: str, noted: Noted) -> None:
    """Note fields that hold more than anybody reads."""
    for each in fields(draft):
        value = getattr(draft, each.name)
        if isinstance(value, str) and len(value) > LONGEST_FIELD:
            message = f"This has {len(value):,} characters; at most {LONGEST_FIELD:,} are kept."
            noted.add(prefix + each.name, message)
        elif isinstance(value, tuple):
            for place, part in enumerate(value):
                too_long(part, f"{each.name}-{place}-", noted)


def multiple_choice(
    bank: Bank, draft: Draft, was: Question | None, noted: Noted
) -> tuple[MultipleChoice, list[int]]:
    """Give a multiple-choice question, and the row of the form that each of its choices stands in."""
    rows = [place for place, row in enumerate(draft.choices) if row.text.strip() or row.quotes.strip()]
    if len(rows) > MOST_CHOICES:
        noted.add("choices", f"At most {MOST_CHOICES} choices are kept; these are {len(rows)}.")
    if draft.key and draft.key not in map(str, rows):
        noted.add("choices", "The choice that is marked as right is empty.")
    before = [choice.evidence for choice in was.choices] if isinstance(was, MultipleChoice) else []
    choices = tuple(
        Choice(
            " ".join(draft.choices[row].text.split()),
            draft.key == str(row),
            draft.choices[row].why.strip(),
            evidence(bank, draft, f"choices-{row}-quotes", draft.choices[row].quotes, before, row, noted),
        )
        for row in rows
    )
    key = next((choice.text for choice in choices if choice.correct), "")
    question = MultipleChoice(
        id=was.id if was else free_id(bank, draft, key),
        prompt=draft.prompt.strip(),
        choices=choices,
        passage=draft.passage or None,
        family=was.family if was else BY_HAND,
        fixed_order=draft.fixed_order,
        explanation=draft.explanation.strip(),
        tags=tags_in(draft.tags),
        made=was.made if was else "",
    )
    return question, rows


def short_answer(
    bank: Bank, draft: Draft, was: Question | None, noted: Noted
) -> tuple[ShortAnswer, list[int]]:
    """Give a short-answer question, and the row of the form that each of its key points stands in."""
    rows = [place for place, row in enumerate(draft.points) if row.text.strip() or row.quotes.strip()]
    if len(rows) > MOST_POINTS:
        noted.add("points", f"At most {MOST_POINTS} key points are kept; these are {len(rows)}.")
    if draft.answer_type not in ANSWER_TYPES:
        noted.add("answer_type", f"Choose one of {', '.join(ANSWER_TYPES)}.")
    before = [point.evidence for point in was.points] if isinstance(was, ShortAnswer) else []
    points: list[KeyPoint] = []
    for row in rows:
        typed = draft.points[row]
        weight = number_in(typed.weight, f"points-{row}-weight", noted)
        spans = evidence(bank, draft, f"points-{row}-quotes", typed.quotes, before, row, noted)
        points.append(
            KeyPoint(
                id=typed.id or free_point_id(draft, points),
                text=" ".join(typed.text.split()),
                weight=1.0 if weight is None else weight,
                evidence=spans,
                accept=listed(typed.accept),
                reject=listed(typed.reject),
            )
        )
    question = ShortAnswer(
        id=was.id if was else free_id(bank, draft, ""),
        prompt=draft.prompt.strip(),
        points=tuple(points),
        passage=draft.passage or None,
        family=was.family if was else BY_HAND,
        answer_type=draft.answer_type,
        tolerance=number_in(draft.tolerance, "tolerance", noted),
        accept=listed(draft.accept),
        reject=listed(draft.reject),
        full_marks_at=number_in(draft.full_marks_at, "full_marks_at", noted),
        explanation=draft.explanation.strip(),
        tags=tags_in(draft.tags),
        made=was.made if was else "",
    )
    return question, rows


def evidence(
    bank: Bank,
    draft: Draft,
    name: str,
    quotes: str,
    before: Sequence[tuple[Evidence, ...]],
    row: int,
    noted: Noted,
) -> tuple[Evidence, ...]:
    """Look the quotes of one row up; those that stand nowhere are noted beside it."""
    try:
        return looked_up(bank, draft.passage or None, quotes, before[row] if row < len(before) else ())
    except QuizError as e:
        noted.add(name, str(e))
        return ()


def judge(bank: Bank, question: Question, rows: list[int], noted: Noted) -> None:
    """Note what makes no sense, beside the field that it is about."""
    parts: Sequence[Choice | KeyPoint]
    name, parts = (
        ("choices", question.choices) if isinstance(question, MultipleChoice) else ("points", question.points)
    )
    answers = {passage.id: passage.answer for passage in bank.passages}
    for thing in unsound_question(question, answers):
        if thing.item is question:
            place = "full_marks_at" if "full_marks_at" in thing.message else thing.key
        else:
            row = next(row for row, part in zip(rows, parts, strict=True) if part is thing.item)
            place = f"{name}-{row}-{thing.key}"
        if place not in noted.problems:
            noted.add(place, thing.message[:1].upper() + thing.message[1:])


def free_id(bank: Bank, draft: Draft, key: str) -> str:
    """Give a new question an id that no other has, made from what it says."""
    prompt = draft.prompt.strip()
    if draft.kind != "multiple_choice" and draft.passage:
        name = short_answer_id(draft.passage)
        if name not in bank.question_by_id:
            return name
    stem = draft.passage or f"q-{digest(prompt)}"
    name = multiple_choice_id(stem, prompt, key)
    if draft.kind != "multiple_choice":
        name = f"{stem}-sa-{digest(prompt, length=4)}"
    number = 2
    free = name
    while free in bank.question_by_id:
        free, number = f"{name}-{number}", number + 1
    return free


def free_point_id(draft: Draft, points: Sequence[KeyPoint]) -> str:
    """Give a new key point an id that no other of the question has."""
    taken = {row.id for row in draft.points} | {point.id for point in points}
    return next(f"k{n}" for n in range(1, len(taken) + 2) if f"k{n}" not in taken)
