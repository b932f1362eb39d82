"""The QTI 2.1 package: an XML file an item, a test that lists them, a manifest.

Response processing names the standard template and spells the same rules out, because only rules can show
feedback: readers that know templates find one, engines run the rules.
"""

from xml.etree.ElementTree import Element

from quizapp.formats.banks.cards import LETTERS
from quizapp.formats.banks.items import Deck, Item
from quizapp.formats.banks.moodle import name_of
from quizapp.formats.banks.quoting import feedback
from quizapp.formats.banks.xml_tree import child, lines_in, serialise
from quizapp.formats.banks.zips import pack

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{NAMESPACE} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
EXPLANATION = "EXPLANATION"
FEEDBACK = "FEEDBACK"


def write(deck: Deck) -> bytes:
    """Write the package."""
    files = {"imsmanifest.xml": serialise(manifest(deck)), "test.xml": serialise(test(deck))}
    return pack(files | {path_of(item): serialise(assessment_item(item)) for item in deck.items})


def path_of(item: Item) -> str:
    """Give the place of an item in the package."""
    return f"items/{item.id}.xml"


def document(tag: str, identifier: str, title: str) -> Element:
    """Give the root of a QTI document."""
    names = {"xmlns": NAMESPACE, "xmlns:xsi": SCHEMA, "xsi:schemaLocation": LOCATION}
    return Element(tag, {**names, "identifier": identifier, "title": title})


def assessment_item(item: Item) -> Element:
    """Give one item."""
    root = document("assessmentItem", item.id, name_of(item))
    root.attrib |= {"adaptive": "false", "timeDependent": "false"}
    has_why = any(option.feedback for option in item.options)
    response(root, item)
    score = child(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    child(child(score, "defaultValue"), "value", "0")
    for name, is_used in ((FEEDBACK, has_why), (EXPLANATION, bool(feedback(item)))):
        if is_used:
            child(root, "outcomeDeclaration", identifier=name, cardinality="single", baseType="identifier")
    body(root, item)
    processing(root, item, has_why)
    for letter, option in zip(LETTERS, item.options, strict=False):
        if option.feedback:
            modal(root, FEEDBACK, letter, option.feedback)
    if feedback(item):
        modal(root, EXPLANATION, "explanation", feedback(item))
    return root


def response(root: Element, item: Item) -> None:
    """Declare the response, with what is right."""
    kind = "identifier" if item.options else "string"
    made = child(root, "responseDeclaration", identifier="RESPONSE", cardinality="single", baseType=kind)
    right = [letter for letter, option in zip(LETTERS, item.options, strict=False) if option.correct]
    child(child(made, "correctResponse"), "value", (right or item.accepted)[0])
    if not item.options:
        mapping = child(made, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
        for accepted in item.accepted:
            child(mapping, "mapEntry", mapKey=accepted, mappedValue="1", caseSensitive="false")


def body(root: Element, item: Item) -> None:
    """Write what the learner sees."""
    made = child(root, "itemBody")
    if not item.options:
        lines_in(child(made, "p"), item.prompt)
        child(child(made, "p"), "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="60")
        return
    shuffle = "false" if item.fixed_order else "true"
    choices = child(made, "choiceInteraction", responseIdentifier="RESPONSE", shuffle=shuffle, maxChoices="1")
    lines_in(child(choices, "prompt"), item.prompt)
    for letter, option in zip(LETTERS, item.options, strict=False):
        lines_in(child(choices, "simpleChoice", identifier=letter), option.text)


def processing(root: Element, item: Item, has_why: bool) -> None:
    """Write how the response is scored, and which feedback is shown."""
    template = "match_correct" if item.options else "map_response"
    made = child(root, "responseProcessing", template=TEMPLATES + template)
    if not has_why and not feedback(item):
        return
    condition = child(made, "responseCondition")
    then, other = child(condition, "responseIf"), child(condition, "responseElse")
    if item.options:
        match = child(then, "match")
        child(match, "variable", identifier="RESPONSE")
        child(match, "correct", identifier="RESPONSE")
        constant(then, "SCORE", "float", "1")
        constant(other, "SCORE", "float", "0")
    else:
        child(child(then, "isNull"), "variable", identifier="RESPONSE")
        constant(then, "SCORE", "float", "0")
        child(child(other, "setOutcomeValue", identifier="SCORE"), "mapResponse", identifier="RESPONSE")
    if has_why:
        child(child(made, "setOutcomeValue", identifier=FEEDBACK), "variable", identifier="RESPONSE")
    if feedback(item):
        constant(made, EXPLANATION, "identifier", "explanation")


def constant(parent: Element, outcome: str, kind: str, value: str) -> None:
    """Set an outcome to a value."""
    child(child(parent, "setOutcomeValue", identifier=outcome), "baseValue", value, baseType=kind)


def modal(root: Element, outcome: str, identifier: str, text: str) -> None:
    """Write a feedback."""
    made = child(root, "modalFeedback", outcomeIdentifier=outcome, identifier=identifier, showHide="show")
    lines_in(child(made, "p"), text)


def reference(item: Item) -> str:
    """Give the id of an item in the manifest and the test, where ids begin with a letter."""
    return f"i-{item.id}"


def test(deck: Deck) -> Element:
    """Give the test that lists the items."""
    root = document("assessmentTest", deck.bank.id, deck.bank.title)
    part = child(root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual")
    section = child(part, "assessmentSection", identifier="section", title=deck.bank.title, visible="true")
    for item in deck.items:
        child(section, "assessmentItemRef", identifier=reference(item), href=path_of(item))
    return root


def manifest(deck: Deck) -> Element:
    """Give the manifest."""
    root = Element("manifest", {"xmlns": PACKAGING, "identifier": f"m-{deck.bank.id}"})
    metadata = child(root, "metadata")
    child(metadata, "schema", "QTIv2.1 Package")
    child(metadata, "schemaversion", "1.0.0")
    child(root, "organizations")
    resources = child(root, "resources")
    entry = child(resources, "resource", identifier="test", type="imsqti_test_xmlv2p1", href="test.xml")
    child(entry, "file", href="test.xml")
    for item in deck.items:
        child(entry, "dependency", identifierref=reference(item))
    for item in deck.items:
        entry = child(
            resources, "resource", identifier=reference(item), type="imsqti_item_xmlv2p1", href=path_of(item)
        )
        child(entry, "file", href=path_of(item))
    return root
