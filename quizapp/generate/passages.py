"""Documents to the sources and passages of a bank."""

from collections.abc import Sequence

from quizapp.model.bank import Passage, Source
from quizapp.model.document import Document
from quizapp.model.ids import digest, passage_id


def sources_of(documents: Sequence[Document]) -> tuple[Source, ...]:
    """Give one source a document, numbered s1, s2, … in the order given."""
    return tuple(
        Source(f"s{number}", document.file, document.title, document.sha256)
        for number, document in enumerate(documents, start=1)
    )


def passages_of(documents: Sequence[Document], sources: Sequence[Source]) -> tuple[Passage, ...]:
    """Give one passage a pair.

    The id is made from the FAQ question. Where two pairs ask the same, the later ones (by place) take their
    answers into their ids as well; a pair that repeats question and answer is left out.
    """
    found: dict[str, Passage] = {}
    for document, source in zip(documents, sources, strict=True):
        for pair in document.pairs:
            name = passage_id(pair.question)
            if name in found:
                if found[name].answer == pair.answer:
                    continue
                name = f"p-{digest(pair.question, pair.answer)}"
            found.setdefault(name, Passage(name, source.id, pair.question, pair.answer))
    return tuple(found.values())


RUN = 20
"""Passages of a run, which are taken together because distractors come from the passages nearby."""

PLENTY = 3
"""Passages looked at for each question that is wanted."""


def enough_of(passages: Sequence[Passage], questions: int) -> tuple[Passage, ...]:
    """Give what is enough of many passages to make so many questions: runs of neighbours, evenly spread."""
    runs = [passages[start : start + RUN] for start in range(0, len(passages), RUN)]
    wanted = -(-PLENTY * questions // RUN) + 1
    if wanted >= len(runs):
        return tuple(passages)
    kept = (runs[int((place + 0.5) * len(runs) / wanted)] for place in range(wanted))
    return tuple(passage for run in kept for passage in run)
