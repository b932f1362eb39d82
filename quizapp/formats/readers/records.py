"""A tree of data (lists, mappings, texts) → title, summary and pairs, whatever the keys are called.

A mapping whose keys surely mean question and answer is a pair. Mappings beside each other are looked at together,
as the rows of a table, where the names alone do not say it. A mapping whose keys themselves ask
(``What is …?: It is …``) is a list of pairs, and so is a list of lists of two texts.
"""

from collections.abc import Callable, Iterable

from quizapp.banks.nodes import Mapping, Node, Scalar, Sequence, walk
from quizapp.errors import Problem
from quizapp.formats.readers.columns import (
    LIKELY_ANSWERS,
    SURE_ANSWERS,
    SURE_QUESTIONS,
    find_columns,
    meaning,
    named,
)
from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.questions import is_asked, without_answer_label, without_label
from quizapp.model.document import Pair

TITLE_KEYS = ("title", "name", "headline", "heading", "topic", "subject")
SUMMARY_KEYS = ("summary", "description", "intro", "introduction", "abstract", "lead")
PARTS = frozenset(
    [*LIKELY_ANSWERS, *SURE_ANSWERS, "children", "nodes", "blocks", "paragraphs", "items", "data"]
)
LONGEST_LOCALE = 5
Clean = Callable[[str], str]


class Records:
    """Collects the pairs of a tree; ``clean`` makes clean text of a value."""

    def __init__(self, root: Node | None, file: str, problems: Iterable[Problem], clean: Clean) -> None:
        self.root = root
        self.file = file
        self.clean = clean
        self.draft = Draft(problems=list(problems))

    def read(self) -> Draft:
        """Give title, summary and pairs."""
        if isinstance(self.root, Mapping) and not surely_pair(self.root):
            self.draft.title = collapse(words(find(self.root, TITLE_KEYS)))
            self.draft.summary = self.clean(words(find(self.root, SUMMARY_KEYS)))
        taken: set[int] = set()
        for node in walk(self.root):
            if id(node) in taken:
                taken.update(id(below) for below in children(node))
            elif isinstance(node, Mapping) and surely_pair(node):
                self.add(node, find(node, SURE_QUESTIONS), find(node, SURE_ANSWERS))
            else:
                taken.update(map(id, self.add_table(node)))
        self.draft.pairs.sort(key=lambda pair: pair.line or 0)
        return self.draft

    def add_table(self, node: Node) -> list[Node]:
        """Add the pairs that the children of a node are, as rows of a table; give the children that are."""
        rows = [child for child in children(node) if isinstance(child, Mapping)]
        used: list[Node] = []
        if rows:
            used += self.add_rows([row for row in rows if not holds_rows(row)])
        if isinstance(node, Mapping):
            self.add_asking_keys(node)
        elif isinstance(node, Sequence):
            used += self.add_couples(node)
        return used

    def add_rows(self, rows: list[Mapping]) -> list[Node]:
        """Add the pairs of mappings in a list; give those that are pairs."""
        columns = find_columns([{key.value: words(value) for key, value in row.entries} for row in rows])
        if not columns:
            return []
        question, answer = columns
        used: list[Node] = []
        for row in rows:
            values = {key.value: value for key, value in row.entries}
            if question in values or answer in values:
                used.append(row)
                asked = values.get(question) or find(row, (meaning(question),))
                self.add(row, asked, values.get(answer) or find(row, (meaning(answer),)))
        return used

    def add(self, row: Mapping, question: Node | None, answer: Node | None) -> None:
        """Add a pair, or say that its question is missing."""
        asked = without_label(collapse(self.clean(words(question))))
        if asked:
            told = without_answer_label(self.clean(words(answer)))
            self.draft.pairs.append(Pair(asked, told, question.line if question else row.line))
        else:
            self.draft.problems.append(
                Problem("an answer without a question; left out.", self.file, row.line)
            )

    def add_asking_keys(self, node: Mapping) -> None:
        """Add the pairs of a mapping whose keys ask."""
        for key, value in node.entries:
            if is_asked(key.value) and (not isinstance(value, Mapping) or words(value)):
                told = without_answer_label(self.clean(words(value)))
                self.draft.pairs.append(Pair(without_label(collapse(self.clean(key.value))), told, key.line))

    def add_couples(self, node: Sequence) -> list[Node]:
        """Add the pairs of a list of lists of two texts, of which the first asks."""
        couples = [item for item in node.items if isinstance(item, Sequence) and len(item.items) == 2]
        asking = [item for item in couples if is_asked(words(item.items[0]))]
        if len(asking) * 2 < len(node.items):
            return []
        for item in couples:
            asked = without_label(collapse(self.clean(words(item.items[0]))))
            told = without_answer_label(self.clean(words(item.items[1])))
            self.draft.pairs.append(Pair(asked, told, item.line))
        return list(couples)


def children(node: Node) -> list[Node]:
    """Give the nodes right below a node."""
    if isinstance(node, Sequence):
        return node.items
    return [value for _, value in node.entries] if isinstance(node, Mapping) else []


def surely_pair(node: Mapping) -> bool:
    """Whether the keys of a mapping surely mean a question or an answer, and hold texts."""
    question, answer = find(node, SURE_QUESTIONS), find(node, SURE_ANSWERS)
    if question and answer:
        return True
    plain = ("question", "q", "answer", "a")
    return find(node, plain) is not None and not any(holds_rows(node) for _ in "1") and not any_likely(node)


def any_likely(node: Mapping) -> bool:
    """Whether the half of a pair that is missing may stand under a key of another name."""
    texts = [
        key.value for key, value in node.entries if isinstance(value, Scalar | Sequence) and words(value)
    ]
    return find_columns([dict.fromkeys(texts, "")]) is not None


def holds_rows(node: Mapping) -> bool:
    """Whether a mapping holds further pairs: a list of mappings that are no parts of a text."""
    return any(
        isinstance(value, Sequence)
        and any(isinstance(item, Mapping) and (surely_named(item) or not words(item)) for item in value.items)
        for _, value in node.entries
    )


def surely_named(node: Mapping) -> bool:
    """Whether a mapping has a key for a question or an answer."""
    names = [key.value for key, _ in node.entries]
    return bool(named(names, SURE_QUESTIONS) or named(names, SURE_ANSWERS))


def find(node: Mapping, names: Iterable[str]) -> Node | None:
    """Give the value under the first of the names that the mapping has a text for."""
    values = {meaning(key.value): value for key, value in reversed(node.entries)}
    return next((values[name] for name in names if name in values and is_text(values[name])), None)


def is_text(node: Node) -> bool:
    """Whether a node is a text, or parts that make one; ``null`` is an empty text."""
    return isinstance(node, Scalar) or (
        bool(words(node))
        and not any(
            isinstance(below, Mapping) and surely_named(below) and len(below.entries) > 1
            for below in walk(node)
            if below is not node
        )
    )


def words(node: Node | None) -> str:
    """Give the text of a node as written; parts as paragraphs, ``null`` as nothing."""
    if isinstance(node, Scalar):
        return "" if node.meaning == "null" else node.value
    if isinstance(node, Sequence):
        parts = [words(item) for item in node.items]
        inline = all(isinstance(item, Mapping) and len(item.entries) <= 2 for item in node.items)
        return ("" if inline and any(part.endswith(" ") for part in parts[:-1]) else "\n\n").join(
            filter(None, parts)
        )
    if isinstance(node, Mapping):
        if len(node.entries) and all(
            len(key.value) <= LONGEST_LOCALE and key.value.islower() for key, _ in node.entries
        ):
            locales = {key.value: value for key, value in node.entries if isinstance(value, Scalar)}
            if locales and len(locales) == len(node.entries) and not PARTS & set(locales):
                return words(locales.get("en") or next(iter(locales.values())))
        return "\n\n".join(
            filter(None, (words(value) for key, value in node.entries if meaning(key.value) in PARTS))
        )
    return ""
