"""Words that turn a statement round when one stands for the other: the minimal edits of two-by-two items.

Absolute words (all, never, only) are left out on purpose: a distractor must not be recognised by them.
"""

from functools import lru_cache

_VERBS = """
increase decrease; raise lower; strengthen weaken; include exclude; accept reject; open close; start stop;
extend shorten; widen narrow; encourage discourage; import export; improve worsen; succeed fail; approve
refuse; enable disable; connect disconnect; load unload; lock unlock; attract repel; insert delete; push
pull; fill empty; accelerate slow; expand reduce; heat cool; support oppose; promote hinder; agree disagree;
undermine strengthen; respect violate; welcome resent; borrow lend; encrypt decrypt; upload download; enter
exit; advance delay; attach detach; inflate deflate; ascend descend
"""

_IRREGULAR = """
begin begins began begun beginning | end ends ended ended ending
rise rises rose risen rising | fall falls fell fallen falling
grow grows grew grown growing | shrink shrinks shrank shrunk shrinking
win wins won won winning | lose loses lost lost losing
buy buys bought bought buying | sell sells sold sold selling
allow allows allowed allowed allowing | forbid forbids forbade forbidden forbidding
permit permits permitted permitted permitting | prohibit prohibits prohibited prohibited prohibiting
send sends sent sent sending | receive receives received received receiving
"""

_OTHERS = """
before after; more less; larger smaller; bigger smaller; higher lower; longer shorter; greater lesser;
faster slower; warmer colder; earlier later; stronger weaker; older newer; wider narrower; deeper shallower;
thicker thinner; easier harder; cheaper dearer; better worse; largest smallest; highest lowest; longest
shortest; fastest slowest; strongest weakest; oldest newest; best worst; inside outside; above below; over
under; public private; internal external; permanent temporary; domestic foreign; voluntary mandatory;
optional required; simple complex; male female; summer winter; spring autumn; daytime night-time; morning
evening; daily weekly; monthly yearly; northern southern; eastern western; north south; east west;
north-west south-east; north-east south-west; northwest southeast; northeast southwest; left right; upper
lower; maximum minimum; first last; early late; high low; large small; big small; long short; strong weak;
fast slow; wide narrow; deep shallow; hot cold; warm cool; thick thin; cheap expensive; rich poor; old new;
many few; often rarely; frequently rarely; usually seldom; directly indirectly; direct indirect; together
separately; automatically manually; automatic manual; increase decrease; rise fall; beginning end; arrival
departure; inner outer; front back; top bottom; positive negative; active inactive; visible invisible; safe
unsafe; equal unequal; regular irregular; legal illegal; urban rural; brother sister; buyer seller; teacher
student; employer employee; employers employees; lender borrower; outgoing incoming; upstream downstream;
clockwise anticlockwise; upward downward; horizontal vertical; solid liquid; wet dry; full-time part-time;
short-term long-term; national international; central local; federal state; asymmetric symmetric; sensitive
insensitive; chronic acute; minor major; majority minority; advantage disadvantage; advantages
disadvantages; benefit drawback; benefits drawbacks; strength weakness; optimism pessimism; sufficient
insufficient; complete incomplete; successful unsuccessful; fertilised unfertilised; fertilized
unfertilized; paid unpaid; open closed; online offline; physical virtual; indoors outdoors; January July;
February August; March September; April October; May November; June December; Monday Thursday; Tuesday
Friday; Wednesday Saturday; Atlantic Pacific
"""

_FORMS = ("VB", "VBZ", "VBD", "VBN", "VBG")
_SIBILANT = ("s", "x", "z", "ch", "sh")


def _inflected(verb: str) -> tuple[str, ...]:
    """Give the five forms of a regular verb."""
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb}ing"
    double = verb in ("stop", "permit", "repel")
    root = verb + verb[-1] if double else stem
    third = f"{verb}es" if verb.endswith(_SIBILANT) else f"{verb}s"
    return verb, third, f"{root}ed", f"{root}ed", f"{root}ing"


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], str]:
    """Give (word, kind of tag) → opposite; the kind is the tag of a verb form, or "" for any other word."""
    table: dict[tuple[str, str], str] = {}

    def add(one: str, other: str, kind: str) -> None:
        table.setdefault((one, kind), other)
        table.setdefault((other, kind), one)

    for entry in _VERBS.split(";"):
        one, other = entry.split()
        for a, b, form in zip(_inflected(one), _inflected(other), _FORMS, strict=True):
            add(a, b, form)
    for line in _IRREGULAR.strip().splitlines():
        one, other = line.split(" | ")
        for a, b, form in zip(one.split(), other.split(), _FORMS, strict=True):
            add(a, b, form)
    for entry in _OTHERS.split(";"):
        one, other = entry.split()
        add(one.lower(), other.lower(), "")
    return table


def swapped(word: str, tag: str) -> str | None:
    """Give the word that turns a statement round where ``word`` with this Penn tag stands, or None."""
    kind = {"VBP": "VB"}.get(tag, tag) if tag.startswith("VB") else ""
    other = _table().get((word.lower(), kind)) or (
        _table().get((word.lower(), "")) if tag in ("VBN",) else None
    )
    if other is None or (tag in ("NNP", "NNPS") and not word[0].isupper()):
        return None
    return other[0].upper() + other[1:] if word[0].isupper() else other
