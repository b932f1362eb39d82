"""What an author should know of a bank before anybody sees it: flaws of its items, and how far guessing gets."""

from dataclasses import dataclass, replace
from functools import lru_cache

from quizapp.explain import pieces
from quizapp.generate.check import Flaw, check
from quizapp.generate.evidence import spans_of
from quizapp.generate.guessing import ENOUGH, MARGIN, guess_rates
from quizapp.model.bank import Bank
from quizapp.model.explanation import Quote
from quizapp.model.question import MultipleChoice, Question

REMEMBERED = 32


@dataclass(frozen=True)
class GuessRow:
    """How often one trick finds the key: ``rate``, the ends of its 95 % interval, and ``chance``, all 0 to 1.

    ``standing`` is ``fair``, ``high`` (more than 10 points above chance, and not by luck) or ``unsure`` (as high, but
    it may be luck).
    """

    attack: str
    rate: float
    low: float
    high: float
    chance: float
    standing: str


@dataclass(frozen=True)
class Preview:
    """The flaws of a bank by question id (those of the bank as a whole under its own), and its guess rates."""

    flaws: dict[str, tuple[Flaw, ...]]
    rates: tuple[GuessRow, ...]
    items: int

    @property
    def enough(self) -> bool:
        """Whether there are enough items for the rates to be more than a remark."""
        return self.items >= ENOUGH

    @property
    def worst(self) -> str:
        """The standing of the bank: the worst of its rates."""
        found = {row.standing for row in self.rates}
        return next((standing for standing in ("high", "unsure") if standing in found), "fair")


@lru_cache(maxsize=REMEMBERED)
def preview(bank: Bank) -> Preview:
    """Look at a bank; the last ones are remembered, for versions never change."""
    flaws: dict[str, tuple[Flaw, ...]] = {}
    for flaw in check(bank):
        flaws[flaw.question] = (*flaws.get(flaw.question, ()), flaw)
    items = sum(isinstance(question, MultipleChoice) for question in bank.questions)
    return Preview(flaws, guess_rows(bank), items)


def guess_rows(bank: Bank) -> tuple[GuessRow, ...]:
    """Give the guess rates of a bank, the highest above chance first."""
    rows = []
    for rate in guess_rates(bank):
        above = rate.rate > rate.chance + MARGIN
        standing = "high" if rate.too_high else "unsure" if above else "fair"
        rows.append(GuessRow(rate.attack, rate.rate, rate.low, rate.high, rate.chance, standing))
    return tuple(sorted(rows, key=lambda row: row.chance - row.rate))


def flaws_of(bank: Bank, question: Question) -> tuple[Flaw, ...]:
    """Give the flaws of one question, whether it is in the bank or only might be."""
    return check(replace(bank, questions=(question,))) if isinstance(question, MultipleChoice) else ()


def sources_of(bank: Bank, question: Question, passage: str | None = None) -> tuple[Quote, ...]:
    """Give the passages that a question rests on, its own (or ``passage``) first, with its evidence marked."""
    spans = [span for span in spans_of(question) if span.passage in bank.passage_by_id]
    own = passage or question.passage
    names = dict.fromkeys([*([own] if own in bank.passage_by_id else []), *(span.passage for span in spans)])
    titles = {source.id: source.title or source.file for source in bank.sources}
    found = []
    for name in names:
        here = bank.passage_by_id[name]
        marked = pieces(here.answer, [(span.start, span.end) for span in spans if span.passage == name])
        found.append(Quote(name, here.question, titles.get(here.source, ""), marked))
    return tuple(found)
