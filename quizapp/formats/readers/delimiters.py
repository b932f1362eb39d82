"""Which sign stands between the cells of a table written as text."""

import csv
from collections import Counter

DELIMITERS = ",;\t|^~"
LOOKED_AT = 100_000
ROWS_LOOKED_AT = 60


def delimiter_of(text: str) -> tuple[str, float]:
    """Give the delimiter with which most rows have the same number of cells (two or more), and their share of all."""
    best, most, share = ",", 0.0, 0.0
    for delimiter in DELIMITERS:
        widths = widths_of(text, delimiter)
        usual, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
        if usual > 1:
            score = count / len(widths) + (widths[0] == usual) + 0.01 * (delimiter in ",;\t")
            if score > most:
                best, most, share = delimiter, score, count / len(widths)
    return best, share


def widths_of(text: str, delimiter: str) -> list[int]:
    """Give the number of cells of the first rows."""
    lines = text[:LOOKED_AT].splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    try:
        return [len(row) for row, _ in zip(reader, range(ROWS_LOOKED_AT), strict=False) if any(row)]
    except csv.Error:
        return []


def first_rows(text: str, delimiter: str, count: int = 20) -> list[list[str]]:
    """Give the cells of the first rows."""
    reader = csv.reader(
        text[:LOOKED_AT].splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True
    )
    try:
        return [row for row, _ in zip(reader, range(count), strict=False) if any(row)]
    except csv.Error:
        return []
