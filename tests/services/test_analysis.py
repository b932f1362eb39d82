"""The figures of a quiz as they come out of the database, equal to those of the simulated class itself."""

from datetime import timedelta

import numpy as np
import pytest
import simulated

from quizapp.errors import NotFound
from quizapp.services import analysis, library, remarking, teach
from quizapp.services.proposals import Consent, Proposal


@pytest.fixture
def bank():
    return simulated.class_bank(20, 2)


@pytest.fixture
def code(store, tara, bank, now):
    library.import_bank(store, bank, tara, now)
    return teach.publish(store, tara, bank.id, now)


@pytest.fixture
def a_class(store, code, bank, now):
    """A class of 90; the first of their two attempts is blank, so that the second one is the best."""
    found = simulated.simulate(90, 20)
    simulated.take(store, code, found, bank, now, tries=2)
    return found


def test_one_attempt_a_learner_is_in_the_figures_and_they_are_those_of_the_class(store, code, tara, a_class):
    found = analysis.analysis_of(store, tara, code)
    matrix = (np.array(a_class.chosen) == simulated.KEY).astype(float)
    assert found.whole.learners == 90
    for place, look in enumerate(found.looks):
        rest = matrix.sum(axis=1) - matrix[:, place]
        assert look.figures.facility == pytest.approx(matrix[:, place].mean(), abs=1e-6)
        assert look.figures.discrimination == pytest.approx(
            np.corrcoef(matrix[:, place], rest)[0, 1], abs=1e-6
        )
        assert look.figures.seconds == pytest.approx(30.0)
    assert simulated.WRONG_KEY in [look.figures.column.number - 1 for look in found.alarming]


def test_choices_are_counted_and_short_answers_have_none(store, code, tara, a_class):
    found = analysis.analysis_of(store, tara, code)
    counts = [choice.count for choice in found.looks[0].figures.choices]
    first = [row[0] for row in a_class.chosen]
    best_is_blank = sum(counts) - sum(counts[:4])
    assert sum(counts) == 90
    assert all(abs(counts[choice] - first.count(choice)) <= best_is_blank for choice in range(4))
    assert found.looks[-1].figures.choices == ()


def test_a_ruling_changes_the_figures_and_is_compared_with_the_marker(store, code, tara, a_class, now):
    before = analysis.analysis_of(store, tara, code)
    place = next(n for n, row in enumerate(a_class.chosen) if row[19] != simulated.KEY)
    teach.override(store, tara, f"attempt-{place}-1", "item-19", 1.0, "Right.", now + timedelta(days=1))
    after = analysis.analysis_of(store, tara, code)
    assert before.whole.agreement is None
    assert (after.whole.agreement.count, after.whole.agreement.mean_difference) == (1, 1.0)
    assert after.looks[19].figures.facility == pytest.approx(before.looks[19].figures.facility + 1 / 90)


def test_full_credit_for_everybody_is_no_ruling_to_compare_the_marker_with(store, code, tara, a_class, now):
    proposal = Proposal("full", "item-3")
    consent = Consent(remarking.dry_run(store, tara, code, proposal).trace, "The key was wrong.")
    remarking.apply(store, tara, code, proposal, consent, now + timedelta(days=1))
    found = analysis.analysis_of(store, tara, code)
    assert found.looks[3].figures.facility == 1.0
    assert found.whole.agreement is None


def test_a_quiz_that_nobody_took_has_figures_of_nobody(store, code, tara, theo):
    assert analysis.analysis_of(store, tara, code).whole.learners == 0
    with pytest.raises(NotFound):
        analysis.analysis_of(store, theo, code)
