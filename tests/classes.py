"""A class that takes a quiz through the services: each learner in a browser of their own."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from quizapp.model.answer import Answer
from quizapp.services import study
from quizapp.storage.store import Store


def holder_of(name: str) -> str:
    """The token in a learner's browser."""
    return f"holder-of-{name.lower()}-0123456789"


def sit(
    store: Store,
    code: str,
    name: str,
    answers: Mapping[int, int | str],
    now: datetime,
    minutes: float = 5,
    hand_in: bool = True,
) -> str:
    """Take a quiz: answers are the place of a choice in the bank, or words, by the number of the question."""
    holder = holder_of(name)
    public_id = study.start(store, code, name, holder, now)
    for seconds, (number, given) in enumerate(answers.items()):
        answer = Answer(choice=given) if isinstance(given, int) else Answer(text=given)
        study.save_answer(store, public_id, holder, number, answer, now + timedelta(seconds=seconds))
    if hand_in:
        study.finish(store, public_id, holder, now + timedelta(minutes=minutes))
    return public_id
