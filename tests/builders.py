"""One-line builders with good defaults; tests say only what matters to them."""

from quizapp.model.bank import Bank, Passage, Source
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer

TIDE = Passage(
    id="p-tide",
    source="s1",
    question="What causes the tides?",
    answer=(
        "The tides are caused mainly by the gravity of the Moon. "
        "The Sun adds to them, and at new and full moon it makes spring tides."
    ),
)
HARBOUR = Passage(
    id="p-harbour",
    source="s1",
    question="When may boats enter the harbour?",
    answer=(
        "Boats may enter the harbour within 3 hours of high water.\n"
        "At low water the harbour falls dry, so boats have to wait outside."
    ),
)

FAQ = """What causes the tides?
The tides are caused mainly by the gravity of the Moon. The Sun adds to them.
When may boats enter the harbour?
Boats may enter the harbour within 3 hours of high water. At low water the harbour falls dry.
Who looks after the lights?
The harbour master looks after the lights. He lives in the tower.
"""
"""A document of three pairs."""


def evidence(passage: Passage, words: str) -> tuple[Evidence, ...]:
    """Give the span of ``words`` in the passage; ValueError when they are not there to the letter."""
    start = passage.answer.index(words)
    return (Evidence(passage.id, start, start + len(words)),)


def multiple_choice(
    question_id: str = "p-tide-mc-1",
    prompt: str = "What are the tides mainly caused by?",
    key: str = "The gravity of the Moon",
    distractors: tuple[str, ...] = ("The rotation of the Sun", "The winds over the sea"),
    passage: Passage = TIDE,
    words: str = "The tides are caused mainly by the gravity of the Moon.",
    fixed_order: bool = False,
) -> MultipleChoice:
    """Give a question whose key comes first in the bank."""
    choices = [Choice(key, True, "The text says so.", evidence(passage, words))]
    choices += [
        Choice(text, False, "The text says otherwise.", evidence(passage, words)) for text in distractors
    ]
    return MultipleChoice(
        id=question_id,
        prompt=prompt,
        choices=tuple(choices),
        passage=passage.id,
        family="by hand",
        fixed_order=fixed_order,
    )


def short_answer(
    question_id: str = "p-tide-sa",
    prompt: str = "What causes the tides?",
    passage: Passage = TIDE,
    points: tuple[str, ...] = (
        "The tides are caused mainly by the gravity of the Moon.",
        "The Sun adds to them",
    ),
    full_marks_at: float | None = None,
) -> ShortAnswer:
    """Give a question whose key points are words of the passage."""
    return ShortAnswer(
        id=question_id,
        prompt=prompt,
        points=tuple(
            KeyPoint(f"k{n}", words, 1.0, evidence(passage, words)) for n, words in enumerate(points, 1)
        ),
        passage=passage.id,
        family="by hand",
        full_marks_at=full_marks_at,
    )


def harbour_questions() -> tuple[Question, ...]:
    """Give the questions about the harbour: numbers in a fixed order, and a short answer."""
    enter = "Boats may enter the harbour within 3 hours of high water."
    dry = "At low water the harbour falls dry"
    return (
        multiple_choice(
            "p-harbour-mc-1",
            "Within how many hours of high water may boats enter?",
            "3 hours",
            ("4 hours", "6 hours"),
            HARBOUR,
            enter,
            fixed_order=True,
        ),
        short_answer(
            "p-harbour-sa", "What happens to the harbour at low water?", HARBOUR, (dry,), full_marks_at=1.0
        ),
    )


def bank(
    bank_id: str = "tides",
    title: str = "Tides and the harbour",
    questions: tuple[Question, ...] | None = None,
) -> Bank:
    """Give a bank of two multiple-choice and two short-answer questions over two passages."""
    return Bank(
        id=bank_id,
        title=title,
        summary="Why the sea rises and falls, and what that means for boats.",
        sources=(Source("s1", "tides.txt", "Tides", "0" * 64),),
        passages=(TIDE, HARBOUR),
        questions=(multiple_choice(), short_answer(), *harbour_questions())
        if questions is None
        else questions,
    )
