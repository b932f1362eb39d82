"""Formats that are recognised so that the message can name them, but that no reader reads."""

import re

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
LATEX = re.compile(r"(?:\s*%[^\n]*\n)*\s*\\(?:documentclass|documentstyle|begin\{)")
POSTSCRIPT = re.compile(r"%!PS")
MAIL = re.compile(r"MIME-Version: 1\.0\b")
SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"


def name_of(text: str) -> str | None:
    """Name the format of a text that none of the readers is for; None when there is no sign of one."""
    start = text.lstrip("\ufeff \t\n")[:2000]
    if LATEX.match(start):
        return "a LaTeX document"
    if POSTSCRIPT.match(start):
        return "a PostScript document"
    if MAIL.match(start):
        return "an e-mail or an archived web page (MHTML)"
    if SPREADSHEET_XML in start:
        return "a spreadsheet as XML (save it as CSV)"
    return None
