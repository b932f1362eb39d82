"""YAML: mappings with a question and an answer, anywhere in the file: see ``records``. Answers are Markdown."""

from quizapp.banks.nodes import tree
from quizapp.formats.readers.draft import Draft
from quizapp.formats.readers.markdown_text import clean
from quizapp.formats.readers.records import Records


def read(text: str, file: str) -> Draft:
    """Read title, summary and pairs. Raises FileProblems for text that is no YAML."""
    root, problems = tree(text.lstrip("\ufeff"), file)
    return Records(root, file, problems, clean).read()
