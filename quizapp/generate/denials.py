"""What plainly contradicts a statement, be it a thing that nobody says: wrong for sure, if no good distractor.

A family that asks which statement contradicts the document needs no more than that.
"""

from collections.abc import Iterator
from functools import lru_cache

from quizapp.generate.edit import Edit, edit_at, turns_all
from quizapp.generate.edits import PERIODS, exchanges
from quizapp.generate.material import Material, Sentence
from quizapp.generate.negating import REASONS, SEVERAL, negation, second_verb
from quizapp.generate.trim import first_token, low_words
from quizapp.generate.verbs import main_verb
from quizapp.generate.versions import versions
from quizapp.generate.wording import article_for
from quizapp.language.phrases import NOUNS

_FREQUENCY = {
    "always": "rarely", "often": "rarely", "usually": "rarely", "frequently": "rarely", "never": "sometimes",
}  # fmt: skip
_DENYING = frozenset("not n't no never cannot neither nor only but longer".split())
_COUNTING = SEVERAL | frozenset("some certain few other others".split())
_STRONGER = frozenset("required require requires must mandatory".split())
_WEAKER = frozenset("not no optional cannot unnecessary".split())
_NOT_DENYING = frozenset("differs differ regardless depending before after whether even".split())
"""What is similar may differ, what depends on a thing may be so regardless of another, and what is needed before may be
so after."""

_PARTLY = frozenset("half encouraged recommended recommend recommends".split())
"""What is most is half as well, and what is required is recommended as well."""

_POSSIBLE = frozenset("can may could might".split())
_SUBORDINATE = frozenset("if when unless whether which who".split())
_BEING = frozenset("is are was were been has have".split())


@lru_cache(maxsize=2_000)
def contradictions(material: Material, sentence: Sentence) -> list[Edit]:
    """Give the edits after which a sentence cannot be so if it is so as it stands, the best first."""
    others = {(edit.first, edit.new) for edit in exchanges(material, sentence) if edit.old not in PERIODS}
    return [
        edit
        for edit in denials(material, sentence)
        if (edit.first, edit.new) not in others and _excludes(sentence, edit)
    ]


@lru_cache(maxsize=2_000)
def denials(material: Material, sentence: Sentence) -> list[Edit]:
    """Give the edits that make a wrong version of a sentence, the best first, and at other places what denies it."""
    found = versions(material, sentence)
    places = {edit.first for edit in found}
    further = {
        (edit.first, edit.last, edit.new): edit
        for deny in (_all, _none, _several, _frequency, _there_is, negation)
        for edit in deny(sentence)
        if edit.first not in places
    }
    usable = [edit for edit in (*found, *further.values()) if not _spoils_reason(sentence, edit)]
    return sorted(usable, key=lambda edit: (-edit.weight, edit.start))


def _spoils_reason(sentence: Sentence, edit: Edit) -> bool:
    """Whether a sentence opens with a reason, or with what it stands against, and an edit leaves one without the other.

    "Given that many travel, no cases are expected", "while it matters in the short term, …".
    """
    low = low_words(sentence)
    begins = low[first_token(sentence)] in REASONS
    return begins and (turns_all(edit) or "," not in low[: edit.first])


def _excludes(sentence: Sentence, edit: Edit) -> bool:
    """Whether a sentence and its turned form cannot both be so: what is required may be recommended as well.

    What some do not do, others may; and who leaves one of a list out may only be short.
    """
    new, old = edit.new.lower().split(), edit.old.lower().split()
    if edit.new.endswith("but not") or new[0] in _NOT_DENYING or not _PARTLY.isdisjoint(new):
        return False
    low = low_words(sentence)
    if "ever" in low:
        return False  # "faster than they ever could"
    if "unless" in old and not {"until", "then"}.isdisjoint(low):
        return False  # "until September, if the fund is used up before then"
    if edit.old in PERIODS and not _POSSIBLE.isdisjoint(low):
        return False  # what each year can help, each month can help as well
    if _is_in_subordinate(low[: edit.first]):
        return False  # "if it does not have to be changed", "if you ask for fewer than two days"
    if edit.is_negation and (not _COUNTING.isdisjoint(low[: edit.first]) or _counts(sentence, edit.first)):
        return False
    return _STRONGER.isdisjoint(new) or not _WEAKER.isdisjoint(old)


def _is_in_subordinate(low: list[str]) -> bool:
    """Whether the words before a place open a clause that only explains or limits another, and no comma ends it."""
    comma = max((place for place, word in enumerate(low) if word == ","), default=-1)
    return not _SUBORDINATE.isdisjoint(low[comma + 1 :])


def _counts(sentence: Sentence, end: int) -> bool:
    """Whether so many things are spoken of before a token: that 200 did not die denies nothing of 200 others."""
    return any(
        one.tag == "CD"
        and any(near.tag in ("NNS", "NNPS") for near in sentence.tokens[place + 1 : place + 4])
        for place, one in enumerate(sentence.tokens[:end])
    )


def _all(sentence: Sentence) -> Iterator[Edit]:
    """Turn "all files" at the beginning into "only some files"."""
    place, tokens = first_token(sentence), sentence.tokens
    if tokens[place].low != "all" or place + 1 >= len(tokens) or _denies(sentence):
        return
    following = tokens[place + 1]
    if following.low == "of" or following.tag in ("NNS", "JJ", "VBN", "NN", "NNP"):
        yield edit_at(sentence, place, place + 1, "Only some", 0.75)
    elif following.tag in ("PRP$", "DT"):
        yield edit_at(sentence, place, place + 1, "Only some of", 0.75)


def _none(sentence: Sentence) -> Iterator[Edit]:
    """Turn "none of the clients" into "all of the clients"."""
    low = low_words(sentence)
    if low.count("none") == 1 and not (_DENYING & set(low)):
        place = low.index("none")
        singular = any(token.tag == "VBZ" for token in sentence.tokens[place : place + 6])
        if low[place + 1 : place + 2] == ["of"] and not singular:
            new = "All" if sentence.tokens[place].text[0].isupper() else "all"
            yield edit_at(sentence, place, place + 1, new, 0.7, is_negation=True)


def _several(sentence: Sentence) -> Iterator[Edit]:
    """Turn "several companies are" into "no companies are"."""
    place, tokens = first_token(sentence), sentence.tokens
    if tokens[place].low not in SEVERAL or place + 1 >= len(tokens) or _denies(sentence):
        return
    following = tokens[place + 1]
    second = second_verb(sentence)
    if second is not None and tokens[second - 1].text != ",":
        return  # "no visitors can come and can stay"
    if following.tag in ("NNS", "JJ") and following.low not in ("of", "other", "more"):
        new = "Few" if tokens[place].low in ("many", "most") else "No"
        yield edit_at(sentence, place, place + 1, new, 0.62, is_negation=new == "No")


def _denies(sentence: Sentence) -> bool:
    """Whether a sentence denies or limits something already."""
    return not _DENYING.isdisjoint(low_words(sentence))


def _frequency(sentence: Sentence) -> Iterator[Edit]:
    """Turn "is often used" into "is rarely used"."""
    verb, tokens = main_verb(sentence), sentence.tokens
    if verb is None or not (_DENYING - {"never", "only"}).isdisjoint(low_words(sentence)):
        return
    for place in range(max(verb - 1, 1), min(verb + 3, len(tokens) - 1)):
        new = _FREQUENCY.get(tokens[place].low)
        before, after, near = tokens[place - 1], tokens[place + 1], tokens[place : place + 4]
        counted = any(token.tag == "CD" for token in near)
        named = any(token.low in ("called", "named", "known") for token in near[:3])
        described = before.low in _BEING and after.tag == "JJ"
        joined = described or {before.low, after.low} & {"and", "or", ","} or before.low in ("most", "more")
        if new and not (counted or named or joined or before.tag == "MD"):
            yield edit_at(sentence, place, place + 1, new, 0.7)
            return


def _there_is(sentence: Sentence) -> Iterator[Edit]:
    """Turn "there is no treatment" into "there is a treatment"."""
    tokens, low = sentence.tokens, low_words(sentence)
    if low.count("no") != 1 or not (_DENYING - {"no", "only", "never", "neither"}).isdisjoint(low):
        return
    place = low.index("no")
    run = tokens[place + 1 : place + 5]
    noun = next((i for i, token in enumerate(run) if token.tag in NOUNS), None)
    if (
        noun is None
        or _BEING.isdisjoint(low[max(place - 2, 0) : place])
        or not _COUNTING.isdisjoint(low[:place])
    ):
        return
    while noun + 1 < len(run) and run[noun + 1].tag in NOUNS:
        noun += 1
    if run[noun].tag in ("NN", "NNS") and all(t.tag in (*NOUNS, "JJ", "VBN", "VBG") for t in run[:noun]):
        new = "some" if run[noun].tag == "NNS" else article_for(run[0].text)
        yield edit_at(sentence, place, place + 1, new, 0.7, is_negation=True)
