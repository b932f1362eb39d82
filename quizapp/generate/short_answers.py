"""Short-answer questions: the FAQ question itself, with the key points of its answer."""

from quizapp.language.keypoints import full_marks_at, key_points
from quizapp.model.bank import Passage
from quizapp.model.ids import short_answer_id
from quizapp.model.question import Evidence, KeyPoint, ShortAnswer

FAMILY = "faq-question"


def short_answer(passage: Passage) -> ShortAnswer | None:
    """Make the short-answer question of a passage; None when its answer says nothing in words."""
    spans = key_points(passage.question, passage.answer)
    if not spans:
        return None
    points = tuple(
        KeyPoint(
            id=f"k{number}",
            text=" ".join(span.text.split()),
            weight=span.weight,
            evidence=(Evidence(passage.id, span.start, span.end),),
        )
        for number, span in enumerate(spans, start=1)
    )
    return ShortAnswer(
        id=short_answer_id(passage.id),
        prompt=passage.question,
        points=points,
        passage=passage.id,
        family=FAMILY,
        full_marks_at=full_marks_at([point.weight for point in points]),
    )
