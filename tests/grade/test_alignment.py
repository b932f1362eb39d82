"""How words are matched: the quick ways give what the plain ones give."""

import random
from difflib import SequenceMatcher

import numpy as np

from quizapp.grade.alignment import MATCHED, align, in_order, strong_pairs, vocabulary_of
from quizapp.grade.copying import copied_stretches
from quizapp.grade.reading import read

WORDS = "the moon pulls water not towards away sea rises twice a day sun helps less more 20 30 tide".split()


def test_copied_stretches_are_those_of_difflib_whatever_the_words():
    chance = random.Random(4)
    for _ in range(300):
        point, answer = (read(" ".join(chance.choices(WORDS, k=chance.randint(1, 25)))) for _ in range(2))
        blocks = SequenceMatcher(None, point.stems, answer.stems, autojunk=False).get_matching_blocks()[:-1]
        assert copied_stretches(point, answer) == [tuple(block) for block in blocks]


def test_texts_matched_together_find_the_partners_that_each_finds_alone():
    chance = random.Random(5)
    for _ in range(100):
        texts = [read(" ".join(chance.choices(WORDS, k=chance.randint(1, 12)))) for _ in range(3)]
        answer = read(" ".join(chance.choices(WORDS, k=chance.randint(1, 15))))
        for text, together in zip(texts, align(texts, vocabulary_of(texts), answer), strict=True):
            (alone,) = align([text], vocabulary_of([text]), answer)
            assert together.partner.tolist() == alone.partner.tolist()
            assert np.allclose(together.strength, alone.strength, atol=1e-6)
            assert together.turned.tolist() == alone.turned.tolist()


def test_the_way_in_order_gains_as_much_as_any_way_could():
    chance = np.random.default_rng(6)
    for _ in range(50):
        table = chance.random((5, 6))
        best = np.zeros((6, 7))
        for row in range(5):
            for column in range(6):
                gain = table[row, column] if table[row, column] >= MATCHED else 0.0
                best[row + 1, column + 1] = max(
                    best[row, column + 1], best[row + 1, column], best[row, column] + gain
                )
        path = in_order(strong_pairs(table))
        assert path == sorted(path)
        assert np.isclose(sum(table[i, j] for i, j in path), best[-1, -1])


def test_a_text_without_content_words_is_aligned_with_nothing():
    (found,) = align([read("the of and")], vocabulary_of([read("the of and")]), read("The moon."))
    assert found.matrix.shape == (0, 1)
    assert found.hits == []
    assert found.path == []
