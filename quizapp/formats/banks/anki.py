"""Anki's text file, both ways: a note a line, its guid first, so that importing again updates."""

import csv
import io
import re

from quizapp.errors import FileProblems, Problem
from quizapp.formats.banks.cards import back, front, item_of
from quizapp.formats.banks.html_text import html_of
from quizapp.formats.banks.items import Deck, Draft
from quizapp.formats.readers.decoding import decode

HEAD = re.compile(r"#([a-z ]+):(.*)")
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
SPECIAL = ("guid", "tags", "notetype", "deck")
LONGEST_FIELD = 200_000
Head = dict[str, str]


def write(deck: Deck) -> bytes:
    """Write the bank for the note type Basic."""
    title = " ".join(deck.bank.title.split())
    out = io.StringIO(newline="")
    out.write(f"#separator:tab\n#html:true\n#notetype:Basic\n#deck:{title}\n#guid column:1\n#tags column:4\n")
    rows = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    for item in deck.items:
        tags = " ".join("_".join(tag.split()) for tag in item.tags)
        rows.writerow([f"{deck.bank.id}/{item.id}", front(item), back(item), tags])
    return out.getvalue().encode()


def read(data: bytes, file: str) -> Draft:
    """Read the notes. Raises FileProblems for what is no such file."""
    text = decode(data, file).removeprefix("\ufeff")
    head, start = head_of(text)
    delimiter = separator(head, text[start:])
    draft = Draft(file, title=head.get("deck", "").rpartition("::")[2].strip())
    skipped = text.count("\n", 0, start)
    csv.field_size_limit(LONGEST_FIELD)
    lines = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter)
    columns = {
        int(head[f"{name} column"]): name for name in SPECIAL if head.get(f"{name} column", "").isdigit()
    }
    try:
        for cells in lines:
            if any(map(str.strip, cells)):
                take(cells, columns, head, draft, skipped + lines.line_num)
    except csv.Error as e:
        raise FileProblems([Problem(f"cannot be read: {e}.", file, skipped + lines.line_num)]) from e
    return draft


def head_of(text: str) -> tuple[Head, int]:
    """Give what the lines at the beginning say (“#deck:…”), and where they end."""
    head: Head = {}
    start = 0
    while found := HEAD.match(text, start):
        head[found[1]] = found[2].strip()
        start = found.end() + 1
    return head, min(start, len(text))


def separator(head: Head, body: str) -> str:
    """Give what stands between the fields: what the head says, else what the first line has most of."""
    said = head.get("separator", "")
    found = SEPARATORS.get(said.lower(), said)
    return found if len(found) == 1 else max("\t;,|", key=body.split("\n", 1)[0].count)


def take(cells: list[str], columns: dict[int, str], head: Head, draft: Draft, line: int) -> None:
    """Read one note."""
    special = {name: cells[place - 1] for place, name in columns.items() if 0 < place <= len(cells)}
    fields = [cell for place, cell in enumerate(cells, 1) if place not in columns]
    if len(fields) < 2 or not fields[1].strip():
        draft.leave_out("is left out: it has a front and no back.", line)
        return
    if "{{c1::" in fields[0]:
        draft.leave_out("is left out: a cloze note has no equal here.", line)
        return
    bank_id, _, name = special.get("guid", "").rpartition("/")
    draft.bank_id = draft.bank_id or bank_id
    tags = tuple(special.get("tags", "").split())
    if head.get("html", "true") == "false":
        fields = [html_of(field) for field in fields]
    item, lost = item_of(fields[0], fields[1], name if bank_id else "", tags)
    if lost:
        draft.leave_out_for(lost, line)
        return
    draft.add(item, line)
