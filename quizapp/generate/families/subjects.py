"""Which of these …? The predicate of a statement is the prompt, the options are things of a kind from the document."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.distractors import choose, shares_words
from quizapp.generate.material import Material, Sentence
from quizapp.generate.peers import peers_of
from quizapp.generate.things import Thing, acts, alike, is_person, is_thing, things, without_title
from quizapp.generate.trim import balanced, ends, is_self_contained
from quizapp.generate.wording import capital, lowered, quoted
from quizapp.language.phrases import Phrase, Statement
from quizapp.language.words import content_stems

NAME = "which-thing"
LONGEST_PREDICATE = 24
LEAST_CONTENT = 3
LEAST_ALIKE = 0.44
_OUTSIDE = frozenset("we us our you your he him his she her it they them i my".split())


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose the statement of a sentence, if it is one, as a question for its subject."""
    said = sentence.statement
    if said is None or not is_thing(sentence, said.subject):
        return
    predicate = predicate_of(sentence, said)
    if predicate is None or _is_vague(said):
        return
    for key in _forms(said.subject):
        if shares_words(key, predicate):
            continue
        if said.subject.named and is_person(said.subject):
            pool = _persons(material, sentence, said.subject, key, predicate)
        else:
            pool = _peers(material, sentence, said.subject, predicate)
        chosen = choose(key, pool, chance)
        if len(chosen) >= 2:
            yield _candidate(sentence, said, key, predicate, [thing for _, thing in chosen])
            return


@lru_cache(maxsize=5_000)
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


def _peers(
    material: Material, sentence: Sentence, subject: Phrase, predicate: str
) -> list[tuple[str, Thing]]:
    """Give what the document sets against the subject and of which it does not say the predicate."""
    said = content_stems(predicate)
    found = []
    found += _roles(material, sentence, subject, said)
    for first, last, others in peers_of(material, sentence):
        if not first <= subject.first + 1 or last != subject.last or last > 4:
            continue
        for other, _ in others:
            text = f"{subject.determiner} {lowered(other, other.isupper())}" if subject.determiner else other
            if shares_words(text, predicate) or material.supports(other, said, 0.5):
                continue
            found.append((text, Thing(text, subject, sentence)))
    return found


def _roles(
    material: Material, sentence: Sentence, subject: Phrase, said: Sequence[str]
) -> list[tuple[str, Thing]]:
    """Give those that act like the subject: the document says of them too what they do."""
    found: dict[str, Thing] = {}
    for place, other in material.statements_around(material.block(sentence)):
        phrase = other.subject
        alike_in_form = (
            phrase.plural == subject.plural and phrase.determiner.lower() == subject.determiner.lower()
        )
        if not acts(subject) or not acts(phrase) or phrase.named != subject.named or not alike_in_form:
            continue
        new = set(content_stems(phrase.bare))
        if (
            is_thing(place, phrase)
            and sentence.stems.isdisjoint(new)
            and not material.supports(phrase.bare, said, 0.5)
        ):
            found.setdefault(phrase.bare.lower(), Thing(phrase.text, phrase, place))
    return [(thing.text, thing) for thing in found.values()]


def _persons(
    material: Material, sentence: Sentence, subject: Phrase, key: str, predicate: str
) -> list[tuple[str, Thing]]:
    """Give the other persons of whom the source does not say the predicate."""
    said = set(content_stems(predicate))
    found = []
    for thing in things(material, material.block(sentence)):
        merit = alike(material, subject, thing.phrase)
        text = _shortened(thing, key)
        if merit < LEAST_ALIKE or not is_person(thing.phrase) or shares_words(text, predicate):
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
    sentence: Sentence, said: Statement, key: str, predicate: str, chosen: list[Thing]
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
    return Candidate(NAME, sentence, prompt, right, options, 0.66 + (0.06 if len(chosen) > 2 else 0.0))
