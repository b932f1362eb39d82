"""The same FAQ in the shapes of many sites and programs gives the same pairs: one file a shape in ``shapes/``."""

from pathlib import Path

import pytest

from quizapp.formats.readers import read_document

SHAPES = sorted((Path(__file__).parent / "shapes").iterdir())
PAIRS = [
    ("How long does delivery take?", "Delivery takes three working days."),
    ("Can I return an item?", "Yes, within 30 days:\nprint the label\ndrop the parcel off"),
    ("Who pays for returns?", "We pay for the first return of each order."),
]


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.name)
def test_every_shape_gives_the_same_pairs(path):
    document = read_document(path.read_bytes(), path.name)
    assert [(pair.question, pair.answer) for pair in document.pairs] == PAIRS
    assert all("is taken for a section" in problem.message for problem in document.problems)


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.name)
def test_every_pair_knows_its_line(path):
    rows = path.read_text(encoding="utf-8").splitlines()
    for pair in read_document(path.read_bytes(), path.name).pairs:
        near = " ".join(rows[pair.line - 1 : pair.line + 2])
        assert pair.question.split()[0] in near


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.name)
def test_the_title_is_found_where_there_is_one(path):
    if "Shipping FAQ" in path.read_text(encoding="utf-8"):
        assert read_document(path.read_bytes(), path.name).title == "Shipping FAQ"
