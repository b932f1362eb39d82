"""What the tests of question formats share: other people's readers, the schemas, the sample banks."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from formats.banks.checkers import CHECKERS

from quizapp.banks import read_bank
from quizapp.model.bank import Bank
from quizapp.paths import data_dir

ROOT = Path(__file__).resolve().parents[3]
STANDARDS = ROOT.parent / "shared" / "standards"


@pytest.fixture(scope="session")
def checker() -> Callable[[str], Path]:
    """Finds another reader of our files; without it the test is skipped, but not where changes are decided on."""

    def find(name: str) -> Path:
        try:
            return CHECKERS[name][0]()
        except FileNotFoundError as e:
            if os.environ.get("CI"):
                raise
            pytest.skip(str(e))

    return find


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of the standards' schemas, which may not be part of the project."""
    if not STANDARDS.is_dir():
        pytest.skip(f"the schemas of the standards are not in {STANDARDS}")
    return STANDARDS


@pytest.fixture(scope="session")
def samples() -> list[Bank]:
    """The sample banks."""
    return [read_bank(path.read_bytes(), path.name) for path in sorted(data_dir("questions").glob("*.yaml"))]
