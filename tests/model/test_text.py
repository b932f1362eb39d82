from datetime import UTC, datetime

import pytest

from quizapp.errors import NotFound
from quizapp.model.text import NOTHING, counted, joined, sentence


def test_a_sentence_is_english_to_whoever_takes_it_for_a_string():
    said = sentence(
        "%(count)s left, until %(time)s", count=5_001, time=datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    )
    assert said == "5,001 left, until 2 March 2026, 09:05 UTC"
    assert said.template == "%(count)s left, until %(time)s"
    assert str(NotFound(said)) == said


def test_a_sentence_without_values_may_hold_a_percent_sign():
    assert sentence("95 % sure") == sentence("95 % sure").template == "95 % sure"


@pytest.mark.parametrize(("count", "wanted"), [(0, "0 tries"), (1, "one try"), (2_000, "2,000 tries")])
def test_one_and_many_are_told_apart(count, wanted):
    assert counted("one try", "%(count)s tries", count) == wanted


def test_texts_that_are_joined_stay_what_they_are():
    first, second = sentence("Correct"), counted("one point", "%(count)s points", 2)
    both = joined(": ", [first, second])
    assert both == "Correct: 2 points"
    assert list(both.values.values()) == [first, second]
    assert not NOTHING
