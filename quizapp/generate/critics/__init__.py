"""The critics: each finds one flaw of an item.

After the lists of Haladyna & Downing, of Tarrant (2006), and of SAQUET (Moore 2023).
"""

from collections.abc import Callable
from dataclasses import dataclass

from quizapp.generate.critics import clues, options, prompts, second_key
from quizapp.generate.material import Material
from quizapp.model.question import MultipleChoice


@dataclass(frozen=True)
class Critic:
    """A critic: ``look`` says what it saw, or None; ``grave`` flaws must be mended."""

    name: str
    look: Callable[[MultipleChoice], str | None]
    grave: bool


CRITICS = (
    Critic("equal options", options.equal_options, True),
    Critic("near-duplicate options", options.near_duplicates, True),
    Critic("all of the above", options.all_of_the_above, True),
    Critic("none of the above", options.none_of_the_above, True),
    Critic("complex options", options.complex_options, True),
    Critic("numbers out of order", options.numbers_out_of_order, True),
    Critic("too few options", options.too_few, False),
    Critic("longest option correct", clues.longest_key, True),
    Critic("shortest option correct", clues.shortest_key, False),
    Critic("absolute terms", clues.absolute_terms, False),
    Critic("clang", clues.clang, True),
    Critic("grammatical cue", clues.grammatical_cue, True),
    Critic("logical cue", clues.logical_cue, True),
    Critic("negative prompt", prompts.negative, False),
    Critic("gap inside the prompt", prompts.gap_inside, True),
    Critic("vague terms", prompts.vague, False),
    Critic("unfocused prompt", prompts.unfocused, True),
    Critic("unanswerable without context", prompts.pointing, True),
    Critic("true/false series", prompts.true_false, True),
    Critic("long prompt", prompts.long_prompt, False),
)


@dataclass(frozen=True)
class SourceCritic:
    """A critic that reads the source too; like `Critic` otherwise."""

    name: str
    look: Callable[[MultipleChoice, Material], str | None]
    grave: bool


SOURCE_CRITICS = (
    SourceCritic("second key", second_key.supported, True),
    SourceCritic("paraphrase of the key", second_key.paraphrase, True),
)


@dataclass(frozen=True)
class Finding:
    """What a critic saw in an item."""

    name: str
    saw: str
    grave: bool


def findings(question: MultipleChoice, material: Material | None = None) -> list[Finding]:
    """Give what the critics see in an item; those that read the source need its ``material``."""
    found = [(critic.name, critic.look(question), critic.grave) for critic in CRITICS]
    if material is not None:
        found += [(critic.name, critic.look(question, material), critic.grave) for critic in SOURCE_CRITICS]
    return [Finding(name, saw, grave) for name, saw, grave in found if saw is not None]
