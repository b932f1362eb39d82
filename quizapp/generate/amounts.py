"""More, less, or just as much; most, half, or few; each day, week, or month; how often, how much, when."""

from calendar import monthrange

from quizapp.generate.asking import asks_amount, asks_time
from quizapp.generate.degree import Degree, single
from quizapp.generate.edit import edit_at
from quizapp.generate.material import Sentence
from quizapp.generate.standing import salience
from quizapp.generate.swaps import NEAR, agreeing, is_compared, swapped
from quizapp.generate.verbs import is_limit_denied, main_verb
from quizapp.language.numbers import MONTHS
from quizapp.language.wordnet import base_forms

_LEVELS = {"higher": ("lower", "average"), "greater": ("lower", "average"), "lower": ("higher", "average")}
_MEASURED = frozenset("risk cost costs rate rates price prices level levels speed quality".split())


def comparison(sentence: Sentence, place: int) -> Degree | None:
    """More likely than, less likely than, just as likely as."""
    tokens = sentence.tokens
    token = tokens[place]
    if token.tag not in ("RBR", "JJR") or not is_compared(tokens, place) or token.text[0].isupper():
        return None
    than = next(i for i in range(place + 1, place + 2 + NEAR) if tokens[i].low == "than")
    if than == place + 1 and token.low in ("more", "less"):
        return None
    if any(near.low in ("a", "an", "the") for near in tokens[max(place - 2, 0) : place]):
        return (
            None  # "a much faster way than", "the more prominent place": "a just as fast way" is no English
        )
    if (
        token.low in _LEVELS
        and tokens[place + 1].low in _MEASURED
        and place
        and tokens[place - 1].low == "at"
    ):
        same = (
            edit_at(sentence, place, place + 1, "the same", 0.85),
            edit_at(sentence, than, than + 1, "as", 0.85),
        )
        return Degree(((edit_at(sentence, place, place + 1, _LEVELS[token.low][0], 0.85),), same), 0.85)
    other = swapped(token.text, token.tag)
    base = "" if token.low in ("more", "less") else _positive(token.low)
    if other is None or base is None:
        return None
    other = agreeing(other, tokens[place + 1 :])
    first = (
        place - 1 if place and tokens[place - 1].low in ("much", "far", "even", "significantly") else place
    )
    equal = (
        edit_at(sentence, first, place + 1, f"just as {base}".rstrip(), 0.85),
        edit_at(sentence, than, than + 1, "as", 0.85),
    )
    return Degree(((edit_at(sentence, place, place + 1, other, 0.85),), equal), 0.85)


def _positive(comparative: str) -> str | None:
    return next((form for form in base_forms(comparative) if form != comparative), None)


ASKED = 0.45
"""Salience from which on it is worth asking how often, though the FAQ question does not."""

TELLING = 0.32
"""Salience from which on it is worth asking how many of them, though the FAQ question does not."""

FAR = 0.45
"""Weight of a period two steps away: few elections are held each day; good enough beside a nearer one."""

_PERIODS = ("hour", "day", "week", "month", "year")
_ADVERBS = ("hourly", "daily", "weekly", "monthly", "yearly")


def period(sentence: Sentence, place: int) -> Degree | None:
    """Each hour, day, week, month or year."""
    tokens = sentence.tokens
    low = tokens[place].low
    if not asks_amount(sentence.passage.question) and salience(sentence) < ASKED:
        return None
    if tokens[place + 1].text == "(":
        return None  # "every year (in January)"
    if low in _PERIODS and place and tokens[place - 1].low in ("each", "every", "per"):
        names: tuple[str, ...] = _PERIODS
    elif low in _ADVERBS:
        names = _ADVERBS
    else:
        return None
    own = names.index(low)
    begin = min(max(own - len(sentence.text) % 3, 0), len(names) - 3)
    shown = [name for name in names[begin : begin + 3] if name != low]
    others = tuple(
        (edit_at(sentence, place, place + 1, name, 0.8 if abs(names.index(name) - own) == 1 else FAR),)
        for name in shown
    )
    return Degree(others, 0.8, (float(own), *(float(names.index(name)) for name in shown)))


_SHARES = {
    "most": ("few", "about half of the"), "few": ("most", "about half of the"), "all": ("no", "only some"),
}  # fmt: skip


def share(sentence: Sentence, place: int) -> Degree | None:
    """Most, about half, or few of them."""
    tokens = sentence.tokens
    token, following = tokens[place], tokens[place + 1]
    before = tokens[place - 1].low if place else ""
    if salience(sentence) < TELLING or (
        place and (token.low == "all" or tokens[place - 1].tag.startswith("VB"))
    ):
        return None
    if token.low not in _SHARES or before in (
        "not",
        "no",
        "as",
        "these",
        "those",
        "the",
        "a",
        "very",
        "too",
        "so",
        "how",
        "at",
    ):
        return None
    after = place + 2 if following.tag == "JJ" and token.low != "all" else place + 1
    if (
        after >= len(tokens)
        or tokens[after].tag != "NNS"
        or any(token.low == "but" for token in tokens[after:])
    ):
        return None  # "all teams are encouraged, but not required"
    words = _SHARES[token.low]
    if token.text[0].isupper():
        words = (words[0].capitalize(), words[1].capitalize())
    return single(sentence, place, place + 1, words, 0.78)


_OFTEN = {
    "frequently": ("always", "rarely"), "usually": ("always", "rarely"),
    "sometimes": ("always", "never"), "rarely": ("often", "always"),
}  # fmt: skip


def frequency(sentence: Sentence, place: int) -> Degree | None:
    """Always, often, sometimes, rarely, or never."""
    verb = main_verb(sentence)
    token = sentence.tokens[place]
    if place and sentence.tokens[place - 1].low in ("must", "can", "has", "have", "had", "not", "n't"):
        return None
    if token.low not in _OFTEN or token.text[0].isupper() or verb is None or not verb - 2 < place < verb + 3:
        return None
    if any(near.low in ("called", "named", "known") for near in sentence.tokens[place + 1 : place + 3]):
        return None
    if sentence.tokens[place + 1].tag in ("IN", "CD", "RB", "JJ"):
        return None  # "usually around 18 months", "always wise"
    return single(sentence, place, place + 1, _OFTEN[token.low], 0.74)


_BOUNDS = {
    ("at", "least"): "at most", ("at", "most"): "at least", ("up", "to"): "at least", ("more", "than"): "less than",
    ("less", "than"): "more than", ("fewer", "than"): "more than", ("no", "more", "than"): "at least",
    ("a", "maximum", "of"): "a minimum of", ("a", "minimum", "of"): "a maximum of",
}  # fmt: skip
"""Bounds and their opposites; "exactly" as much is within a bound and might be right."""

_FIRST_OF_BOUNDS = frozenset(old[0] for old in _BOUNDS)


def bound(sentence: Sentence, place: int) -> Degree | None:
    """At least, or at most so many."""
    tokens = sentence.tokens
    if tokens[place].low not in _FIRST_OF_BOUNDS:
        return None
    for old, other in _BOUNDS.items():
        last = place + len(old)
        if tuple(token.low for token in tokens[place:last]) == old and last < len(tokens):
            if any(token.low in ("if", "when", "unless") for token in tokens[max(place - 8, 0) : place]):
                return None  # "if you need more than two days"
            denied = place and tokens[place - 1].low == "no"
            exact = any(char.isdigit() for char in tokens[last].text) and len(tokens[last].text) > 3
            if exact and not asks_amount(sentence.passage.question):
                return None  # "more than 59100 packages"
            if tokens[last].tag == "CD" and tokens[last].low not in ("one", "1") and not denied:
                return single(sentence, place, last, (other,), 0.84)
    return None


_AMOUNTS = {
    "no": ("limited", "strong"),
    "limited": ("no", "strong"),
    "little": ("no", "strong"),
    "strong": ("no", "limited"),
}
_FINDINGS = frozenset(("evidence", "support", "proof"))


def evidence(sentence: Sentence, place: int) -> Degree | None:
    """No, limited, or strong evidence."""
    tokens = sentence.tokens
    after = place + 2 if tokens[place + 1].tag == "JJ" and place + 2 < len(tokens) else place + 1
    words = _AMOUNTS.get(tokens[place].low)
    if words is None or tokens[after].low not in _FINDINGS or tokens[place].text[0].isupper():
        return None
    if any(token.low in ("not", "n't", "cannot") for token in tokens[after:]):
        return None  # "strong evidence that it is not effective"
    return single(sentence, place, place + 1, words, 0.84)


_NAMES = tuple(MONTHS)


def date(sentence: Sentence, place: int) -> Degree | None:
    """The month of a date, among months in even steps, where the FAQ question asks for a time."""
    if not asks_time(sentence.passage.question) or is_limit_denied(sentence):
        return None
    tokens = sentence.tokens
    token, following = tokens[place], tokens[place + 1]
    dated = following.tag == "CD" or (place and tokens[place - 1].tag == "CD")
    if token.low not in MONTHS or not token.text[0].isupper() or not dated:
        return None
    own = MONTHS[token.low]
    step = 2 if 4 < own < 9 else 1
    first = own - step * (len(sentence.text) % 4)
    shown = [first + step * number for number in range(4)]
    if shown[0] < 1 or shown[-1] > 12:
        shown = (
            [own - step * 3 + step * number for number in range(4)]
            if own > 6
            else [own + number for number in range(4)]
        )
    others = [month for month in shown if month != own]
    days = [
        int(near.text)
        for near in tokens[max(place - 1, 0) : place + 2]
        if near.text.isdigit() and len(near.text) < 3
    ]
    if any(day > monthrange(2023, month)[1] for day in days for month in shown):
        return None
    if any(_NAMES[month - 1] in (t.low for t in tokens) for month in others):
        return None
    edits = tuple(
        (edit_at(sentence, place, place + 1, _NAMES[month - 1].capitalize(), 0.84),) for month in others
    )
    return Degree(edits, 0.84, (float(own), *map(float, others)))


def level(sentence: Sentence, place: int) -> Degree | None:
    """At higher, average, or lower risk."""
    tokens = sentence.tokens
    words = _LEVELS.get(tokens[place].low)
    before = tokens[place - 1].low if place else ""
    if (
        words is None
        or tokens[place + 1].low not in _MEASURED
        or before in ("a", "an", "much", "far", "even")
    ):
        return None
    if any(token.low == "than" for token in tokens[place:]):
        return None
    return single(sentence, place, place + 1, words, 0.8)


_UNITS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")


def unit(sentence: Sentence, place: int) -> Degree | None:
    """Several minutes, hours, days, or weeks."""
    tokens = sentence.tokens
    low = tokens[place].low
    if low not in _UNITS or not place or tokens[place - 1].low not in ("several", "few"):
        return None
    if not asks_amount(sentence.passage.question):
        return None
    if any(token.low in ("whereas", "while", "but") for token in tokens):
        return None  # "several years, whereas a nest lasts one summer"
    if any(token.low == "than" for token in tokens[max(place - 3, 0) : place]):
        return None  # "longer than a few hours" is longer than a few minutes as well
    own = _UNITS.index(low)
    begin = min(max(own - len(sentence.text) % 4, 0), len(_UNITS) - 4)
    shown = [name for name in _UNITS[begin : begin + 4] if name != low]
    if any(token.low in shown for token in tokens):
        return None
    others = tuple((edit_at(sentence, place, place + 1, name, 0.8),) for name in shown)
    return Degree(others, 0.8, (float(own), *(float(_UNITS.index(name)) for name in shown)))


_CHANGES = {
    "VBZ": {"increases": "reduces", "reduces": "increases", "strengthens": "weakens", "weakens": "strengthens"},
    "VB": {"increase": "reduce", "reduce": "increase", "strengthen": "weaken", "weaken": "strengthen"},
}  # fmt: skip


def change(sentence: Sentence, place: int) -> Degree | None:
    """Increases, reduces, or does not affect."""
    tokens = sentence.tokens
    token = tokens[place]
    if place != main_verb(sentence) and (not place or place - 1 != main_verb(sentence)):
        return None
    other = _CHANGES.get(token.tag, {}).get(token.low)
    if other is None or not any(phrase.first == place + 1 for phrase in sentence.phrases):
        return None
    first = place
    none = "does not affect"
    if token.tag == "VB":
        if tokens[place - 1].tag != "MD":
            return None
        first = place - 1
        none = f"{tokens[first].text} not affect".replace("can not", "cannot")
    return Degree(
        (
            (edit_at(sentence, place, place + 1, other, 0.8),),
            (edit_at(sentence, first, place + 1, none, 0.8),),
        ),
        0.8,
    )


TRIGGERS = frozenset(
    (
        *_PERIODS,
        *_ADVERBS,
        *_SHARES,
        *_OFTEN,
        *_FIRST_OF_BOUNDS,
        *_AMOUNTS,
        *MONTHS,
        *_LEVELS,
        *_UNITS,
    )
).union(*_CHANGES.values())
"""Words at which one of these sets may begin, beside comparatives."""
