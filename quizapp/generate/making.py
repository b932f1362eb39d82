"""From documents to a bank: the families propose, the critics refuse, and the planner composes the quiz."""

from collections import Counter
from collections.abc import Callable, Sequence

from quizapp.generate.authorship import stamped
from quizapp.generate.chance import Chance
from quizapp.generate.families import FAMILIES
from quizapp.generate.items import Item, criticised
from quizapp.generate.material import Material, read_material
from quizapp.generate.passages import enough_of, passages_of, sources_of
from quizapp.generate.planner import compose, placed, spread
from quizapp.generate.result import Generated, Refusal
from quizapp.generate.short_answers import short_answer
from quizapp.generate.standing import stands_alone
from quizapp.language.english import is_english
from quizapp.language.sentences import sentences
from quizapp.model.bank import Bank, Passage
from quizapp.model.document import Document
from quizapp.model.ids import kebab

Progress = Callable[[int, int], None]

PASSAGES_A_TIME = 20

LEAST_QUALITY = 0.4
"""Items below this are filler; a pair that has nothing better gets no multiple-choice question."""


LANGUAGE_SAMPLE = 200
"""Answers of a document that its language is read from."""


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
    proposals: dict[str, list[Item]] = {}
    refusals: list[Refusal] = []
    notes: list[str] = []
    for source in sources:
        own = [passage for passage in passages if passage.source == source.id]
        if not is_english(passage.answer for passage in own[:LANGUAGE_SAMPLE]):
            notes.append(f"{source.file}: not in English, so it gets short-answer questions only.")
            proposals.update({passage.id: [] for passage in own})
            refusals += [
                Refusal(p.id, p.question, "multiple choice: made of English texts only") for p in own
            ]
            continue
        material = read_material(own)
        _read_words(material, len(proposals), len(passages), progress)
        for passage in material.passages:
            proposals[passage.id], refused = proposals_for(material, passage, chance)
            refusals += refused
            if progress:
                progress(len(proposals), len(passages))
    written = {passage.id: short_answer(passage) for passage in passages}
    chosen = compose(passages, proposals)
    refusals += [
        Refusal(p.id, p.question, "short answer: the answer has no words to ask for")
        for p in passages
        if not written[p.id]
    ]
    refusals += [
        Refusal(p.id, p.question, "multiple choice: what could be made would unbalance the quiz")
        for p in passages
        if proposals[p.id] and p.id not in chosen
    ]
    first = documents[0]
    name = first.file.rpartition(".")[0] or first.file
    bank = Bank(
        id=bank_id or kebab(name),
        title=first.title or name,
        summary=summary_of(first),
        sources=sources,
        passages=passages,
        questions=tuple(map(stamped, spread(passages, written, placed(chosen, chance), questions))),
    )
    return Generated(bank, tuple(refusals), tuple(notes))


def summary_of(document: Document) -> str:
    """Give the summary of a document without a sentence that only announces what follows ("… these sections:")."""
    text = document.summary
    told = [text[start:end] for start, end in sentences(text)]
    kept = [sentence for sentence in told if not sentence.rstrip().endswith(":")]
    return text if len(kept) == len(told) else " ".join(kept)


def _read_words(material: Material, done: int, total: int, progress: Progress | None) -> None:
    """Tag the words: of a long document the first questions wait for that, so ``progress`` is told meanwhile."""
    for number, passage in enumerate(material.passages):
        if progress and number % PASSAGES_A_TIME == 0:
            progress(done, total)
        material.prose_of(passage.id)


def proposals_for(material: Material, passage: Passage, chance: Chance) -> tuple[list[Item], list[Refusal]]:
    """Give the usable items of a passage, the best first; without any, say why."""
    usable: list[Item] = []
    reasons: Counter[str] = Counter()
    for sentence in material.by_passage[passage.id]:
        if not stands_alone(material, sentence):
            reasons["sentence that does not stand alone"] += 1
            continue
        for propose in FAMILIES.values():
            for candidate in propose(material, sentence, chance):
                item, found = criticised(candidate, material)
                if item is None:
                    reasons.update(finding.name for finding in found)
                elif item.quality < LEAST_QUALITY:
                    reasons["distractors not plausible enough"] += 1
                else:
                    usable.append(item)
    usable.sort(key=lambda item: (-round(item.quality, 6), item.question.id))
    if usable:
        return usable, []
    return [], [Refusal(passage.id, passage.question, _why_none(material, passage, reasons))]


def _why_none(material: Material, passage: Passage, reasons: Counter[str]) -> str:
    if not material.by_passage[passage.id]:
        return "multiple choice: the answer has no whole sentence that can be understood alone"
    if not reasons:
        return "multiple choice: nothing in the document is alike enough for plausible distractors"
    seen = ", ".join(f"{name} ({count})" for name, count in sorted(reasons.items()))
    return f"multiple choice: every candidate was refused: {seen}"
