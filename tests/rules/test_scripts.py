"""What the pages' scripts may not do: make a program or a page out of words."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|setAttribute\(\"on)\b"
)
SAFE = re.compile(r"\|\s*safe\b|Markup\(|autoescape\s+false")


@pytest.mark.parametrize("path", sorted((ROOT / "static").glob("*.js")), ids=lambda path: path.name)
def test_no_script_turns_words_into_html_or_code(path):
    assert FORBIDDEN.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_calls_words_safe(path):
    text = path.read_text("utf-8")
    assert SAFE.findall(text) == []
    assert re.findall(r"<[^>]+\s(?:on[a-z]+|style)=", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
