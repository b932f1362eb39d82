"""A gap at the end: the last noun phrase of a sentence against others of its kind from the document."""

from collections.abc import Iterator

from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.distractors import choose, shares_words
from quizapp.generate.material import Material, Sentence
from quizapp.generate.things import Thing, alike, is_thing, of_a_kind, things
from quizapp.generate.trim import balanced, ends, is_self_contained, opening
from quizapp.generate.wording import article_for, completion, quoted
from quizapp.language.phrases import Phrase
from quizapp.language.words import content_stems

NAME = "gap"
LEAST_STEM = 4
"""Words that must stand before the gap."""

LEAST_ALIKE = 0.45


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a gap for every noun phrase at which the sentence could end."""
    begin = opening(sentence)
    for phrase in sentence.phrases:
        stops = set(ends(sentence, phrase.last))
        if phrase.end not in stops or not is_thing(sentence, phrase):
            continue
        stem = sentence.text[begin : phrase.start].strip()
        if len(stem.split()) < LEAST_STEM or not is_self_contained(sentence, begin, phrase.end):
            continue
        prompt = completion(sentence.passage.question, stem)
        before = sentence.tokens[phrase.first - 1]
        if (
            not balanced(stem)
            or shares_words(prompt, phrase.text)
            or before.low in ("and", "or", ",", "to", "as", ")")
        ):
            continue
        pool = _pool(material, sentence, phrase, prompt, stem)
        chosen = choose(phrase.text, pool, chance)
        if len(chosen) >= 2:
            yield _candidate(material, sentence, phrase, prompt, chosen)


def _pool(
    material: Material, sentence: Sentence, phrase: Phrase, prompt: str, stem: str
) -> list[tuple[str, Thing]]:
    """Give the phrases that the source sets beside the key somewhere, of its form and kind, but not in the gap."""
    around = content_stems(stem)[-6:]
    found = []
    for thing in things(material, material.block(sentence)):
        if not material.together(phrase.head.low, thing.head) or not of_a_kind(phrase, thing.phrase):
            continue
        merit = alike(material, phrase, thing.phrase)
        text = fitted(thing.phrase, phrase)
        if merit < LEAST_ALIKE or shares_words(text, phrase.text) or shares_words(text, prompt):
            continue
        if sentence.stems.isdisjoint(content_stems(text)) and not material.supports(text, around, 0.5):
            found.append((merit, text, thing))
    found.sort(key=lambda entry: -entry[0])
    return [(text, thing) for _, text, thing in found]


def fitted(phrase: Phrase, key: Phrase) -> str:
    """Give a phrase with a determiner like the key's, so that the article tells nothing."""
    low = key.determiner.lower()
    if low in ("a", "an"):
        return f"{article_for(phrase.bare)} {phrase.bare}"
    return f"{key.determiner} {phrase.bare}" if low else phrase.bare


def _candidate(
    material: Material, sentence: Sentence, phrase: Phrase, prompt: str, chosen: list[tuple[str, Thing]]
) -> Candidate:
    why = f"The source has {quoted(phrase.text)} here: {quoted(sentence.text)}"
    options = tuple(Option(text, why, (sentence.evidence,)) for text, _ in chosen)
    key = Option(phrase.text, f"So says the source: {quoted(sentence.text)}", (sentence.evidence,))
    merits = [alike(material, phrase, thing.phrase) for _, thing in chosen]
    size = min(len(content_stems(phrase.text)), 3) * 0.04
    quality = 0.36 + 0.36 * sum(merits) / len(merits) + size + (0.08 if len(chosen) > 2 else 0.0)
    return Candidate(NAME, sentence, prompt, key, options, quality)
