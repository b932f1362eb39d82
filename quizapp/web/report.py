"""The reader's report, beside the pairs that it is about."""

from collections import defaultdict
from collections.abc import Iterable

from quizapp.errors import Problem


def remarks_by_line(problems: Iterable[Problem]) -> dict[int, list[str]]:
    """Give what the reader said, by the line of the source that it is about."""
    found: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.line is not None:
            found[problem.line].append(problem.message)
    return dict(found)
