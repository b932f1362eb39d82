from quizapp.language.wordnet import ancestors, base_forms, is_known, opposites, relatedness


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
