"""Every package that a server brings along is pinned, and has a licence that is known and fits quizapp's own."""

import re
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path

import pytest

LOCK = Path(__file__).parents[2] / "requirements-server.lock"
FITTING = (
    "MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "Python-2.0", "Unlicense", "Zlib", "0BSD",
    "HPND", "The Unlicense", "CC0", "MPL-2.0", "Mozilla Public License 2.0", "ZPL", "Zope Public License",
)  # fmt: skip
WORDS_OF_MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy"
LINKED = {"psycopg": "LGPL", "psycopg-binary": "LGPL", "frozendict": "LGPL"}
"""Used as they come, through their own packages: what the LGPL asks for."""


def packages() -> list[str]:
    """Give the packages that a server brings along."""
    return sorted(re.findall(r"^([a-zA-Z0-9._-]+)==", LOCK.read_text("utf-8"), re.MULTILINE))


def licence_of(package: str) -> str:
    """Give what a package says of its licence."""
    said = metadata(package)
    classifiers = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or () if "License" in one]
    text = said.get("License-Expression") or " ".join(classifiers) or (said.get("License") or "")[:200]
    return text or licence_by_its_words(package)


def licence_by_its_words(package: str) -> str:
    """Give the name of the licence whose text a package brings along."""
    for path in files(package) or ():
        if "LICENSE" in path.name.upper() and WORDS_OF_MIT in path.read_text():
            return "MIT"
    raise AssertionError(f"{package} does not say what its licence is")


def test_every_package_of_a_server_is_pinned_with_a_hash():
    blocks = re.split(r"^(?=[a-zA-Z0-9._-]+==)", LOCK.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) > 30
    assert [block.split("=")[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("package", packages())
def test_the_licence_of_a_package_fits(package):
    try:
        licence = licence_of(package)
    except PackageNotFoundError:
        pytest.skip(f"{package} is not installed here")
    if package in LINKED:
        assert LINKED[package] in licence or "Lesser General Public" in licence
    else:
        assert "GPL" not in licence.replace("LGPL", ""), licence
        assert any(fitting in licence for fitting in FITTING), licence
