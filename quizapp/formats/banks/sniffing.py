"""Which question format a file is in: by its first bytes, then by its name."""

import re

from quizapp.errors import FileProblems, Problem
from quizapp.formats.banks.zips import unpack

HEAD = 4_000
GIFT_MARKS = re.compile(r"^(?:::|\$CATEGORY:|//)|\{\s*(?:[=~#]|T|F|TRUE|FALSE)", re.MULTILINE)
ROOTS = {"<questestinterop": "qti12", "<assessmentItem": "qti21", "<assessmentTest": "qti21"}
UNKNOWN = "is in no question format that is known here; name it with --format."


def sniff(data: bytes, file: str) -> str:
    """Give the name of the format. Raises FileProblems where it cannot be told."""
    if data.startswith(b"PK"):
        return sniff_zip(data, file)
    suffix = file.lower().rpartition(".")[2]
    if suffix in ("yaml", "yml", "json"):
        return "json" if suffix == "json" else "yaml"
    if not data.strip():
        raise FileProblems([Problem("is empty; expected a file of questions.", file)])
    head = head_of(data)
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return next((name for mark, name in ROOTS.items() if mark in head), "moodle")
    if start.startswith(("{", "[")) and not start.startswith("[html]") and '"' in start:
        return "json"
    if start.startswith("format:"):
        return "yaml"
    if suffix in ("csv", "tsv"):
        return "csv"
    if start.startswith("#") and re.match(r"#[a-z ]+:", start):
        return "anki"
    if suffix == "gift" or GIFT_MARKS.search(start):
        return "gift"
    first = start.split("\n", 1)[0]
    if "prompt" in first.lower() and re.search(r"[,;\t]", first):
        return "csv"
    if "\t" in first:
        return "anki"
    raise FileProblems([Problem(UNKNOWN, file)])


def sniff_zip(data: bytes, file: str) -> str:
    """Tell the zips apart by their manifest."""
    manifest = next(
        (text for name, text in unpack(data, file).items() if name.endswith("imsmanifest.xml")), b""
    )
    if not manifest:
        raise FileProblems([Problem("is a zip without an imsmanifest.xml, so no question package.", file)])
    return "qti21" if b"imsqti_item_xmlv2p" in manifest or b"imsqti_test_xmlv2p" in manifest else "qti12"


def head_of(data: bytes) -> str:
    """Give the beginning of a text in whatever encoding, well enough to recognise it."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return data[:HEAD].decode(encoding, "replace")
