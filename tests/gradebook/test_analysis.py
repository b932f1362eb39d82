"""The figures about questions: equal to numpy and scipy, and they find what is planted."""

import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import simulated
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from quizapp.gradebook.advice import advice_on
from quizapp.gradebook.analysis import Response, Ruling, analyse, seconds_between
from quizapp.gradebook.figures import third, wilson
from quizapp.gradebook.table import columns_of

ITEMS = 30
QUESTIONS = simulated.questions(ITEMS)
DIGITS = 1e-6


def responses_of(chosen) -> list[Response]:
    ids = [question.id for question in QUESTIONS]
    return [
        Response(
            {id_: float(choice == simulated.KEY) for id_, choice in zip(ids, row, strict=True)},
            dict(zip(ids, row, strict=True)),
        )
        for row in chosen
    ]


def analysis_of(responses, points=None, rulings=()):
    columns = columns_of([QUESTIONS], points or {})
    return analyse(columns, {question.id: question for question in QUESTIONS}, responses, rulings)


@pytest.fixture(scope="module")
def a_class():
    return simulated.simulate(500, ITEMS)


@pytest.fixture(scope="module")
def found(a_class):
    return analysis_of(responses_of(a_class.chosen))


@pytest.fixture(scope="module")
def matrix(a_class):
    return (np.array(a_class.chosen) == simulated.KEY).astype(float)


def test_facility_and_its_interval_are_those_of_scipy(found, matrix):
    for place, item in enumerate(found.items):
        assert item.facility == pytest.approx(matrix[:, place].mean(), abs=DIGITS)
        interval = stats.binomtest(int(matrix[:, place].sum()), len(matrix)).proportion_ci(method="wilson")
        assert item.facility_interval == pytest.approx((interval.low, interval.high), abs=DIGITS)


def test_discrimination_and_its_interval_are_those_of_scipy(found, matrix):
    totals = matrix.sum(axis=1)
    for place, item in enumerate(found.items):
        independent = stats.pearsonr(matrix[:, place], totals - matrix[:, place])
        assert item.discrimination == pytest.approx(independent.statistic, abs=DIGITS)
        assert item.discrimination_interval == pytest.approx(
            independent.confidence_interval(0.95), abs=DIGITS
        )


def test_alpha_error_mean_and_deviation_are_those_of_numpy(found, matrix):
    # From the matrix of covariances: alpha = k/(k-1) · (1 - trace/sum).
    covariance = np.cov(matrix, rowvar=False, ddof=1)
    alpha = ITEMS / (ITEMS - 1) * (1 - np.trace(covariance) / covariance.sum())
    percents = 100 * matrix.mean(axis=1)
    assert found.alpha == pytest.approx(alpha, abs=DIGITS)
    assert found.error == pytest.approx(percents.std(ddof=1) * np.sqrt(1 - alpha), abs=DIGITS)
    assert (found.mean, found.deviation) == pytest.approx((percents.mean(), percents.std(ddof=1)), abs=DIGITS)
    counts, _ = np.histogram(percents, bins=10, range=(0, 100))
    assert sum(found.histogram) == len(matrix)
    assert found.histogram == pytest.approx(tuple(counts), abs=len(matrix) / 10)


def test_with_points_discrimination_and_alpha_are_those_of_weighted_scores(a_class, matrix):
    rng = np.random.default_rng(3)
    weights = rng.choice([0.5, 1.0, 2.0, 3.0], ITEMS)
    points = {question.id: float(weight) for question, weight in zip(QUESTIONS, weights, strict=True)}
    found = analysis_of(responses_of(a_class.chosen), points)
    weighted = matrix * weights
    for place, item in enumerate(found.items):
        rest = np.delete(weighted, place, axis=1).sum(axis=1)
        assert item.discrimination == pytest.approx(np.corrcoef(matrix[:, place], rest)[0, 1], abs=DIGITS)
    covariance = np.cov(weighted, rowvar=False, ddof=1)
    alpha = ITEMS / (ITEMS - 1) * (1 - np.trace(covariance) / covariance.sum())
    assert found.alpha == pytest.approx(alpha, abs=DIGITS)


def test_shares_of_choices_are_those_counted_by_hand(found, a_class, matrix):
    chosen, totals = np.array(a_class.chosen), matrix.sum(axis=1)
    for place, item in enumerate(found.items):
        for choice, figures in enumerate(item.choices[:-1]):
            took = chosen[:, place] == choice
            assert figures.share == pytest.approx(took.mean(), abs=DIGITS)
            assert figures.upper == pytest.approx(share_in_third(took, -totals), abs=DIGITS)
            assert figures.lower == pytest.approx(share_in_third(took, totals), abs=DIGITS)
        assert sum(figures.share for figures in item.choices) == pytest.approx(1.0)


def share_in_third(took, order) -> float:
    """The mean over all ways to break ties of the share among the first third, by the ranks of scipy."""
    size = len(order) / 3
    lowest, highest = stats.rankdata(order, "min"), stats.rankdata(order, "max")
    inside = np.clip((size - (lowest - 1)) / (highest - lowest + 1), 0, 1)
    return float((took * inside).sum() / size)


PLANTED = {
    simulated.WRONG_KEY: ("wrong_key", "B"),
    simulated.DEAD_DISTRACTOR: ("dead_distractor", "D"),
    simulated.TWO_RIGHT: ("two_right", "C"),
}


def test_the_planted_items_are_found_with_the_choice_that_is_to_blame(found):
    for place, (kind, letter) in PLANTED.items():
        said = {advice.kind: advice.words for advice in advice_on(found.items[place])}
        assert kind in said
        assert f"hoice {letter} " in said[kind]


@pytest.mark.parametrize("seed", range(1, 9))
def test_in_other_classes_the_planted_items_are_found_too_and_sound_ones_are_left_in_peace(seed):
    found = analysis_of(responses_of(simulated.simulate(500, ITEMS, seed).chosen))
    for place, item in enumerate(found.items):
        kinds = {advice.kind for advice in advice_on(item)}
        if place in PLANTED:
            assert PLANTED[place][0] in kinds
        else:
            assert not kinds & {"wrong_key", "two_right", "negative"}, (place, kinds)


def test_of_too_few_answers_only_the_facility_is_said(a_class):
    found = analysis_of(responses_of(a_class.chosen[:7]))
    item = found.items[simulated.WRONG_KEY]
    assert item.answers == 7
    assert item.facility is not None
    assert (item.discrimination, item.choices, found.alpha, found.error) == (None, (), None, None)
    assert not item.is_enough
    assert all(advice_on(item) == () for item in found.items)


def test_who_was_asked_other_questions_has_no_common_alpha_but_figures_of_questions(a_class):
    rng = random.Random(5)
    drawn = []
    for response in responses_of(a_class.chosen):
        ids = set(rng.sample(sorted(response.credits), 15))
        drawn.append(Response({id_: credit for id_, credit in response.credits.items() if id_ in ids}))
    found = analysis_of(drawn)
    assert not found.same_questions
    assert (found.alpha, found.error) == (None, None)
    assert sum(item.answers for item in found.items) == 15 * 500
    assert all(item.discrimination is not None for item in found.items)


def test_nobody_and_one_question_are_figures_too():
    empty = analysis_of([])
    assert (empty.learners, empty.mean, empty.alpha) == (0, None, None)
    assert all((item.facility, item.answers) == (None, 0) for item in empty.items)
    alone = analyse(
        columns_of([QUESTIONS[:1]]), {QUESTIONS[0].id: QUESTIONS[0]}, [Response({QUESTIONS[0].id: 1.0})] * 30
    )
    assert (alone.items[0].facility, alone.items[0].discrimination, alone.alpha) == (1.0, None, None)


def test_the_marker_is_compared_with_the_teacher():
    rulings = [Ruling("item-0", 0.0, 1.0), Ruling("item-0", 0.5, 0.5), Ruling("item-1", 0.4, 0.5)]
    found = analysis_of([], rulings=rulings)
    assert (found.agreement.count, found.agreement.close) == (3, 2)
    assert found.agreement.mean_difference == pytest.approx(1.1 / 3)
    assert (found.items[0].agreement.count, found.items[2].agreement) == (2, None)


def test_time_on_a_question_goes_from_the_save_before_to_its_own():
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    saved = {"b": start + timedelta(seconds=90), "a": start + timedelta(seconds=30)}
    assert seconds_between(start, saved) == {"a": 30.0, "b": 60.0}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.randoms())
def test_a_third_is_a_third_and_no_order_of_the_learners_changes_it(values, rng):
    weights = third(values, lowest=True)
    assert sum(weights) == pytest.approx(len(values) / 3)
    order = list(range(len(values)))
    rng.shuffle(order)
    assert third([values[n] for n in order], lowest=True) == [weights[n] for n in order]


@given(st.integers(1, 300), st.floats(0, 1))
def test_an_interval_holds_its_share(count, share):
    low, high = wilson(share, count)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
