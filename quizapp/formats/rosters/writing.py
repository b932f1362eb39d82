"""A roster as CSV that spreadsheets open rightly and ``read_roster`` reads again."""

import csv
import io
from collections.abc import Iterable, Sequence

from quizapp.formats.scores.csv import guarded

HEADINGS = ("name", "login", "e-mail", "id", "extra time")


def write_roster(people: Iterable[Sequence[str]], also: Sequence[str] = ()) -> bytes:
    """Write people, a row each; ``also`` are headings of cells that follow those of a roster."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([*HEADINGS, *also])
    rows.writerows([guarded(cell) for cell in person] for person in people)
    return out.getvalue().encode("utf-8-sig", "replace")
