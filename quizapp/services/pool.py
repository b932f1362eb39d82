"""Which questions of a bank a quiz asks or draws from, and what chance makes of them."""

import hashlib
from dataclasses import replace

from quizapp.errors import QuizError
from quizapp.model.bank import Bank
from quizapp.model.quiz import QuizSettings


def pool_of(settings: QuizSettings, every: tuple[str, ...]) -> tuple[str, ...]:
    """Give the ids of the questions that a quiz asks or draws from, in the order of the bank."""
    if settings.questions is None:
        return every
    chosen = set(settings.questions)
    return tuple(question_id for question_id in every if question_id in chosen)


def asked_of(settings: QuizSettings, every: tuple[str, ...], seed: int) -> tuple[str, ...]:
    """Give the ids of the questions that one attempt asks; the draw and the order belong to its seed."""
    asked = pool_of(settings, every)
    if settings.draw is not None and settings.draw < len(asked):
        drawn = set(by_chance(asked, f"{seed}:draw")[: settings.draw])
        asked = tuple(question_id for question_id in asked if question_id in drawn)
    return by_chance(asked, f"{seed}:order") if settings.shuffle_questions else asked


def by_chance(ids: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """Mix ids, the same way on every machine for the same seed."""
    return tuple(sorted(ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest()))


def still_there(settings: QuizSettings, bank: Bank) -> QuizSettings:
    """Give settings without the questions that a bank does not have. Raises QuizError when none is left."""
    if settings.questions is None:
        return settings
    left = pool_of(settings, tuple(bank.question_by_id))
    if not left:
        raise QuizError(
            "The newest version of the bank has none of the questions that this quiz asks. Choose others in its "
            "settings first."
        )
    return settings if set(left) == set(settings.questions) else replace(settings, questions=left)
