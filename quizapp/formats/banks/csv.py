"""CSV, both ways: a question a line, for spreadsheets; text that looks like a formula is guarded.

The columns of several things (choices, accepted answers, source quotes, tags) are numbered from 1; ``correct``
is the number of the right choice.
"""

import csv
import io

from quizapp.errors import FileProblems, Problem
from quizapp.formats.banks.items import Deck, Draft, Item, Option
from quizapp.formats.readers.decoding import decode
from quizapp.formats.scores.csv import FORMULA_STARTS

SINGLE = ("id", "kind", "prompt", "correct", "fixed order", "answer type", "tolerance", "explanation")
LISTS = {"choice": "choices", "why": "why", "accept": "accept", "source": "sources", "tag": "tags"}
SYNONYMS = {
    "question": "prompt",
    "question text": "prompt",
    "answer": "accept 1",
    "key": "correct",
    "right": "correct",
    "feedback": "explanation",
}
KINDS = ("multiple_choice", "short_answer")
LONGEST_CELL = 1_000_000
Record = dict[str, str]


def write(deck: Deck) -> bytes:
    """Write the bank: UTF-8 with a byte order mark, CRLF, as spreadsheets like it."""
    records = [record_of(item) for item in deck.items]
    most = {
        name: max((number(key) for r in records for key in r if kind(key) == name), default=0)
        for name in LISTS
    }
    header = [*SINGLE[:3]]
    for place in range(1, most["choice"] + 1):
        header += [f"choice {place}", f"why {place}"]
    header += ["correct", "fixed order"]
    header += [f"accept {place}" for place in range(1, most["accept"] + 1)]
    header += ["answer type", "tolerance", "explanation"]
    header += [f"{name} {place}" for name in ("source", "tag") for place in range(1, most[name] + 1)]
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(header)
    rows.writerows([guarded(record.get(column, "")) for column in header] for record in records)
    return out.getvalue().encode("utf-8-sig")


def record_of(item: Item) -> Record:
    """Give the cells of a question by their columns."""
    record = {"id": item.id, "kind": KINDS[not item.options], "prompt": item.prompt}
    record |= {"explanation": item.explanation}
    for name, texts in (
        ("choice", [option.text for option in item.options]),
        ("why", [option.feedback for option in item.options]),
        ("accept", item.accepted),
        ("source", item.quotes),
        ("tag", item.tags),
    ):
        record |= {f"{name} {place}": text for place, text in enumerate(texts, 1)}
    if item.options:
        record["correct"] = str(1 + next(n for n, option in enumerate(item.options) if option.correct))
        record["fixed order"] = "yes" if item.fixed_order else "no"
    else:
        record["answer type"] = item.answer_type
        record["tolerance"] = "" if item.tolerance is None else f"{item.tolerance:.15g}"
    return record


def read(data: bytes, file: str) -> Draft:
    """Read the questions; comma, semicolon or tab. Raises FileProblems for what is no such table."""
    text = decode(data, file).removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    draft = Draft(file)
    header: list[str] = []
    try:
        for cells in lines:
            if not header:
                header = columns(cells, file)
            elif any(map(str.strip, cells)):
                line = lines.line_num
                if len(cells) > len(header):
                    draft.refuse(f"has {len(cells)} cells; the first line names {len(header)} columns.", line)
                else:
                    take(dict(zip(header, map(unguarded, cells), strict=False)), draft, line)
    except csv.Error as e:
        raise FileProblems([Problem(f"is not CSV that can be read: {e}.", file, lines.line_num)]) from e
    return draft


def columns(cells: list[str], file: str) -> list[str]:
    """Give the names of the columns. Raises FileProblems where there are none, or one twice."""
    names = [" ".join(unguarded(cell).lower().split()) for cell in cells]
    names = [SYNONYMS.get(name, name) for name in names]
    problems = [
        Problem(f"the column “{name}” is there twice.", file, 1)
        for name in names
        if name and names.count(name) > 1
    ]
    if "prompt" not in names:
        wanted = "prompt, choice 1, choice 2, correct, accept 1, explanation"
        problems.append(
            Problem(f"the first line names no column “prompt”; expected columns like {wanted}.", file, 1)
        )
    unknown = [
        name for name in names if name and name not in SINGLE and not (kind(name) in LISTS and number(name))
    ]
    problems += [Problem(f"the column “{name[:60]}” is not known here.", file, 1) for name in unknown]
    if problems:
        raise FileProblems(dict.fromkeys(problems))
    return names


def take(record: Record, draft: Draft, line: int) -> None:
    """Read one line."""
    texts = {name: listed(record, name) for name in LISTS}
    right = record.get("correct", "").strip()
    where = f"question {record['id']}" if record.get("id") else ""
    options: tuple[Option, ...] = ()
    if texts["choice"]:
        place = place_of(right, texts["choice"])
        if not place:
            draft.refuse(
                f"“correct” is “{right[:40]}”; it must be the number of the right choice.", line, where
            )
        options = tuple(
            Option(text, n == place, record.get(f"why {n}", "")) for n, text in enumerate(texts["choice"], 1)
        )
    typed = record.get("answer type", "").strip() or "text"
    if typed not in ("text", "number", "name", "date"):
        draft.refuse(f"“answer type” is “{typed[:40]}”; it must be text, number, name or date.", line, where)
    draft.add(
        Item(
            id=record.get("id", "").strip(),
            prompt=record.get("prompt", ""),
            options=options,
            accepted=() if options else tuple(texts["accept"]),
            explanation=record.get("explanation", ""),
            quotes=tuple(texts["source"]),
            tags=tuple(texts["tag"]),
            fixed_order=record.get("fixed order", "").strip().lower() in ("yes", "true", "1"),
            answer_type=typed,
            tolerance=tolerance(record, draft, line, where),
        ),
        line,
        where,
    )


def tolerance(record: Record, draft: Draft, line: int, where: str) -> float | None:
    """Read the tolerance."""
    written = record.get("tolerance", "").strip().replace(",", ".")
    if not written:
        return None
    try:
        found = float(written)
    except ValueError:
        found = -1.0
    if not 0 <= found < float("inf"):
        draft.refuse(f"“tolerance” is “{written[:40]}”; it must be a number, 0 or more.", line, where)
    return found


def place_of(right: str, choices: list[str]) -> int:
    """Give the place of the right choice, named by number, letter or its text; 0: none."""
    if right.isascii() and right.isdigit() and len(right) < 4:
        return int(right) if int(right) <= len(choices) else 0
    if len(right) == 1 and right.upper() in "ABCDEFGH"[: len(choices)]:
        return "ABCDEFGH".index(right.upper()) + 1
    return choices.index(right) + 1 if right in choices else 0


def listed(record: Record, name: str) -> list[str]:
    """Give the texts of the numbered columns, in order."""
    found = sorted((number(key), text) for key, text in record.items() if kind(key) == name and text.strip())
    return [text for _, text in found]


def kind(column: str) -> str:
    """Give what a numbered column holds: the name before the number."""
    return column.rpartition(" ")[0]


def number(column: str) -> int:
    """Give the number of a column; 0: it has none."""
    digits = column.rpartition(" ")[2]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 5 else 0


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would compute, and before text guarded like that."""
    return "'" + text if text.lstrip("' ").startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """Take the apostrophe of a guard away."""
    is_guard = text.startswith("'") and text[1:].lstrip("' ").startswith(FORMULA_STARTS)
    return text[1:] if is_guard else text
