"""Turning a sentence round at chosen places, and the proof that what it then says is wrong."""

import re
from functools import lru_cache
from itertools import pairwise

from quizapp.generate.asking import takes_for_granted
from quizapp.generate.edit import Edit, turns_all
from quizapp.generate.material import Material, Sentence
from quizapp.generate.trim import balanced, ends, is_self_contained, is_whole, opening
from quizapp.generate.wording import article_for, quoted, without_also, without_asides
from quizapp.language.phrases import FINITE
from quizapp.language.words import content_stems, stem, words

SHORTEST_OPTION, LONGEST_OPTION = 5, 30
"""Words of a statement as an option."""

_ANYWHERE = frozenset(
    "a an the of to do doe did not is are was were be been has have had can should "
    "will would may might must could shall".split()
)
"""Stems that stand in any prompt and tell nothing."""


@lru_cache(maxsize=5_000)
def cuts(sentence: Sentence, alone: bool = True, longest: int = LONGEST_OPTION) -> list[int]:
    """Give where the sentence may end and be neither too short nor too long for an option, nearest first.

    An option has at most ``longest`` words. Unless ``alone``, it may point at what stands before it: "This is why …".
    """
    begin = opening(sentence)
    usable = []
    for end in ends(sentence, 3):
        text = without_asides(sentence.text[begin:end])
        fits = SHORTEST_OPTION <= len(text.split()) <= longest
        if (
            fits
            and ";" not in text
            and ": " not in text
            and balanced(text)
            and is_whole(sentence, begin, end)
            and (not alone or is_self_contained(sentence, begin, end))
        ):
            usable.append(end)
    return usable


def end_behind(sentence: Sentence, place: int) -> int | None:
    """Give where the sentence may end behind a token and be whole and understood alone; None where it may not."""
    begin = opening(sentence)
    for end in ends(sentence, place):
        if not is_self_contained(sentence, begin, end):
            return None
        if balanced(sentence.text[begin:end]) and is_whole(sentence, begin, end):
            return end
    return None


def gives_nothing_away(material: Material, sentence: Sentence, prompt: str, edit: Edit) -> bool:
    """Whether an edit is wrong by the whole source, and the prompt does not tell."""
    if turns_all(edit) and takes_for_granted(sentence.passage.question, sentence.text, edit.new):
        return False
    return _even(prompt, edit) and not _supported(material, sentence, edit)


_SO = re.compile(r"\bso\b(?! that)")
_FOLLOWING = re.compile(
    r"—|–| -- |\bas (?:it|they|there|this)\b|, as (?:the|a|an|we|you)\b"
    r"|\bor (?:\w+ ){1,3}(?:will|would|is|are|may|can)\b"
)
"""What goes on from a statement: "— they do not …", "as it depends on …", ", as the …", "or the cache will be lost"."""

_DASH = re.compile("—|–| -- ")


def is_half_turned(sentence: Sentence, edit: Edit, end: int) -> bool:
    """Whether an edit is followed by what goes on from the statement as it was: "…, so …", "— they do not …"."""
    before, behind = sentence.text[: edit.start], sentence.text[edit.end : end]
    if _SO.search(behind):
        return True
    goes_on = _DASH.search(before) or _FOLLOWING.search(behind) or _clause_follows(sentence, edit, end)
    return turns_all(edit) and bool(goes_on)


def _clause_follows(sentence: Sentence, edit: Edit, end: int) -> bool:
    """Whether another verb or clause goes on behind an edit: "… and create rifts", "…, and many members are active"."""
    tokens = [token for token in sentence.tokens if edit.end <= token.start < end]
    for place, (one, other) in enumerate(pairwise(tokens)):
        finite = any(token.tag in FINITE for token in tokens[place + 3 : place + 8])
        if (one.tag == "CC" and other.tag == "VB") or (
            one.text == "," and other.low in ("and", "but") and finite
        ):
            return True
    return False


def _even(prompt: str, edit: Edit) -> bool:
    """Whether the prompt gives neither the old nor the new words away: it has both or none of them."""
    said = _stems(prompt)
    old, new = _stems(edit.old), _stems(edit.new)
    return said.isdisjoint(old - new) == said.isdisjoint(new - old)


@lru_cache(maxsize=5_000)
def _stems(text: str) -> frozenset[str]:
    """Give the stems of all words, of the small ones too: "before" is one; without those that any prompt has."""
    return frozenset(stem(word.text) for word in words(text)) - _ANYWHERE


@lru_cache(maxsize=10_000)
def _supported(material: Material, sentence: Sentence, edit: Edit) -> bool:
    """Whether another sentence might say the edited thing."""
    tokens = sentence.tokens[max(edit.first - 6, 0) : edit.last + 6]
    new = set(content_stems(edit.new)) - set(content_stems(edit.old))
    if not new:
        return False
    around = content_stems(
        " ".join(token.text for token in tokens if not edit.start <= token.start < edit.end)
    )
    return material.saying(new, set(around), 0.5) is not None


def turned(sentence: Sentence, start: int, end: int, chosen: tuple[Edit, ...]) -> str:
    """Give the words from ``start`` to ``end`` with the chosen places turned round and articles mended."""
    text = sentence.text[start:end]
    for edit in sorted(chosen, key=lambda edit: -edit.start):
        before, after = text[: edit.start - start], text[edit.end - start :]
        words = before.rstrip().rsplit(" ", 1)
        if words[-1].lower() in ("a", "an"):
            article = article_for(edit.new)
            words[-1] = article.capitalize() if words[-1][0].isupper() else article
            before = " ".join(words) + " "
        text = f"{before}{edit.new}{after}"
    return " ".join(without_also(without_asides(text)).split())


def reasons(
    sentence: Sentence, one: Edit, other: Edit, following: Sentence | None = None
) -> tuple[str, str, str, str]:
    """Say why the statement is right, and why it is wrong with one, the other, or both places turned round."""
    said = quoted(sentence.text) + (f" {quoted(following.text)}" if following else "")
    first = f"the source says “{one.old}”, not “{one.new}”"
    second = f"“{other.old}”, not “{other.new}”"
    return (
        f"So says the source: {said}",
        f"Wrong in one place: {first}.",
        f"Wrong in one place: the source says {second}.",
        f"Wrong in two places: {first}, and {second}.",
    )
