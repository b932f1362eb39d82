from quizapp.grade.certainty import certainty, needs_review
from quizapp.model.mark import PointMark, PointStatus


def point(confidence: float) -> PointMark:
    return PointMark("k1", PointStatus.FOUND, 1.0, confidence)


def test_a_credit_near_the_middle_is_less_sure():
    sure = [certainty(credit, [point(0.9)]) for credit in (0.5, 0.6, 0.8, 1.0)]
    assert sure == sorted(sure)
    assert needs_review(sure[0])
    assert not needs_review(sure[-1])


def test_doubtful_points_make_the_mark_doubtful():
    assert certainty(0.9, [point(0.55)]) < certainty(0.9, [point(0.95)])
    assert 0 < certainty(0.5, []) < 1
