"""Moodle XML in: multichoice, truefalse, shortanswer and numerical; every other type is listed."""

from xml.etree.ElementTree import Element

from quizapp.errors import FileProblems, Problem
from quizapp.formats.banks.html_text import text_of
from quizapp.formats.banks.items import Draft, Item, Option
from quizapp.formats.banks.quoting import apart
from quizapp.formats.banks.xml_tree import kid, kids, local, parse, words

TYPES = ("multichoice", "truefalse", "shortanswer", "numerical")
MARKUP = ("html", "moodle_auto_format", "markdown", "")


def read(data: bytes, file: str) -> Draft:
    """Read the questions. Raises FileProblems for what is no Moodle XML."""
    root = parse(data, file)
    if local(root) != "quiz":
        message = f"is no Moodle XML: it begins with <{local(root)}>, not with <quiz>."
        raise FileProblems([Problem(message, file)])
    draft = Draft(file)
    number = 0
    for entry in kids(root, "question"):
        if entry.get("type") == "category":
            category(entry, draft)
            continue
        number += 1
        name = words(kid(entry, "name", "text"))
        question(entry, draft, f"question {number}" + (f" ({name[:60]})" if name else ""))
    return draft


def category(entry: Element, draft: Draft) -> None:
    """Take the title from the first category."""
    path = words(kid(entry, "category", "text")).replace("//", "\0")
    if not draft.title:
        draft.title = path.rpartition("/")[2].replace("\0", "/")
        draft.bank_id = words(kid(entry, "idnumber"))
        draft.summary = text_of(words(kid(entry, "info", "text")))[0]


def question(entry: Element, draft: Draft, where: str) -> None:
    """Read one question, or list why it is not taken."""
    kind = entry.get("type", "")
    if kind not in TYPES:
        draft.leave_out(f"is left out: questions of the type “{kind}” have no equal here.", None, where)
        return
    reader = Texts()
    prompt = reader.text(kid(entry, "questiontext"))
    answers = kids(entry, "answer")
    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    if kind in ("multichoice", "truefalse"):
        options = tuple(option(answer, reader) for answer in answers)
    else:
        accepted = tuple(map(plain, (answer for answer in answers if fraction(answer) >= 100)))
    if reader.lost:
        draft.leave_out_for(reader.lost, None, where)
        return
    partial = [plain(answer) for answer in answers if 0 < fraction(answer) < 100]
    if partial:
        draft.leave_out(f"“{partial[0][:60]}” earns part of the marks there, and none here.", None, where)
    explanation, quotes = apart(reader.text(kid(entry, "generalfeedback")))
    draft.shorten_for(reader.lost, where)
    draft.add(
        Item(
            id=words(kid(entry, "idnumber")),
            prompt=prompt,
            options=options,
            accepted=accepted,
            explanation=explanation,
            quotes=quotes,
            tags=tuple(words(kid(tag, "text")) for tag in kids_of(entry, "tags", "tag")),
            fixed_order=kind == "multichoice" and words(kid(entry, "shuffleanswers")) in ("false", "0"),
            answer_type="number" if kind == "numerical" else "text",
            tolerance=tolerance(answers) if kind == "numerical" else None,
        ),
        None,
        where,
    )


class Texts:
    """Reads texts, and gathers what in them has no equal."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def text(self, holder: Element | None) -> str:
        """Give the text of an element with a <text> in it."""
        if holder is None:
            return ""
        written = words(kid(holder, "text"))
        if holder.get("format", "") not in MARKUP:
            return written
        found, lost = text_of(written)
        self.lost += lost
        return found


def option(answer: Element, reader: Texts) -> Option:
    """Read one choice; what a picture in its feedback loses is not worth leaving the question out."""
    why = text_of(words(kid(answer, "feedback", "text")))[0]
    return Option(reader.text(answer), fraction(answer) >= 100, why)


def plain(answer: Element) -> str:
    """Give an accepted answer; a star after a backslash is a star."""
    return words(kid(answer, "text")).replace("\\*", "*")


def fraction(answer: Element) -> float:
    """Give the percentage that an answer earns."""
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0


def tolerance(answers: list[Element]) -> float | None:
    """Give how near a number must be; None for not at all."""
    try:
        found = float(words(kid(answers[0], "tolerance"))) if answers else 0.0
    except ValueError:
        return None
    return found if found > 0 else None


def kids_of(entry: Element, holder: str, name: str) -> list[Element]:
    """Give the children of a child."""
    found = kid(entry, holder)
    return [] if found is None else kids(found, name)
