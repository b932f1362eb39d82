"""Composing a quiz of what was proposed: one item a passage, several families, and nothing that a guesser could use."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from quizapp.generate.attacks import ATTACKS, success
from quizapp.generate.chance import Chance
from quizapp.generate.families import two_by_two
from quizapp.generate.items import Item, with_key_at
from quizapp.language.words import content_stems
from quizapp.model.bank import Passage
from quizapp.model.question import MultipleChoice, Question, ShortAnswer

T = TypeVar("T")

MOST_TWO_BY_TWO = 0.5
"""Share of the multiple-choice questions that may be two-by-two: a quiz of nothing else reads like a machine's."""

LEAK = 0.12
"""What an item loses for an attack that is ahead of chance in the quiz so far and would win again."""

SAMENESS = 0.15
"""What an item loses when all items so far are of its family."""

_BY_PLACE = ("the first option", "an option in the middle")
_BY_TEXT = {name: attack for name, attack in ATTACKS.items() if name not in _BY_PLACE}
"""The attacks that the order of the options does not matter to."""


def compose(passages: Sequence[Passage], proposals: Mapping[str, list[Item]]) -> dict[str, Item]:
    """Choose an item for every passage that has one: good, of several families, and none that feeds an attack."""
    wins: dict[str, float] = dict.fromkeys(_BY_TEXT, 0.0)
    families: Counter[str] = Counter()
    chance = 0.0
    chosen: dict[str, Item] = {}
    for passage in passages:
        items = [item for item in proposals[passage.id] if not _tells_or_is_told(item, chosen.values())]
        if not items:
            continue
        best = max(items, key=lambda item: _worth(item, wins, chance, families))
        chosen[passage.id] = best
        families[best.family] += 1
        chance += 1 / len(best.question.choices)
        for name, attack in _BY_TEXT.items():
            wins[name] += success(attack(best.question), best.question.key)
    return _at_most_half(chosen, proposals)


def _worth(item: Item, wins: Mapping[str, float], chance: float, families: Counter[str]) -> float:
    """Give the quality of an item in the quiz so far: less where it feeds an attack or a family that is frequent."""
    own_chance = 1 / len(item.question.choices)
    leak = 0.0
    for name, attack in _BY_TEXT.items():
        if wins[name] >= chance:
            leak += max(0.0, success(attack(item.question), item.question.key) - own_chance)
    share = families[item.family] / max(sum(families.values()), 1)
    return item.quality - LEAK * leak - SAMENESS * share


def _tells_or_is_told(item: Item, others: Iterable[Item]) -> bool:
    return any(_tells(item, other) or _tells(other, item) for other in others)


def _tells(teller: Item, asked: Item) -> bool:
    """Whether the prompt of one item says the key of another about the same thing."""
    said = set(content_stems(teller.question.prompt))
    key = set(content_stems(asked.candidate.key.text))
    lead = asked.candidate.sentence.passage.question
    about = set(content_stems(asked.question.prompt)) - set(content_stems(lead))
    if asked.family == two_by_two.NAME or not key or not about:
        return False
    return key <= said and len(about & said) >= 0.6 * len(about)


def _at_most_half(chosen: dict[str, Item], proposals: Mapping[str, list[Item]]) -> dict[str, Item]:
    """Exchange or drop two-by-two items until they are at most half of the quiz, those with the least loss first."""
    while True:
        twos = [name for name, item in chosen.items() if item.family == two_by_two.NAME]
        if len(twos) <= MOST_TWO_BY_TWO * len(chosen):
            return chosen
        others = {name: _another(proposals[name]) for name in twos}
        losses = {name: chosen[name].quality - item.quality for name, item in others.items() if item}
        if losses:
            name = min(losses, key=lambda name: (losses[name], name))
            chosen = {**chosen, name: others[name] or chosen[name]}
        else:
            worst = min(twos, key=lambda name: (chosen[name].quality, name))
            chosen = {name: item for name, item in chosen.items() if name != worst}


def _another(items: Sequence[Item]) -> Item | None:
    return next((item for item in items if item.family != two_by_two.NAME), None)


def placed(chosen: Mapping[str, Item], chance: Chance) -> dict[str, MultipleChoice]:
    """Give the keys their places, each place about equally often; options in order stay as they are."""
    used = Counter(item.question.key for item in chosen.values() if item.question.fixed_order)
    found: dict[str, MultipleChoice] = {}
    for name, item in chosen.items():
        question = item.question
        if not question.fixed_order:
            places = chance.order(range(len(question.choices)), question.id)
            place = min(places, key=lambda place: used[place])
            used[place] += 1
            question = with_key_at(question, place)
        found[name] = question
    return found


def spread(
    passages: Sequence[Passage],
    written: Mapping[str, ShortAnswer | None],
    chosen: Mapping[str, MultipleChoice],
    questions: int | None,
) -> list[Question]:
    """Give the questions in the order of the passages, the short answer before the choice that would help with it.

    With fewer wanted than there are, both kinds are thinned out evenly over the passages.
    """
    short = [question for passage in passages if (question := written[passage.id])]
    choice = [chosen[passage.id] for passage in passages if passage.id in chosen]
    if questions is not None and questions < len(short) + len(choice):
        wanted = min(len(choice), questions // 2)
        short = evenly(short, questions - wanted)
        choice = evenly(choice, questions - len(short))
    keep = {question.id for question in short} | {question.id for question in choice}
    both: list[Question] = []
    for passage in passages:
        pair = (written[passage.id], chosen.get(passage.id))
        both += [question for question in pair if question and question.id in keep]
    return both


def evenly(things: list[T], count: int) -> list[T]:
    """Give ``count`` of the things, evenly spread over the list."""
    if count >= len(things):
        return things
    return [things[int((place + 0.5) * len(things) / count)] for place in range(count)]
