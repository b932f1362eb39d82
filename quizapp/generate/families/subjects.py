"""Which of these …? The predicate of a statement is the prompt, the options are things of a kind from the document."""

from collections.abc import Iterator
from functools import lru_cache

from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.distractors import choose, shares_words
from quizapp.generate.material import Material, Sentence
from quizapp.generate.things import Thing, acts, alike, is_person, is_thing, things, without_title
from quizapp.generate.trim import balanced, ends, is_self_contained
from quizapp.generate.wording import capital, quoted
from quizapp.language.phrases import Phrase, Statement
from quizapp.language.words import content_stems

NAME = "which-thing"
LONGEST_PREDICATE = 24
LEAST_CONTENT = 3
LEAST_ALIKE = 0.5
LEAST_ALIKE_NAMES = 0.44
_OUTSIDE = frozenset("we us our you your he him his she her it they them i my".split())


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose the statement of a sentence, if it is one, as a question for its subject."""
    said = sentence.statement
    if said is None or not is_thing(sentence, said.subject):
        return
    predicate = predicate_of(sentence, said)
    if predicate is None:
        return
    for key in _forms(said.subject):
        if shares_words(key, predicate):
            continue
        pool = _pool(material, sentence, said.subject, key, predicate)
        chosen = choose(key, pool, chance)
        if len(chosen) >= 2:
            yield _candidate(material, sentence, said, key, predicate, [thing for _, thing in chosen])
            return


@lru_cache(maxsize=50_000)
def predicate_of(sentence: Sentence, said: Statement, longest: int = LONGEST_PREDICATE) -> str | None:
    """Give the predicate, cut where it may end, when it is understood without its sentence; else None."""
    start = said.tokens[said.begin].start
    verb = said.tokens[said.verb]
    usable = [
        end
        for end in ends(sentence, said.verb + 1)
        if len(sentence.text[start:end].split()) <= longest and balanced(sentence.text[start:end])
    ]
    if not usable:
        return None
    text = sentence.text[start : usable[-1]]
    inside = [token for token in said.tokens if start <= token.start < usable[-1]]
    if any(token.low in _OUTSIDE for token in inside) or any(token.low == "also" for token in inside[:3]):
        return None
    if len(set(content_stems(text))) < LEAST_CONTENT or not is_self_contained(sentence, 0, usable[-1]):
        return None
    return None if verb.text[0] in "'’" else text


def _forms(subject: Phrase) -> list[str]:
    """Give the subject in full, and a titled name without its title."""
    short = without_title(subject.text)
    return [subject.text] if short == subject.text else [subject.text, short]


def _pool(
    material: Material, sentence: Sentence, subject: Phrase, key: str, predicate: str
) -> list[tuple[str, Thing]]:
    """Give the things that could stand in the subject's place and of which the source does not say the predicate."""
    block = material.block(sentence)
    subjects = {said.subject.bare.lower() for _, said in material.statements_around(block)}
    said = set(content_stems(predicate))
    agent = acts(subject)
    found = []
    for thing in things(material, block):
        if agent != acts(thing.phrase):
            continue
        merit = alike(material, subject, thing.phrase)
        text = _shortened(thing, key)
        merit += 0.15 if thing.phrase.bare.lower() in subjects else 0.0
        if (
            merit < (LEAST_ALIKE_NAMES if subject.named or agent else LEAST_ALIKE)
            or shares_words(text, key)
            or shares_words(text, predicate)
        ):
            continue
        if shares_words(text, subject.text) or not sentence.stems.isdisjoint(content_stems(text)):
            continue
        if not material.supports(text, said, 0.5):
            found.append((merit, text, thing))
    found.sort(key=lambda entry: -entry[0])
    return [(text, thing) for _, text, thing in found]


def _shortened(thing: Thing, key: str) -> str:
    """Give a titled name without its title where the key has none."""
    return thing.text if without_title(key) != key else without_title(thing.text)


def _is_vague(said: Statement) -> bool:
    """Whether the predicate only describes ("is actively involved"): it might be said of others as well."""
    following = [token.tag for token in said.tokens[said.verb + 1 : said.verb + 3]]
    copula = said.tokens[said.verb].low in ("is", "are", "was", "were")
    return copula and bool(following) and following[-1] in ("JJ", "VBN", "RB")


def _candidate(
    material: Material, sentence: Sentence, said: Statement, key: str, predicate: str, chosen: list[Thing]
) -> Candidate:
    who = is_person(said.subject) and all(is_person(thing.phrase) for thing in chosen)
    asks = "who" if who and not said.subject.plural else "which of these"
    prompt = f"According to the document, {asks} {predicate.rstrip(' ,')}?"
    options = tuple(
        Option(
            capital(_shortened(thing, key)),
            f"The source says this of {quoted(said.subject.text)}, not of {quoted(thing.text)}.",
            (thing.sentence.evidence,),
        )
        for thing in chosen
    )
    right = Option(capital(key), f"So says the source: {quoted(sentence.text)}", (sentence.evidence,))
    merits = [alike(material, said.subject, thing.phrase) for thing in chosen]
    quality = 0.44 + 0.36 * sum(merits) / len(merits) + (0.1 if len(chosen) > 2 else 0.0)
    quality -= 0.08 if _is_vague(said) else 0.0
    quality += 0.1 if acts(said.subject) else 0.0
    return Candidate(NAME, sentence, prompt, right, options, quality)
