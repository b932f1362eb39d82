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


def test_giving_credit_to_a_short_reference_is_surer_than_to_points_of_a_long_one():
    found = [point(0.9)]
    assert certainty(0.9, found, by_school=True) > certainty(0.9, found)
    assert certainty(0.1, found, by_school=True) < certainty(0.1, found)
