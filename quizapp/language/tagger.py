"""Text to tokens with part-of-speech tags (Penn Treebank): NLTK's averaged perceptron with weights of our own.

The weights are in `data/tagger.json.gz` (made by `bench/train_tagger.py`), their licence beside them.
"""

import gzip
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern
from threading import Lock
from typing import TYPE_CHECKING

from quizapp.language.wordnet import base_forms, is_known

if TYPE_CHECKING:
    from nltk.tag.perceptron import PerceptronTagger

_FILE = Path(__file__).parent / "data" / "tagger.json.gz"
_lock = Lock()

_TOKEN = re.compile(
    r"""
      https?://[^\s<>"]*[^\s<>".,;:!?)\]]            # an address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                   # an e-mail address
    | (?:[A-Za-z]\.){2,}                             # U.S.
    | (?:Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e|etc)\.      # the commonest abbreviations keep their stop
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?\b          # 1,200.50  20th  1990s
    | [A-Za-z]+(?=n['’]t\b)                          # do + n't
    | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m)\b                       # clitics
    | \w+(?:\.\w+)*                                  # words, file.txt
    | \.{2,}|…
    | [^\w\s]                                        # one mark at a time
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ALWAYS = {"become": "VBP", "becomes": "VBZ", "cannot": "MD"}
"""Words that are nothing else at the places that matter here."""

_PARTICLES = frozenset("von van de der den del della di da la le du ten ter bin ibn al".split())
"""What stands between the parts of a name."""

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a text with its tag: ``text`` is the text from ``start`` to ``end``, verbatim.

    ``low`` is the text in lower case, with straight apostrophes. A large document has millions of tokens, so that they
    have slots and share their strings.
    """

    text: str
    start: int
    end: int
    tag: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether there is a letter or digit in it."""
        return any(char.isalnum() for char in self.text)


def make_token(text: str, start: int, end: int, name: str) -> Token:
    """Make the token of the words ``text`` with the tag ``name``."""
    return Token(intern(text), start, end, name, intern(text.lower().replace("’", "'")))


@lru_cache(maxsize=1)
def _model() -> "PerceptronTagger":
    from nltk.tag.perceptron import PerceptronTagger  # half a second, needed only to generate

    tables = json.loads(gzip.decompress(_FILE.read_bytes()))
    model = PerceptronTagger(load=False)
    model.model.weights = tables["weights"]
    model.tagdict = tables["tagdict"]
    model.classes = model.model.classes = set(tables["classes"])
    return model


def _loaded() -> "PerceptronTagger":
    with _lock:
        return _model()


def _corrected(tokens: list[tuple[str, str]]) -> Iterable[str]:
    """Mend what the tagger gets wrong though the form or the neighbours leave no doubt."""
    before = ""
    for place, (text, name) in enumerate(tokens):
        following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
        before = _mended(text, name, before, following)
        yield before


def _mended(text: str, name: str, before: str, following: str) -> str:
    """Give the tag of a token, from the tagger's, the tag before it and the word behind it."""
    low = text.lower()
    if low in _ALWAYS:
        return _ALWAYS[low]
    if re.fullmatch(r"\d+(?:[.,]\d+)*", text):
        return "CD"
    if low == "'s" and name not in ("POS", "VBZ", "PRP"):
        return "POS"
    if low in _PARTICLES and before == "NNP" and following[:1].isupper():
        return "NNP"
    if name == "VB" and before in ("NNS", "NNPS"):
        return "VBP"
    if name == "NN" and _is_plural(low):
        return "NNS"
    return name


def _is_plural(low: str) -> bool:
    """Whether a word is known in the singular only."""
    return low.endswith("s") and is_known(low) and low not in base_forms(low)


@lru_cache(maxsize=5_000)
def tag(text: str) -> tuple[Token, ...]:
    """Give the tokens of one sentence with their tags."""
    found = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    tagged = _loaded().tag([word.translate(_PLAIN) for word, _, _ in found])
    return tuple(
        make_token(word, start, end, name)
        for (word, start, end), name in zip(found, _corrected(tagged), strict=True)
    )
