"""Markdown: headings, bold lines, labelled lines, list items or ``<details>`` are the questions: see ``outline``."""

from quizapp.formats.readers.blocks import moved
from quizapp.formats.readers.draft import Draft
from quizapp.formats.readers.front_matter import split_front_matter
from quizapp.formats.readers.markdown_text import blocks
from quizapp.formats.readers.outline import outlined


def read(text: str, file: str) -> Draft:
    """Read title, summary and pairs; words under a section heading are dropped with a remark."""
    fields, body, skipped = split_front_matter(text.lstrip("\ufeff"))
    draft = outlined(moved(blocks(body), skipped), file)
    draft.title = draft.title or fields.get("title", "")
    draft.summary = draft.summary or fields.get("summary", "") or fields.get("description", "")
    return draft
