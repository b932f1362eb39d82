"""Static word vectors: what a word means, as 256 numbers, without a network and in microseconds.

The vectors are those of WordLlama (MIT), which ships them inside its package. They are read straight from its
two files: importing `wordllama` itself takes four times as long and twice the memory, for functions that are
not used here.
"""

import importlib.util
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from quizapp.errors import MissingExtra

Vectors = npt.NDArray[np.float32]

SIZE = 256
LONGEST_WORD = 40
"""Characters of a word that are looked at; longer "words" are noise or addresses."""

_WEIGHTS = Path("weights") / "l2_supercat_256.safetensors"
_TOKENIZER = Path("tokenizers") / "l2_supercat_tokenizer_config.json"
_lock = threading.Lock()


class _Tables:
    """The two tables of WordLlama: pieces of words, and one vector for each piece."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("wordllama")
        if spec is None or spec.origin is None:
            raise MissingExtra(
                "The package wordllama is missing. Install quizapp again: pip install quizapp."
            )
        folder = Path(spec.origin).parent
        self.pieces = Tokenizer.from_file(str(folder / _TOKENIZER))
        self.pieces.no_padding()
        self.pieces.no_truncation()
        (self.vectors,) = load_file(folder / _WEIGHTS).values()


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    return _Tables()


def _loaded() -> _Tables:
    with _lock:
        return _tables()


@lru_cache(maxsize=20_000)
def _piece_ids(word: str) -> tuple[int, ...]:
    clean = word[:LONGEST_WORD].encode("utf-8", "ignore").decode()
    return tuple(_loaded().pieces.encode(clean, add_special_tokens=False).ids)


@lru_cache(maxsize=20_000)
def vector(word: str) -> Vectors:
    """Give the vector of one word, of unit length (or zero where nothing is known of the word)."""
    ids = _piece_ids(word)
    if not ids:
        return np.zeros(SIZE, dtype=np.float32)
    mean = weighted_vector(word)
    if len(ids) > 1:
        mean = mean / np.float32(len(ids))
    length = np.sqrt(mean @ mean)
    return mean / length if length else mean


@lru_cache(maxsize=20_000)
def weighted_vector(word: str) -> Vectors:
    """Give the sum of the vectors of the pieces of a word, at their own lengths.

    Added up over a text they are its embedding, in which telling words count for more (WordLlama trained
    them so).
    """
    ids = _piece_ids(word)
    table = _loaded().vectors
    if len(ids) == 1:
        only: Vectors = table[ids[0]].astype(np.float32)
        return only
    total: Vectors = np.add.reduce(table[list(ids)].astype(np.float32), axis=0)
    return total


def vectors(words: Sequence[str]) -> Vectors:
    """Give one row a word, of unit length (or zero where nothing is known of the word)."""
    if not words:
        return np.zeros((0, SIZE), dtype=np.float32)
    return np.concatenate([vector(word) for word in words]).reshape(-1, SIZE)


@lru_cache(maxsize=1)
def common_direction() -> Vectors:
    """Give the direction that all English text shares, of unit length: the mean piece, weighed by frequency.

    The pieces are numbered by rank, and the n-th commonest is about 1/n as frequent as the first (Zipf).
    """
    table = _loaded().vectors[258:].astype(np.float32)
    total: Vectors = (table / np.arange(10, len(table) + 10, dtype=np.float32)[:, None]).sum(axis=0)
    return total / np.float32(np.linalg.norm(total))


@lru_cache(maxsize=20_000)
def rarity(word: str) -> float:
    """Say how rare a word is, from 0 (the commonest) to 1 (made of pieces that had to be put together).

    The pieces of the tokenizer were learnt in the order of their frequency, so the number of a piece is a
    frequency rank, and a word that needs several pieces is rarer than any that has one of its own.
    """
    ids = _piece_ids(word.lower())
    if not ids:
        return 0.0
    if len(ids) > 1:
        return 1.0
    rank = max(ids[0] - 258, 1)
    return float(min(np.log(rank) / np.log(32_000), 1.0))


def has_own_piece(word: str) -> bool:
    """Whether the word is common enough to have a piece of its own: a sign that it is spelt right."""
    return len(_piece_ids(word.lower())) == 1
