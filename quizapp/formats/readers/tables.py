"""Tables inside a document: of questions and answers, or just part of an answer."""

from collections.abc import Sequence

from quizapp.formats.readers.blocks import END_LEVEL, TERM_LEVEL, Block
from quizapp.formats.readers.columns import find_columns, sure_columns
from quizapp.formats.readers.draft import collapse
from quizapp.formats.readers.questions import is_asked

Row = tuple[int, Sequence[str]]
"""The line of a row and its cells; a cell may have several lines."""


def table_blocks(rows: Sequence[Row], depth: int = 0) -> list[Block]:
    """Give a table's rows as terms and their answers where it is one of pairs, else a line a row."""
    pairs = pairs_of([row for row in rows if any(cell.strip() for cell in row[1])])
    if pairs is None:
        lines = ((line, " | ".join(collapse(cell) for cell in cells)) for line, cells in rows)
        return [Block(text, line, depth=depth) for line, text in lines if text.strip(" |")]
    found: list[Block] = []
    for line, question, answer in pairs:
        found.append(Block(collapse(question), line, TERM_LEVEL, depth=depth))
        found += [Block(collapse(text), line, depth=depth) for text in answer.split("\n") if text.strip()]
    return [*found, Block("", rows[-1][0], END_LEVEL, depth=depth)]


def pairs_of(rows: Sequence[Row]) -> list[tuple[int, str, str]] | None:
    """Give line, question and answer of each row; None where the table is none of pairs.

    It is one when its first row names both columns, or when all rows have one cell that asks and one that tells.
    """
    if not rows or min(len(cells) for _, cells in rows) < 2:
        return None
    head = [collapse(cell) for cell in rows[0][1]]
    if len(set(head)) == len(head) and (columns := sure_columns(head)):
        question, answer = head.index(columns[0]), head.index(columns[1])
        return [
            (line, cells[question], cells[answer])
            for line, cells in rows[1:]
            if len(cells) > max(question, answer)
        ]
    body = rows if any(is_asked(cell) for cell in head) else rows[1:]
    if len(body) < 2 or not all(any(is_asked(cell) for cell in cells[:2]) for _, cells in body):
        return None
    found = find_columns([{str(n): cell for n, cell in enumerate(cells)} for _, cells in body])
    if not found:
        return None
    question, answer = int(found[0]), int(found[1])
    return [
        (line, cells[question], cells[answer]) for line, cells in body if len(cells) > max(question, answer)
    ]
