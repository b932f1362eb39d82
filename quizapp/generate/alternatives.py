"""What else could be asked about a passage of a bank: for the person who does not like a question."""

from quizapp.generate.chance import Chance
from quizapp.generate.items import with_key_at
from quizapp.generate.making import proposals_for
from quizapp.generate.material import BLOCK, read_material
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice


def alternatives(bank: Bank, passage: str, seed: int = 0) -> tuple[MultipleChoice, ...]:
    """Give the multiple-choice questions that could be made of a passage and are not in the bank, the best first.

    All of them have passed the critics. Raises KeyError when the bank has no such passage.
    """
    wanted = bank.passage_by_id[passage]
    own = [other for other in bank.passages if other.source == wanted.source]
    place = own.index(wanted)
    nearby = own[max(place - BLOCK, 0) : place + BLOCK + 1]
    items, _ = proposals_for(read_material(nearby), wanted, Chance(seed))
    known = {question.id for question in bank.questions}
    found: dict[str, MultipleChoice] = {}
    for item in items:
        question = item.question
        if question.id not in known:
            place = int(Chance(seed).number(question.id) * len(question.choices))
            found.setdefault(question.id, question if question.fixed_order else with_key_at(question, place))
    return tuple(found.values())
