"""Question and answer to mark: pure, deterministic, and never raising on any text."""

from collections.abc import Sequence

from quizapp.grade.choice import mark_choice
from quizapp.grade.meaning import Wanted, mark_meaning
from quizapp.grade.reading import shows_nothing
from quizapp.grade.rulings import is_among, ruling
from quizapp.grade.typed import mark_typed
from quizapp.language.keypoints import full_marks_at, key_points
from quizapp.model.answer import Answer
from quizapp.model.mark import Mark, PointStatus, Verdict
from quizapp.model.question import KeyPoint, MultipleChoice, Question, ShortAnswer

BLANK = Mark(0.0, Verdict.BLANK, note="No answer was given.")


def mark(question: Question, answer: Answer) -> Mark:
    """Mark an answer to a question of either kind."""
    if isinstance(question, MultipleChoice):
        return mark_choice(question, answer)
    if shows_nothing(answer.text):
        return BLANK
    return ruling(question, answer.text) or _mark_short_answer(question, answer.text)


def _mark_short_answer(question: ShortAnswer, text: str) -> Mark:
    if question.answer_type != "text":
        return mark_typed(question, text)
    wanted = [Wanted(point.id, point.text, point.weight, _ruled(point, text)) for point in question.points]
    reference = " ".join(point.text for point in question.points)
    return mark_meaning(question.prompt, reference, wanted, question.target, text)


def _ruled(point: KeyPoint, text: str) -> bool | None:
    if is_among(text, point.accept):
        return True
    return False if is_among(text, point.reject) else None


def mark_text(
    prompt: str, references: Sequence[str], answer: str, key_points: Sequence[tuple[str, float]] = ()
) -> tuple[Mark, list[str]]:
    """Mark an answer against references, which are alternatives; give the mark and the points found.

    ``key_points`` (text, weight), where given, replace what the program would find in the references.
    """
    if shows_nothing(answer):
        return BLANK, []
    tasks = [_points_of(prompt, reference) for reference in references if reference.strip()]
    if key_points:
        given = [Wanted(f"k{i}", text, weight) for i, (text, weight) in enumerate(key_points, start=1)]
        whole = " ".join(references[:1]) or " ".join(text for text, _ in key_points)
        tasks = [(whole, given, full_marks_at([point.weight for point in given]))]
    best: tuple[Mark, list[str]] = (
        Mark(0.0, Verdict.INCORRECT, 0.0, True, note="There is nothing to mark against."),
        [],
    )
    for place, (reference, wanted, full) in enumerate(tasks):
        result = mark_meaning(prompt, reference, wanted, full, answer)
        if not place or result.credit > best[0].credit:
            found = {point.point for point in result.points if point.status is PointStatus.FOUND}
            best = result, [point.text for point in wanted if point.name in found]
    return best


def _points_of(prompt: str, reference: str) -> tuple[str, list[Wanted], float]:
    spans = key_points(prompt, reference)
    wanted = [Wanted(f"k{i}", span.text, span.weight) for i, span in enumerate(spans, start=1)]
    return reference, wanted, full_marks_at([span.weight for span in spans])
