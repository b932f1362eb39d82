"""A guesser that learns: it weighs all attacks together, and is tried on items that it has not learnt from.

A bank may be safe from every single trick and still fall to a mixture of them. The guesser is a conditional
logistic regression (McFadden 1974) over the options of an item, with the scores of the attacks as features.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from quizapp.generate.attacks import ATTACKS, success
from quizapp.model.question import MultipleChoice

Floats = npt.NDArray[np.float64]

NAME = "a guesser that learnt them all"
PENALTY = 0.05
ROUNDS = 150
RATE = 0.5
FOLDS = 5


def features(question: MultipleChoice) -> Floats:
    """Give a row an option and a column an attack: where the option stands among the others, from -1 to 1."""
    columns = []
    for attack in ATTACKS.values():
        scores = np.array(attack(question))
        spread = scores.max() - scores.min()
        columns.append((scores - scores.mean()) / spread if spread > 1e-9 else np.zeros(len(scores)))
    return np.stack(columns, axis=1)


def fit(tables: Sequence[Floats], keys: Sequence[int]) -> Floats:
    """Give the weights of the attacks under which the keys are likeliest (gradient ascent, L2 penalty)."""
    weights: Floats = np.zeros(len(ATTACKS))
    for _ in range(ROUNDS):
        slope = -PENALTY * weights
        for table, key in zip(tables, keys, strict=True):
            odds = np.exp(table @ weights)
            slope += (table[key] - (odds / odds.sum()) @ table) / len(tables)
        weights = weights + RATE * slope
    return weights


def held_out(groups: Sequence[Sequence[MultipleChoice]]) -> list[tuple[MultipleChoice, float]]:
    """Give every item with the probability that the guesser, learning from the other groups, picks its key.

    A group is a bank. Where there is only one, its items are parted by their passages.
    """
    filled: list[Sequence[MultipleChoice]] = [group for group in groups if group]
    if len(filled) == 1:
        filled = [*_parts(filled[0])]
    if len(filled) < 2:
        return []
    tables = [[features(item) for item in group] for group in filled]
    found = []
    for out, group in enumerate(filled):
        others = [
            (table, item.key)
            for place, rest in enumerate(filled)
            if place != out
            for table, item in zip(tables[place], rest, strict=True)
        ]
        weights = fit([table for table, _ in others], [key for _, key in others])
        found += [
            (item, success(list((table @ weights).round(6)), item.key))
            for table, item in zip(tables[out], group, strict=True)
        ]
    return found


def _parts(items: Sequence[MultipleChoice]) -> list[list[MultipleChoice]]:
    passages = list(dict.fromkeys(item.passage for item in items))
    fold = {passage: place % FOLDS for place, passage in enumerate(passages)}
    parts = [[item for item in items if fold[item.passage] == number] for number in range(FOLDS)]
    return [part for part in parts if part]
