"""What a learner chose or typed."""

import hashlib
from dataclasses import dataclass

LONGEST_ANSWER = 5_000
"""Characters that a short answer may have."""


@dataclass(frozen=True)
class Answer:
    """A given answer: ``choice`` is the position in the bank (not on the page), ``text`` what was typed."""

    choice: int | None = None
    text: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was chosen or typed."""
        return self.choice is None and not self.text.strip()


def trace_of(answer: Answer | None) -> str:
    """Give a short stand-in for an answer: equal answers have equal ones."""
    given = answer or Answer()
    if given.is_blank:
        return "blank"
    return hashlib.sha256(f"{given.choice}:{given.text}".encode()).hexdigest()[:16]
