"""The tests would notice what they are there for."""

import sys
from pathlib import Path

import pytest
from browser.chromium import chromium_path, runs

pytestmark = pytest.mark.browser


def test_a_program_that_does_not_start_is_no_chromium(tmp_path):
    only_talks = tmp_path / "chromium"
    only_talks.write_text("#!/bin/sh\necho install a package first\nexit 1\n")
    only_talks.chmod(0o755)
    assert not runs(only_talks)
    assert not runs(tmp_path / "nothing")
    assert runs(Path(sys.executable))


def test_the_first_chromium_on_the_path_that_starts_is_taken(tmp_path, monkeypatch):
    for name, code in (("chromium", 1), ("google-chrome", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium_path() == tmp_path / "google-chrome"


def test_an_inline_script_and_another_host_would_be_noticed(visit):
    visitor = visit()
    page = visitor.go("/")
    page.evaluate(
        """() => {
            document.head.appendChild(document.createElement('script')).textContent = 'window.ran = true';
            document.body.appendChild(new Image()).src = 'http://127.0.0.1:9/other';
        }"""
    )
    page.wait_for_function("document.querySelector('img').complete")
    assert page.evaluate("window.ran") is None
    assert sum("Content Security Policy" in message for message in visitor.wrong) >= 2
    visitor.wrong.clear()
