"""The table of question formats."""

from dataclasses import dataclass

from quizapp.formats.banks.losses import FEATURES

ALL = frozenset(FEATURES)
TEXTS = frozenset({"short answers", "explanations", "why", "quotes"})
ON_PAPER = frozenset({*TEXTS, "key points", "fixed order", "tolerance"})
ZIP = "application/zip"


@dataclass(frozen=True)
class BankFormat:
    """One format.

    ``carries`` names the FEATURES it has a place for; ``module`` writes it, ``reader`` reads it (empty: it only
    goes out); ``extra`` is the optional part of quizapp that it needs; ``is_own`` marks our own files, which
    hold all of a bank.
    """

    name: str
    title: str
    suffix: str
    mimetype: str
    carries: frozenset[str]
    module: str
    reader: str = ""
    extra: str = ""
    is_own: bool = False


BANK_FORMATS = {
    format_.name: format_
    for format_ in (
        BankFormat("yaml", "Bank file (YAML)", ".yaml", "application/yaml", ALL, "yaml", "yaml", is_own=True),
        BankFormat("json", "Bank as JSON", ".json", "application/json", ALL, "json", "json", is_own=True),
        BankFormat(
            "moodle",
            "Moodle XML",
            ".xml",
            "application/xml",
            TEXTS | {"fixed order", "tolerance", "tags"},
            "moodle",
            "moodle_reading",
        ),
        BankFormat(
            "gift",
            "GIFT",
            ".gift",
            "text/plain; charset=utf-8",
            TEXTS | {"tolerance", "tags"},
            "gift",
            "gift_reading",
        ),
        BankFormat(
            "qti12",
            "QTI 1.2 package (Canvas)",
            ".qti12.zip",
            ZIP,
            TEXTS | {"fixed order", "tolerance"},
            "qti12",
            "qti12_reading",
        ),
        BankFormat(
            "qti21",
            "QTI 2.1 package",
            ".qti21.zip",
            ZIP,
            TEXTS | {"fixed order"},
            "qti21",
            "qti21_reading",
        ),
        BankFormat(
            "cartridge",
            "Common Cartridge 1.1",
            ".imscc",
            ZIP,
            TEXTS | {"fixed order"},
            "cartridge",
            "qti12_reading",
        ),
        BankFormat(
            "csv",
            "CSV (comma-separated values)",
            ".csv",
            "text/csv; charset=utf-8",
            TEXTS | {"fixed order", "tolerance", "tags"},
            "csv",
            "csv",
        ),
        BankFormat(
            "anki",
            "Anki notes (text)",
            ".anki.txt",
            "text/plain; charset=utf-8",
            TEXTS | {"fixed order", "tags"},
            "anki",
            "anki",
        ),
        BankFormat(
            "quizlet",
            "Quizlet cards (text)",
            ".quizlet.txt",
            "text/plain; charset=utf-8",
            frozenset({"short answers", "explanations", "fixed order"}),
            "quizlet",
        ),
        BankFormat(
            "blackboard",
            "Blackboard question upload (text)",
            ".blackboard.txt",
            "text/plain; charset=utf-8",
            frozenset({"short answers", "tolerance"}),
            "blackboard",
        ),
        BankFormat(
            "apkg",
            "Anki package",
            ".apkg",
            "application/octet-stream",
            TEXTS | {"fixed order", "tags"},
            "apkg",
            extra="anki",
        ),
        BankFormat(
            "kahoot",
            "Kahoot spreadsheet",
            ".kahoot.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            frozenset(),
            "kahoot",
        ),
        BankFormat(
            "html",
            "Paper: a page to print, with the key",
            ".html",
            "text/html; charset=utf-8",
            ON_PAPER,
            "html",
        ),
        BankFormat("pdf", "Paper: PDF", ".pdf", "application/pdf", ON_PAPER, "pdf", extra="pdf"),
        BankFormat(
            "docx",
            "Paper: Word document",
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ON_PAPER,
            "docx",
            extra="docx",
        ),
    )
}
"""To add a format: one entry here, and its module."""
