"""GIFT in: multiple choice, true/false, short answer, numbers; every other kind is listed.

A question is read by hand, a character after the other, so that a slip is told with its line.
"""

import re
from dataclasses import dataclass, field

from quizapp.formats.banks.gift_answers import BadAnswers, Block, NoEqual, answers_of
from quizapp.formats.banks.html_text import text_of, without_layout
from quizapp.formats.banks.items import Draft, Item
from quizapp.formats.banks.quoting import apart
from quizapp.formats.readers.decoding import decode

MARK = re.compile(r"\[(id|tag):((?:[^\\\]\n]|\\.){0,200})\]")
CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")
GAP = "_____"


@dataclass
class Entry:
    """The lines of one question, from ``line`` on, with the ids and tags of the comments before it."""

    line: int
    rows: list[str] = field(default_factory=list)
    id: str = ""
    tags: list[str] = field(default_factory=list)


def read(data: bytes, file: str) -> Draft:
    """Read the questions. Raises FileProblems for what is no text."""
    draft = Draft(file)
    for entry in entries(decode(data, file), draft):
        take(entry, draft)
    if not draft.found and not draft.left_out and not draft.problems:
        draft.refuse("holds no GIFT question; one looks like this: What is 1+1? {=2 ~3}")
    return draft


def entries(text: str, draft: Draft) -> list[Entry]:
    """Cut the text at blank lines; comments and categories are taken out."""
    found: list[Entry] = []
    open_entry = Entry(1)
    for number, row in enumerate([*text.removeprefix("\ufeff").split("\n"), ""], 1):
        stripped = row.strip()
        if stripped.startswith("//"):
            for name, value in MARK.findall(stripped):
                plain = re.sub(r"\\(.)", r"\1", value)
                if name == "tag":
                    open_entry.tags.append(plain)
                else:
                    open_entry.id = plain
        elif category := CATEGORY.match(stripped):
            if not draft.title:
                path = category[1].replace("//", "\0")
                draft.title = path.rpartition("/")[2].replace("\0", "/").strip()
                draft.bank_id = open_entry.id
            open_entry = Entry(number + 1)
        elif stripped:
            if not open_entry.rows:
                open_entry.line = number
            open_entry.rows.append(row)
        elif open_entry.rows:
            found.append(open_entry)
            open_entry = Entry(number + 1)
    return found


def take(entry: Entry, draft: Draft) -> None:
    """Read one question into the draft."""
    raw = "\n".join(entry.rows)
    where = f"question {len(draft.found) + len(draft.left_out) + len(draft.problems) + 1}"
    marks = positions(raw, "{}")
    opened = [at for at in marks if raw[at] == "{"]
    closed = [at for at in marks if raw[at] == "}"]
    if not marks:
        draft.leave_out("is left out: a text without answers in braces is no question.", entry.line, where)
        return
    if len(opened) != 1 or len(closed) != 1 or closed[0] < opened[0]:
        draft.refuse(brace_trouble(len(opened), len(closed)), entry.line, where)
        return
    head, tail = raw[: opened[0]].strip(), raw[closed[0] + 1 :].strip()
    title = ""
    if head.startswith("::") and (end := title_end(head)):
        title, head = unescaped(head[2:end]), head[end + 2 :].strip()
    line = entry.line + raw.count("\n", 0, opened[0])
    try:
        block = answers_of(raw[opened[0] + 1 : closed[0]])
    except NoEqual as e:
        draft.leave_out(f"is left out: {e}", entry.line, where)
    except BadAnswers as e:
        draft.refuse(str(e), line, where)
    else:
        put_together(entry, draft, where, Prompt(title, head, tail), block)


@dataclass(frozen=True)
class Prompt:
    """The name of a question, and its text before and after the answers."""

    title: str
    head: str
    tail: str


def put_together(entry: Entry, draft: Draft, where: str, prompt: Prompt, block: Block) -> None:
    """Make the item of what was read."""
    found = FORMAT.match(prompt.head)
    style = found[1] if found else "moodle"
    reader = Texts(style)
    words = reader.text(prompt.head)
    if prompt.tail:
        words = f"{words} {GAP} {reader.text(prompt.tail)}"
    options = tuple(part.option(reader.text) for part in block.options)
    accepted = tuple(part.accepted(reader.text) for part in block.accepted)
    if reader.lost:
        draft.leave_out_for(reader.lost, entry.line, where)
        return
    for remark in block.remarks:
        draft.leave_out(remark, entry.line, where)
    explanation, quotes = apart(reader.text(block.feedback))
    draft.add(
        Item(
            id=entry.id,
            prompt=words or prompt.title,
            options=options,
            accepted=accepted,
            explanation=explanation,
            quotes=quotes,
            tags=tuple(entry.tags),
            answer_type="number" if block.numeric else "text",
            tolerance=block.tolerance,
        ),
        entry.line,
        where,
    )


class Texts:
    """Reads texts in the style of a question (``html``, ``plain`` …), and gathers what has no equal."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.lost: list[str] = []

    def text(self, raw: str) -> str:
        """Give the text of a part."""
        raw = raw.strip()
        style = self.style
        if found := FORMAT.match(raw):
            style, raw = found[1], raw[found.end() :]
        words = unescaped(raw).strip()
        if style == "html" or (style == "moodle" and LOOKS_LIKE_HTML.search(words)):
            words, lost = text_of(words)
            self.lost += lost
        return words


def title_end(head: str) -> int:
    """Give where the title between double colons ends; 0: nowhere."""
    at = 2
    while at < len(head) - 1:
        if head[at] == "\\":
            at += 2
        elif head.startswith("::", at):
            return at
        else:
            at += 1
    return 0


def positions(raw: str, wanted: str) -> list[int]:
    """Give the places of characters that no backslash escapes."""
    found, at = [], 0
    while at < len(raw):
        if raw[at] == "\\":
            at += 1
        elif raw[at] in wanted:
            found.append(at)
        at += 1
    return found


ESCAPE = re.compile(r"\\([~=#{}:n\\])")


def unescaped(raw: str) -> str:
    """Give a text without its escapes; a line end is white space in GIFT, a written ``\\n`` is one."""
    return ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], without_layout(raw))


def brace_trouble(opened: int, closed: int) -> str:
    """Say what is wrong with the braces of a question."""
    if opened > 1 and closed > 1:
        return "has more than one answer block in braces; write \\{ and \\} for braces in a text."
    if opened > closed:
        return "has an opening brace without a closing one; write \\{ for a brace in a text."
    return "has a closing brace without an opening one; write \\} for a brace in a text."
