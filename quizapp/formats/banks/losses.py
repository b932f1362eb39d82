"""What a format does not carry of a bank: counted and said, never dropped in silence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.model.question import MultipleChoice, Question, ShortAnswer


@dataclass(frozen=True)
class Feature:
    """Something a bank may hold; ``count`` says how many of its questions use it, ``loss`` what goes without it."""

    name: str
    title: str
    uses: Callable[[Question], bool]
    loss: str


def is_short(question: Question) -> bool:
    """Whether it is a short answer."""
    return isinstance(question, ShortAnswer)


def has_points(question: Question) -> bool:
    """Whether it is marked by more than one string."""
    return isinstance(question, ShortAnswer) and question.answer_type == "text"


def has_why(question: Question) -> bool:
    """Whether a choice says why it is right or wrong."""
    return isinstance(question, MultipleChoice) and any(choice.why for choice in question.choices)


def has_rejected(question: Question) -> bool:
    """Whether a teacher rejected answers."""
    return isinstance(question, ShortAnswer) and bool(
        question.reject or any(point.reject for point in question.points)
    )


def is_fixed(question: Question) -> bool:
    """Whether the choices keep their order."""
    return isinstance(question, MultipleChoice) and question.fixed_order


def has_tolerance(question: Question) -> bool:
    """Whether a number may be near the right one."""
    return isinstance(question, ShortAnswer) and question.tolerance is not None


FEATURES = {
    feature.name: feature
    for feature in (
        Feature("short answers", "Short answers", is_short, "cannot be asked there and are left out"),
        Feature(
            "key points",
            "Key points and weights",
            has_points,
            "are marked by their key points here; there only the same string as an accepted one is right",
        ),
        Feature(
            "explanations", "Explanation", lambda question: bool(question.explanation), "lose the explanation"
        ),
        Feature("why", "Why a choice is right or wrong", has_why, "lose why each choice is right or wrong"),
        Feature(
            "quotes",
            "Source quotes",
            lambda question: question.passage is not None,
            "lose the words of the source",
        ),
        Feature("rejected", "Rejected answers", has_rejected, "lose the answers that a teacher rejected"),
        Feature(
            "fixed order", "Fixed order of choices", is_fixed, "lose that their choices keep their order"
        ),
        Feature("tolerance", "Tolerance of numbers", has_tolerance, "lose how near a number must be"),
        Feature("tags", "Tags", lambda question: bool(question.tags), "lose their tags"),
    )
}
"""What the formats differ in, in the order of the table in docs/exchange.md."""


def losses(questions: Sequence[Question], carried: frozenset[str]) -> Iterator[str]:
    """Say what of the questions a format does not carry that carries those features only."""
    if "short answers" not in carried:
        asked = [question for question in questions if not is_short(question)]
        yield from loss(FEATURES["short answers"], len(questions) - len(asked))
        questions = asked
    for name, feature in FEATURES.items():
        if name not in carried and name != "short answers":
            yield from loss(feature, sum(feature.uses(question) for question in questions))


def loss(feature: Feature, count: int) -> Iterator[str]:
    """Say one loss, if there is any."""
    if count:
        yield f"{count:,} question{'' if count == 1 else 's'} {verb(feature.loss, count)}."


def verb(words: str, count: int) -> str:
    """Give the words with the verb in the number of what is counted."""
    if count != 1:
        return words
    singular = {"lose ": "loses ", "are ": "is ", "cannot ": "cannot "}
    for many, one in singular.items():
        if words.startswith(many):
            return one + words.removeprefix(many)
    return words
