"""Must, may, or not at all? A statement of a duty, a permission or a plan, against the same with another strength."""

from collections.abc import Iterator

from quizapp.generate.asking import asked_about
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Material, Sentence
from quizapp.generate.polarity import POLAR
from quizapp.generate.trim import opening
from quizapp.generate.turning import LONGEST_OPTION, cuts, turned
from quizapp.generate.wording import capital, quoted

NAME = "duty"
STRENGTHS = {
    "must": ("may", "need not"),
    "should": ("must not", "need not"),
    "may": ("must", "may not"),
    "can": ("cannot", "have to"),
    "will": ("will not", "need not"),
    "cannot": ("can", "need not"),
}
"""What stands for a modal verb: other strengths that the statement excludes."""

_NEGATIONS = frozenset("not n't no never neither nor".split())


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence whose one modal verb says how binding it is."""
    del material, chance
    tokens = sentence.tokens
    modals = [place for place, token in enumerate(tokens[:-1]) if token.tag == "MD"]
    possible = cuts(sentence)
    if len(modals) != 1 or not possible or tokens[modals[0]].low not in STRENGTHS:
        return
    place, end = modals[0], possible[-1]
    if tokens[place + 1].tag != "VB" or place < 1 or tokens[place].end > end:
        return
    if not (POLAR | _NEGATIONS).isdisjoint(token.low for token in tokens):
        return
    changes = [edit_at(sentence, place, place + 1, new, 0.6) for new in STRENGTHS[tokens[place].low]]
    if any(change.new == "have to" for change in changes) and tokens[place - 1].tag not in (
        "NNS",
        "NNPS",
        "PRP",
    ):
        return
    begin = opening(sentence)
    prompt, start = asked_about(sentence, begin, tokens[place].start, end, LONGEST_OPTION)
    if prompt:
        yield _candidate(sentence, prompt, start, end, changes)


def _candidate(sentence: Sentence, prompt: str, start: int, end: int, changes: list[Edit]) -> Candidate:
    shown = (lambda text: text) if prompt.endswith("”") else capital
    right = Option(
        shown(turned(sentence, start, end, ())),
        f"So says the source: {quoted(sentence.text)}",
        (sentence.evidence,),
    )
    wrong = tuple(
        Option(
            shown(turned(sentence, start, end, (change,))),
            f"The source says “{change.old}”, not “{change.new}”: {quoted(sentence.text)}",
            (sentence.evidence,),
        )
        for change in changes
    )
    return Candidate(NAME, sentence, prompt, right, wrong, 0.62 - 0.004 * len(right.text.split()))
