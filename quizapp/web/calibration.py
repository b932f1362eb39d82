"""How well people knew what they knew: what they said before the reveal against what they earned."""

from dataclasses import dataclass

from quizapp.model.text import sentence
from quizapp.services.results import Result
from quizapp.web.language import translated

WORDS = {"sure": sentence("Sure"), "think": sentence("I think so"), "guess": sentence("A guess")}


@dataclass(frozen=True)
class Confidence:
    """The answers given with one confidence: how many, and the percent (0 to 100) of their points earned."""

    words: str
    answers: int
    percent: int


def calibration(result: Result) -> list[Confidence]:
    """Sum up by confidence, the surest first; only those that occur."""
    found = []
    for name, words in WORDS.items():
        earned = [reviewed.credit for reviewed in result.questions if reviewed.confidence == name]
        if earned:
            found.append(Confidence(translated(words), len(earned), round(100 * sum(earned) / len(earned))))
    return found
