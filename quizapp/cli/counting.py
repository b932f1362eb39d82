"""Numbers with their nouns, as people say them."""


def counted(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: 1 pair, 2 pairs; ``many`` where it does not end in an s alone."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
