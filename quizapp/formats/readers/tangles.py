"""Text with so many marks that to pair them up would take for ever."""

MOST_STEPS = 10_000_000


def is_tangled(text: str, marks: str) -> bool:
    """Whether a search from each of the commonest marks to the end of the text takes more steps than are sensible."""
    return len(text) * max(map(text.count, marks)) > MOST_STEPS
