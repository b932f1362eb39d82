"""What to do about a question, in plain words, from its figures."""

import math
from dataclasses import dataclass
from string import ascii_uppercase

from quizapp.gradebook.analysis import ChoiceFigures, ItemFigures
from quizapp.gradebook.figures import Z

DEAD = 0.05
"""A distractor that fewer take does nothing."""

DRAWS = 0.15
"""Of the highest third: a wrong choice that more of them take is worth a look."""

FLAT = 0.2
"""A question whose discrimination is surely below tells strong from weak hardly."""

EASY = 0.95


@dataclass(frozen=True)
class Advice:
    """One thing to do; ``kind`` names it for programs, ``grave``: the marks of learners may be wrong."""

    kind: str
    words: str
    grave: bool = False


def advice_on(item: ItemFigures) -> tuple[Advice, ...]:
    """Give what the figures of a question suggest, the gravest first; nothing when there are too few answers."""
    if not item.is_enough:
        return ()
    found = [
        *key_advice(item),
        *level_advice(item),
        *flat_advice(item),
        *dead_advice(item),
        *marker_advice(item),
    ]
    return tuple(sorted(found, key=lambda advice: not advice.grave))


def key_advice(item: ItemFigures) -> list[Advice]:
    """Look for a choice that draws the strong learners: the key may be wrong, or not alone."""
    keys = [choice for choice in item.choices if choice.is_key]
    found = []
    for choice in distractors(item):
        name = letter_of(item, choice)
        if choice.upper > keys[0].upper and rises(choice, item.answers) and not rises(keys[0], item.answers):
            words = (
                f"The strongest third takes choice {name} ({percent(choice.upper)}) more often than the key "
                f"({percent(keys[0].upper)}): is the right key set?"
            )
            found.append(Advice("wrong_key", words, True))
        elif choice.upper >= DRAWS and (rises(choice, item.answers) or holds_out(choice, item)):
            words = (
                f"Choice {name} draws the strong learners ({percent(choice.upper)} of the highest third, "
                f"{percent(choice.lower)} of the lowest): is it right as well?"
            )
            found.append(Advice("two_right", words, True))
    return found


def dead_advice(item: ItemFigures) -> list[Advice]:
    """Name the distractors that hardly anybody takes."""
    dead = [choice for choice in distractors(item) if choice.share < DEAD]
    if not dead or (item.facility or 0.0) > 1 - DEAD:
        return []
    names = " and ".join(f"{letter_of(item, choice)} ({percent(choice.share)})" for choice in dead)
    what = "it" if len(dead) == 1 else "them"
    return [
        Advice(
            "dead_distractor", f"Hardly anybody takes choice {names}: replace {what}, or leave {what} out."
        )
    ]


def level_advice(item: ItemFigures) -> list[Advice]:
    """Say when a question is harder than guessing, or too easy to tell anything."""
    low, high = item.facility_interval
    options = sum(bool(choice.text) for choice in item.choices)
    if options and high < 1 / options:
        words = (
            f"It goes worse than guessing ({percent(item.facility or 0.0)}): look at the key and the wording."
        )
        return [Advice("below_chance", words)]
    if low > EASY:
        return [Advice("easy", "Nearly everybody earns it: fine to begin with, but it tells nobody apart.")]
    return []


def flat_advice(item: ItemFigures) -> list[Advice]:
    """Say when who knows the rest does no better here."""
    if item.discrimination is None:
        words = "Everybody earned the same here, so it tells nobody apart."
        return [Advice("no_difference", words)] if item.facility not in (None, 1.0) else []
    if item.discrimination_interval[1] < 0:
        words = "Who is good at the rest does worse here: something in it misleads those who know."
        return [Advice("negative", words, True)]
    if item.discrimination_interval[1] < FLAT:
        return [
            Advice("flat", "Who is good at the rest does hardly better here: is it about the same matter?")
        ]
    return []


def marker_advice(item: ItemFigures) -> list[Advice]:
    """Say when teachers and the marker did not agree."""
    agreement = item.agreement
    if agreement is None or agreement.count < 5 or agreement.mean_difference <= 0.25:
        return []
    words = (
        f"On the {agreement.count} answers that teachers ruled on, the marker was off by "
        f"{agreement.mean_difference:.2f} in the mean: look at the key points."
    )
    return [Advice("marker_differs", words)]


def distractors(item: ItemFigures) -> list[ChoiceFigures]:
    """Give the wrong choices; no answer at all is none."""
    return [choice for choice in item.choices if choice.text and not choice.is_key]


def letter_of(item: ItemFigures, choice: ChoiceFigures) -> str:
    """Give the letter of a choice in the order of the bank."""
    return ascii_uppercase[item.choices.index(choice)]


def rises(choice: ChoiceFigures, answers: int) -> bool:
    """Say whether the highest third surely takes a choice more often than the lowest (two shares, 95 %)."""
    return difference(choice, answers) > Z


def falls(choice: ChoiceFigures, answers: int) -> bool:
    """Say whether the highest third surely takes a choice less often than the lowest."""
    return difference(choice, answers) < -Z


def holds_out(choice: ChoiceFigures, item: ItemFigures) -> bool:
    """Say whether the highest third takes a choice no less than the lowest, and surely more than any other wrong one.

    In a question that is just hard, all wrong choices hold out alike.
    """
    others = [other.upper for other in distractors(item) if other is not choice]
    rival = max(others, default=0.0)
    return not falls(choice, item.answers) and apart(choice.upper, rival, item.answers) > Z


def difference(choice: ChoiceFigures, answers: int) -> float:
    """Give the difference of the thirds in standard errors."""
    return apart(choice.upper, choice.lower, answers)


def apart(one: float, other: float, answers: int) -> float:
    """Give the difference of two shares of a third of the answers, in standard errors."""
    pooled = (one + other) / 2
    error = math.sqrt(2 * pooled * (1 - pooled) / (answers / 3))
    return (one - other) / error if error else 0.0


def percent(share: float) -> str:
    """Say a share."""
    return f"{100 * share:.0f} %"
