"""Two-by-two statements: two places of a true sentence, each as in the source or turned round.

The four options are equally long, share their words, and none is the centre of the others, so that nothing on the
surface tells the key. After `design`: both as in the source, the first turned, the second turned, both turned.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.families.numbers import numbers_in, series, steps
from quizapp.generate.material import Material, Sentence
from quizapp.generate.swaps import swapped
from quizapp.generate.things import name_likeness
from quizapp.generate.trim import balanced, ends, is_self_contained, opening
from quizapp.generate.wording import article_for, capital, completion, quoted
from quizapp.language.words import content_stems, stem, words

NAME = "two-by-two"
LONGEST_OPTION = 26
"""Words of an option."""

_APART = 2
"""Tokens that must stand between two places."""


@dataclass(frozen=True)
class Edit:
    """One place of a sentence, tokens ``first`` to ``last`` (excluded), and what turns it round."""

    first: int
    last: int
    start: int
    end: int
    old: str
    new: str
    weight: float


def edits(material: Material, sentence: Sentence) -> list[Edit]:
    """Give the places of a sentence that a minimal edit turns round, in order."""
    found = [*_swaps(sentence), *_names(material, sentence), *_numbers(sentence), *_negations(sentence)]
    return sorted(found, key=lambda edit: edit.start)


def _edit(sentence: Sentence, first: int, last: int, new: str, weight: float) -> Edit:
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return Edit(first, last, start, end, sentence.text[start:end], new, weight)


def _swaps(sentence: Sentence) -> Iterator[Edit]:
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        other = swapped(token.text, token.tag)
        beside = {near.low for near in tokens[max(place - 2, 0) : place + 3]}
        if (
            other is None
            or other.lower() in beside
            or (token.tag in ("VB", "VBP") and token.low in ("like", "open", "lower"))
        ):
            continue
        if token.low in (
            "like",
            "back",
            "top",
            "over",
            "left",
            "right",
            "end",
            "first",
            "last",
            "may",
            "second",
        ) or (place and tokens[place - 1].text == "-"):
            continue
        following = tokens[place + 1].low if place + 1 < len(tokens) else ""
        if following == "from" and (token.low + other.lower()).count("clude") == 2:
            continue  # nobody is "included from" a talk
        measured = place > 1 and tokens[place - 2].tag == "CD" and tokens[place - 1].tag == "NNS"
        if measured:
            continue  # "294 metres long"
        if token.low == "more" and tokens[place + 1 : place + 2] and tokens[place + 1].tag == "NNS":
            other = "fewer"
        yield _edit(
            sentence,
            place,
            place + 1,
            other,
            0.8 if token.tag.startswith(("VB", "IN", "JJR", "RBR")) else 0.7,
        )


def _names(material: Material, sentence: Sentence) -> Iterator[Edit]:
    """Exchange a name for another of its kind from the document, which the sentence does not mention."""
    for phrase in sentence.phrases:
        tokens = sentence.tokens[phrase.first : phrase.last]
        inner = [i for i, token in enumerate(tokens) if token.tag in ("NNP", "NNPS")]
        if not inner or inner != list(range(inner[0], inner[0] + len(inner))):
            continue
        first, last = phrase.first + inner[0], phrase.first + inner[-1] + 1
        if first and sentence.tokens[first - 1].text[0].isupper() and first > 1:
            continue
        name = sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
        other = _other_name(material, sentence, name)
        if other and not name.startswith(("Mc", "@")):
            yield _edit(sentence, first, last, other, 1.0)


@lru_cache(maxsize=1_000)
def names(material: Material, place: int) -> dict[str, int]:
    """Give the names around a place of the document with how often each occurs."""
    count: dict[str, int] = {}
    for sentence, phrase in material.around(material.phrases, place):
        if phrase.first == 0 and len(phrase.text.split()) == 1:
            continue  # the capital may be that of the sentence
        run = [token for token in sentence.tokens[phrase.first : phrase.last] if token.tag in ("NNP", "NNPS")]
        if run and phrase.named and run[-1].end - run[0].start < 40:
            name = sentence.text[run[0].start : run[-1].end]
            if len(name.split()) <= 4 and name[0].isupper():
                count[name] = count.get(name, 0) + 1
    return count


def _other_name(material: Material, sentence: Sentence, name: str) -> str | None:
    own = set(content_stems(name))
    best: tuple[float, str] | None = None
    for other, times in sorted(names(material, material.block(sentence)).items()):
        if own & set(content_stems(other)) or not sentence.stems.isdisjoint(content_stems(other)):
            continue
        merit = name_likeness(name, other)
        if merit >= 0.45 and abs(len(name) - len(other)) <= 12:
            merit += 0.02 * min(times, 3)
            best = max(best or (0.0, ""), (merit, other))
    return best[1] if best else None


def _numbers(sentence: Sentence) -> Iterator[Edit]:
    for number in numbers_in(sentence):
        for step in steps(number, sentence):
            values = series(number, step, 1) or series(number, step, 0)
            if values:
                index = values.index(number.value)
                yield _edit(
                    sentence, number.position, number.position + 1, number.written(values[index + 1]), 0.9
                )
                break


def _negations(sentence: Sentence) -> Iterator[Edit]:
    """Take a "not" away; the weakest of edits, because the world often tells which is true."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.low == "not" and place and tokens[place - 1].tag == "MD" and tokens[place + 1 : place + 2]:
            following = tokens[place + 1]
            if following.low not in ("only", "just", "necessarily", "yet", "even") and following.tag in (
                "VB",
                "RB",
            ):
                yield _edit(sentence, place - 1, place + 1, tokens[place - 1].text, 0.45)


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose the pairs of places of a sentence, the best pair for each first place."""
    del chance
    places = edits(material, sentence)
    for one, other in combinations(places, 2):
        if other.first - one.last < _APART:
            continue
        candidate = _candidate(material, sentence, one, other)
        if candidate:
            yield candidate


def _begin(sentence: Sentence, one: Edit) -> int:
    """Give where the options begin: at the first place, or at the article before it."""
    before = sentence.tokens[one.first - 1] if one.first else None
    return before.start if before and before.low in ("a", "an") else one.start


def _candidate(material: Material, sentence: Sentence, one: Edit, other: Edit) -> Candidate | None:
    begin, start = opening(sentence), _begin(sentence, one)
    end = next((end for end in ends(sentence, other.last) if balanced(sentence.text[begin:end])), None)
    if end is None or not is_self_contained(sentence, begin, end):
        return None
    stem = sentence.text[begin:start].strip()
    if len(sentence.text[start:end].split()) > LONGEST_OPTION:
        return None
    if len(stem.split()) < 3:
        start, stem = begin, ""
    prompt = completion(sentence.passage.question, stem) if stem else whole_prompt(sentence.passage.question)
    if not prompt or not _even(prompt, one) or not _even(prompt, other):
        return None
    if _supported(material, sentence, one) or _supported(material, sentence, other):
        return None
    texts = [turned(sentence, start, end, chosen) for chosen in ((), (one,), (other,), (one, other))]
    texts = texts if stem else [capital(text) for text in texts]
    if len({text.lower() for text in texts}) < len(texts):
        return None
    whys = _reasons(sentence, one, other)
    options = [Option(text, why, (sentence.evidence,)) for text, why in zip(texts, whys, strict=True)]
    length = len(texts[0].split())
    quality = (
        0.45 * (one.weight + other.weight) / 2 + 0.35 + (0.1 if stem else 0.0) - 0.008 * max(length - 12, 0)
    )
    return Candidate(NAME, sentence, prompt, options[0], tuple(options[1:]), quality)


def whole_prompt(question: str) -> str:
    """Ask for the statement that belongs to the answer; "" where the FAQ question is none."""
    asked = question.strip()
    if len(asked.split()) > 30:
        return ""
    if not asked.endswith("?"):
        return f"{asked.rstrip('.:')}: what does the document say?"
    return f"{asked} Which of these is part of the answer?"


def _even(prompt: str, edit: Edit) -> bool:
    """Whether the prompt gives neither the old nor the new words away: it has both or none of them."""
    said = _stems(prompt)
    return said.isdisjoint(_stems(edit.old)) == said.isdisjoint(_stems(edit.new))


def _stems(text: str) -> set[str]:
    """Give the stems of all words, of the small ones too: "before" is one."""
    return {stem(word.text) for word in words(text)}


def _supported(material: Material, sentence: Sentence, edit: Edit) -> bool:
    """Whether another sentence might say the edited thing."""
    tokens = sentence.tokens[max(edit.first - 6, 0) : edit.last + 6]
    around = content_stems(
        " ".join(token.text for token in tokens if not edit.start <= token.start < edit.end)
    )
    return material.supports(edit.new, around, 0.5)


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
    return " ".join(text.split())


def _reasons(sentence: Sentence, one: Edit, other: Edit) -> tuple[str, str, str, str]:
    said = quoted(sentence.text)
    first = f"the source says “{one.old}”, not “{one.new}”"
    second = f"“{other.old}”, not “{other.new}”"
    return (
        f"So says the source: {said}",
        f"Wrong in one place: {first}.",
        f"Wrong in one place: the source says {second}.",
        f"Wrong in two places: {first}, and {second}.",
    )
