"""The items of QTI 1.2, as Canvas's package and the Common Cartridge share them.

Feedback hangs on ``<other/>`` (always shown) and on each choice. An accepted string is a ``varequal``; several in
one condition mean any of them.
"""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from quizapp.formats.banks.cards import LETTERS
from quizapp.formats.banks.html_text import paragraph
from quizapp.formats.banks.items import Deck, Item
from quizapp.formats.banks.moodle import name_of
from quizapp.formats.banks.quoting import feedback
from quizapp.formats.banks.xml_tree import child

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
RESPONSE = "response1"
GENERAL = "general_fb"
Metadata = dict[str, str]


def document(deck: Deck, location: str, about: Metadata, about_item: Callable[[Item], Metadata]) -> Element:
    """Give the assessment: one section with every item; ``about`` and ``about_item`` are metadata fields."""
    root = Element(
        "questestinterop",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": SCHEMA,
            "xsi:schemaLocation": f"{NAMESPACE} {location}",
        },
    )
    assessment = child(root, "assessment", ident=deck.bank.id, title=deck.bank.title)
    if about:
        fields(child(assessment, "qtimetadata"), about)
    section = child(assessment, "section", ident="root_section")
    for item in deck.items:
        made = child(section, "item", ident=item.id, title=name_of(item))
        fields(child(child(made, "itemmetadata"), "qtimetadata"), about_item(item))
        presentation(made, item)
        processing(made, item)
        feedbacks(made, item)
    return root


def fields(parent: Element, metadata: Metadata) -> None:
    """Write metadata fields."""
    for label, value in metadata.items():
        entry = child(parent, "qtimetadatafield")
        child(entry, "fieldlabel", label)
        child(entry, "fieldentry", value)


def presentation(parent: Element, item: Item) -> None:
    """Write what the learner sees."""
    made = child(parent, "presentation")
    html(made, item.prompt)
    if not item.options:
        response = child(made, "response_str", ident=RESPONSE, rcardinality="Single")
        render = child(response, "render_fib", fibtype="Decimal" if item.is_numeric else "String")
        child(render, "response_label", ident="answer1", rshuffle="No")
        return
    response = child(made, "response_lid", ident=RESPONSE, rcardinality="Single")
    render = child(response, "render_choice", shuffle="No" if item.fixed_order else "Yes")
    for letter, option in zip(LETTERS, item.options, strict=False):
        label = child(render, "response_label", ident=letter)
        if "\n" in option.text:
            html(label, option.text)
        else:
            child(child(label, "material"), "mattext", option.text, texttype="text/plain")


def processing(parent: Element, item: Item) -> None:
    """Write what is right, and which feedback goes with which response."""
    made = child(parent, "resprocessing")
    child(
        child(made, "outcomes"),
        "decvar",
        maxvalue="100",
        minvalue="0",
        varname="SCORE",
        vartype="Decimal",
    )
    if feedback(item):
        condition = child(made, "respcondition", continue_="Yes")
        child(child(condition, "conditionvar"), "other")
        child(condition, "displayfeedback", feedbacktype="Response", linkrefid=GENERAL)
    for letter, option in zip(LETTERS, item.options, strict=False):
        if option.feedback:
            condition = child(made, "respcondition", continue_="Yes")
            equal(child(condition, "conditionvar"), letter)
            child(condition, "displayfeedback", feedbacktype="Response", linkrefid=f"{letter}_fb")
    right = [letter for letter, option in zip(LETTERS, item.options, strict=False) if option.correct]
    if item.is_numeric and not item.options:
        for accepted in item.accepted:
            near(scoring(made), accepted, item.tolerance or 0.0)
        return
    test = scoring(made)
    for accepted in right or item.accepted:
        equal(test, accepted, is_text=not right)


def scoring(parent: Element) -> Element:
    """Write a condition that earns everything; gives the place of its test."""
    condition = child(parent, "respcondition", continue_="No")
    test = child(condition, "conditionvar")
    child(condition, "setvar", "100", action="Set", varname="SCORE")
    return test


def equal(parent: Element, value: str, is_text: bool = False) -> None:
    """Write a test for a response; in text, case does not count."""
    attributes = {"respident": RESPONSE} | ({"case": "No"} if is_text else {})
    child(parent, "varequal", value, **attributes)


def near(test: Element, value: str, tolerance: float) -> None:
    """Write a test for a number, exact or within the tolerance, as Canvas has it."""
    either = child(test, "or")
    equal(either, value)
    span = child(either, "and")
    child(span, "vargte", f"{float(value) - tolerance:.15g}", respident=RESPONSE)
    child(span, "varlte", f"{float(value) + tolerance:.15g}", respident=RESPONSE)


def feedbacks(parent: Element, item: Item) -> None:
    """Write the texts of the feedback."""
    texts = {GENERAL: feedback(item)}
    texts |= {f"{letter}_fb": o.feedback for letter, o in zip(LETTERS, item.options, strict=False)}
    for name, text in texts.items():
        if text:
            html(child(child(parent, "itemfeedback", ident=name), "flow_mat"), text)


def html(parent: Element, text: str) -> None:
    """Write a text as HTML."""
    child(child(parent, "material"), "mattext", paragraph(text), texttype="text/html")
