"""Opposites that decide a mark: words whose exchange turns a statement round.

A short list of our own for verbs, quantities, comparisons, directions and time, beside the opposites of
WordNet.
"""

from collections.abc import Sequence
from functools import lru_cache

from quizapp.language.wordnet import base_forms, family, opposites, surroundings
from quizapp.language.words import stem

_PAIRS = """
allow permit let enable accept approve entitle | forbid prohibit ban prevent block refuse deny reject \
disallow bar
increase raise grow rise expand gain higher more strengthen improve boost extend | decrease reduce lower \
lessen fall drop shrink cut lose diminish decline less weaken worsen shorten limit restrict narrow
include contain cover comprise | exclude omit except
require need must mandatory necessary compulsory obligatory obliged | optional voluntary unnecessary \
needless exempt
start begin open launch commence | stop end finish close cease halt terminate
before prior earlier precede | after following later subsequently
always | never sometimes rarely seldom occasionally
all every each any entire whole full both always | none no some few partial only neither
more most many much greater | less least few fewer little lesser
always usually often frequently mostly generally regularly | never rarely seldom hardly
above over exceed | below under beneath
support back endorse favour favor encourage | oppose resist criticise criticize discourage undermine
safe secure protected | unsafe dangerous insecure risky vulnerable
public open | private secret closed confidential
free gratis | paid charged costly expensive
early | late
fast quick rapid rapidly quickly | slow slowly
easy simple easily | hard difficult complex complicated
easier simpler | harder
same identical equal alike | different unlike other various distinct
possible able can | impossible unable cannot
internal inside within | external outside
import input incoming receive | export output outgoing send
buy purchase | sell
win succeed success successful | lose fail failure unsuccessful
keep retain maintain preserve remain continue | remove delete abandon drop change discard stop
add insert join attach | remove subtract delete detach leave
connect connected link | disconnect disconnected separated
true right correct valid | false wrong incorrect invalid
good better best positive beneficial helpful | bad worse worst negative harmful
strong | weak
high | low
long longer | short shorter
large big great major | small little minor tiny
new modern | old outdated
first | last
permanent permanently forever indefinitely | temporary temporarily
automatic automatically | manual manually
direct directly | indirect indirectly
together jointly | separately alone apart
with | without
up upward upwards | down downward downwards
north | south
east | west
left | right
common usual | rare uncommon unusual
minimum least minimal | maximum most maximal
cause lead trigger | prevent avoid
help assist facilitate | hinder hamper obstruct
agree | disagree
trust confident confidence | distrust doubt sceptical
optimism optimistic hopeful hope | pessimism pessimistic hopeless
willing willingness ready | unwilling reluctant reluctance
known | unknown
legal lawful | illegal unlawful
male man men father boy | female woman women mother girl
student pupil learner | teacher
borrow | lend
enough sufficient sufficiently | insufficient insufficiently lacking
similar | different
majority | minority
once | repeatedly
advantage benefit | disadvantage drawback
near close nearby | far distant
hot warm | cold cool
rich wealthy | poor
active | inactive passive
temporary | lasting
simple plain | complicated
present available | absent missing unavailable
current currently | former formerly
voluntarily | forcibly
visible | invisible hidden
encrypted | unencrypted
wired | wireless
central centrally | peripheral
replace | keep
"""


def _table() -> dict[str, frozenset[str]]:
    against: dict[str, set[str]] = {}
    for line in _PAIRS.strip().splitlines():
        one, other = ({stem(word) for word in side.split()} for side in line.split(" | "))
        for here, there in ((one, other), (other, one)):
            for word in here:
                against.setdefault(word, set()).update(there - here)
    return {word: frozenset(words) for word, words in against.items()}


_AGAINST = _table()
_PREFIXES = ("un", "non-", "non")


@lru_cache(maxsize=20_000)
def _names(word: str) -> frozenset[str]:
    """Give what an opposite may call the word: its forms, its stem, its relatives."""
    return family(word) | {word, stem(word)}


@lru_cache(maxsize=20_000)
def _against(word: str) -> frozenset[str]:
    """Give what the word is the opposite of."""
    against = set(opposites(word))
    for form in {word, stem(word), *base_forms(word)}:
        if form in _AGAINST:
            against |= _AGAINST[form]
        if form.startswith(_PREFIXES):
            bare = (form.removeprefix(prefix) for prefix in _PREFIXES if form.startswith(prefix))
            against.update(other for other in bare if len(other) > 3)
    return frozenset(against)


def links(word: str) -> tuple[frozenset[str], ...]:
    """Give, in several sets, what a lower-case word shares with each word that it is related or opposed to."""
    return surroundings(word), _against(word), _names(word)


def holds_opposites(ones: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a word of one side is the opposite of a word of the other; all are in lower case."""
    for here, there in ((ones, others), (others, ones)):
        for word in here:
            against = _against(word)
            if against and any(
                word != other and not against.isdisjoint(_names(other)) and stem(word) != stem(other)
                for other in there
            ):
                return True
    return False


def are_opposites(one: str, other: str) -> bool:
    """Whether two lower-case words turn a statement round when one stands for the other."""
    if one == other:
        return False
    here, there = _against(one), _against(other)
    if (not here or here.isdisjoint(_names(other))) and (not there or there.isdisjoint(_names(one))):
        return False
    return stem(one) != stem(other)
