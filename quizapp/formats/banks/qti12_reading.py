"""QTI 1.2 in, from a package or a bare XML file: one right choice, accepted strings, numbers; others are listed."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizapp.errors import FileProblems, Problem
from quizapp.formats.banks.html_text import text_of
from quizapp.formats.banks.items import Draft, Item, Option
from quizapp.formats.banks.quoting import apart
from quizapp.formats.banks.xml_tree import every, kid, kids, local, number, parse, words
from quizapp.formats.banks.zips import unpack

ROOT = "questestinterop"
PICTURES = {"matimage": "a picture", "mataudio": "a sound", "matvideo": "a video", "matapplet": "an applet"}
ONE_ANSWER = {"response_lid", "response_str", "response_num"}


def read(data: bytes, file: str) -> Draft:
    """Read every assessment of a package. Raises FileProblems for what holds none."""
    draft = Draft(file)
    for root in documents(data, file):
        assessment = next(every(root, "assessment"), None)
        if assessment is not None and not draft.title:
            draft.title, draft.bank_id = assessment.get("title", ""), assessment.get("ident", "")
        for place, item in enumerate(every(root, "item"), 1):
            title = item.get("title", "")
            take(item, draft, f"question {place}" + (f" ({title[:60]})" if title else ""))
    return draft


def documents(data: bytes, file: str) -> Iterator[Element]:
    """Give the QTI documents of a package, or the one that the file is. Raises FileProblems."""
    if not data.startswith(b"PK"):
        root = parse(data, file)
        if local(root) != ROOT:
            message = f"is no QTI 1.2: it begins with <{local(root)}>, not with <{ROOT}>."
            raise FileProblems([Problem(message, file)])
        yield root
        return
    found = False
    for name, content in unpack(data, file).items():
        if name.lower().endswith(".xml") and ROOT.encode() in content[:4000].replace(b"\0", b""):
            root = parse(content, f"{file}/{name}")
            found = found or local(root) == ROOT
            if local(root) == ROOT:
                yield root
    if not found:
        raise FileProblems([Problem(f"holds no QTI 1.2 file (one that begins with <{ROOT}>).", file)])


def take(item: Element, draft: Draft, where: str) -> None:
    """Read one item, or list why it is not taken."""
    shown = kid(item, "presentation")
    responses = (
        [found for found in shown.iter() if local(found).startswith("response_")] if shown is not None else []
    )
    responses = [found for found in responses if local(found) != "response_label"]
    if len(responses) != 1 or local(responses[0]) not in ONE_ANSWER:
        kind = metadata(item).get("question_type") or metadata(item).get("cc_profile") or "this kind"
        draft.leave_out(f"is left out: questions of the type “{kind}” have no equal here.", None, where)
        return
    response = responses[0]
    if response.get("rcardinality", "Single").lower() != "single":
        draft.leave_out("is left out: several right choices have no equal here.", None, where)
        return
    reader = Texts()
    prompt = "\n".join(filter(None, (reader.text(part) for part in materials(shown, response))))
    ways = scores(item)
    feedback = Texts()
    notes = {entry.get("ident", ""): feedback.text(entry) for entry in kids(item, "itemfeedback")}
    shown_for: dict[str, str] = {}
    for value, link in links(item):
        shown_for.setdefault(value, notes.get(link, ""))
    options = tuple(
        Option(
            reader.text(label),
            ways.get(label.get("ident", "")) == 100,
            shown_for.get(label.get("ident", ""), ""),
        )
        for label in every(response, "response_label")
        if local(response) == "response_lid"
    )
    if reader.lost:
        draft.leave_out_for(reader.lost, None, where)
        return
    draft.shorten_for(feedback.lost, where)
    if any(0 < score < 100 for score in ways.values()):
        draft.leave_out("an answer earns part of the marks there, and none here.", None, where)
    accepted, tolerance = numbers(item) if is_numeric(item, response) else (right(ways), None)
    explanation, quotes = apart(shown_for.get("", notes.get("general_fb", "")))
    draft.add(
        Item(
            id=item.get("ident", ""),
            prompt=prompt,
            options=options,
            accepted=() if options else accepted,
            explanation=explanation,
            quotes=quotes,
            fixed_order=any(render.get("shuffle") == "No" for render in every(response, "render_choice")),
            answer_type="number" if is_numeric(item, response) else "text",
            tolerance=tolerance,
        ),
        None,
        where,
    )


class Texts:
    """Reads ``mattext`` in plain text or HTML, and gathers what has no equal."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def text(self, holder: Element) -> str:
        """Give the text of all material in an element."""
        self.lost += [PICTURES[local(part)] for part in every(holder, *PICTURES)]
        found = []
        for part in every(holder, "mattext"):
            written = "".join(part.itertext())
            if part.get("texttype", "text/plain").lower() == "text/plain":
                found.append(written.strip())
                continue
            plain, lost = text_of(written)
            self.lost += lost
            found.append(plain)
        return "\n".join(filter(None, found))


def metadata(item: Element) -> dict[str, str]:
    """Give the metadata fields of an item."""
    return {words(kid(f, "fieldlabel")): words(kid(f, "fieldentry")) for f in every(item, "qtimetadatafield")}


def materials(shown: Element | None, response: Element) -> Iterator[Element]:
    """Give the material of the prompt: all that is shown before and beside the response."""
    waiting = [shown] if shown is not None else []
    while waiting:
        element = waiting.pop(0)
        if local(element) == "material":
            yield element
        elif local(element) not in ("render_choice", "render_fib"):
            waiting[:0] = list(element)


def scores(item: Element) -> dict[str, float]:
    """Give what each response earns, in percent of the best: by choice or accepted string."""
    found: dict[str, float] = {}
    for condition in every(item, "respcondition"):
        score = max((number(words(setvar)) for setvar in kids(condition, "setvar")), default=0.0)
        denied = {id(test) for negation in every(condition, "not") for test in every(negation, "varequal")}
        for test in every(condition, "varequal"):
            if id(test) not in denied:
                value = words(test)
                found[value] = max(found.get(value, 0.0), score)
    best = max(found.values(), default=0.0)
    return {value: 100 * score / best for value, score in found.items()} if best > 0 else {}


def right(ways: dict[str, float]) -> tuple[str, ...]:
    """Give the strings that earn everything."""
    return tuple(value for value, score in ways.items() if score == 100)


def links(item: Element) -> Iterator[tuple[str, str]]:
    """Give which feedback goes with which response; the response "" stands for any."""
    for condition in every(item, "respcondition"):
        for link in kids(condition, "displayfeedback"):
            tests = [words(test) for test in every(condition, "varequal")]
            name = link.get("linkrefid", "")
            if not tests and kid(condition, "conditionvar", "other") is not None:
                yield "", name
            elif len(tests) == 1:
                yield tests[0], name


def is_numeric(item: Element, response: Element) -> bool:
    """Whether the response is compared as a number."""
    return (
        local(response) == "response_num"
        or metadata(item).get("question_type") == "numerical_question"
        or any(render.get("fibtype") in ("Decimal", "Integer") for render in every(response, "render_fib"))
    )


def numbers(item: Element) -> tuple[tuple[str, ...], float | None]:
    """Give the accepted numbers, and how near the widest of their spans lets an answer be."""
    accepted: list[str] = []
    tolerance = 0.0
    for condition in every(item, "respcondition"):
        if not any(number(words(setvar)) > 0 for setvar in kids(condition, "setvar")):
            continue
        exact = [words(test) for test in every(condition, "varequal")]
        low = [number(words(test)) for test in every(condition, "vargte", "vargt")]
        high = [number(words(test)) for test in every(condition, "varlte", "varlt")]
        if low and high:
            tolerance = max(tolerance, (high[0] - low[0]) / 2)
            exact = exact or [f"{(low[0] + high[0]) / 2:.15g}"]
        accepted += exact
    return tuple(accepted), float(f"{tolerance:.12g}") or None
