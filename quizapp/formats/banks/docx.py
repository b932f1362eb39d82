"""The sheet and the key as a Word document; needs python-docx."""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from quizapp.formats.banks.cards import LETTERS
from quizapp.formats.banks.items import Deck
from quizapp.formats.banks.paper import Entry, entries, unfit
from quizapp.formats.banks.zips import repack

__all__ = ["unfit", "write"]

CREATED = datetime(2000, 1, 1)
"""Every document claims this date, so that the same bank gives the same bytes."""
LINE = "_" * 70


def write(deck: Deck) -> bytes:
    """Write the document."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.created, about.modified = deck.bank.title[:255], "", CREATED, CREATED
    about.last_modified_by = about.comments = ""
    document.add_heading(deck.bank.title, 0)
    document.add_paragraph("Name: ____________________    Date: ____________________")
    printed = list(entries(deck))
    for number, entry in enumerate(printed, 1):
        question(document, number, entry)
    document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx has some types only
    document.add_heading("Key", 1)
    for number, entry in enumerate(printed, 1):
        solution(document, number, entry)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def question(document: WordDocument, number: int, entry: Entry) -> None:
    """Write a question with its choices, or with lines to write on."""
    prompt = document.add_paragraph()
    prompt.add_run(f"{number}. {entry.prompt}").bold = True
    prompt.paragraph_format.keep_with_next = True
    for letter, choice in zip(LETTERS, entry.choices, strict=False):
        row = document.add_paragraph(f"{letter}. {choice}")
        row.paragraph_format.left_indent = Pt(18)
        row.paragraph_format.space_after = Pt(2)
    for _ in range(entry.lines):
        document.add_paragraph(LINE)


def solution(document: WordDocument, number: int, entry: Entry) -> None:
    """Write what is right, why, and the words of the source."""
    for place, words in enumerate(entry.right):
        row = document.add_paragraph()
        row.add_run(f"{number}. {words}" if place == 0 else words).bold = True
    for words in (*entry.why, *filter(None, [entry.explanation])):
        document.add_paragraph(words)
    for words in entry.quotes:
        document.add_paragraph(f"“{words}”", style="Quote")
