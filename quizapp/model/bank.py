"""A bank: questions, the passages they rest on, and the documents those came from."""

from dataclasses import dataclass
from functools import cached_property

from quizapp.model.question import Evidence, Question

FORMAT = 1


@dataclass(frozen=True)
class Source:
    """A document that passages came from; ``sha256`` is the hexadecimal digest of the file."""

    id: str
    file: str
    title: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Passage:
    """One pair of a document: ``answer`` is verbatim after reading and keeps its lines."""

    id: str
    source: str
    question: str
    answer: str


@dataclass(frozen=True)
class Bank:
    """The content of a bank file, version 1."""

    id: str
    title: str
    summary: str = ""
    sources: tuple[Source, ...] = ()
    passages: tuple[Passage, ...] = ()
    questions: tuple[Question, ...] = ()

    @cached_property
    def passage_by_id(self) -> dict[str, Passage]:
        """The passages by their ids."""
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """The questions by their ids, in the order of the bank."""
        return {question.id: question for question in self.questions}

    def quote(self, evidence: Evidence) -> str:
        """Give the exact words that ``evidence`` points at."""
        return self.passage_by_id[evidence.passage].answer[evidence.start : evidence.end]
