"""Files changed at random end in a document or a clear error; `bench/reading.py --mutations` tries many more."""

import random
from pathlib import Path

import pytest
from faq_writers import pdf, word

from quizapp.errors import QuizError
from quizapp.formats.readers import READERS, read_document

SHAPES = [path.read_bytes() for path in sorted((Path(__file__).parent / "shapes").iterdir())]
PAIRS = [(f"What is thing {n}?", [f"It is the number {n}."]) for n in range(5)]
SIGNS = (
    b"<",
    b"<!--",
    b"{{",
    b"```\n",
    b"\n---\n",
    b'"',
    b".. ",
    b"::\n",
    b"[" * 99,
    b"|===\n",
    b"Q: ",
    b"? ",
    b"\xc3",
    b"\x00",
)


def mutated(data, rng):
    work = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(work) + 1)
        end = min(len(work), start + rng.choice((1, 8, 60)))
        kind = rng.randrange(5)
        if kind == 0:
            del work[start:]
        elif kind == 1:
            del work[start:end]
        elif kind == 2:
            work[start:start] = work[start:end] * 9
        elif kind == 3 and start < end:
            work[start] ^= 1 << rng.randrange(8)
        else:
            work[start:start] = rng.choice(SIGNS)
    return bytes(work)


def outcome(data, reader):
    try:
        document = read_document(data, "faq", reader)
    except QuizError:
        return "error"
    assert document.pairs
    return "document"


@pytest.mark.parametrize("seed", range(6))
def test_a_changed_text_ends_in_a_document_or_a_clear_error(seed):
    rng = random.Random(seed)
    texts = [name for name, reader in READERS.items() if not reader.magic]
    found = {outcome(mutated(rng.choice(SHAPES), rng), rng.choice([None, None, *texts])) for _ in range(100)}
    assert found == {"document", "error"}


def test_a_changed_word_file_ends_in_a_document_or_a_clear_error():
    rng = random.Random(1)
    data = word(PAIRS)
    assert {outcome(mutated(data, rng), None) for _ in range(60)} <= {"document", "error"}


def test_a_changed_pdf_ends_in_a_document_or_a_clear_error():
    rng = random.Random(1)
    data = pdf(PAIRS)
    assert {outcome(mutated(data, rng), None) for _ in range(3)} <= {"document", "error"}
