"""The places of a sentence that a minimal edit turns round, so that it says what is not so."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from quizapp.generate.asking import asks_time
from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.joins import is_verb_first, joins
from quizapp.generate.material import Material, Sentence
from quizapp.generate.numerals import asked_numbers, series, steps
from quizapp.generate.peers import peers
from quizapp.generate.polarity import polarities
from quizapp.generate.swaps import SKIPPED, TELLING, agreeing, fits, graded, reversed_adjective, swapped
from quizapp.generate.things import name_likeness
from quizapp.generate.turns import turns
from quizapp.generate.verbs import is_limit_denied, main_verb
from quizapp.language.alternatives import alternatives, alternatives_beside
from quizapp.language.numbers import MONTHS
from quizapp.language.phrases import FINITE, NOUNS
from quizapp.language.tagger import Token
from quizapp.language.wordnet import is_known
from quizapp.language.words import content_stems

PERIODS = frozenset("hour hours minute minutes day days week weeks month months year years".split())
_COUNTED = frozenset("each every per several few".split())

FEWEST = 2
"""The least number that another one may become."""


@lru_cache(maxsize=2_000)
def edits(material: Material, sentence: Sentence) -> list[Edit]:
    """Give the places of a sentence that a minimal edit turns round, in order; at one place the best edit."""
    found = [
        *_swaps(material, sentence),
        *_reversed(sentence),
        *_numbers(sentence),
        *_months(sentence),
        *exchanges(material, sentence),
        *turns(sentence),
        *joins(sentence),
        *polarities(sentence),
        *_graded(sentence),
    ]
    contrasts = any(
        one.text == "," and other.low in ("but", "yet", "although", "though", "whereas")
        for one, other in pairwise(sentence.tokens)
    )
    best: dict[int, Edit] = {}
    for edit in found:
        if _is_in_brackets(sentence.text, edit.start) or (contrasts and not _names_or_counts(edit)):
            continue
        if edit.first not in best or edit.weight > best[edit.first].weight:
            best[edit.first] = edit
    return sorted(best.values(), key=lambda edit: edit.start)


@lru_cache(maxsize=2_000)
def exchanges(material: Material, sentence: Sentence) -> list[Edit]:
    """Give the edits that put another thing in the place of one: of that the source says nothing, or something else."""
    low = [token.low for token in sentence.tokens]
    found = [*_names(material, sentence), *_alternatives(material, sentence), *peers(material, sentence)]
    return [edit for edit in found if edit.old in PERIODS or _LOOSENING.isdisjoint(low[: edit.first])]


_LOOSENING = frozenset("may might could also which who".split())
"""Words behind which another thing may stand as well: what one "may need", "can also do", or is "which is …"."""


def _names_or_counts(edit: Edit) -> bool:
    """Whether an edit exchanges a name or a number, which leaves what two clauses say against each other as it is."""
    return edit.new[0].isupper() or edit.new[0].isdigit()


def _is_in_brackets(text: str, start: int) -> bool:
    """Whether a place is within brackets, where only asides stand."""
    return text.count("(", 0, start) > text.count(")", 0, start)


def _swaps(material: Material, sentence: Sentence) -> Iterator[Edit]:
    """Exchange a word for its opposite: where it only describes, for one that the document speaks of as well."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        other = swapped(token.text, token.tag)
        if other is None or token.low in SKIPPED or not fits(tokens, place, other):
            continue
        other = agreeing(other, tokens[place + 1 : place + 2])
        if token.low.endswith("ed") and tokens[place + 1 : place + 2] and tokens[place + 1].tag in NOUNS:
            continue  # "weakened vessels"
        denied = any(near.low in ("not", "n't", "no", "never", "cannot", "few") for near in tokens[:place])
        if denied and token.tag.startswith("RB"):
            continue  # "they do not restart automatically"
        firm = token.tag.startswith(("VB", "IN", "JJR", "RBR"))
        known = token.low in TELLING or material.speaks_of(other.lower())
        if firm or (known and not _is_in_term(tokens, place)):
            yield edit_at(sentence, place, place + 1, other, 0.8 if firm else 0.7)


_BEING = frozenset("is are was were be been remain remains become becomes".split())


_UNTURNED = frozenset(
    "not n't no never any until unless since only if variety number range believes thinks considers that which "
    "who".split()
)
"""Words beside which an "un-" says something odd: "unavailable until May", "a wide variety is unavailable"."""


def _reversed(sentence: Sentence) -> Iterator[Edit]:
    """Turn what something is said to be into its opposite: "are available" becomes "are unavailable"."""
    tokens = sentence.tokens
    verb = main_verb(sentence)
    if verb is None or not _UNTURNED.isdisjoint(token.low for token in tokens):
        return
    for place, token in enumerate(tokens[:-1]):
        before = [near.low for near in tokens[max(place - 2, 0) : place]]
        described = tokens[place + 1].tag[:2] in ("NN", "JJ", "CC")
        likely = any(near.low in ("may", "might", "could", "can") for near in tokens[:place])
        if (
            likely
            or token.low == "known"
            or token.tag not in ("JJ", "VBN")
            or _BEING.isdisjoint(before)
            or described
            or place > verb + 4
        ):
            continue
        if before[-1] not in _BEING or before[0] == "to":
            continue  # "is publicly available": its opposite goes with another adverb
        other = reversed_adjective(token.low, token.tag == "VBN")
        if other and tokens[place + 1].low != "of":
            yield edit_at(sentence, place, place + 1, other, 0.8)


_SEEMING = _BEING | frozenset(
    "appear appears seem seems considered remain remains very relatively quite generally rather".split()
)


def _graded(sentence: Sentence) -> Iterator[Edit]:
    """Turn what something is said to be in degree into the other end: "considered to be low" becomes "high"."""
    tokens = sentence.tokens
    low = [token.low for token in tokens]
    if not _UNTURNED.isdisjoint(low) or "than" in low or "as" in low:
        return
    for place, token in enumerate(tokens[1:-1], start=1):
        other = graded(token.low) if token.tag == "JJ" else None
        joined = {low[place - 1], low[place + 1]} & {"and", "or", ","}
        if (
            other is None
            or joined
            or low[place - 1] not in _SEEMING
            or tokens[place + 1].tag[:2] in ("NN", "JJ")
        ):
            continue
        yield edit_at(sentence, place, place + 1, other, 0.78)


def _is_in_term(tokens: Sequence[Token], place: int) -> bool:
    """Whether a describing word begins a term of several words: "acute respiratory distress"."""
    return all(token.tag[:2] in ("JJ", "NN") for token in tokens[place : place + 3]) and place + 2 < len(
        tokens
    )


def _alternatives(material: Material, sentence: Sentence) -> Iterator[Edit]:
    """Exchange a word for another of its set: weekly for monthly, the server for the client of the document."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.tag not in ("NN", "NNS", "JJ", "RB", "IN") or token.text[0].isupper():
            continue
        if token.tag.startswith("NN") and place + 1 < len(tokens) and tokens[place + 1].tag in ("NN", "NNS"):
            continue  # "client software" is no thing of the client's kind
        if (token.tag == "IN" or token.low in ("before", "after", "during")) and not _leads_to_thing(
            sentence, place
        ):
            continue
        if place and tokens[place - 1].low in ("more", "most", "less", "least", "so"):
            continue
        named = any(near.tag in ("NNP", "NNPS", "HYPH") for near in tokens[max(place - 1, 0) : place + 2])
        if named or not fits(tokens, place, ""):
            continue
        if place > 1 and tokens[place - 2].low == "of" and tokens[place - 1].low == "the":
            continue  # "at any time of the day"
        if any(near.low == "between" for near in tokens[max(place - 6, 0) : place]):
            continue
        before = tokens[place - 1] if place else None
        if before and (before.tag in ("JJ", "NN") or before.low in ("and", "or", ",")):
            continue  # "each business day", "departments and agencies", "food, medicine, and books"
        if token.low in PERIODS and (before is None or not (before.tag == "CD" or before.low in _COUNTED)):
            continue  # "the year you turn 50"
        if token.low in PERIODS and tokens[place + 1 : place + 2] and tokens[place + 1].text == "(":
            continue  # "every year (in January)"
        said = {near.low for near in tokens}
        if not said.isdisjoint(("it", "its", "he", "she", "his", "her")):
            continue  # "an agency … if it believes"
        beside = [other for other in alternatives_beside(token.text) if material.speaks_of(other)]
        usable = [other for other in (*beside, *alternatives(token.text)) if other not in said]
        if usable:
            yield edit_at(sentence, place, place + 1, usable[0], 0.75)


def _leads_to_thing(sentence: Sentence, place: int) -> bool:
    """Whether a noun phrase follows and no clause begins with it."""
    phrase = next((phrase for phrase in sentence.phrases if phrase.first == place + 1), None)
    if phrase is None or (phrase.head.tag == "NNS" and is_verb_first(phrase.head.low)):
        return False
    if sentence.tokens[place + 1].tag == "VBG":
        return False
    following = sentence.tokens[phrase.last] if phrase.last < len(sentence.tokens) else None
    return following is None or following.tag not in (*FINITE, "RB")


def _months(sentence: Sentence) -> Iterator[Edit]:
    """Exchange the month of a date for one two months off, where the FAQ question asks for a time."""
    if not asks_time(sentence.passage.question) or is_limit_denied(sentence):
        return
    for place, token in enumerate(sentence.tokens):
        following = sentence.tokens[place + 1] if place + 1 < len(sentence.tokens) else None
        if token.low not in MONTHS or not token.text[0].isupper() or following is None:
            continue
        if following.tag == "CD" or (place and sentence.tokens[place - 1].tag == "CD"):
            names_of = list(MONTHS)
            month = MONTHS[token.low]
            new = names_of[(month + 1) % 12 if month % 2 else (month - 3) % 12]
            yield edit_at(sentence, place, place + 1, new.capitalize(), 0.85)


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
        if _is_listed(sentence, first, last):
            continue
        name = sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
        if sentence.text[sentence.tokens[last - 1].end :][:1] in ("/", "-", "–", "'", "’"):
            continue
        if not first and last == 1 and is_known(name):
            continue  # the capital is that of the sentence
        if name.lower() in MONTHS or (first and sentence.tokens[first - 1].low == "in"):
            continue  # "the conflict in Ukraine": what is said happens nowhere else
        other = _other_name(material, sentence, name, phrase.determiner.lower() == "the")
        if other and not name.startswith(("Mc", "@")):
            yield edit_at(sentence, first, last, other, 1.0)


def _is_listed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name stands in a list of names: another one of its kind there would be odd."""
    tokens = sentence.tokens
    before = tokens[max(first - 2, 0) : first]
    after = tokens[last : last + 2]
    joint = (",", "and", "or", "&", "/")
    return (len(after) == 2 and after[0].low in joint and after[1].tag.startswith("NNP")) or (
        len(before) == 2 and before[1].low in joint and before[0].tag.startswith("NNP")
    )


@lru_cache(maxsize=64)
def names(material: Material, place: int) -> dict[tuple[str, bool], int]:
    """Give the names around a place of the document, with "the" before them or not, and how often each stands."""
    count: dict[tuple[str, bool], int] = {}
    for sentence, phrase in material.phrases_around(place):
        if phrase.first == 0 and len(phrase.text.split()) == 1:
            continue  # the capital may be that of the sentence
        run = [token for token in sentence.tokens[phrase.first : phrase.last] if token.tag in ("NNP", "NNPS")]
        if run and phrase.named and run[-1].end - run[0].start < 40:
            name = sentence.text[run[0].start : run[-1].end]
            if len(name.split()) <= 4 and name[0].isupper():
                key = name, phrase.determiner.lower() == "the"
                count[key] = count.get(key, 0) + 1
    return count


def _other_name(material: Material, sentence: Sentence, name: str, determined: bool) -> str | None:
    own = set(content_stems(name))
    best: tuple[float, str] | None = None
    for (other, with_the), times in sorted(names(material, material.block(sentence)).items()):
        if with_the != determined:
            continue
        if own & set(content_stems(other)) or not sentence.stems.isdisjoint(content_stems(other)):
            continue
        if _is_variant(name, other):
            continue
        merit = name_likeness(name, other)
        if merit >= 0.45 and abs(len(name) - len(other)) <= 12:
            merit += 0.02 * min(times, 3)
            best = max(best or (0.0, ""), (merit, other))
    return best[1] if best else None


def _is_variant(one: str, other: str) -> bool:
    """Whether two names differ by a number, an ending or a word alone: CC and CC0, Panama and Panamax, BY and CC BY."""
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    common = not set(shorter.split()).isdisjoint(longer.split())
    return (
        common
        or longer.startswith(shorter)
        or shorter.rstrip("0123456789. ") == longer.rstrip("0123456789. ")
    )


def _numbers(sentence: Sentence) -> Iterator[Edit]:
    for number in asked_numbers(sentence):
        if number.in_words and number.value <= 3:
            continue  # "two" often counts what the sentence names
        for step in steps(number, sentence):
            values = series(number, step, 1) or series(number, step, 0)
            if values:
                beside = values.index(number.value) + (
                    1 if values[0] == number.value or number.value % 2 else -1
                )
                if values[beside] < FEWEST:
                    beside = values.index(number.value) + 1  # "1 officers" is no English
                new = number.written(values[beside])
                yield edit_at(sentence, number.position, number.position + 1, new, 0.9)
                break
