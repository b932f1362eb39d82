"""Yes, no, or within limits: what else could be said of what a sentence affirms or denies."""

from collections.abc import Iterator

from quizapp.generate.asking import asks_whether
from quizapp.generate.degree import Degree
from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Material, Sentence
from quizapp.generate.polarity import polarities
from quizapp.generate.trim import opening
from quizapp.generate.turning import end_behind
from quizapp.generate.verbs import is_done, is_state, is_welcome, main_verb
from quizapp.language.phrases import FINITE

WEIGHT = 0.8

LONGEST = 20
"""Words of a clause that a limit can be set behind and still belong to its verb."""

_BRANCHING = frozenset(
    "if when unless while because that which who whom where whether until although though since as than so before "
    "after once whenever by".split()
)
"""Words behind the verb after which a limit would belong to something else."""

_LIMITING = frozenset(
    "only usually often always sometimes rarely never generally typically mainly mostly currently necessarily yet "
    "still exceptional request approval fee charge free permission".split()
)
"""Words beside which a further limit is odd or gives itself away."""

_FEES = ("fee", "fees", "paid", "charge", "price")
_APPROVALS = ("approval", "approved", "approve", "permission")


def extents(material: Material, sentence: Sentence) -> Iterator[Degree]:
    """Give what a sentence permits or forbids, with its opposite and the same within limits."""
    verb = main_verb(sentence)
    if verb is None or sentence.text[-1] != "." or is_welcome(sentence.tokens, verb + 1):
        return
    if sentence.tokens[verb].low not in ("can", "cannot", "may") or not is_done(sentence, verb):
        return
    limit = _limit(material)
    for edit in polarities(sentence):
        last = _last(sentence, edit)
        if last is None or edit.new == "some":
            continue
        word = sentence.tokens[last].text
        if _denies(edit):
            yield Degree(
                ((edit,), (edit, edit_at(sentence, last, last + 1, f"{word} {limit}", WEIGHT))), WEIGHT
            )
        elif _is_free_to(sentence, verb) or (asks_whether(sentence.passage.question) and sentence.place < 2):
            yield Degree(
                ((edit,), (edit_at(sentence, last, last + 1, f"{word}, but only {limit}", WEIGHT),)), WEIGHT
            )


def _is_free_to(sentence: Sentence, verb: int) -> bool:
    """Whether the reader may do what the verb says, so that a limit of it is plausible."""
    tokens = sentence.tokens
    return (
        verb > 0
        and tokens[verb - 1].low in ("you", "anyone", "users")
        and tokens[verb].low in ("can", "may")
        and is_done(sentence, verb)
        and not is_state(sentence, verb)
    )


def _denies(edit: Edit) -> bool:
    """Whether the source denies what the edit affirms."""
    return any(word in ("not", "cannot", "no") or word.endswith("n't") for word in edit.old.lower().split())


def _last(sentence: Sentence, edit: Edit) -> int | None:
    """Give the last token of the clause of an edit, if a limit can stand behind it; else None."""
    end = end_behind(sentence, edit.last)
    if end is None:
        return None
    tokens = sentence.tokens
    begin = opening(sentence)
    inside = [place for place, token in enumerate(tokens) if begin <= token.start and token.end <= end]
    low = {tokens[place].low for place in inside}
    behind = {tokens[place].low for place in inside if place >= edit.last}
    verbs = [place for place in inside if place >= edit.last and tokens[place].tag in FINITE]
    if verbs or len(inside) > LONGEST or not _LIMITING.isdisjoint(low) or not _BRANCHING.isdisjoint(behind):
        return None
    return inside[-1] if tokens[inside[-1]].is_word and inside[-1] >= edit.last else None


def _limit(material: Material) -> str:
    """Give a limit of a permission that is plausible in this document."""
    if any(material.speaks_of(word) for word in _APPROVALS):
        return "with prior approval"
    return "for a fee" if any(material.speaks_of(word) for word in _FEES) else "on request"
