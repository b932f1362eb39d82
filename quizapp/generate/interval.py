"""How sure a share is that was counted on a few items."""

from math import sqrt

Z = 1.96
"""Standard deviations to each side that hold 95 % of a normal distribution."""


def interval(share: float, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (0 to 1) of ``count`` (at least 1) cases, after Wilson (1927)."""
    below = 1 + Z**2 / count
    centre = (share + Z**2 / (2 * count)) / below
    half = Z * sqrt(share * (1 - share) / count + Z**2 / (4 * count**2)) / below
    return max(centre - half, 0.0), min(centre + half, 1.0)
