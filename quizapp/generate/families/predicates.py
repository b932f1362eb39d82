"""What does the document say of X? Options are what it says of X and of other things, in the same form."""

from collections.abc import Iterator

from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.distractors import choose, shares_words
from quizapp.generate.families.subjects import predicate_of
from quizapp.generate.material import Material, Sentence
from quizapp.generate.things import acts, is_thing
from quizapp.generate.wording import capital, lowered, quoted
from quizapp.language.kinds import likeness
from quizapp.language.phrases import Statement
from quizapp.language.wordnet import is_known
from quizapp.language.words import STOPWORDS, content_stems

NAME = "what-is-said"
LONGEST_PREDICATE = 16


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose the statement of a sentence, if it is one, as a question for its predicate."""
    said = sentence.statement
    if said is None or not is_thing(sentence, said.subject) or not acts(said.subject):
        return
    predicate = predicate_of(sentence, said, LONGEST_PREDICATE)
    if predicate is None or shares_words(predicate, said.subject.text):
        return
    pool = _pool(material, sentence, said, predicate)
    chosen = choose(predicate, pool, chance)
    if len(chosen) >= 2:
        yield _candidate(sentence, said, predicate, chosen)


def _pool(
    material: Material, sentence: Sentence, said: Statement, predicate: str
) -> list[tuple[str, tuple[Sentence, Statement]]]:
    """Give what is said of other things in the same form, and nowhere of this one."""
    name, own = said.subject.text, set(content_stems(said.subject.text))
    found = []
    for other_sentence, other in material.statements_around(material.block(sentence)):
        if other.form != said.form or other.subject.plural != said.subject.plural:
            continue
        if (
            shares_words(other.subject.text, name)
            or other_sentence.passage.question == sentence.passage.question
        ):
            continue
        text = predicate_of(other_sentence, other, LONGEST_PREDICATE)
        if text is None or not is_thing(other_sentence, other.subject) or not acts(other.subject):
            continue
        stems = set(content_stems(text))
        if (
            stems & own
            or len(stems & set(content_stems(predicate))) > 1
            or material.supports(name, stems, 0.5)
        ):
            continue
        merit = likeness(other.subject.head.low, said.subject.head.low)
        merit += 0.3 if other.subject.named == said.subject.named else 0.0
        if said.tokens[said.verb].low == other.tokens[other.verb].low:
            merit += 0.1
        if merit >= 0.3:
            found.append((merit, text, (other_sentence, other)))
    found.sort(key=lambda entry: -entry[0])
    return [(text, source) for _, text, source in found]


def _is_common(word: str) -> bool:
    return word in STOPWORDS or is_known(word)


def _candidate(
    sentence: Sentence, said: Statement, predicate: str, chosen: list[tuple[str, tuple[Sentence, Statement]]]
) -> Candidate:
    first = sentence.tokens[said.subject.first]
    name = lowered(said.subject.text, first.tag in ("NNP", "NNPS") or not _is_common(first.low))
    prompt = f"What does the document say about {name}?"
    options = tuple(
        Option(
            capital(text),
            f"The source says this of {quoted(other.subject.text)}: {quoted(place.text)}",
            (place.evidence,),
        )
        for text, (place, other) in chosen
    )
    right = Option(capital(predicate), f"So says the source: {quoted(sentence.text)}", (sentence.evidence,))
    return Candidate(NAME, sentence, prompt, right, options, 0.62 + (0.1 if len(chosen) > 2 else 0.0))
