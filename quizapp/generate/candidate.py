"""A multiple-choice question that a family proposes, before the critics and the planner have seen it."""

from dataclasses import dataclass

from quizapp.generate.material import Sentence
from quizapp.model.question import Evidence


@dataclass(frozen=True)
class Option:
    """A choice that is proposed, with the reason why it is right or wrong and the place that shows it.

    ``rank`` is its place among numbers or dates.
    """

    text: str
    why: str
    evidence: tuple[Evidence, ...]
    rank: float = 0.0


@dataclass(frozen=True)
class Candidate:
    """A proposed question: the key, its distractors, and how good the family thinks it is (0 to 1).

    ``turned`` are the places that its wrong options turn round: sentence, where in it, and what stands there.
    ``told`` are the characters of the sentence that the prompt quotes. ``asks_question`` says that the options are FAQ
    questions, one of which the prompt answers.
    ``in_order`` asks for the order of numbers or dates; any other order is the planner's to choose.
    """

    family: str
    sentence: Sentence
    prompt: str
    key: Option
    distractors: tuple[Option, ...]
    quality: float
    in_order: bool = False
    turned: frozenset[tuple[Evidence, int, str]] = frozenset()
    told: int = 0
    asks_question: bool = False

    @property
    def options(self) -> tuple[Option, ...]:
        """All choices, the key first."""
        return (self.key, *self.distractors)
