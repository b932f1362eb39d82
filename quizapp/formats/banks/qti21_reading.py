"""QTI 2.0 to 2.2 in, from a package or a bare item: one right choice, accepted strings; others are listed."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from quizapp.formats.banks.html_text import text_of
from quizapp.formats.banks.items import Draft, Item, Option
from quizapp.formats.banks.qti21 import EXPLANATION
from quizapp.formats.banks.quoting import apart
from quizapp.formats.banks.xml_tree import every, kid, kids, local, namespace, number, parse, words
from quizapp.formats.banks.zips import unpack

NAMESPACES = tuple(f"http://www.imsglobal.org/xsd/imsqti_v2p{minor}" for minor in (1, 0, 2))
ROOTS = ("assessmentItem", "assessmentTest")
GAP = "_____"
UNSEEN = ("rubricBlock", "feedbackBlock", "infoControl")


def read(data: bytes, file: str) -> Draft:
    """Read every item of a package, in the order of its test. Raises FileProblems for what holds none."""
    draft = Draft(file)
    items, order = {}, []
    for name, root in documents(data, file, draft):
        if local(root) == "assessmentTest":
            draft.title, draft.bank_id = root.get("title", ""), root.get("identifier", "")
            order += [ref.get("href", "").rpartition("/")[2] for ref in every(root, "assessmentItemRef")]
        else:
            items[name] = root
    places = {href: place for place, href in enumerate(order)}
    names = sorted(items, key=lambda name: places.get(name.rpartition("/")[2], len(places)))
    for place, name in enumerate(names, 1):
        title = items[name].get("title", "")
        take(items[name], draft, f"question {place}" + (f" ({title[:60]})" if title else ""))
    if not items and not draft.problems:
        draft.refuse(f"holds no QTI 2.1 item (an XML file that begins with <{ROOTS[0]}>).")
    return draft


def documents(data: bytes, file: str, draft: Draft) -> Iterator[tuple[str, Element]]:
    """Give the items and tests with their names; those of another namespace are refused."""
    is_package = data.startswith(b"PK")
    for name, content in (unpack(data, file) if is_package else {file: data}).items():
        if not name.lower().endswith(".xml") or name.endswith("imsmanifest.xml"):
            continue
        root = parse(content, f"{file}/{name}" if is_package else file)
        where = name if is_package else ""
        kind, space = local(root), namespace(root)
        if kind.startswith("qti-assessment"):
            draft.refuse("is QTI 3.0, which is not read here; QTI 2.1 is.", None, where)
        elif kind in ROOTS and space not in NAMESPACES:
            message = f"is in the namespace “{space[:80]}”; that of QTI 2.1 is {NAMESPACES[0]}."
            draft.refuse(message, None, where)
        elif kind in ROOTS:
            yield name, root
        elif not is_package:
            draft.refuse(f"is no QTI 2.1: it begins with <{kind}>, not with <{ROOTS[0]}>.")


def take(item: Element, draft: Draft, where: str) -> None:
    """Read one item, or list why it is not taken."""
    for element in item.iter():
        element.tag = local(element)
    content = kid(item, "itemBody")
    found = [e for e in content.iter() if str(e.tag).endswith("Interaction")] if content is not None else []
    kinds = [str(interaction.tag) for interaction in found]
    if content is None or kinds not in (["choiceInteraction"], ["textEntryInteraction"]):
        what = " and ".join(dict.fromkeys(kinds)) or "no interaction"
        draft.leave_out(f"is left out: {what} has no equal here.", None, where)
        return
    interaction = found[0]
    if interaction.get("maxChoices", "1") != "1" or cardinality(item) not in ("single", ""):
        draft.leave_out("is left out: several right choices have no equal here.", None, where)
        return
    reader = Texts()
    notes = {
        (note.get("outcomeIdentifier", ""), note.get("identifier", "")): reader.text(note)
        for note in kids(item, "modalFeedback")
    }
    draft.shorten_for(reader.lost, where)
    reader = Texts()
    choices = kids(interaction, "simpleChoice")
    names = [choice.get("identifier", "") for choice in choices]
    right = ways(item)
    options = tuple(option(choice, right, notes, reader) for choice in choices)
    prompt = "\n".join(
        filter(None, (body_text(content, interaction, reader), prompt_text(interaction, reader)))
    )
    if reader.lost:
        draft.leave_out_for(reader.lost, None, where)
        return
    general = [text for (outcome, name), text in notes.items() if outcome == EXPLANATION or name not in names]
    explanation, quotes = apart("\n".join(general))
    draft.add(
        Item(
            id=item.get("identifier", ""),
            prompt=prompt,
            options=options,
            accepted=() if options else tuple(right),
            explanation=explanation,
            quotes=quotes,
            fixed_order=bool(options) and interaction.get("shuffle", "false") == "false",
        ),
        None,
        where,
    )


class Texts:
    """Reads the text of elements, and gathers what has no equal."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def text(self, element: Element) -> str:
        """Give the text of all that is in an element."""
        tail, element.tail = element.tail, None
        plain, lost = text_of(tostring(element, encoding="unicode", method="html"))
        element.tail = tail
        self.lost += lost
        return plain


def option(choice: Element, right: list[str], notes: dict[tuple[str, str], str], reader: Texts) -> Option:
    """Read one choice; its feedback stands within it, or in the item."""
    name = choice.get("identifier", "")
    inside = [Texts().text(note) for note in every(choice, "feedbackInline")]
    remove(choice, "feedbackInline")
    outside = [text for (outcome, key), text in notes.items() if key == name and outcome != EXPLANATION]
    return Option(reader.text(choice), name in right, "\n".join([*inside, *outside]))


def prompt_text(interaction: Element, reader: Texts) -> str:
    """Give the prompt within an interaction."""
    prompt = kid(interaction, "prompt")
    return "" if prompt is None else reader.text(prompt)


def body_text(content: Element, interaction: Element, reader: Texts) -> str:
    """Give the text around the interaction, with a gap where one types within a sentence."""
    remove(content, *UNSEEN)
    parents = {id(kid): parent for parent in content.iter() for kid in parent}
    parent = parents[id(interaction)]
    copy = Element("span")
    copy.tail = interaction.tail
    beside = words(parent) and interaction.tag == "textEntryInteraction"
    copy.text = GAP if beside else ""
    place = list(parent).index(interaction)
    parent[place] = copy
    text = reader.text(content)
    parent[place] = interaction
    return text


def remove(parent: Element, *names: str) -> None:
    """Take elements of those names out, but not the text behind them."""
    for element in list(parent.iter()):
        before: Element | None = None
        for inner in list(element):
            if local(inner) in names:
                tail = inner.tail or ""
                if before is None:
                    element.text = (element.text or "") + tail
                else:
                    before.tail = (before.tail or "") + tail
                element.remove(inner)
            else:
                before = inner


def cardinality(item: Element) -> str:
    """Give how many responses are declared."""
    declared = kid(item, "responseDeclaration")
    return "" if declared is None else declared.get("cardinality", "")


def ways(item: Element) -> list[str]:
    """Give the responses that earn everything: those that are mapped to the most, and the correct one."""
    declared = kid(item, "responseDeclaration")
    if declared is None:
        return []
    entries = [
        (entry.get("mapKey", ""), number(entry.get("mappedValue", "")))
        for entry in every(declared, "mapEntry")
    ]
    most = max((value for _, value in entries), default=0.0)
    best = [key for key, value in entries if value == most > 0]
    correct = kid(declared, "correctResponse")
    values = [words(value) for value in kids(correct, "value")] if correct is not None else []
    return list(dict.fromkeys([*best, *values]))
