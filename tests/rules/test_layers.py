"""The house rule: imports point downwards, and each library lives in its room."""

import ast
from pathlib import Path

import pytest

import quizapp

PACKAGE = Path(quizapp.__file__).parent

# Top floor first. A module may import its own room and any floor below, never a neighbour.
FLOORS = [
    {"web", "cli"},
    {"jobs"},
    {"services"},
    {"storage", "formats"},
    {"banks"},
    {"generate", "grade", "explain", "gradebook"},
    {"language"},
    {"model"},
    {"errors", "paths", "settings"},
]
FLOOR_OF = {name: level for level, floor in enumerate(FLOORS) for name in floor}
ROOMS_OF_LIBRARY = {
    "flask": {"web"},
    "babel": {"web"},
    "fsrs": {"services"},
    "flask_wtf": {"web"},
    "wtforms": {"web"},
    "werkzeug": {"web"},
    "click": {"cli"},
    "waitress": {"cli"},
    "gunicorn": {"cli"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "argon2": {"services"},
    "huey": {"jobs"},
    "redis": {"jobs"},
    "yaml": {"banks", "formats"},
    "nltk": {"language"},
    "wordllama": {"language"},
    "numpy": {"language", "grade", "generate"},
    "rapidfuzz": {"language"},
    "Stemmer": {"language"},
    "markdown_it": {"formats"},
    "xlsxwriter": {"formats"},
    "defusedxml": {"formats"},
    "genanki": {"formats"},
    "docx": {"formats"},
    "weasyprint": {"formats"},
    "pypdfium2": {"formats"},
}
PURE_ROOMS = {"model", "generate", "grade", "explain", "gradebook"}
IMPURE_LIBRARIES = {"os", "random", "socket", "subprocess", "tempfile", "time", "urllib", "pathlib"}
SIDEWAYS = {("cli", "web.app")}  # `quizapp serve` opens the web app
# Inside functions these are loaded on use: the command line stays quick, heavy models load when needed.
LAZY_ROOMS = {"cli", "language"}

MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path.parent != PACKAGE or path.name not in ("__init__.py", "__main__.py")
)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(tree: ast.AST) -> list[tuple[str, int]]:
    """Give (dotted name, line) of everything imported; relative imports come as '.'."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [
                ("." if node.level else f"{node.module}.{alias.name}", node.lineno) for alias in node.names
            ]
    return found


def violations(source: str, here: str) -> list[str]:
    """Name every import in ``source``, a module of the room ``here``, that breaks the rule."""
    tree = ast.parse(source)
    found = []
    for name, line in imports_of(tree):
        head, _, rest = name.partition(".")
        if name == ".":
            found.append(f"line {line}: relative import")
        elif head == "quizapp" and rest:
            there = rest.split(".")[0]
            sideways = any(here == a and rest.startswith(b) for a, b in SIDEWAYS)
            unknown = there not in FLOOR_OF and there != "__version__"
            below = there == "__version__" or FLOOR_OF.get(there, -1) > FLOOR_OF[here]
            if unknown or not (there == here or below or sideways):
                found.append(f"line {line}: {here} must not import {there}")
        elif here not in ROOMS_OF_LIBRARY.get(head, {here}):
            found.append(f"line {line}: {head} belongs in {sorted(ROOMS_OF_LIBRARY[head])}, not in {here}")
        elif here in PURE_ROOMS and head in IMPURE_LIBRARIES:
            found.append(f"line {line}: {here} is pure and must not import {head}")
    if here not in LAZY_ROOMS:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found += [f"line {line}: import inside a function" for _, line in imports_of(node)]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path):
    assert violations(path.read_text(encoding="utf-8"), room_of(path)) == []


@pytest.mark.parametrize(
    ("source", "here"),
    [
        ("from quizapp.web.app import create_app", "services"),
        ("from quizapp.grade import mark", "generate"),
        ("from . import question", "model"),
        ("import flask", "services"),
        ("import time", "grade"),
        ("def f():\n    from quizapp.errors import QuizError", "web"),
        ("from quizapp.helpers import f", "web"),
    ],
)
def test_the_rule_notices_a_wrong_import(source, here):
    assert violations(source, here)
