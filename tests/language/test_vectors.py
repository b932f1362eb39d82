import numpy as np
import pytest

from quizapp.language.vectors import SIZE, has_own_piece, rarity, vector, vectors, weighted_vector


def test_like_words_point_the_same_way_and_unlike_ones_do_not():
    boat = vector("boat")
    assert boat @ vector("ship") > 0.4 > boat @ vector("philosophy")


@pytest.mark.parametrize("word", ["", "\ud800", "\x00", "x" * 10_000, "👍", "ق"])
def test_any_text_has_a_finite_vector(word):
    assert vector(word).shape == weighted_vector(word).shape == (SIZE,)
    assert np.isfinite(vector(word)).all()
    assert 0 <= rarity(word) <= 1


def test_common_words_are_less_rare_than_others():
    assert rarity("the") < rarity("boat") < rarity("photosynthesis") == 1.0
    assert has_own_piece("boat")
    assert not has_own_piece("boatt")


def test_no_word_gives_no_row():
    assert vectors([]).shape == (0, SIZE)
    assert np.allclose(np.linalg.norm(vectors(["boat", "ship"]), axis=1), 1, atol=1e-4)
