"""Two-by-two over two sentences of an answer that have one place each to turn round."""

from collections.abc import Iterator

from quizapp.generate.asking import asks_what_is_said, is_answer, is_clear
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.edit import Edit
from quizapp.generate.edits import edits
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import stands_alone
from quizapp.generate.trim import opening
from quizapp.generate.turning import cuts, gives_nothing_away, reasons, turned
from quizapp.generate.wording import capital

LONGEST_TOGETHER = 32
"""Words of both sentences."""


def propose_joined(material: Material, sentence: Sentence, name: str) -> Iterator[Candidate]:
    """Propose a sentence together with the next one of its answer that can be turned round."""
    question = sentence.passage.question
    if not is_clear(question) or not is_answer(sentence):
        return
    prompt = asks_what_is_said(question)
    one = _place(material, sentence, prompt)
    for following in material.by_passage[sentence.passage.id]:
        if one is None or following.place <= sentence.place or not stands_alone(material, following):
            continue
        other = _place(material, following, prompt)
        if other is None or (one[0].is_negation and other[0].is_negation):
            continue
        candidate = _candidate(sentence, following, prompt, one, other, name)
        if candidate:
            yield candidate
            return


def _place(material: Material, sentence: Sentence, prompt: str) -> tuple[Edit, int] | None:
    """Give the best edit of a sentence, with where the sentence may end behind it."""
    begin = opening(sentence)
    usable = [
        (edit, end)
        for end in cuts(sentence)
        for edit in edits(material, sentence)
        if begin <= edit.start and edit.end <= end and gives_nothing_away(material, sentence, prompt, edit)
    ]
    return max(usable, key=lambda place: (place[0].weight, -place[1]), default=None)


def _candidate(
    sentence: Sentence,
    following: Sentence,
    prompt: str,
    one: tuple[Edit, int],
    other: tuple[Edit, int],
    name: str,
) -> Candidate | None:
    firsts = [turned(sentence, opening(sentence), one[1], chosen) for chosen in ((), (one[0],))]
    seconds = [turned(following, opening(following), other[1], chosen) for chosen in ((), (other[0],))]
    order = ((0, 0), (1, 0), (0, 1), (1, 1))
    texts = [f"{capital(firsts[a])}. {capital(seconds[b])}." for a, b in order]
    length = len(texts[0].split())
    if length > LONGEST_TOGETHER or len(set(texts)) < len(texts):
        return None
    evidence = (sentence.evidence, following.evidence)
    whys = reasons(sentence, one[0], other[0], following)
    options = [Option(text, why, evidence) for text, why in zip(texts, whys, strict=True)]
    quality = 0.5 * (one[0].weight + other[0].weight) / 2 + 0.33 - 0.006 * max(length - 16, 0)
    turns = frozenset(
        (place.evidence, edit.start, edit.new) for place, edit in ((sentence, one[0]), (following, other[0]))
    )
    return Candidate(name, sentence, prompt, options[0], tuple(options[1:]), quality, turned=turns)
