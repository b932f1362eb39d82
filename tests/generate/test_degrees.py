"""Closed sets, strengths, peers and verbs: what is found in a sentence, and the near misses beside it."""

import pytest

from quizapp.generate.degrees import degrees
from quizapp.generate.edits import edits
from quizapp.generate.material import read_material
from quizapp.generate.peers import peers_of
from quizapp.generate.strengths import strength
from quizapp.generate.turning import turned
from quizapp.generate.verbs import main_verb
from quizapp.generate.versions import versions
from quizapp.generate.wording import without_asides
from quizapp.model.bank import Passage


def read(*answers, question="What is it?"):
    passages = [Passage(f"p-{n}", "s1", question, answer) for n, answer in enumerate(answers)]
    material = read_material(passages)
    return material, material.sentences


def others(text):
    _, (sentence,) = read(text)
    return {turned(sentence, 0, len(text), other) for degree in degrees(sentence) for other in degree.others}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dogs are more likely to bark than cats.",
            {"Dogs are less likely to bark than cats.", "Dogs are just as likely to bark as cats."},
        ),
        (
            "Helmets are required in the quarry.",
            {"Helmets are recommended in the quarry.", "Helmets are optional in the quarry."},
        ),
        (
            "The hut is open unless the pass is closed.",
            {"The hut is open if the pass is closed.", "The hut is open even if the pass is closed."},
        ),
        (
            "There is limited evidence that bees sleep.",
            {"There is no evidence that bees sleep.", "There is strong evidence that bees sleep."},
        ),
        (
            "Members get the journal free of charge.",
            {"Members get the journal for a fee.", "Members get the journal at a reduced price."},
        ),
        (
            "The pump needs at least 40 litres of oil.",
            {"The pump needs at most 40 litres of oil."},
        ),
        (
            "We recommend cleaning the filter.",
            {"We require cleaning the filter.", "We advise against cleaning the filter."},
        ),
        (
            "Smokers are at higher risk of a stroke.",
            {"Smokers are at lower risk of a stroke.", "Smokers are at average risk of a stroke."},
        ),
        (
            "Most lakes freeze in January.",
            {"Few lakes freeze in January.", "About half of the lakes freeze in January."},
        ),
    ],
)
def test_the_others_of_a_closed_set_stand_in_its_place(text, expected):
    assert expected <= others(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bus stops a metre or more away from the kerb.",
        "The valve was modelled after the old design.",
        "You have to log in before you open the box.",
        "This product is for free download in the shop.",
        "The hut closes before the lease expires.",
        "We ask if the price is fair to the members.",
        "It is required that the form is signed.",
        "Not most of the users have read it.",
    ],
)
def test_a_word_that_only_looks_like_one_of_a_set_is_left_alone(text):
    assert others(text) == set()


def test_periods_dates_and_units_come_in_their_order():
    for text in (
        "The filter is changed every month in winter.",
        "The law was signed on March 11, 2021.",
        "The paint stays wet for several hours.",
    ):
        _, (sentence,) = read(text, question="When is it, and how long?")
        (degree,) = degrees(sentence)
        assert len(set(degree.ranks)) == len(degree.others) + 1 >= 3
        _, (sentence,) = read(text, question="Who does it?")
        assert degrees(sentence) == ()


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (
            "You may keep the key if you stay until May.",
            "You may keep the key whether or not you stay until May.",
        ),
        (
            "If a member is ill, the board must be told.",
            "Whether or not a member is ill, the board must be told.",
        ),
    ],
)
def test_a_condition_is_waived_and_not_turned_into_one_that_nobody_sets(text, new):
    material, (sentence,) = read(text)
    made = {turned(sentence, 0, sentence.end, (edit,)) for edit in versions(material, sentence)}
    assert new in made
    assert not any("nless" in wrong for wrong in made)


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        ("You must have an account to report faults.", True),
        ("The form may be signed by a parent.", True),
        ("The pain may come back after a year.", False),
        ("You may see a spot in the dark.", False),
        ("The guide says what you should pack.", False),
        ("Members can continue to enjoy the garden.", False),
        ("You may have difficulty with the lock.", False),
        ("The board may choose a new lock.", False),
        ("Members may copy the songs, provided they ask.", False),
        ("Members may copy the songs in the office.", True),
    ],
)
def test_only_what_somebody_does_is_allowed_or_required(text, binding):
    _, (sentence,) = read(text)
    assert (strength(sentence) is not None) == binding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "All lakes freeze in January.",
            {"No lakes freeze in January.", "Only some lakes freeze in January."},
        ),
        ("Many lakes freeze in January.", set()),
        ("Some lakes freeze in January.", set()),
        ("Gloves are recommended in the quarry.", set()),
        (
            "Members are required to sign the form.",
            {"Members are encouraged to sign the form.", "Members are not required to sign the form."},
        ),
    ],
)
def test_an_amount_or_a_duty_is_set_against_nothing_that_follows_from_it(text, expected):
    assert others(text) == expected


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Guests have to leave the hall at noon.", "Guests do not have to leave the hall at noon."),
        ("Guests may leave the hall at noon.", "Guests cannot leave the hall at noon."),
        ("Guests must leave the hall at noon.", "Guests need not leave the hall at noon."),
    ],
)
def test_a_modal_is_denied_by_what_it_excludes(text, new):
    material, (sentence,) = read(text)
    shown = {turned(sentence, 0, len(text), (edit,)) for edit in edits(material, sentence)}
    assert new in shown
    assert not any(" may " in option for option in shown)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The old pump makes a loud noise.", "makes"),
        ("If it rains, the match starts later.", "starts"),
        ("Those who want to swim should ask first.", None),
    ],
)
def test_the_main_verb_is_that_of_no_side_clause(text, verb):
    _, (sentence,) = read(text)
    place = main_verb(sentence)
    assert (sentence.tokens[place].text if place is not None else None) == verb


def test_things_that_the_document_joins_or_tells_apart_stand_for_each_other():
    material, sentences = read(
        "Members can pay by bank transfer or credit card.",
        "The credit card must be valid for a year.",
        "Teachers get sick leave in full.",
        "Teachers get annual leave in summer.",
        "The cooks get annual leave in March.",
        "The cooks get sick leave with a letter.",
    )
    found = {
        sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]: [o for o, _ in names]
        for sentence in sentences[1:]
        for first, last, names in peers_of(material, sentence)
    }
    assert found["credit card"] == ["bank transfer"]
    assert found["sick leave"] == ["annual leave"]


def test_words_that_belong_together_are_no_peers():
    material, sentences = read(
        "Wash the cups with soap and water.", "The soap is kept in the kitchen of the club."
    )
    assert list(peers_of(material, sentences[1])) == []


@pytest.mark.parametrize(
    ("text", "left_alone"),
    [
        ("Wash your hands to reduce the risk of colds.", "reduce"),
        ("You save money by enabling the timer.", "enabling"),
        ("The guests were quickly and safely led away.", "quickly"),
        ("The club has local helpers in the village.", "local"),
        ("A queen is a bee that lays eggs.", "is"),
        ("The disease may come back after some years.", "may"),
        ("Wash the cups with soap and water.", "and"),
        ("Data submitted to the club is kept for a year.", "submitted"),
        ("Because it is known for tea, the shop is full.", "Because"),
    ],
)
def test_edits_that_would_be_silly_or_prove_nothing_are_not_made(text, left_alone):
    material, (sentence,) = read(text)
    assert left_alone not in {edit.old for edit in edits(material, sentence)}


def test_examples_in_brackets_are_left_out_of_what_is_shown():
    assert (
        without_asides("a fee (e.g. for the keys) and a form (two pages)") == "a fee and a form (two pages)"
    )
