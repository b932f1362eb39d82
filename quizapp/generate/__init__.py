"""Documents to a bank of questions."""

from quizapp.generate.making import generate
from quizapp.generate.result import Generated, Refusal

__all__ = ["Generated", "Refusal", "generate"]
