"""Tagged sentences, noun phrases and statements."""

import pytest

from quizapp.language.kinds import kinds, likeness, names_person
from quizapp.language.phrases import noun_phrases, statement
from quizapp.language.tagger import tag


def phrases(text):
    return [phrase.text for phrase in noun_phrases(text, tag(text))]


def test_tokens_are_verbatim_spans_of_the_text():
    text = "Let’s Encrypt doesn't charge 1,200.50 € (e.g. in the U.S.)…"
    tokens = tag(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.text for token in tokens if token.is_word][:5] == ["Let", "’s", "Encrypt", "does", "n't"]


def test_words_get_their_tags():
    tags = {token.text: token.tag for token in tag("The old queen quickly leaves 12 hives before Monday.")}
    assert tags["old"] == "JJ"
    assert tags["queen"] == "NN"
    assert tags["quickly"] == "RB"
    assert tags["leaves"] == "VBZ"
    assert tags["12"] == "CD"
    assert tags["hives"] == "NNS"
    assert tags["Monday"] == "NNP"


def test_noun_phrases_are_as_long_as_can_be():
    assert phrases("The old queen leaves the crowded hive with half of her workers.") == [
        "The old queen",
        "the crowded hive",
        "half",
        "her workers",
    ]
    assert phrases("The Secretary of State met Vladimir Putin.") == [
        "The Secretary of State",
        "Vladimir Putin",
    ]


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "form"),
    [
        ("The queen lays eggs.", "The queen", "lays eggs", "one"),
        ("The wings of a drone are long.", "The wings of a drone", "are long", "many"),
        ("Karl von Frisch, who decoded it, shared the prize.", "Karl von Frisch", "shared the prize", "past"),
        ("However, the certificates must use it.", "the certificates", "must use it", "modal"),
        ("The queen and the drone have wings.", "The queen and the drone", "have wings", "many"),
    ],
)
def test_a_statement_is_a_subject_with_a_predicate(text, subject, predicate, form):
    said = statement(text)
    assert said is not None
    assert (said.subject.text, said.predicate, said.form) == (subject, predicate, form)


@pytest.mark.parametrize("text", ["If it rains, stay in.", "It rains.", "Click here.", "Why?", "", "¿?¡!…"])
def test_what_does_not_begin_with_its_subject_is_no_statement(text):
    assert statement(text) is None


def test_things_of_a_kind_are_more_alike_than_others():
    assert likeness("russia", "ukraine") > likeness("russia", "talk")
    assert likeness("dog", "cat") > likeness("dog", "treaty")
    assert kinds("dog") & kinds("cat")


@pytest.mark.parametrize(
    ("noun", "is_one"), [("teacher", True), ("teachers", True), ("care", False), ("virus", False)]
)
def test_nouns_for_persons_are_told_from_others(noun, is_one):
    assert names_person(noun) is is_one
