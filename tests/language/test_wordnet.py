import pytest

from quizapp.language.wordnet import (
    ancestors,
    base_forms,
    entry,
    is_known,
    is_run_together,
    opposites,
    part_of_speech,
    relatedness,
    surroundings,
)


def test_forms_lead_to_the_dictionary():
    assert "go" in base_forms("went")
    assert "stop" in base_forms("stopping")
    assert "city" in base_forms("cities")
    assert not is_known("qwzx")


def test_nearer_words_are_more_related():
    assert relatedness("car", "automobile") == 1.0
    assert relatedness("negotiate", "negotiations") >= 0.7
    assert relatedness("boat", "vessel") > relatedness("boat", "democracy") == 0.0


def test_relatedness_does_not_depend_on_the_order():
    pairs = [("buy", "purchase"), ("hot", "warm"), ("boat", "harbour"), ("xyz", "boat")]
    assert all(relatedness(a, b) == relatedness(b, a) for a, b in pairs)


def test_the_dictionary_has_opposites_and_kinds():
    assert "cold" in opposites("hot")
    assert ancestors("dog", 6) & ancestors("cat", 6)
    assert not ancestors("qwzx", 3)


def test_what_is_near_a_form_is_near_its_derived_forms_too():
    derived = sorted(entry("negotiate").derived)
    assert "negotiation" in derived
    for form in derived:
        assert set(entry(form).senses) <= surroundings("negotiate")
    assert ancestors("dog", 1) & surroundings("dogs")


def test_the_part_of_speech_is_that_of_the_commonest_sense():
    assert [part_of_speech(word) for word in ("boat", "quickly", "beautiful", "qwzx")] == ["n", "r", "a", ""]


@pytest.mark.parametrize("word", ["canalsone", "motilitythe", "biopsiesremoving", "scrotumthe"])
def test_two_words_that_have_lost_their_dash_are_seen(word):
    assert is_run_together(word)


@pytest.mark.parametrize(
    "word", ["namespaces", "newsgroup", "everyone", "hostname", "nameserver", "vaccination"]
)
def test_compounds_are_not_taken_for_words_run_together(word):
    assert not is_run_together(word)
