"""From documents to a bank: the families propose, the critics refuse, and the planner composes the quiz."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from quizapp.generate.authorship import stamped
from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.families import FAMILIES, OF_ANSWERS
from quizapp.generate.items import Item, criticised
from quizapp.generate.material import Material, read_material
from quizapp.generate.passages import enough_of, passages_of, sources_of
from quizapp.generate.planner import compose, placed, spread
from quizapp.generate.result import Generated, Refusal
from quizapp.generate.short_answers import short_answer
from quizapp.generate.standing import is_explained, stands_alone
from quizapp.generate.wording import tidy
from quizapp.language.english import is_english
from quizapp.language.sentences import sentences
from quizapp.language.words import content_stems
from quizapp.model.bank import Bank, Passage
from quizapp.model.document import Document
from quizapp.model.ids import kebab
from quizapp.model.question import MultipleChoice

Progress = Callable[[int, int], None]

PASSAGES_A_TIME = 20

LEAST_QUALITY = 0.4
"""Items below this are filler; a pair that has nothing better gets no multiple-choice question."""


READ_TOGETHER = 1_000
"""Passages that are read and composed together, so that memory does not grow with a large table: in all of them a
second key is looked for, and over all of them the quiz is balanced."""

MOST_OF_A_FAMILY, MOST_OF_MANY = 60, 12
"""Items of a passage and a family that are kept to choose from, in a document of ordinary size and in a large one."""

LANGUAGE_SAMPLE = 200
"""Pairs of a document that its language is read from."""


def generate(
    documents: Sequence[Document],
    seed: int = 0,
    questions: int | None = None,
    bank_id: str | None = None,
    progress: Progress | None = None,
) -> Generated:
    """Make a bank of questions from documents (at least one); the same documents and seed give the same bank.

    ``questions`` asks for the best so many, well spread over the passages. ``progress`` is told how many of all
    passages are done, several times a second; what it raises ends the work.
    """
    sources = sources_of(documents)
    passages = passages_of(documents, sources)
    if questions is not None:
        passages = enough_of(passages, questions)
    chance = Chance(seed)
    made: dict[str, list[MultipleChoice]] = {}
    refusals: list[Refusal] = []
    notes: list[str] = []
    for source in sources:
        own = [passage for passage in passages if passage.source == source.id]
        if not is_english(text for p in own[:LANGUAGE_SAMPLE] for text in (p.question, p.answer)):
            notes.append(f"{source.file}: not in English, so it gets short-answer questions only.")
            refusals += [
                Refusal(p.id, p.question, "multiple choice: made of English texts only") for p in own
            ]
    english = [p for p in passages if p.id not in {refusal.passage for refusal in refusals}]
    for begin in range(0, len(english), READ_TOGETHER):
        portion = english[begin : begin + READ_TOGETHER]
        found, refused = _choice_questions(portion, chance, _part_of(progress, begin, len(english)))
        made |= found
        refusals += refused
    written = {passage.id: short_answer(passage) for passage in passages}
    refusals += [
        Refusal(p.id, p.question, "short answer: the answer has no words to ask for")
        for p in passages
        if not written[p.id]
    ]
    first = documents[0]
    name = first.file.rpartition(".")[0] or first.file
    bank = Bank(
        id=bank_id or kebab(name),
        title=first.title or name,
        summary=summary_of(first),
        sources=sources,
        passages=passages,
        questions=tuple(map(stamped, spread(passages, written, made, questions))),
    )
    return Generated(bank, tuple(refusals), tuple(notes))


def _part_of(progress: Progress | None, before: int, total: int) -> Progress:
    """Tell ``progress`` how many of all passages are done when so many of a portion are."""
    return lambda done, _: progress(before + done, total) if progress else None


def _choice_questions(
    portion: Sequence[Passage], chance: Chance, progress: Progress
) -> tuple[dict[str, list[MultipleChoice]], list[Refusal]]:
    """Make the multiple-choice questions of passages, by passage, and say why passages get none."""
    proposals: dict[str, list[Item]] = {}
    refusals: list[Refusal] = []
    for source in dict.fromkeys(passage.source for passage in portion):
        material = read_material([passage for passage in portion if passage.source == source])
        _read_words(material, len(proposals), progress)
        for passage in material.passages:
            proposals[passage.id], refused = proposals_for(material, passage, chance)
            refusals += refused
            progress(len(proposals), len(portion))
    chosen = compose(portion, proposals, chance)
    refusals += [
        Refusal(p.id, p.question, "multiple choice: what could be made would unbalance the quiz")
        for p in portion
        if proposals[p.id] and p.id not in chosen
    ]
    return placed(chosen, chance), refusals


def summary_of(document: Document) -> str:
    """Give the summary of a document without a sentence that only announces what follows ("… these sections:")."""
    text = document.summary
    told = [text[start:end] for start, end in sentences(text)]
    kept = [sentence for sentence in told if not sentence.rstrip().endswith(":")]
    return text if len(kept) == len(told) else " ".join(kept)


def _read_words(material: Material, done: int, progress: Progress) -> None:
    """Tag the words: of a long document the first questions wait for that, so ``progress`` is told meanwhile."""
    for number, passage in enumerate(material.passages):
        if number % PASSAGES_A_TIME == 0:
            progress(done, len(material.passages))
        material.prose_of(passage.id)


def proposals_for(material: Material, passage: Passage, chance: Chance) -> tuple[list[Item], list[Refusal]]:
    """Give the usable items of a passage, the best first; without any, say why."""
    usable: list[Item] = []
    reasons: Counter[str] = Counter()
    for candidate in _candidates(material, passage, chance, reasons):
        item, found = criticised(candidate, material)
        if item is None:
            reasons.update(finding.name for finding in found)
        elif item.quality < LEAST_QUALITY:
            reasons["distractors not plausible enough"] += 1
        else:
            usable.append(item)
    usable.sort(key=lambda item: (-round(item.quality, 6), item.question.id))
    if usable:
        return list(_best_of_each(usable, material.at_most(MOST_OF_A_FAMILY, MOST_OF_MANY))), []
    return [], [Refusal(passage.id, passage.question, _why_none(material, passage, reasons))]


def _candidates(
    material: Material, passage: Passage, chance: Chance, reasons: Counter[str]
) -> Iterator[Candidate]:
    """Give what the families propose for a passage; count in ``reasons`` the sentences that they do not get."""
    for sentence in material.sentences_of(passage.id)[:1]:
        for propose in OF_ANSWERS.values():
            yield from propose(material, sentence, chance)
    for sentence in material.by_passage[passage.id]:
        if not stands_alone(material, sentence):
            reasons["sentence that does not stand alone"] += 1
            continue
        for propose in FAMILIES.values():
            for candidate in propose(material, sentence, chance):
                if _is_understood(material, candidate):
                    yield candidate
                else:
                    reasons["sentence that needs its FAQ question"] += 1


def _is_understood(material: Material, candidate: Candidate) -> bool:
    """Whether a reader who sees nothing but the item knows what the sentence of its key speaks of."""
    if tidy(candidate.sentence.passage.question).rstrip(".:") in candidate.prompt:
        return True
    said = re.sub(r"“[^”]*”", " ", candidate.prompt)
    return is_explained(material, candidate.sentence, frozenset(content_stems(said)))


def _best_of_each(items: Sequence[Item], most: int) -> Iterator[Item]:
    """Give so many of the best items of every family, in their order."""
    count: Counter[str] = Counter()
    for item in items:
        count[item.family] += 1
        if count[item.family] <= most:
            yield item


def _why_none(material: Material, passage: Passage, reasons: Counter[str]) -> str:
    if not material.by_passage[passage.id]:
        return "multiple choice: the answer has no whole sentence that can be understood alone"
    if not reasons:
        return "multiple choice: nothing in the document is alike enough for plausible distractors"
    seen = ", ".join(f"{name} ({count})" for name, count in sorted(reasons.items()))
    return f"multiple choice: every candidate was refused: {seen}"
