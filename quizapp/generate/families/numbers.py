"""Numbers and dates: the sentence up to the number, and neighbours of it in even steps."""

from collections.abc import Iterator

from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.material import Material, Sentence
from quizapp.generate.numerals import CHOICES, Number, asked_numbers, series, steps
from quizapp.generate.trim import clause_end, is_self_contained, opening
from quizapp.generate.wording import completion, quoted

NAME = "number"
LONGEST_REST = 22
"""Words that may follow the number in an option."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a question for every number of a sentence."""
    del material
    for number in asked_numbers(sentence):
        end = clause_end(sentence, number.position + 1, LONGEST_REST)
        before = sentence.tokens[number.position - 1]
        sign = before.text if before.text in "$€£" else ""
        stem = sentence.text[opening(sentence) : before.start if sign else number.token.start].rstrip()
        rest = sentence.text[number.token.end : end].partition(" (")[0] if end is not None else None
        if rest is None or len(stem.split()) < 3 or not is_self_contained(sentence, 0, end or 0):
            continue
        candidate = _candidate(sentence, number, stem, (sign, rest), chance)
        if candidate:
            yield candidate


def _candidate(
    sentence: Sentence, number: Number, stem: str, around: tuple[str, str], chance: Chance
) -> Candidate | None:
    """Choose step and place by chance; percentages stay below 100, and no value stands in the prompt."""
    sign, rest = around
    percent = rest.lstrip().startswith(("%", "percent", "per cent"))
    prompt = completion(sentence.passage.question, stem)
    for step in steps(number, sentence):
        for place in chance.order(range(CHOICES), sentence.text, number.token.text, str(step)):
            values = series(number, step, place)
            if values is None or (percent and values[-1] > 100) or values[0] < 2:
                continue
            texts = [f"{sign}{number.written(value)}{rest}" for value in values]
            if len(set(texts)) < CHOICES or any(number.written(value) in prompt.split() for value in values):
                continue
            right = f"{sign}{number.token.text}{rest}"
            why_wrong = f"The source gives {number.token.text}: {quoted(sentence.text)}"
            options = [
                Option(text, why_wrong, (sentence.evidence,), values[i])
                for i, text in enumerate(texts)
                if i != place
            ]
            key = Option(
                right, f"So says the source: {quoted(sentence.text)}", (sentence.evidence,), number.value
            )
            short = max(0.0, 1 - len(rest.split()) / 12)
            turns = frozenset((sentence.evidence, number.token.start, text) for text in texts)
            return Candidate(
                NAME,
                sentence,
                prompt,
                key,
                tuple(options),
                0.55 + 0.25 * short,
                in_order=True,
                turned=turns,
                told=number.token.start,
            )
    return None
