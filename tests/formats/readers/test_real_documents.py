"""The collected FAQ documents give the pairs that people took out of them."""

import json
from pathlib import Path

import pytest

from quizapp.formats.readers import read_document

FAQS = Path(__file__).resolve().parents[4] / "shared" / "faqs"
GOLD = sorted(FAQS.glob("*.pairs.json"))

pytestmark = pytest.mark.skipif(not GOLD, reason="the collected FAQ documents are not beside this checkout")


def source_of(gold):
    stem = gold.name.removesuffix(".pairs.json")
    [path] = [path for path in FAQS.glob(f"{stem}.*") if path.suffix != ".json"]
    return path


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name.removesuffix(".pairs.json"))
def test_every_pair_is_found_to_the_letter_and_none_besides(gold):
    path = source_of(gold)
    document = read_document(path.read_bytes(), path.name)
    found = [(" ".join(pair.question.split()), " ".join(pair.answer.split())) for pair in document.pairs]
    wanted = json.loads(gold.read_text(encoding="utf-8"))["pairs"]
    assert found == [(" ".join(p["question"].split()), " ".join(p["answer"].split())) for p in wanted]
    assert not any(problem.grave for problem in document.problems)
    assert all(pair.place for pair in document.pairs)
