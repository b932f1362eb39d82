"""Negating a statement, or taking its negation away: what may be may not be, what does happen does not."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence
from quizapp.generate.trim import first_token, low_words
from quizapp.generate.verbs import HAPPENING, is_done, is_state, main_clause, main_verb
from quizapp.language.phrases import FINITE
from quizapp.language.tagger import Token
from quizapp.language.wordnet import base_forms, entry
from quizapp.language.words import content_stems, stem

WEIGHT = 0.62
TAKEN_AWAY = 0.8
"""Weight of a negation that is taken away: what the source denies is what people believe."""
TO_NEGATIVE = {
    "can": "cannot", "may": "cannot", "must": "need not", "should": "need not", "will": "will not",
    "is": "is not", "are": "are not", "was": "was not", "were": "were not", "has": "has not", "have": "have not",
}  # fmt: skip
_AUXILIARIES = frozenset(
    "can may must should will is are was were do does did has have had could would".split()
)
POLAR = frozenset(
    "not n't no none nobody nothing never any anyone anything either neither nor but only yet still "
    "already even just without hardly rarely unless until whether cannot always all every necessarily".split()
)
"""Words that a negation does not leave alone."""

_NEGATIONS = frozenset("not n't cannot no never none nobody nothing".split())

_PARTIAL = frozenset("some sometimes several certain few many most occasionally often".split())
"""Before a negation: "some do not" leaves open that others do."""

_COUNTING = frozenset(
    "several some sometimes many most few fewer both each certain various numerous multiple one two three four "
    "half other others more".split()
)
"""Before the verb: "several do not" does not exclude "several do"."""

_CLOUDING = frozenset(
    "so because provided maximum minimum least thus therefore hence since regardless depending based such "
    "including".split()
)
"""Behind the verb: what is denied then is in doubt, the deed or its reason; "not …, such as" is no English."""

_NO_NEWS = frozenset(
    "take make mean seem appear know believe think consider aim remain indicate hope tell become face".split()
)
"""Verbs whose negation nobody believes."""

_BEING = frozenset("is are was were be been".split())
_HAVING = frozenset("has have had".split())
_AFTER = {True: ("VBN",), False: ("VB", "RB")}
"""What stands behind a "not" that can be taken away, after a form of "have" and after any other auxiliary."""
_AFTER_BEING = ("VBN", "JJ", "VBG", "DT", "IN")
_SUBJECTS = ("NN", "NNS", "NNP", "NNPS", "PRP", "-RRB-", ")")
_LIKELIHOOD = frozenset(("may", "should"))
"""Modal verbs that only of a deed say what is allowed or asked for; else what is likely, which excludes nothing."""

_WEAK = frozenset(
    "possible available common useful helpful hoped expected based called named known due".split()
)
"""What is said to be so is no news when it is turned round."""
_RELATIVE = frozenset(("that", "which", "who", "whose"))
"""What explains a thing behind it: "is not a bee that lays eggs" denies which of the two?"""

_LEADING = frozenset("while although though whereas despite to".split())
"""Openings of a sentence whose main clause stands against them, or serves them, and cannot be turned round alone."""

_NOT_MEANT = frozenset(("one", "of"))
"""Behind the verb: "cannot work in one of three ways" denies one of them, or all."""

_UNCOUNTED = frozenset("evidence information data proof research indication knowledge support".split())
_PROMISING = frozenset(
    "assure assures assured reassure reassures reassured ensure ensures promise promises important essential vital "
    "crucial".split()
)
"""Words of what people are glad to hear: nobody is reassured that harm will be done, or finds it important."""

PLAINLY_RIGHT = frozenset("avoid avoided appropriate proper careful properly appropriately".split())
"""What anybody should do: nobody says that one need not."""

USED = frozenset("used found seen accessed".split())
"""What anything can be: nobody says that it cannot."""

_FOR_NOW = frozenset("currently present now yet today".split())
"""Words of a state of things that may have changed when it is read."""

_CONDITIONS = frozenset(("if", "when", "unless", "whether"))

_HELPERS = {"VBZ": "does", "VBP": "do", "VBD": "did"}


@lru_cache(maxsize=5_000)
def third_person(base: str) -> str:
    """Give "goes" for "go"."""
    if base.endswith("y") and base[-2:-1] not in tuple("aeou"):
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


@lru_cache(maxsize=5_000)
def third_person_of(word: str) -> str | None:
    """Give "go" for "goes", and None for what is no third person."""
    return next((form for form in base_forms(word) if form != word and third_person(form) == word), None)


@lru_cache(maxsize=5_000)
def base_form(token: Token) -> str | None:
    """Give the base form of a verb, or None where that is in doubt."""
    if token.tag in ("VB", "VBP"):
        return token.low
    found = [form for form in base_forms(token.low) if form != token.low]
    if not found and token.tag == "VBD":
        found = list(base_forms(token.low))
    if token.tag == "VBZ":
        found = [form for form in found if third_person(form) == token.low]
    return found[0] if found else None


def _is_verb(base: str) -> bool:
    """Whether a word is one that can be a verb: the tagger may have misread "honey bees"."""
    return any(sense.startswith("v") for sense in entry(base).senses)


def polarities(sentence: Sentence) -> Iterator[Edit]:
    """Give the negation of the main verb of a sentence, or what takes its one negation away."""
    low = low_words(sentence)
    if low[first_token(sentence)] in _LEADING:
        return  # "while challenges remain, there is no optimism"
    negations = [place for place, word in enumerate(low) if word in _NEGATIONS]
    if len(negations) == 1 and _PARTIAL.isdisjoint(low[: negations[0]]):
        yield from _affirmed(sentence, negations[0])
    verb = main_verb(sentence)
    if not negations and verb is not None and not _goes_beyond(low):
        main = low[main_clause(sentence, verb) :]
        if POLAR.isdisjoint(main) and _is_plain(low, verb) and not _NOT_MEANT.issubset(low[verb:]):
            yield from _negated(sentence, verb)


def _goes_beyond(low: Sequence[str]) -> bool:
    """Whether a sentence opens with what its main clause adds to: "In addition to drusen, people have …"."""
    first = [word for word in low if word][:2]
    return first[:1] == ["besides"] or first == ["in", "addition"]


def _is_plain(low: Sequence[str], verb: int) -> bool:
    """Whether a "not" at the verb denies the statement whole, and nothing else."""
    trailing = any(one == "," and other in ("as", "which", "who") for one, other in pairwise(low[verb:]))
    return _COUNTING.isdisjoint(low[:verb]) and _CLOUDING.isdisjoint(low[verb:]) and not trailing


def _affirmed(sentence: Sentence, place: int) -> Iterator[Edit]:
    tokens = sentence.tokens
    if tokens[place].low == "no":
        yield from _some(sentence, place)
        if place + 1 < len(tokens) and tokens[place + 1].low == "longer":
            yield edit_at(sentence, place, place + 2, "still", TAKEN_AWAY, True)
            return
    rest = {token.low for token in tokens[place + 1 : _end_of_clause(tokens, place)]}
    if any(token.low in _PROMISING for token in tokens[:place]):
        return  # "reassures allies that it will not"
    if (
        _sets_condition(low_words(sentence)[:place])
        or "unfortunately" in sentence.text[: tokens[place].start].lower()
    ):
        return  # "even if you do not use it", "if you cannot find it, ask instead", "unfortunately you can"
    if _goes_on(tokens, place) or any(token.low == "but" for token in tokens[place + 1 :]):
        return
    if not rest.isdisjoint(
        {
            "any",
            "anyone",
            "anything",
            "all",
            "either",
            "until",
            "yet",
            "nor",
            "only",
            "necessarily",
            "previously",
        }
    ):
        return
    if any(
        token.low in ("but", "although", "though", "whereas") for token in tokens[max(place - 4, 0) : place]
    ):
        return  # "workers can sting, but drones cannot"
    if tokens[place].low == "not" and "or" in rest and any(token.text == "," for token in tokens[place:]):
        return  # "is not a standard, database, or exchange"
    if tokens[place].low == "cannot":
        yield edit_at(sentence, place, place + 1, "can", TAKEN_AWAY, True)
    if tokens[place].low not in ("not", "n't") or not place or place + 1 >= len(tokens):
        return
    before, after = tokens[place - 1], tokens[place + 1]
    if after.low == "supposed" or (place > 1 and tokens[place - 2].tag == "CC"):
        return  # "and do not": what stands before it goes with the denial
    if before.low in ("do", "does", "did") and after.tag in ("VB", "VBP"):
        said = {"do": after.low, "does": third_person(after.low)}.get(before.low)
        if said:
            yield edit_at(sentence, place - 1, place + 2, said, TAKEN_AWAY, True)
    elif before.low in _AUXILIARIES and (before.low in _BEING or after.tag in _AFTER[before.low in _HAVING]):
        yield edit_at(sentence, place - 1, place + 1, before.text, TAKEN_AWAY, True)
    elif (before.low, tokens[place].low) == ("ca", "n't"):
        yield edit_at(sentence, place - 1, place + 1, "can", TAKEN_AWAY, True)


def _sets_condition(before: Sequence[str]) -> bool:
    """Whether the words before a negation open a condition, which is seldom believed the other way round."""
    comma = max((place for place, word in enumerate(before) if word == ","), default=-1)
    return not _CONDITIONS.isdisjoint(before[comma + 1 :])


def _begins_clause(tokens: Sequence[Token]) -> bool:
    """Whether a verb stands behind "and", with or without a subject of its own."""
    if tokens and (tokens[0].tag in ("RB", "VBN") or third_person_of(tokens[0].low)):
        return True
    return any(token.tag in FINITE for token in tokens)


def _end_of_clause(tokens: Sequence[Token], place: int) -> int:
    """Give the token at which another clause begins behind a negation: ", and these may change"."""
    for comma in range(place + 1, len(tokens) - 1):
        if tokens[comma].text == "," and tokens[comma + 1].low in ("and", "but", "so"):
            return comma
    return len(tokens)


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """Whether a second verb hangs on a negation: "does not collect or track"."""
    return any(
        one.low in ("or", "and", "nor") and (other.tag in ("VB", "VBP") or _is_verb(other.low))
        for one, other in pairwise(tokens[place:])
    )


def _some(sentence: Sentence, place: int) -> Iterator[Edit]:
    """Turn "there is no evidence" into "there is some evidence"."""
    tokens = sentence.tokens
    noun = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1].low if place else ""
    if noun is None or before not in ("is", "are", "was", "were", "been", "have", "has", "had"):
        return
    if not _FOR_NOW.isdisjoint(low_words(sentence)):
        return  # what there is none of now, there may be some of when it is read
    if noun.tag == "NNS" or noun.low in _UNCOUNTED:
        yield edit_at(sentence, place, place + 1, "some", 0.7, True)


_DEFINING = ("what is", "what are", "what does", "what did", "who is", "who are", "who was", "who were")
_DEFINED = ("DT", "NN", "NNS", "JJ")


def is_taken_for_granted(sentence: Sentence, verb: int) -> bool:
    """Whether the FAQ question asks why or how the very thing is so, or what it is: nobody believes the opposite."""
    question = sentence.passage.question
    if question.lower().startswith(_DEFINING) and sentence.place < 2:
        return sentence.tokens[verb].low in _BEING and sentence.tokens[verb + 1].tag in _DEFINED
    said = [token for token in sentence.tokens[verb : verb + 5] if token.tag.startswith("VB")]
    asked = content_stems(question)
    return question.lower().startswith(("why", "how")) and any(stem(token.text) in asked for token in said)


def _none(sentence: Sentence, place: int) -> Iterator[Edit]:
    """Turn "there are separate funds" into "there are no separate funds"."""
    tokens = sentence.tokens
    after = place + 2 if tokens[place + 1].low in ("a", "an") else place + 1
    if (
        after >= len(tokens)
        or tokens[after].tag not in ("JJ", "NN", "NNS")
        or tokens[after].low in _COUNTING | {"different"}
    ):
        return
    if any(token.low in ("number", "variety", "lot", "couple") for token in tokens[after : after + 3]):
        return
    named = any(token.text == "," for token in tokens[after : after + 3])
    if tokens[place].low in ("is", "are", "was", "were") and not named:
        yield edit_at(sentence, place, after, f"{tokens[place].text} no", WEIGHT + 0.05, True)


def _negated(sentence: Sentence, place: int) -> Iterator[Edit]:
    tokens = sentence.tokens
    goes_on = any(
        token.tag == "CC" and _begins_clause(tokens[after : after + 4])
        for after, token in enumerate(tokens[place:], place + 1)
    )
    participle = tokens[place].tag == "VBD" and any(
        near.tag in FINITE for near in tokens[place + 1 : place + 12]
    )
    by_means = any(one.low == "by" and other.tag == "VBG" for one, other in pairwise(tokens[place:]))
    listed = sum(token.text == "," for token in tokens[place:]) > 1
    counted = any(near.tag == "CD" for near in tokens[place + 1 : place + 5])
    if place + 1 >= len(tokens) or goes_on or participle or by_means or listed or counted:
        return
    token, following = tokens[place], tokens[place + 1]
    if is_taken_for_granted(sentence, place) or any(
        near.low.startswith(("non", "un")) for near in tokens[place + 1 : place + 3]
    ):
        return
    if place and tokens[place - 1].tag == "EX":
        yield from _none(sentence, place)
    elif token.tag == "MD" and token.low in ("can", "may") and following.low == "also":
        done = place + 2 < len(tokens) and tokens[place + 2].tag == "VB"
        if done and (token.low == "can" or (is_done(sentence, place) and not is_state(sentence, place))):
            yield edit_at(sentence, place, place + 2, "cannot", WEIGHT, True)
    elif token.tag == "MD" and token.low in TO_NEGATIVE and following.tag == "VB":
        used = token.low == "can" and tokens[place + 2 : place + 3] and tokens[place + 2].low in USED
        if (token.low == "can" and following.low in HAPPENING) or used:
            return  # "you can see how", "it can be used to"
        if not PLAINLY_RIGHT.isdisjoint(near.low for near in tokens[place + 1 : place + 6]):
            return  # "need not avoid sick people"
        if token.low not in _LIKELIHOOD or (is_done(sentence, place) and not is_state(sentence, place)):
            yield edit_at(sentence, place, place + 1, TO_NEGATIVE[token.low], WEIGHT, True)
    elif following.tag in (*FINITE, "VB"):
        return  # "honey bees pollinate": the verb is the second
    elif not place or (
        tokens[place - 1].tag not in _SUBJECTS and tokens[place - 1].low not in ("this", "these")
    ):
        return
    elif token.low in _BEING and token.low in TO_NEGATIVE and following.tag in _AFTER_BEING:
        explained = following.tag not in ("VBN", "JJ", "VBG") and not _RELATIVE.isdisjoint(
            near.low for near in tokens[place:]
        )
        if following.low not in _WEAK and following.low != "that" and not explained:
            yield edit_at(sentence, place, place + 1, TO_NEGATIVE[token.low], WEIGHT, True)
    elif token.low in ("has", "have") and following.tag in ("DT", "JJ", "NN", "NNS", "CD"):
        new = "does not have" if token.low == "has" else "do not have"
        yield edit_at(sentence, place, place + 1, new, WEIGHT - 0.05, True)
    elif token.tag == "VBP" and (base := third_person_of(token.low)):
        yield edit_at(sentence, place, place + 1, f"does not {base}", WEIGHT - 0.05, True)
    elif token.tag in _HELPERS and token.low not in _AUXILIARIES and token.low not in ("'s", "'re"):
        base = base_form(token)
        if base and base not in _NO_NEWS and _is_verb(base):
            new = f"{_HELPERS[token.tag]} not {base}"
            yield edit_at(sentence, place, place + 1, new, WEIGHT - 0.05, True)
