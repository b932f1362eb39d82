"""A bank file → Bank. Strict: people edit it, and a silent misreading would end up in somebody's marks."""

from quizapp.banks.fields import Fields, Notes, has_key, peek
from quizapp.banks.nodes import Node, tree
from quizapp.banks.soundness import unsound
from quizapp.errors import FileProblems, Problem
from quizapp.model.bank import FORMAT, Bank, Passage, Source
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer

BANK_KEYS = ("format", "id", "title", "summary", "sources", "passages", "questions")
SOURCE_KEYS = ("id", "file", "title", "sha256")
PASSAGE_KEYS = ("id", "source", "question", "answer")
COMMON_KEYS = ("id", "kind", "passage", "prompt", "family")
CHOICE_QUESTION_KEYS = (*COMMON_KEYS, "fixed_order", "choices", "explanation", "tags", "made")
SHORT_ANSWER_KEYS = (
    *COMMON_KEYS,
    "answer_type",
    "tolerance",
    "points",
    "accept",
    "reject",
    "full_marks_at",
    "explanation",
    "tags",
    "made",
)
CHOICE_KEYS = ("text", "correct", "why", "evidence")
POINT_KEYS = ("id", "text", "weight", "evidence", "accept", "reject")
EVIDENCE_KEYS = ("passage", "start", "end")
KINDS = ("multiple_choice", "short_answer")
ANSWER_TYPES = ("text", "number", "name", "date")
LARGEST_BANK = 32 * 1024 * 1024
"""Bytes that a bank file may have."""


def read_bank(text: str | bytes, file: str) -> Bank:
    """Read a bank; ``file`` is the name that problems show.

    Raises FileProblems with every problem of the file, in the order of its lines.
    """
    if len(text) > LARGEST_BANK:
        raise FileProblems([Problem(f"has more than {LARGEST_BANK >> 20} MB; split it.", file)])
    root, problems = tree(as_text(text, file), file)
    if root is None:
        raise FileProblems([Problem("is empty; expected a bank (YAML, beginning with “format: 1”).", file)])
    notes = Notes(file, list(problems))
    bank = read_root(root, notes)
    for thing in unsound(bank):
        line, where = notes.places[id(thing.item)]
        if (where, thing.key) not in notes.broken:
            notes.problems.append(Problem(thing.message, file, line, where))
    if notes.problems:
        raise FileProblems(sorted(notes.problems, key=lambda problem: problem.line or 0))
    return bank


def as_text(text: str | bytes, file: str) -> str:
    """Decode UTF-8. Raises FileProblems for other bytes."""
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = text.count(b"\n", 0, e.start) + 1
        raise FileProblems([Problem("is not UTF-8 text; expected a bank (YAML).", file, line)]) from e


def read_root(root: Node, notes: Notes) -> Bank:
    """Read the outermost mapping."""
    fields = Fields(root, BANK_KEYS, "", notes)
    if fields.integer("format") != FORMAT and ("", "format") not in notes.broken:
        fields.problem(f"“format” must be {FORMAT}; this bank is of another version.")
    bank = Bank(
        id=fields.text("id"),
        title=fields.text("title"),
        summary=fields.text("summary", ""),
        sources=fields.each("sources", lambda node, n: read_source(node, n, notes)),
        passages=fields.each("passages", lambda node, n: read_passage(node, n, notes)),
        questions=fields.each("questions", lambda node, n: read_question(node, n, notes), must=True),
    )
    notes.places[id(bank)] = (root.line, fields.where)
    return bank


def read_source(node: Node, number: int, notes: Notes) -> Source:
    """Read an entry of ``sources``."""
    fields = Fields(node, SOURCE_KEYS, place(node, "source", number), notes)
    source = Source(
        id=fields.text("id"),
        file=fields.text("file"),
        title=fields.text("title", ""),
        sha256=fields.text("sha256", ""),
    )
    notes.places[id(source)] = (node.line, fields.where)
    return source


def read_passage(node: Node, number: int, notes: Notes) -> Passage:
    """Read an entry of ``passages``."""
    fields = Fields(node, PASSAGE_KEYS, place(node, "passage", number), notes)
    passage = Passage(
        id=fields.text("id"),
        source=fields.text("source"),
        question=fields.text("question"),
        answer=fields.text("answer"),
    )
    notes.places[id(passage)] = (node.line, fields.where)
    return passage


def read_question(node: Node, number: int, notes: Notes) -> Question:
    """Read an entry of ``questions``."""
    where = place(node, "question", number)
    kind = peek(node, "kind")
    is_short = kind == "short_answer" or (kind not in KINDS and has_key(node, "points"))
    fields = Fields(node, SHORT_ANSWER_KEYS if is_short else CHOICE_QUESTION_KEYS, where, notes)
    fields.one_of("kind", KINDS)
    question = read_short_answer(fields) if is_short else read_multiple_choice(fields)
    notes.places[id(question)] = (node.line, where)
    return question


def read_multiple_choice(fields: Fields) -> MultipleChoice:
    """Read a multiple-choice question."""
    return MultipleChoice(
        id=fields.text("id"),
        prompt=fields.text("prompt"),
        choices=fields.each("choices", lambda node, n: read_choice(node, n, fields), must=True),
        passage=fields.text("passage", "") or None,
        family=fields.text("family", ""),
        fixed_order=fields.boolean("fixed_order", False),
        explanation=fields.text("explanation", ""),
        tags=fields.texts("tags"),
        made=fields.text("made", ""),
    )


def read_short_answer(fields: Fields) -> ShortAnswer:
    """Read a short-answer question."""
    return ShortAnswer(
        id=fields.text("id"),
        prompt=fields.text("prompt"),
        points=fields.each("points", lambda node, n: read_point(node, n, fields), must=True),
        passage=fields.text("passage", "") or None,
        family=fields.text("family", ""),
        answer_type=fields.one_of("answer_type", ANSWER_TYPES, "text"),
        tolerance=fields.number("tolerance", None),
        accept=fields.texts("accept"),
        reject=fields.texts("reject"),
        full_marks_at=fields.number("full_marks_at", None),
        explanation=fields.text("explanation", ""),
        tags=fields.texts("tags"),
        made=fields.text("made", ""),
    )


def read_choice(node: Node, number: int, question: Fields) -> Choice:
    """Read one choice of a question."""
    fields = Fields(node, CHOICE_KEYS, f"{question.where}, choice {number}", question.notes)
    choice = Choice(
        text=fields.text("text"),
        correct=fields.boolean("correct"),
        why=fields.text("why", ""),
        evidence=read_evidence(fields),
    )
    question.notes.places[id(choice)] = (node.line, fields.where)
    return choice


def read_point(node: Node, number: int, question: Fields) -> KeyPoint:
    """Read one key point of a question."""
    fields = Fields(node, POINT_KEYS, f"{question.where}, point {number}", question.notes)
    weight = fields.number("weight", 1.0)
    point = KeyPoint(
        id=fields.text("id"),
        text=fields.text("text"),
        weight=1.0 if weight is None else weight,
        evidence=read_evidence(fields),
        accept=fields.texts("accept"),
        reject=fields.texts("reject"),
    )
    question.notes.places[id(point)] = (node.line, fields.where)
    return point


def read_evidence(owner: Fields) -> tuple[Evidence, ...]:
    """Read the evidence of a choice or point."""

    def read(node: Node, number: int) -> Evidence:
        fields = Fields(node, EVIDENCE_KEYS, owner.where, owner.notes)
        return Evidence(fields.text("passage"), fields.integer("start"), fields.integer("end"))

    return owner.each("evidence", read)


def place(node: Node, kind: str, number: int) -> str:
    """Name a thing by its id, or by its number where it has none."""
    return f"{kind} {peek(node, 'id') or number}"
