"""A sentence to be completed from one place on, where several things could stand."""

from quizapp.generate.asking import asked_about
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.degree import Degree
from quizapp.generate.material import Material, Sentence
from quizapp.generate.trim import opening
from quizapp.generate.turning import end_behind, gives_nothing_away, turned
from quizapp.generate.wording import capital, quoted

LONGEST_COMPLETION = 30
"""Words of an option; only the first of them differ."""

FEWEST_OTHERS = 2
"""Wrong options of an item; a place with fewer still serves the families that turn several statements round."""


def completed(material: Material, sentence: Sentence, degree: Degree, name: str) -> Candidate | None:
    """Propose a sentence against the same with something else at one place, or None."""
    if len(degree.others) < FEWEST_OTHERS:
        return None
    used = [edit for other in degree.others for edit in other]
    begin, start = opening(sentence), _start(sentence, min(edit.first for edit in used))
    end = end_behind(sentence, max(edit.last for edit in used))
    if end is None or start < begin:
        return None
    prompt, shown_from = asked_about(sentence, begin, start, end, LONGEST_COMPLETION)
    if not prompt or not all(
        gives_nothing_away(material, sentence, prompt, other[0]) for other in degree.others
    ):
        return None
    texts = [turned(sentence, shown_from, end, chosen) for chosen in ((), *degree.others)]
    if shown_from == begin:
        texts = [capital(text) for text in texts]
    if len({text.lower() for text in texts}) < len(texts):
        return None
    said = quoted(sentence.text)
    whys = [
        f"So says the source: {said}",
        *(f"The source says “{other[0].old}”, not “{other[0].new}”: {said}" for other in degree.others),
    ]
    ranks = degree.ranks or (0.0,) * len(texts)
    key, *wrong = (
        Option(text, why, (sentence.evidence,), rank)
        for text, why, rank in zip(texts, whys, ranks, strict=True)
    )
    quality = 0.84 * degree.weight + (0.06 if len(wrong) > 2 else 0.0) - 0.004 * len(texts[0].split())
    turns = frozenset((sentence.evidence, edit.start, edit.new) for edit in used)
    return Candidate(
        name,
        sentence,
        prompt,
        key,
        tuple(wrong),
        quality,
        in_order=bool(degree.ranks),
        turned=turns,
        told=shown_from if shown_from > begin else 0,
    )


def _start(sentence: Sentence, first: int) -> int:
    """Give where the options begin: at a token, or at the article before it, which must not tell the key."""
    before = sentence.tokens[first - 1] if first else None
    return before.start if before and before.low in ("a", "an") else sentence.tokens[first].start
