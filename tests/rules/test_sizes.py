"""Modules stay small enough to read in one sitting, functions on one screen."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "quizapp").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
LONGEST_TEMPLATE = 120


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_and_its_functions_are_short(path):
    assert lines_of(path) <= LONGEST_MODULE
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_is_short_and_has_nothing_inline(path):
    assert lines_of(path) <= LONGEST_TEMPLATE
    text = path.read_text(encoding="utf-8")
    for forbidden in ("style=", "onclick=", "<style", "|safe", "| safe", "javascript:"):
        assert forbidden not in text
    assert text.count("<script") == text.count("<script src=") + text.count('<script type="module" src=')
