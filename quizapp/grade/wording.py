"""How an answer walks through the words of the source: step by step, or leaping over what says something."""

from itertools import pairwise

from quizapp.grade.reading import Reading


def steps(source: Reading, answer: Reading) -> tuple[float, float]:
    """Give the shares (0 to 1) of neighbours in the answer that are neighbours in the source too, and that leap.

    Two neighbours leap where both stand in the source in that order, and words of meaning are left out
    between them. Notes leave out small words, own words put others in between; few but attacks leap all along.
    """
    places = source.places
    content = source.content_before
    touching = leaping = pairs = 0
    for i, (first, second) in enumerate(pairwise(answer.stems), start=1):
        if answer.breaks[i]:
            continue
        pairs += 1
        if first not in places or second not in places:
            continue
        gaps = [
            (there - here, here, there) for here in places[first] for there in places[second] if there > here
        ]
        if not gaps:
            continue
        size, here, there = min(gaps)
        touching += size == 1
        leaping += content[there] - content[here + 1] > 0
    return (touching / pairs, leaping / pairs) if pairs else (0.0, 0.0)
