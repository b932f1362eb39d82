"""A bank when its document has changed: what did not change stays to the letter, and no edit is lost.

- A question whose passages are as before stays as it is: text, id, place; what a person dropped does not come back.
- An edited question (`generate.authorship`) stays too when its passage changes. Its evidence goes where the same words
  stand now; words that stand nowhere any more are named, for a person to look at.
- A generated question stays while all its evidence is still there. Otherwise the one that is generated from the new
  text takes its place, with its tags; and short-answer questions always get the key points of the new text.
- A passage that is gone takes its questions with it; a new one brings its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from quizapp.generate.authorship import is_edited, stamped
from quizapp.generate.evidence import relocated, spans_of
from quizapp.generate.pairing import aligned
from quizapp.model.bank import Bank, Passage, Source
from quizapp.model.question import MultipleChoice, Question

LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Renewed:
    """The renewed bank; ``remarks`` say by question id what a person should know of a change."""

    bank: Bank
    remarks: Mapping[str, str]


@dataclass
class _Work:
    """What is known while a bank is renewed: ``offered`` are generated questions that wait to be used."""

    old: Bank
    passages: dict[str, Passage]
    keep: frozenset[str]
    offered: dict[str, list[Question]]
    remarks: dict[str, str] = field(default_factory=dict)
    retained: set[str] = field(default_factory=set)

    def fits(self, question: Question) -> bool:
        """Whether all passages that a question rests on are as they were."""
        names = {span.passage for span in spans_of(question)} | {question.passage or ""} - {""}
        return all(self.passages.get(name) == self.old.passage_by_id[name] for name in names)

    def take(self, question: Question) -> Question | None:
        """Use a generated question in the place of one, when there is one left: the one with its id first."""
        waiting = self.offered.get(question.passage or "", [])
        fitting = [
            other
            for other in waiting
            if other.kind == question.kind
            and (other.id == question.id or other.id not in self.old.question_by_id)
        ]
        if not fitting:
            return None
        found = min(fitting, key=lambda other: other.id != question.id)
        waiting.remove(found)
        return found


def renew(
    old: Bank, fresh: Bank, keep: frozenset[str] = frozenset(), leave_out: frozenset[str] = frozenset()
) -> Renewed:
    """Renew a bank with what was generated from its changed document.

    ``fresh`` may be made from some of the sources only; the others stay. ``keep`` are ids of questions that stay as if
    they were edited, even when their passage is gone; ``leave_out`` those of new questions that are not wanted.
    """
    fresh = aligned(old, fresh)
    replaced = {source.id for source in fresh.sources}
    passages = {
        passage.id: passage
        for passage in (*(p for p in old.passages if p.source not in replaced), *fresh.passages)
    }
    work = _Work(old, passages, keep, {})
    for question in fresh.questions:
        if question.id not in leave_out:
            work.offered.setdefault(question.passage or "", []).append(question)
    staying = [kept for question in old.questions if (kept := _stays(work, question)) is not None]
    ordered = _passages(old, fresh, replaced, work.retained)
    known = {passage.id for passage in old.passages}
    new = {name: found for name, found in work.offered.items() if name not in known}
    bank = replace(
        old,
        sources=_sources(old, fresh),
        passages=ordered,
        questions=_woven(staying, new, [passage.id for passage in ordered]),
    )
    return Renewed(bank, work.remarks)


def _stays(work: _Work, question: Question) -> Question | None:
    """Give what stands in the place of a question; None where nothing does."""
    if work.fits(question):
        return question
    edited = is_edited(question) or question.id in work.keep
    if question.passage is not None and question.passage not in work.passages:
        return _orphan(work, question, edited)
    moved, lost = relocated(question, work.old, work.passages)
    moved = _asked_anew(work, question, moved)
    if edited or (isinstance(question, MultipleChoice) and not lost):
        if edited:
            work.remarks[question.id] = _remark(lost)
        return moved
    return _replaced(work, question)


def _orphan(work: _Work, question: Question, edited: bool) -> Question | None:
    """Treat a question whose passage is gone: it goes too, unless somebody asked to keep it."""
    if question.id not in work.keep:
        by = " It was edited by a person." if edited else ""
        work.remarks[question.id] = f"Its passage is no longer in the document.{by}"
        return None
    work.remarks[question.id] = "Kept, though its passage is no longer in the document."
    gone = {span.passage for span in spans_of(question)} | {question.passage or ""}
    work.retained |= {name for name in gone if name and name not in work.passages}
    kept = work.passages | {name: work.old.passage_by_id[name] for name in work.retained}
    return relocated(question, work.old, kept)[0]


def _asked_anew(work: _Work, question: Question, moved: Question) -> Question:
    """Put the new FAQ question in the place of the old one where the prompt holds it."""
    if question.passage is None:
        return moved
    before, now = work.old.passage_by_id[question.passage], work.passages[question.passage]
    if before.question == now.question or before.question not in moved.prompt:
        return moved
    asked = replace(moved, prompt=moved.prompt.replace(before.question, now.question))
    return asked if is_edited(question) else stamped(asked)


def _replaced(work: _Work, question: Question) -> Question | None:
    """Give the question that is generated from the new text in the place of one, with its tags."""
    found = work.take(question)
    if found is None:
        work.remarks[question.id] = "From the new text no such question can be made."
        return None
    tagged = replace(found, tags=question.tags)
    if replace(tagged, id=question.id, made=question.made) == question:
        return question
    if found.id != question.id:
        work.remarks[question.id] = "The words that it rests on have changed."
        work.remarks[found.id] = f"In the place of “{_short(question.prompt)}”."
    return tagged


def _remark(lost: list[str]) -> str:
    if not lost:
        return "Kept; its passage has changed."
    words = ", ".join(f"“{_short(quote)}”" for quote in lost)
    return f"Kept, but the document no longer says {words}: look at it."


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"


def _sources(old: Bank, fresh: Bank) -> tuple[Source, ...]:
    changed = {source.id: source for source in fresh.sources}
    known = {source.id for source in old.sources}
    new = [source for source in fresh.sources if source.id not in known]
    return (*(changed.get(source.id, source) for source in old.sources), *new)


def _passages(old: Bank, fresh: Bank, replaced: set[str], retained: set[str]) -> tuple[Passage, ...]:
    """Give the passages: those of a changed source in their new order, at the place where the source was."""
    by_source: dict[str, list[Passage]] = {}
    for passage in fresh.passages:
        by_source.setdefault(passage.source, []).append(passage)
    found: list[Passage] = []
    for passage in old.passages:
        if passage.source in replaced:
            found += by_source.pop(passage.source, [])
        else:
            found.append(passage)
    found += [passage for rest in by_source.values() for passage in rest]
    return (*found, *(passage for passage in old.passages if passage.id in retained))


def _woven(
    staying: list[Question], new: Mapping[str, list[Question]], order: list[str]
) -> tuple[Question, ...]:
    """Put the questions of new passages behind those of the passage before, and leave the rest in its order."""
    last = {question.passage: place for place, question in enumerate(staying)}
    behind: dict[int, list[Question]] = {}
    place = -1
    for name in order:
        place = last.get(name, place)
        behind.setdefault(place, []).extend(new.get(name, []))
    woven = behind.get(-1, [])
    for number, question in enumerate(staying):
        woven += [question, *behind.get(number, [])]
    return tuple(woven)
