"""What could stand in the place of a question: the other candidates of its passage, the best first."""

from quizapp.generate.authorship import content_digest, stamped
from quizapp.generate.chance import Chance
from quizapp.generate.items import with_key_at
from quizapp.generate.making import proposals_for
from quizapp.generate.material import BLOCK, read_material
from quizapp.generate.short_answers import short_answer
from quizapp.model.bank import Bank, Passage
from quizapp.model.question import MultipleChoice, Question

MOST = 12
"""Alternatives that are given; a person does not read more."""


def alternatives(bank: Bank, question: Question, seed: int = 0) -> list[Question]:
    """Give questions of the same kind about the same passage that are not in the bank, the best first.

    A multiple-choice question keeps the place of the key where it can; a short-answer question has one alternative at
    most, itself as it is generated. A question without a passage has none.
    """
    passage = bank.passage_by_id.get(question.passage or "")
    if passage is None:
        return []
    if isinstance(question, MultipleChoice):
        return list(_choices(bank, question, passage, seed))
    fresh = short_answer(passage)
    if fresh is None or content_digest(fresh) == content_digest(question):
        return []
    return [stamped(fresh)]


def _choices(bank: Bank, question: MultipleChoice, passage: Passage, seed: int) -> list[MultipleChoice]:
    chance = Chance(seed)
    own = [other for other in bank.passages if other.source == passage.source]
    place = own.index(passage)
    material = read_material(own[max(place - BLOCK, 0) : place + BLOCK + 1])
    items, _ = proposals_for(material, passage, chance)
    there = {said(other) for other in bank.questions if isinstance(other, MultipleChoice)}
    taken = {other.id for other in bank.questions} - {question.id}
    found: list[MultipleChoice] = []
    for item in items:
        made = item.question
        if said(made) in there or made.id in taken:
            continue
        there.add(said(made))
        if not made.fixed_order:
            key = question.key
            if key >= len(made.choices):
                key = chance.order(range(len(made.choices)), made.id)[0]
            made = with_key_at(made, key)
        found.append(stamped(made))
    return found[:MOST]


def said(question: MultipleChoice) -> tuple[str, frozenset[str]]:
    """Give the prompt and the options, in whatever order."""
    return question.prompt, frozenset(choice.text for choice in question.choices)
