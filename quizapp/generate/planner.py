"""Composing a quiz of what was proposed: one item a passage, several families, and nothing that a guesser could use."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from quizapp.generate.chance import Chance
from quizapp.generate.critics.options import MINIMAL_EDITS
from quizapp.generate.items import BY_TEXT, Floats, Item, with_key_at
from quizapp.generate.material import ORDINARY
from quizapp.language.words import content_stems
from quizapp.model.bank import Passage
from quizapp.model.question import Evidence, MultipleChoice, Question, ShortAnswer

T = TypeVar("T")

MOST_TWO_BY_TWO = 0.5
"""Share of the questions whose options may be minimal edits: a quiz of nothing else reads like a machine's."""

MOST_A_PASSAGE = 4
"""Multiple-choice questions of one passage."""

FURTHER = 0.4
"""Quality of a second or third item of a passage."""

MOST_SHOWN = 3
"""Items that may share a long distractor."""

MOST_IN_COMMON = 2
"""Options from which on two items say too much of each other: what is in both is the key of neither."""

MOST_ASKED = 2
"""Items of a passage whose key is its FAQ question. Their options may stand in many items: a question is neither right
nor wrong by itself."""

LEAK = 6.0
"""How much an item loses for feeding an attack that is ahead of chance in the quiz so far, and gains for one behind."""

LEANING = {
    "nearest by word vectors": 1.0,
    "rarest words": -1.0,
    "most like the others": 1.2,
    "most digits": -1.0,
    "the longest option": -2.0,
    "the shortest option": 0.8,
    "least like the others": -1.0,
    "most words of the prompt": -0.8,
    "rarest words of the prompt": -0.8,
    "most hedged": -1.0,
}
"""By how many keys more, or fewer, than chance gives attacks are taken to be ahead before the first item.

Edits make statements longer, rarer in their words and less like what is asked, in any document, and what is drawn by
chance for one item leaves its traces in the whole. Measured over documents of several kinds; a document of a few pairs
has too few items to balance it by itself.
"""

EXACT = 9
"""Decimals that are kept of a sum whose last ones depend on the order in which a machine adds up."""

TRIES = 150
"""Orders of the passages in which a quiz is composed."""

FEW = 10
"""Items from which on shares of the quiz are taken as they are."""

SPENT = 0.45
"""What an item loses for each further sentence of the source that its options use up."""

SAMENESS = 1.6
"""What an item loses when all items so far are of its family."""


def compose(
    passages: Sequence[Passage], proposals: Mapping[str, list[Item]], chance: Chance
) -> dict[str, list[Item]]:
    """Choose items for every passage that has some: good, of several families, and none that feeds an attack.

    What one passage takes, another may lack. So those with few items choose first, and in a document of ordinary size
    several orders are tried; the quiz that leaves fewest passages out, and has most items, is taken.
    """
    tries = TRIES if len(passages) <= ORDINARY else 1
    keys = frozenset(place for items in proposals.values() for item in items for place in item.rests_on)
    offers = {passage: _Offer(items, keys) for passage, items in proposals.items() if items}
    orders = (_order(passages, proposals, chance, turn) for turn in range(tries))
    quizzes = (_at_most_half(_composed(order, offers), proposals) for order in orders)
    return max(quizzes, key=_yield)


class _Offer:
    """The items of a passage, and what does not change while a quiz is composed of them.

    ``keys`` are the sentences of the source that could be asked for.
    """

    def __init__(self, items: Sequence[Item], keys: frozenset[Evidence]) -> None:
        self.items = items
        self.gains = np.stack([item.gains for item in items])
        self.qualities = np.array([item.quality for item in items])
        self.spent = [
            item.shows_true & keys if item.shows_true else item.turns - item.rests_on for item in items
        ]


def _order(
    passages: Sequence[Passage], proposals: Mapping[str, list[Item]], chance: Chance, turn: int
) -> list[Passage]:
    """Give the passages with few items first; after the first try, by chance more or less so."""

    def place(passage: Passage) -> float:
        return len(proposals[passage.id]) * (
            0.4 + chance.number("order", str(turn), passage.id) if turn else 1
        )

    return sorted(passages, key=place)


def _yield(chosen: Mapping[str, list[Item]]) -> float:
    return len(chosen) + 0.4 * sum(len(own) - 1 for own in chosen.values())


def _composed(passages: Sequence[Passage], offers: Mapping[str, _Offer]) -> dict[str, list[Item]]:
    """Choose items for the passages in their order.

    Every passage gets its first item before any gets a second; the further ones must be better than the first had to
    be, and rest on another sentence.
    """
    quiz = _Quiz()
    chosen: dict[str, list[Item]] = {}
    for turn in range(MOST_A_PASSAGE):
        for passage in passages:
            own = chosen.get(passage.id, [])
            if passage.id in offers and len(own) == turn:
                best = _best(quiz, offers[passage.id], own)
                if best:
                    quiz.add(best)
                    chosen[passage.id] = [*own, best]
    return chosen


def _best(quiz: "_Quiz", offer: _Offer, own: Sequence[Item]) -> Item | None:
    """Give the best of the items that may be added to those which the passage has."""
    for place in map(int, np.argsort(-quiz.worths(offer), kind="stable")):
        item = offer.items[place]
        good = not own or item.quality >= FURTHER
        if good and _is_new(item, own) and not quiz.tells(item):
            return item
    return None


def _is_new(item: Item, own: Sequence[Item]) -> bool:
    """Whether an item asks for another sentence than the others of its passage, and none tells of another."""
    if item.asks_question and not _asks_anew(item, [other for other in own if other.asks_question]):
        return False
    return all(
        item.rests_on.isdisjoint(other.rests_on)
        and not item.tells(other)
        and not other.tells(item)
        and item.candidate.turned.isdisjoint(other.candidate.turned)
        for other in own
    )


def _asks_anew(item: Item, own: Sequence[Item]) -> bool:
    """Whether an item whose key is the FAQ question of its passage is at most the second, with other distractors."""
    wrong = {option.text for other in own for option in other.candidate.distractors}
    return len(own) < MOST_ASKED and wrong.isdisjoint(option.text for option in item.candidate.distractors)


class _Quiz:
    """The items chosen so far, and what a guesser could make of them."""

    def __init__(self) -> None:
        self.gains = np.array([LEANING.get(name, 0.0) for name in BY_TEXT])
        self.families: Counter[str] = Counter()
        self.shown: Counter[str] = Counter()
        self.keys: Counter[str] = Counter()
        self.sentences: set[str] = set()
        self.said: set[Evidence] = set()
        self.asked: set[Evidence] = set()
        self.true: set[Evidence] = set()
        self.by_option: dict[str, list[Item]] = {}
        self.by_prompt: dict[str, list[Item]] = {}
        self.by_key: dict[str, list[Item]] = {}

    def add(self, item: Item) -> None:
        """Take an item in."""
        self.families[item.family] += 1
        self.sentences.add(item.candidate.sentence.text)
        self.said |= item.rests_on
        self.asked |= frozenset() if item.asks_question else item.rests_on
        self.true |= item.shows_true
        if not item.asks_question:
            for option in item.candidate.options:
                self.by_option.setdefault(option.text, []).append(item)
            self.shown.update(
                option.text for option in item.candidate.distractors if len(option.text.split()) > 4
            )
        self.keys[item.candidate.key.text] += 1
        self.gains += item.gains
        for name in set(content_stems(item.question.prompt)):
            self.by_prompt.setdefault(name, []).append(item)
        for name in content_stems(item.candidate.key.text)[:1]:
            self.by_key.setdefault(name, []).append(item)

    def worths(self, offer: _Offer) -> Floats:
        """Give the quality of each item in this quiz: less where it feeds an attack or a frequent family."""
        count = max(self.families.total(), FEW)
        leaks: Floats = np.round(offer.gains @ self.gains, EXACT) / count  # the same on every machine
        shares = np.array([self.families[item.family] for item in offer.items]) / count
        used = np.array([len(spent - self.true) for spent in offer.spent])
        return offer.qualities - LEAK * leaks - SAMENESS * shares - SPENT * used

    def tells(self, item: Item) -> bool:
        """Whether the item tells the key of another one, or the other way round, or says again what another says.

        It does with a sentence that the document repeats, and with a long distractor that was shown often enough.
        """
        if item.candidate.sentence.text in self.sentences or not item.rests_on.isdisjoint(self.said):
            return True
        asks_for_it = not item.asks_question
        if (asks_for_it and not self.true.isdisjoint(item.rests_on)) or not self.asked.isdisjoint(
            item.shows_true
        ):
            return True
        met = Counter(
            id(other) for option in item.candidate.options for other in self.by_option.get(option.text, ())
        )
        if any(count >= MOST_IN_COMMON for count in met.values()):
            return True
        if item.turns and self._shares_key(item):
            return True
        if any(self.shown[option.text] >= MOST_SHOWN for option in item.candidate.distractors):
            return True
        if self.keys[item.candidate.key.text] >= MOST_SHOWN:
            return True
        key = content_stems(item.candidate.key.text)[:1]
        tellers = self.by_prompt.get(key[0], []) if key else []
        told = [
            other for name in set(content_stems(item.question.prompt)) for other in self.by_key.get(name, [])
        ]
        return any(_tells(other, item) for other in tellers) or any(_tells(item, other) for other in told)

    def _shares_key(self, item: Item) -> bool:
        """Whether a statement is the key of one item and an option of another: who has answered one knows it."""
        key, others = item.candidate.key.text, item.candidate.distractors
        return key in self.by_option or any(option.text in self.keys for option in others)


def _tells(teller: Item, asked: Item) -> bool:
    """Whether the prompt of one item says the key of another about the same thing."""
    said = set(content_stems(teller.question.prompt))
    key = set(content_stems(asked.candidate.key.text))
    lead = asked.candidate.sentence.passage.question
    about = set(content_stems(asked.question.prompt)) - set(content_stems(lead))
    if asked.family in MINIMAL_EDITS or not key or not about:
        return False
    return key <= said and len(about & said) >= 0.6 * len(about)


def _at_most_half(
    chosen: dict[str, list[Item]], proposals: Mapping[str, list[Item]]
) -> dict[str, list[Item]]:
    """Exchange or drop two-by-two items until they are at most half of the quiz, those with the least loss first."""
    while True:
        items = [item for own in chosen.values() for item in own]
        twos = [item for item in items if item.family in MINIMAL_EDITS]
        if len(twos) <= MOST_TWO_BY_TWO * len(items):
            return {name: own for name, own in chosen.items() if own}
        swaps = [(item, _another(item, chosen, proposals)) for item in twos]
        losses = [(item.quality - other.quality, item, other) for item, other in swaps if other]
        if losses:
            _, item, other = min(losses, key=lambda loss: (loss[0], loss[1].question.id))
            chosen = _replaced(chosen, item, [other])
        else:
            spare = [item for item in twos if len(chosen[item.passage]) > 1] or twos
            chosen = _replaced(chosen, min(spare, key=lambda item: (item.quality, item.question.id)), [])


def _replaced(chosen: dict[str, list[Item]], item: Item, new: list[Item]) -> dict[str, list[Item]]:
    own = [*(other for other in chosen[item.passage] if other is not item), *new]
    return {**chosen, item.passage: own}


def _another(
    item: Item, chosen: Mapping[str, list[Item]], proposals: Mapping[str, list[Item]]
) -> Item | None:
    """Give the best item of another family that can stand in for a two-by-two item."""
    rest = [other for other in chosen[item.passage] if other is not item]
    found = (o for o in proposals[item.passage] if o.family not in MINIMAL_EDITS and _is_new(o, rest))
    return next(found, None)


def placed(chosen: Mapping[str, Sequence[Item]], chance: Chance) -> dict[str, list[MultipleChoice]]:
    """Give the keys their places, each place about equally often; options in order stay as they are."""
    items = [item for own in chosen.values() for item in own]
    used = Counter((len(i.question.choices), i.question.key) for i in items if i.question.fixed_order)
    found: dict[str, list[MultipleChoice]] = {}
    for item in items:
        question = item.question
        if not question.fixed_order:
            places = chance.order(range(len(question.choices)), question.id)
            size = len(places)
            place = min(places, key=lambda place: used[size, place])
            used[size, place] += 1
            question = with_key_at(question, place)
        found.setdefault(item.passage, []).append(question)
    return found


def spread(
    passages: Sequence[Passage],
    written: Mapping[str, ShortAnswer | None],
    chosen: Mapping[str, Sequence[MultipleChoice]],
    questions: int | None,
) -> list[Question]:
    """Give the questions in the order of the passages, the short answer before the choices that would help with it.

    With fewer wanted than there are, both kinds are thinned out evenly over the passages.
    """
    short = [question for passage in passages if (question := written[passage.id])]
    choice = [question for passage in passages for question in chosen.get(passage.id, ())]
    if questions is not None and questions < len(short) + len(choice):
        wanted = min(len(choice), questions // 2)
        short = evenly(short, questions - wanted)
        choice = evenly(choice, questions - len(short))
    keep = {question.id for question in short} | {question.id for question in choice}
    both: list[Question] = []
    for passage in passages:
        own: list[Question | None] = [written[passage.id], *chosen.get(passage.id, ())]
        both += [question for question in own if question and question.id in keep]
    return both


def evenly(things: list[T], count: int) -> list[T]:
    """Give ``count`` of the things, evenly spread over the list."""
    if count >= len(things):
        return things
    return [things[int((place + 0.5) * len(things) / count)] for place in range(count)]
