"""What generating gives: the bank, and what was not made and why."""

from dataclasses import dataclass

from quizapp.model.bank import Bank


@dataclass(frozen=True)
class Refusal:
    """A question that was not made: the passage, its FAQ question, and why not."""

    passage: str
    question: str
    reason: str


@dataclass(frozen=True)
class Generated:
    """A bank with what is to be said about it; ``notes`` are sentences for the person who asked for it."""

    bank: Bank
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
