"""Whether words follow each other as in English."""

import random

import pytest

from quizapp.language.word_order import fits, kind

SENTENCES = (
    "the private key is always generated and managed on your own servers",
    "you may be eligible to make additional contributions to your account in the year you turn fifty",
    "travellers who return from those areas should monitor their health for two weeks",
    "there is no limit to the number of users within an organization",
)


def of(text: str) -> tuple[float, float]:
    found = text.split()
    return fits(found, [True] + [False] * (len(found) - 1))


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_fits_better_than_its_words_in_disorder(text: str) -> None:
    words = text.split()
    mixed = [sorted(words), words[::3], words[::2], random.Random(1).sample(words, len(words))]
    mean, odd = of(text)
    assert mean > 0.2
    for other in mixed:
        assert of(" ".join(other))[0] < mean
        assert of(" ".join(other))[1] >= odd


def test_punctuation_parts_what_need_not_follow() -> None:
    words = ["yes", "the", "of", "it"]
    assert fits(words, [True, False, True, False]) != fits(words, [True, False, False, False])


def test_nothing_fits_nothing() -> None:
    assert fits([], []) == (0.0, 0.0)


def test_words_of_a_kind_share_its_name_and_small_words_keep_their_own() -> None:
    assert kind("the") == "the"
    assert kind("12") == "#"
    assert kind("contributions") == kind("servers") != kind("quickly")
