"""A bank too large for one file → several that each stand alone."""

from dataclasses import replace

from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice, Question


def split_bank(bank: Bank, most: int) -> tuple[Bank, ...]:
    """Give banks of at most ``most`` questions in the order of the bank; a small one stays as it is.

    Questions of one passage stay together where they fit, and each bank has all passages that its questions
    or their evidence name. Ids and titles are numbered.
    """
    if len(bank.questions) <= most:
        return (bank,)
    shares = shared_out(bank.questions, most)
    return tuple(
        with_questions(
            replace(bank, id=f"{bank.id}-{number}", title=f"{bank.title} ({number} of {len(shares)})"), share
        )
        for number, share in enumerate(shares, 1)
    )


def shared_out(questions: tuple[Question, ...], most: int) -> list[list[Question]]:
    """Cut the questions into shares at passages; a passage with more than ``most`` is cut too."""
    by_passage: dict[str, list[Question]] = {}
    for question in questions:
        by_passage.setdefault(question.passage or question.id, []).append(question)
    shares: list[list[Question]] = [[]]
    for group in by_passage.values():
        if len(shares[-1]) + len(group) > most and shares[-1]:
            shares.append([])
        for question in group:
            if len(shares[-1]) == most:
                shares.append([])
            shares[-1].append(question)
    return shares


def with_questions(bank: Bank, questions: list[Question]) -> Bank:
    """Give the bank with these questions only, and the passages and sources that they rest on."""
    named = {name for question in questions for name in passages_of(question)}
    passages = tuple(passage for passage in bank.passages if passage.id in named)
    used = {passage.source for passage in passages}
    sources = tuple(source for source in bank.sources if source.id in used)
    return replace(bank, sources=sources, passages=passages, questions=tuple(questions))


def passages_of(question: Question) -> set[str]:
    """Give the ids of all passages that a question or its evidence names."""
    parts = question.choices if isinstance(question, MultipleChoice) else question.points
    named = {span.passage for part in parts for span in part.evidence}
    return named | {question.passage} if question.passage else named
