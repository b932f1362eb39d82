"""The critics: each finds one flaw of an item.

After the lists of Haladyna & Downing, of Tarrant (2006), and of SAQUET (Moore 2023).
"""

from collections.abc import Callable
from dataclasses import dataclass

from quizapp.generate.critics import clues, options, prompts
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
class Finding:
    """What a critic saw in an item."""

    name: str
    saw: str
    grave: bool


def findings(question: MultipleChoice) -> list[Finding]:
    """Give what the critics see in an item."""
    found = ((critic, critic.look(question)) for critic in CRITICS)
    return [Finding(critic.name, saw, critic.grave) for critic, saw in found if saw is not None]
