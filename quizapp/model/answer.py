"""What a learner chose or typed."""

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
