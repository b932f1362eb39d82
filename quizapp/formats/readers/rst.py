"""reStructuredText: section titles, terms, bold or labelled lines are the questions: see ``outline``."""

from quizapp.formats.readers.draft import Draft
from quizapp.formats.readers.front_matter import split_front_matter
from quizapp.formats.readers.outline import outlined
from quizapp.formats.readers.rst_blocks import RstBlocks


def read(text: str, file: str) -> Draft:
    """Read title, summary and pairs."""
    fields, body, skipped = split_front_matter(text.lstrip("\ufeff"))
    draft = outlined(RstBlocks(body, skipped).blocks(), file)
    draft.title = draft.title or fields.get("title", "")
    draft.summary = draft.summary or fields.get("summary", "") or fields.get("description", "")
    return draft
