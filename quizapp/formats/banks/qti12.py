"""The QTI 1.2 package of Canvas (classic and New Quizzes): items with Canvas's metadata, and its own manifest.

Canvas's manifest is in the namespace of the Common Cartridge without being one; ``cartridge`` writes the other.
"""

from xml.etree.ElementTree import Element

from quizapp.formats.banks.items import Deck, Item
from quizapp.formats.banks.qti12_items import document
from quizapp.formats.banks.xml_tree import child, serialise
from quizapp.formats.banks.zips import pack
from quizapp.model.ids import digest

PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
METADATA = "http://www.imsglobal.org/xsd/imsmd_v1p2"
LOCATION = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"


def write(deck: Deck) -> bytes:
    """Write the package."""
    name = f"q{digest(deck.bank.id, length=16)}"
    root = document(deck, LOCATION, {"cc_maxattempts": "1"}, about)
    return pack(
        {
            "imsmanifest.xml": serialise(manifest(deck, name)),
            f"{name}/{name}.xml": serialise(root),
        }
    )


def about(item: Item) -> dict[str, str]:
    """Give what Canvas wants to know of an item."""
    kind = "multiple_choice" if item.options else "numerical" if item.is_numeric else "short_answer"
    return {"question_type": f"{kind}_question", "points_possible": "1.0"}


def manifest(deck: Deck, name: str) -> Element:
    """Give the manifest of the package."""
    root = Element("manifest", {"identifier": f"m-{name}", "xmlns": PACKAGING, "xmlns:imsmd": METADATA})
    metadata = child(root, "metadata")
    child(metadata, "schema", "IMS Content")
    child(metadata, "schemaversion", "1.1.3")
    general = child(child(metadata, "imsmd:lom"), "imsmd:general")
    child(child(general, "imsmd:title"), "imsmd:string", deck.bank.title)
    child(root, "organizations")
    resource = child(child(root, "resources"), "resource", identifier=name, type="imsqti_xmlv1p2")
    child(resource, "file", href=f"{name}/{name}.xml")
    return root
