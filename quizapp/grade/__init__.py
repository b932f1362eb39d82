"""Question and answer to mark: pure, deterministic, and never raising on any text."""

from collections.abc import Sequence
from dataclasses import replace

from quizapp.grade.certainty import USUAL
from quizapp.grade.choice import mark_choice
from quizapp.grade.meaning import CORRECT, PARTLY_CORRECT, Reference, Wanted, mark_meaning
from quizapp.grade.reading import shows_nothing
from quizapp.grade.rulings import Ruled, decided_by, leaning, point_ruling, ruling
from quizapp.grade.typed import mark_typed
from quizapp.language.keypoints import full_marks_at, key_points
from quizapp.model.answer import Answer
from quizapp.model.mark import Mark, PointStatus, Verdict
from quizapp.model.question import KeyPoint, MultipleChoice, Question, ShortAnswer
from quizapp.model.text import Text, counted, sentence

BLANK = Mark(0.0, Verdict.BLANK, note=sentence("No answer was given."))

__all__ = ["USUAL", "Ruled", "mark", "mark_text"]


def mark(question: Question, answer: Answer, ruled: Sequence[Ruled] = (), caution: float = USUAL) -> Mark:
    """Mark an answer to a question of either kind.

    ``ruled`` are other answers to the question with the credit that teachers gave them: the same answer, or
    nearly the same, gets the same mark, and a doubtful one leans towards that of like answers. ``caution``
    (0 to 1) is the certainty below which a mark asks for a teacher.
    """
    if isinstance(question, MultipleChoice):
        return mark_choice(question, answer)
    if shows_nothing(answer.text):
        return BLANK
    decided = ruling(question.accept, question.reject, answer.text) or decided_by(answer.text, ruled)
    return decided or _mark_short_answer(question, answer.text, ruled, caution)


def _mark_short_answer(question: ShortAnswer, text: str, ruled: Sequence[Ruled], caution: float) -> Mark:
    if question.answer_type != "text":
        return mark_typed(question, text)
    wanted = tuple(
        Wanted(point.id, point.text, point.weight, *_ruled(point, text)) for point in question.points
    )
    reference = Reference(" ".join(point.text for point in question.points), wanted, question.target)
    made, _ = mark_meaning(question.prompt, [reference], text, caution)
    whole = [Ruled(one, 1.0) for one in question.accept] + [Ruled(one, 0.0) for one in question.reject]
    others = [*whole, *ruled]
    return _leaned(made, text, others) if made.needs_review and others else made


def _ruled(point: KeyPoint, text: str) -> tuple[bool | None, Text]:
    return point_ruling(point.accept, point.reject, text)


def _leaned(made: Mark, text: str, ruled: Sequence[Ruled]) -> Mark:
    """Draw a doubtful mark towards those of like answers that teachers ruled on; it stays doubtful."""
    credit, pull, many = leaning(text, ruled)
    if not many or any(point.status is PointStatus.CONTRADICTED for point in made.points):
        return made
    moved = round((1.0 - pull) * made.credit + pull * credit, 3)
    verdict = (
        Verdict.CORRECT
        if moved >= CORRECT
        else Verdict.PARTLY_CORRECT
        if moved >= PARTLY_CORRECT
        else Verdict.INCORRECT
    )
    return replace(
        made,
        credit=moved,
        verdict=verdict,
        note=counted(
            "Marked with an eye on one answer like it that your teacher marked.",
            "Marked with an eye on %(count)s answers like it that your teacher marked.",
            many,
        ),
    )


def mark_text(
    prompt: str,
    references: Sequence[str],
    answer: str,
    key_points: Sequence[tuple[str, float]] = (),
    caution: float = USUAL,
) -> tuple[Mark, list[str]]:
    """Mark an answer against references, which are alternatives; give the mark and the points found.

    ``key_points`` (text, weight), where given, replace what the program would find in the references.
    """
    if shows_nothing(answer):
        return BLANK, []
    tasks = [_points_of(prompt, reference) for reference in references if reference.strip()]
    if key_points:
        given = tuple(Wanted(f"k{i}", text, weight) for i, (text, weight) in enumerate(key_points, start=1))
        whole = " ".join(references[:1]) or " ".join(text for text, _ in key_points)
        tasks = [Reference(whole, given, full_marks_at([point.weight for point in given]))]
    tasks = [reference for reference in tasks if reference.wanted]
    if not tasks:
        return Mark(0.0, Verdict.INCORRECT, 0.0, True, note=sentence("There is nothing to mark against.")), []
    made, best = mark_meaning(prompt, tasks, answer, caution)
    found = {point.point for point in made.points if point.status is PointStatus.FOUND}
    return made, [point.text for point in tasks[best].wanted if point.name in found]


def _points_of(prompt: str, reference: str) -> Reference:
    spans = key_points(prompt, reference)
    wanted = tuple(Wanted(f"k{i}", span.text, span.weight) for i, span in enumerate(spans, start=1))
    return Reference(reference, wanted, full_marks_at([span.weight for span in spans]), taken_apart=True)
