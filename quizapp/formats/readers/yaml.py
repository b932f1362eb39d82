"""YAML: mappings with a question and an answer, in a list anywhere in the file.

The keys may have other names that mean the same; answers are read as Markdown. A mapping whose keys
themselves ask (``What is …?: It is …``) is a list of pairs too.
"""

from quizapp.banks.nodes import Mapping, Node, Scalar, Sequence, tree, walk
from quizapp.errors import Problem
from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.markdown_text import clean
from quizapp.formats.readers.questions import is_asked, without_answer_label, without_label
from quizapp.model.document import Pair

QUESTION_KEYS = ("question", "q", "ask", "prompt", "heading", "title", "name", "summary")
ANSWER_KEYS = ("answer", "a", "response", "reply", "body", "text", "content", "description")
SURE_QUESTIONS = QUESTION_KEYS[:3]
SURE_ANSWERS = ANSWER_KEYS[:4]
SUMMARY_KEYS = ("summary", "description", "intro", "introduction")


def read(text: str, file: str) -> Draft:
    """Read title, summary and pairs. Raises FileProblems for text that is no YAML."""
    root, problems = tree(text.lstrip("\ufeff"), file)
    draft = Draft(problems=problems)
    if isinstance(root, Mapping) and not is_pair(root, within_list=False):
        draft.title = collapse(words(find(root, ("title", "name"))))
        draft.summary = clean(words(find(root, SUMMARY_KEYS)))
    listed = {id(item) for node in walk(root) if isinstance(node, Sequence) for item in node.items}
    for node in walk(root):
        if isinstance(node, Mapping):
            add_pairs(node, id(node) in listed, draft, file)
    draft.pairs.sort(key=lambda pair: pair.line or 0)
    return draft


def add_pairs(node: Mapping, within_list: bool, draft: Draft, file: str) -> None:
    """Add the pair that a mapping is, or those that its asking keys make."""
    if is_pair(node, within_list):
        question, answer = find(node, QUESTION_KEYS), find(node, ANSWER_KEYS)
        asked = without_label(collapse(clean(words(question))))
        if asked:
            told = without_answer_label(clean(words(answer)))
            draft.pairs.append(Pair(asked, told, question.line if question else node.line))
        else:
            draft.problems.append(Problem("an answer without a question; left out.", file, node.line))
        return
    for key, value in node.entries:
        if is_asked(key.value) and not isinstance(value, Mapping):
            answer_text = without_answer_label(clean(words(value)))
            draft.pairs.append(Pair(without_label(collapse(clean(key.value))), answer_text, key.line))


def is_pair(node: Mapping, within_list: bool) -> bool:
    """Whether a mapping is a pair: one of its keys surely says so, or both kinds are there within a list."""
    if find(node, SURE_QUESTIONS) or find(node, SURE_ANSWERS):
        return True
    question, answer = find(node, QUESTION_KEYS), find(node, ANSWER_KEYS)
    return within_list and question is not None and answer is not None and question is not answer


def find(node: Mapping, names: tuple[str, ...]) -> Node | None:
    """Give the value under the first of the names that the mapping has a text or a list of texts for."""
    values = {meaning(key.value): value for key, value in reversed(node.entries)}
    return next((values[name] for name in names if name in values and is_text(values[name])), None)


def meaning(key: str) -> str:
    """Give a key without case, separators and the prefix that some files put before all keys."""
    name = key.strip().lower().replace("-", "_").replace(" ", "_")
    return name.removeprefix("faq_")


def is_text(node: Node) -> bool:
    """Whether a node is a text or a list of nothing but texts."""
    return isinstance(node, Scalar) or (
        isinstance(node, Sequence)
        and bool(node.items)
        and all(isinstance(item, Scalar) for item in node.items)
    )


def words(node: Node | None) -> str:
    """Give the text of a node as written; the items of a list as paragraphs, ``null`` as nothing."""
    if isinstance(node, Scalar):
        return "" if node.meaning == "null" else node.value
    if isinstance(node, Sequence):
        return "\n\n".join(words(item) for item in node.items)
    return ""
