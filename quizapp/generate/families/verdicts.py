"""Which FAQ question is answered with "Yes", or with "No", among others that are answered the other way."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from quizapp.generate.asking import asks_whether, is_clear
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.distractors import unlike
from quizapp.generate.material import Material, Sentence
from quizapp.generate.wording import quoted, tidy
from quizapp.language.words import content_stems

NAME = "yes-or-no"

QUALITY = 0.62
"""Nothing is turned round, and the options are what people asked."""

OTHERS = 3
"""Wrong options of an item, if there are so many."""

FEWEST = 2

LOOKED_AT = 9
"""Questions that are combined."""

LONGER = 3.0
"""How much longer one question may be than another."""

_YES = re.compile(r"(?:yes|absolutely|certainly|definitely|of course)\b(?! not)", re.IGNORECASE)
_NO = re.compile(
    r"(?:unfortunately,? )?(?:no|nope|absolutely not|not at this time|not at present|not yet)\b(?! one\b)",
    re.IGNORECASE,
)
_HALF = re.compile(r"\w+[,.!]? but\b", re.IGNORECASE)
"""A verdict that is taken half back: "No, but it helps."."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose the FAQ question of the first sentence of an answer, if the answer begins with "Yes" or "No"."""
    own = verdict(sentence) if not sentence.place else None
    if own is None:
        return
    against = [other for other, said in _verdicts(material, material.block(sentence)) if said != own]
    word = "Yes" if own else "No"
    for chosen in _sets(sentence, against, chance, material.sets):
        yield Candidate(
            NAME,
            sentence,
            f"Which of these questions does the document answer with “{word}”?",
            _option(sentence),
            tuple(_option(other) for other in chosen),
            QUALITY + (0.05 if len(chosen) > FEWEST else 0.0),
        )


def verdict(sentence: Sentence) -> bool | None:
    """Say whether the first sentence of an answer says yes or no to a question that is clear on its own; else None."""
    question = sentence.passage.question.strip()
    if (
        not asks_whether(question)
        or not is_clear(question)
        or question.count("?") != 1
        or not question.endswith("?")
    ):
        return None
    if _HALF.match(sentence.text):
        return None
    if _YES.match(sentence.text):
        return True
    return False if _NO.match(sentence.text) else None


@lru_cache(maxsize=64)
def _verdicts(material: Material, block: int) -> list[tuple[Sentence, bool]]:
    """Give the first sentences around a block of passages that say yes or no."""
    found = ((sentence, verdict(sentence)) for sentence in material.first_around(block))
    return [(sentence, said) for sentence, said in found if said is not None]


def _sets(
    sentence: Sentence, others: list[Sentence], chance: Chance, most: int
) -> Iterator[tuple[Sentence, ...]]:
    """Give so many sets of each size of questions of about the same length.

    Those that share words with the question come first. Chance says how many are shorter than the question.
    """
    length = len(sentence.passage.question)
    stems = set(content_stems(sentence.passage.question))
    fitting = [
        o
        for o in others
        if max(length, len(o.passage.question)) <= LONGER * min(length, len(o.passage.question))
    ]
    order = chance.order(fitting, "verdict", sentence.passage.question)
    order.sort(key=lambda other: -len(stems & set(content_stems(other.passage.question))))
    for size in (OTHERS, FEWEST):
        wanted = int(chance.number("length", sentence.passage.question) * (size + 1))
        sets = list(combinations(order[:LOOKED_AT], size))
        sets.sort(key=lambda chosen: abs(sum(len(o.passage.question) < length for o in chosen) - wanted))
        yield from unlike(sets, most)


def _option(sentence: Sentence) -> Option:
    return Option(
        tidy(sentence.passage.question),
        f"The document answers: {quoted(sentence.text)}",
        (sentence.evidence,),
    )
