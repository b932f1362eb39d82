"""Every critic sees its flaw, and lets the near miss pass."""

import pytest

from quizapp.generate.critics import CRITICS, SOURCE_CRITICS, findings
from quizapp.generate.material import read_material
from quizapp.model.bank import Passage
from quizapp.model.question import Choice, MultipleChoice


def item(prompt, key, *others, family="", fixed_order=False):
    choices = (Choice(key, True), *(Choice(text, False) for text in others))
    return MultipleChoice("q", prompt, choices, family=family, fixed_order=fixed_order)


WHO = "Who guards the entrance of the hive?"
CASES = {
    "equal options": (
        item(WHO, "A worker", "A drone", "a worker."),
        item(WHO, "A worker", "A drone", "Two workers"),
    ),
    "near-duplicate options": (
        item(WHO, "Some old worker bees", "Some aged worker bees", "The drones", "A queen"),
        item(WHO, "Some old worker bees", "Some young drones", "The queen", "A wasp"),
    ),
    "all of the above": (
        item(WHO, "Workers", "Drones", "All of the above"),
        item(WHO, "Workers", "Drones", "All of a swarm"),
    ),
    "none of the above": (
        item(WHO, "Workers", "Drones", "None of these"),
        item(WHO, "Workers", "Drones", "Nones"),
    ),
    "complex options": (item(WHO, "A and C", "B", "C"), item(WHO, "A queen and her court", "Bees", "Crows")),
    "numbers out of order": (
        item("How many?", "12 bees", "9 bees", "15 bees"),
        item("How many?", "9 bees", "12 bees", "15 bees"),
    ),
    "too few options": (item(WHO, "Workers", "Drones"), item(WHO, "Workers", "Drones", "Queens")),
    "longest option correct": (
        item(WHO, "The older workers that no longer care for the brood", "The drones", "The young queen"),
        item(WHO, "The older workers of the hive", "The drones of the hive", "The queen of the hive"),
    ),
    "shortest option correct": (
        item(WHO, "Workers", "The drones of the colony", "The larvae in the brood cells"),
        item(WHO, "Some of the workers", "The drones of the colony", "The larvae in the cells"),
    ),
    "absolute terms": (
        item(WHO, "Workers guard it", "Drones always do", "All queens guard it", "Wasps"),
        item(WHO, "Workers guard a small hall", "Drones install it", "Queens", "Wasps"),
    ),
    "clang": (
        item("Who decoded the waggle dance?", "The waggle decoder", "An old farmer", "A young monk"),
        item("Who decoded the waggle dance?", "A zoologist", "An old farmer", "A young monk"),
    ),
    "grammatical cue": (
        item("The bee stores honey in a …", "comb", "urn", "oven"),
        item("The bee stores honey in …", "a comb", "an urn", "an oven"),
    ),
    "logical cue": (
        item("How far?", "3 km", "a day", "the hill"),
        item("How far?", "3 km", "5 km", "the 9 hills"),
    ),
    "negative prompt": (
        item("Which bee does not sting?", "Drones", "Queens", "Workers"),
        item("Which bee does the “not so fast” of the text mean?", "Drones", "Queens", "Workers"),
    ),
    "gap inside the prompt": (
        item("The … guards the hive.", "worker", "drone", "queen"),
        item("The hive is guarded by the …", "worker", "drone", "queen"),
    ),
    "vague terms": (
        item("When?", "usually at noon", "at dawn", "at dusk", "at night"),
        item("When?", "usually at noon", "usually at dawn", "at dusk", "at night"),
    ),
    "unfocused prompt": (
        item("Bees", "sting", "sing", "swim"),
        item("What do bees do?", "sting", "sing", "swim"),
    ),
    "unanswerable without context": (
        item("Complete the sentence: “It guards …”", "the hive", "a tree", "a hall"),
        item("Complete the sentence: “It is possible to guard …”", "the hive", "a tree", "a hall"),
    ),
    "true/false series": (
        item("Which of the following is true?", "Bees sting", "Bees sing", "Bees swim"),
        item("Which of these does the queen do?", "Lay eggs", "Make wax", "Dance"),
    ),
    "long prompt": (
        item("word " * 80 + "?", "a", "b", "c"),
        item("word " * 40 + "?", "a", "b", "c"),
    ),
}


def test_every_critic_has_a_case():
    assert set(CASES) == {critic.name for critic in CRITICS}


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_critic_sees_its_flaw_and_not_the_near_miss(name):
    flawed, fair = CASES[name]
    assert name in {finding.name for finding in findings(flawed)}
    assert name not in {finding.name for finding in findings(fair)}


def test_minimal_edits_of_a_two_by_two_item_are_no_near_duplicates():
    texts = ("before noon in summer", "after noon in summer", "before noon in winter", "after noon in winter")
    assert findings(item("When do drones fly?", *texts, family="two-by-two")) == []


SOURCE = read_material(
    [
        Passage("p-1", "s1", "Who guards the hive?", "Old workers guard the entrance of the hive by day."),
        Passage("p-2", "s1", "And at night?", "Soldiers guard the entrance of the hive as well."),
        Passage("p-3", "s1", "Who dances?", "Foragers dance on the comb of the hive."),
    ]
)
ENTRANCE = "Which bees guard the entrance of the hive?"
SOURCE_CASES = {
    "second key": (
        item(ENTRANCE, "Old workers", "Soldiers", "Drones"),
        item(ENTRANCE, "Old workers", "Foragers", "Drones"),
    ),
    "paraphrase of the key": (
        item("What do they do?", "Begin early", "Start early", "Sleep"),
        item("What do they do?", "Begin early", "Finish early", "Sleep"),
    ),
}


def test_every_critic_that_reads_the_source_has_a_case():
    assert set(SOURCE_CASES) == {critic.name for critic in SOURCE_CRITICS}


@pytest.mark.parametrize("name", sorted(SOURCE_CASES))
def test_a_critic_that_reads_the_source_sees_its_flaw_and_not_the_near_miss(name):
    flawed, fair = SOURCE_CASES[name]
    assert name in {finding.name for finding in findings(flawed, SOURCE)}
    assert name not in {finding.name for finding in findings(fair, SOURCE)}
