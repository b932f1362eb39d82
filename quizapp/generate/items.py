"""Candidates to finished multiple-choice questions, and what the critics think of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from quizapp.generate.attacks import ATTACKS, success
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.critics import Finding, findings
from quizapp.generate.material import Material
from quizapp.generate.standing import salience
from quizapp.model.ids import multiple_choice_id
from quizapp.model.question import Choice, Evidence, MultipleChoice

Floats = npt.NDArray[np.float64]

SLIGHT = 0.06
"""What a slight flaw takes from the quality of an item."""

MATTERS = 0.16
"""What an item gains when its sentence answers the FAQ question, against one that is beside it."""


_BY_PLACE = ("the first option", "the last option", "an option in the middle")
BY_TEXT = {name: attack for name, attack in ATTACKS.items() if name not in _BY_PLACE}
"""The attacks that the order of the options does not matter to."""


@dataclass(frozen=True)
class Item:
    """A question that could be used: ``quality`` is what the family and the critics think of it together."""

    question: MultipleChoice
    candidate: Candidate
    quality: float

    @property
    def passage(self) -> str:
        """The id of the passage that it is about."""
        return self.candidate.sentence.passage.id

    @cached_property
    def gains(self) -> Floats:
        """How much likelier than by chance each attack that does not look at the order of the options picks the key."""
        chance = 1 / len(self.question.choices)
        rates = [success(attack(self.question), self.question.key) for attack in BY_TEXT.values()]
        return np.array(rates) - chance

    @cached_property
    def rests_on(self) -> frozenset[Evidence]:
        """The places of the source that its key says."""
        return frozenset(self.candidate.key.evidence)

    def tells(self, other: "Item") -> bool:
        """Whether its prompt quotes what a wrong option of another item turns round."""
        told = self.candidate.told
        return any(place in self.rests_on and start < told for place, start, _ in other.candidate.turned)

    @cached_property
    def shows(self) -> frozenset[Evidence]:
        """The places of the source that its options speak of."""
        return frozenset(place for option in self.candidate.options for place in option.evidence)

    @cached_property
    def turns(self) -> frozenset[Evidence]:
        """The places of the source that its options turn round."""
        return frozenset(place for place, _, _ in self.candidate.turned)

    @cached_property
    def shows_true(self) -> frozenset[Evidence]:
        """The places of the source that its distractors show as they stand there, beside a key that is turned round."""
        return self.shows - self.rests_on if self.turns and self.turns <= self.rests_on else frozenset()

    @property
    def asks_question(self) -> bool:
        """Whether its options are FAQ questions, one of which its prompt answers."""
        return self.candidate.asks_question

    @property
    def family(self) -> str:
        """The family that made it."""
        return self.candidate.family


def build(candidate: Candidate) -> MultipleChoice:
    """Make a question of a candidate, in the order of its numbers or else with the key first."""
    options: Sequence[Option] = candidate.options
    if candidate.in_order:
        options = sorted(options, key=lambda option: option.rank)
    passage = candidate.sentence.passage.id
    return MultipleChoice(
        id=multiple_choice_id(passage, candidate.prompt, candidate.key.text),
        prompt=candidate.prompt,
        choices=tuple(
            Choice(option.text, option is candidate.key, option.why, option.evidence) for option in options
        ),
        passage=passage,
        family=candidate.family,
        fixed_order=candidate.in_order,
    )


def with_key_at(question: MultipleChoice, place: int) -> MultipleChoice:
    """Move the key to a place; the distractors keep their order."""
    rest = [choice for choice in question.choices if not choice.correct]
    rest.insert(place, question.choices[question.key])
    return replace(question, choices=tuple(rest))


def criticised(candidate: Candidate, material: Material) -> tuple[Item | None, list[Finding]]:
    """Give the item of a candidate, or None and what is gravely wrong with it."""
    question = build(candidate)
    found = findings(question, material)
    grave = [finding for finding in found if finding.grave]
    if grave:
        return None, grave
    matter = MATTERS * (salience(candidate.sentence) - 0.5)
    quality = candidate.quality + matter - SLIGHT * len(found)
    return Item(question, candidate, quality), found
