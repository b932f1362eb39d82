"""Common Cartridge 1.1: one assessment in the cartridge's profile of QTI 1.2.1, and a manifest after its schema."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from quizapp.formats.banks.items import Deck, Item
from quizapp.formats.banks.qti12_items import document, equal
from quizapp.formats.banks.xml_tree import child, every, serialise
from quizapp.formats.banks.zips import pack
from quizapp.model.ids import digest

PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1/"
LOCATIONS = {
    PACKAGING: f"{PROFILE}ccv1p1_imscp_v1p2_v1p0.xsd",
    LOM: f"{PROFILE}LOM/ccv1p1_lommanifest_v1p0.xsd",
}
ASSESSMENT = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"


def write(deck: Deck) -> bytes:
    """Write the cartridge."""
    name = f"q{digest(deck.bank.id, length=16)}"
    items = tuple(replace(item, answer_type="text") for item in deck.items)
    root = document(replace(deck, items=items), f"{PROFILE}ccv1p1_qtiasiv1p2p1_v1p0.xsd", EXAM, about)
    for item in every(root, "item"):
        fit_profile(item)
    return pack(
        {
            "imsmanifest.xml": serialise(manifest(deck, name)),
            f"{name}/assessment.xml": serialise(root),
        }
    )


EXAM = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "qmd_scoretype": "Percentage"}


def about(item: Item) -> dict[str, str]:
    """Give the kind of an item: multiple choice has three choices and more, two are true/false."""
    kind = "fib" if not item.options else "true_false" if len(item.options) == 2 else "multiple_choice"
    return {"cc_profile": f"cc.{kind}.v0p1"}


def fit_profile(item: Element) -> None:
    """Do what the profile asks beyond QTI: no type of a blank, and every choice tested."""
    for blank in every(item, "render_fib"):
        blank.attrib.pop("fibtype")
    labels = [
        label.attrib["ident"] for label in every(item, "response_label") if "rshuffle" not in label.attrib
    ]
    tested = {test.text for test in every(item, "varequal")}
    processing = next(every(item, "resprocessing"))
    for place, label in enumerate(label for label in labels if label not in tested):
        condition = Element("respcondition", {"continue": "Yes"})
        equal(child(condition, "conditionvar"), label)
        child(condition, "setvar", "0", action="Set", varname="SCORE")
        processing.insert(1 + place, condition)


def manifest(deck: Deck, name: str) -> Element:
    """Give the manifest of the cartridge."""
    locations = " ".join(f"{space} {place}" for space, place in LOCATIONS.items())
    root = Element(
        "manifest",
        {
            "identifier": f"m-{name}",
            "xmlns": PACKAGING,
            "xmlns:lomimscc": LOM,
            "xmlns:xsi": SCHEMA,
            "xsi:schemaLocation": locations,
        },
    )
    metadata = child(root, "metadata")
    child(metadata, "schema", "IMS Common Cartridge")
    child(metadata, "schemaversion", "1.1.0")
    general = child(child(metadata, "lomimscc:lom"), "lomimscc:general")
    for tag, text in (("title", deck.bank.title), ("description", deck.bank.summary or deck.bank.title)):
        child(child(general, f"lomimscc:{tag}"), "lomimscc:string", text)
    organization = child(
        child(root, "organizations"), "organization", identifier="organization", structure="rooted-hierarchy"
    )
    entry = child(child(organization, "item", identifier="root"), "item", identifier="i1", identifierref=name)
    child(entry, "title", deck.bank.title)
    resource = child(child(root, "resources"), "resource", identifier=name, type=ASSESSMENT)
    child(resource, "file", href=f"{name}/assessment.xml")
    return root
