"""The statistics that the figures about questions are made of; each agrees with an independent library in the tests."""

import math
from collections.abc import Sequence
from statistics import mean, variance

Z = 1.959963984540054
"""The normal quantile of 97.5 %: two-sided intervals hold 95 %."""

ALMOST = 1e-12


def wilson(share: float, count: int) -> tuple[float, float]:
    """Give the 95 % interval (Wilson) of a share (0 to 1) that ``count`` answers show; (0, 1) without any.

    Of credits that may be parts it is an approximation, rather too wide than too narrow.
    """
    if count == 0:
        return 0.0, 1.0
    middle = share + Z * Z / (2 * count)
    half = Z * math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count))
    scale = 1 + Z * Z / count
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Give Pearson's correlation; None when either does not vary, or for fewer than two pairs."""
    if len(xs) < 2:
        return None
    x_mean, y_mean = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    xx = math.fsum((x - x_mean) ** 2 for x in xs)
    yy = math.fsum((y - y_mean) ** 2 for y in ys)
    if xx < ALMOST or yy < ALMOST:
        return None
    xy = math.fsum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return max(-1.0, min(1.0, xy / math.sqrt(xx * yy)))


def fisher_interval(r: float, count: int) -> tuple[float, float]:
    """Give the 95 % interval (Fisher's z) of a correlation over ``count`` pairs; (-1, 1) for fewer than four."""
    if count < 4:
        return -1.0, 1.0
    if abs(r) >= 1:
        return r, r
    z, half = math.atanh(r), Z / math.sqrt(count - 3)
    return math.tanh(z - half), math.tanh(z + half)


def cronbach_alpha(columns: Sequence[Sequence[float]]) -> float | None:
    """Give Cronbach's alpha of columns of equal length, a value a learner.

    None for fewer than two columns or learners, and when all have the same total.
    """
    if len(columns) < 2 or len(columns[0]) < 2:
        return None
    totals = [math.fsum(values) for values in zip(*columns, strict=True)]
    of_totals = variance(totals)
    if of_totals < ALMOST:
        return None
    size = len(columns)
    return size / (size - 1) * (1 - math.fsum(variance(column) for column in columns) / of_totals)


def third(values: Sequence[float], lowest: bool) -> list[float]:
    """Give the weight of each learner in the lowest (or highest) third by ``values``.

    Those who tie across the border share what room there is, so that no chance decides who is in.
    """
    room = len(values) / 3
    weights = [0.0] * len(values)
    for value in sorted(set(values), reverse=not lowest):
        tied = [place for place, one in enumerate(values) if one == value]
        for place in tied:
            weights[place] = min(1.0, room / len(tied))
        room -= min(room, len(tied))
        if room <= ALMOST:
            break
    return weights


def weighted_share(weights: Sequence[float], chosen: Sequence[bool]) -> float:
    """Give which share of the weight was chosen; 0 without any weight."""
    total = math.fsum(weights)
    taken = math.fsum(weight for weight, is_chosen in zip(weights, chosen, strict=True) if is_chosen)
    return taken / total if total else 0.0


def mean_of(values: Sequence[float]) -> float | None:
    """Give the mean; None of nothing."""
    return mean(values) if values else None
