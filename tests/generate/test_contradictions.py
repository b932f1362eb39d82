"""The family that asks which statement contradicts the document, and the denials that its keys rest on."""

import pytest

from quizapp.formats.readers import read_document
from quizapp.generate import generate, planner
from quizapp.generate.chance import Chance
from quizapp.generate.denials import contradictions, denials
from quizapp.generate.edit import turns_all
from quizapp.generate.families import FAMILIES
from quizapp.generate.guessing import choices_of
from quizapp.generate.items import criticised
from quizapp.generate.material import read_material
from quizapp.generate.standing import is_introduced, states
from quizapp.generate.turning import cuts, is_half_turned, turned
from quizapp.generate.versions import go_together, versions
from quizapp.language.words import content_stems
from quizapp.model.bank import Passage
from quizapp.paths import data_dir

POOL = (
    (
        "How is the pool kept clean?",
        "The caretaker cleans the pool every Monday. The water is filtered twice a day. "
        "Swimmers must take a shower before they enter the water.",
    ),
    (
        "Who may use the sauna?",
        "The sauna is open to members and their guests. All guests of the sauna sign a list at the desk. "
        "Children under twelve are not allowed in the sauna.",
    ),
    (
        "What does the sauna cost?",
        "The sauna is free of charge for members of the club. Guests of the sauna pay ten euros at the desk.",
    ),
)


def material_of(pairs):
    return read_material([Passage(f"p-{number}", "s1", *pair) for number, pair in enumerate(pairs)])


def proposed(pairs):
    material = material_of(pairs)
    return [
        candidate
        for sentences in material.by_passage.values()
        for sentence in sentences
        for candidate in FAMILIES["contradiction"](material, sentence, Chance(0))
    ]


def turned_forms(text, edits=contradictions):
    material = material_of((("What is said of it?", text),))
    (sentence,) = material.by_passage["p-0"]
    return {
        turned(sentence, 0, len(sentence.text.rstrip(".")), (edit,)) for edit in edits(material, sentence)
    }


def test_the_key_is_turned_round_and_every_other_option_is_a_sentence_of_the_source():
    source = " ".join(answer for _, answer in POOL)
    made = proposed(POOL)
    assert made
    for candidate in made:
        assert candidate.prompt.startswith("Which of these contradicts what the document says")
        assert candidate.key.text not in source
        assert all(option.text in source for option in candidate.distractors)
        assert all("contradicts nothing" in option.why for option in candidate.distractors)


def test_the_key_says_what_the_source_says_instead():
    candidate = next(one for one in proposed(POOL) if one.key.text.startswith("Swimmers need not"))
    assert candidate.key.why.startswith("The source says “must”, not “need not”: “Swimmers must")


def test_other_statements_are_of_the_same_answer_of_a_thing_or_of_one_of_two_questions():
    prompts = {candidate.prompt.partition("says ")[2] for candidate in proposed(POOL)}
    assert "in answer to “How is the pool kept clean?”?" in prompts
    assert any(prompt.count("“") == 2 for prompt in prompts)


def test_a_question_that_is_asked_twice_is_quoted_once():
    pairs = (
        POOL[0],
        (POOL[0][0], "The floor of the pool is scrubbed in winter. The tiles are checked in May."),
    )
    assert all(candidate.prompt.count(POOL[0][0]) == 1 for candidate in proposed(pairs))


@pytest.mark.parametrize(
    ("said", "turned_round"),
    [
        ("All rooms of the house have a balcony.", "Only some rooms of the house have a balcony"),
        ("Several bakers sell bread on Sundays.", "No bakers sell bread on Sundays"),
        ("None of the doors lead to the roof.", "All of the doors lead to the roof"),
        ("Guests can still pay at the desk.", "Guests cannot pay at the desk"),
        (
            "Most rooms have a balcony, and some have a bath.",
            "Few rooms have a balcony, and some have a bath",
        ),
        ("The gate is always closed at night.", "The gate is rarely closed at night"),
        ("The gate has never been closed.", "The gate has sometimes been closed"),
        ("There is no treatment for the disease.", "There is a treatment for the disease"),
        ("There are currently no vaccines for cattle.", "There are currently some vaccines for cattle"),
        ("The garden is also closed on Mondays.", "The garden is not closed on Mondays"),
        ("The office has paid the fee for the hall.", "The office has not paid the fee for the hall"),
        ("The museum lends bicycles to its visitors.", "The museum does not lend bicycles to its visitors"),
    ],
)
def test_a_statement_is_denied_in_good_english(said, turned_round):
    assert turned_round in turned_forms(said, denials)


@pytest.mark.parametrize(
    "said",
    [
        "Given the heavy rain, the ferry is closed.",
        "About 22,000 workers died in the tunnel.",
        "While challenges remain, the bridge is open.",
        "The path is unsafe in winter.",
        "The committee hopes that the bridge will last.",
    ],
)
def test_what_reads_badly_or_proves_nothing_when_denied_is_left_alone(said):
    assert not any(" not " in form for form in turned_forms(said))


def test_what_may_be_so_beside_the_statement_contradicts_nothing():
    assert not any("must" in form for form in turned_forms("Guests may leave their bags at the desk."))
    assert "Guests cannot leave their bags at the desk" in turned_forms(
        "Guests may leave their bags at the desk."
    )
    assert not any(
        "but not" in form for form in turned_forms("The shop sells the tea and the coffee in bags.")
    )


def test_a_key_ends_behind_what_is_turned_round():
    told = (
        "The hall was painted in May, when the roof was mended. The hall is heated with wood from the park."
    )
    pairs = (*POOL[1:], ("What is done for the hall of the club?", told))
    keys = {candidate.key.text for candidate in proposed(pairs) if "in May" in candidate.key.text}
    assert keys
    assert all(key.endswith("in May") for key in keys)


def test_the_critics_find_nothing_grave_in_what_is_kept():
    material = material_of(POOL)
    kept = [item for candidate in proposed(POOL) if (item := criticised(candidate, material)[0])]
    assert kept


@pytest.mark.parametrize(
    "said",
    [
        "There is no lift, so guests carry their bags to the roof.",
        "Members must pay each year — they are not billed.",
        "You have to book early or the room will be given away.",
    ],
)
def test_a_denial_that_does_not_go_with_what_follows_is_half_turned(said):
    material = material_of((("What is said of it?", said),))
    (sentence,) = material.by_passage["p-0"]
    found = denials(material, sentence)
    assert found
    assert all(is_half_turned(sentence, edit, len(said)) for edit in found if turns_all(edit))


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("The permit is valid for a year.", False),
        ("The sauna is closed on Mondays.", True),
        ("Members keep these towels in a locker.", False),
        ("Members keep their towels in a locker.", True),
    ],
)
def test_what_a_statement_begins_with_must_be_named_by_one_of_two_questions(said, known):
    material = material_of((("What is said of it?", said),))
    (sentence,) = material.by_passage["p-0"]
    assert is_introduced(material, sentence, frozenset(content_stems("Who may use the sauna?"))) is known


def test_a_quiz_composed_in_several_orders_has_more_items_than_in_one(monkeypatch):
    source = data_dir("seeds") / "us-russia-ukraine.txt"
    read = read_document(source.read_bytes(), source.name)
    in_several = choices_of(generate([read]).bank)
    monkeypatch.setattr(planner, "TRIES", 1)
    assert len(in_several) > len(choices_of(generate([read]).bank))


@pytest.mark.parametrize(
    "said",
    [
        "Say you want to keep the boat over the winter.",
        "First ensure that the gate is locked at night.",
        "Don't panic if the lift stops between two floors.",
        "The pass is good for all other purposes of the club.",
        "Hence the values of the two tables are the same.",
        "If either one is open, the guests may go in.",
    ],
)
def test_a_command_a_supposition_and_what_goes_on_from_before_state_nothing(said):
    (sentence,) = material_of((("What is said of it?", said),)).sentences
    assert not states(sentence)


def test_a_clause_alone_and_a_note_run_into_the_text_are_no_prose():
    said = ("Security issues if you would update it alone.", "It affects one in ten babies.1 This is low.")
    found = [sentence for text in said for sentence in material_of((("What?", text),)).sentences]
    assert not any(sentence.is_prose for sentence in found)


@pytest.mark.parametrize(
    ("said", "unwanted"),
    [
        ("The best practice is to have 2 officers at the gate.", "1 officers"),
        ("By law, guests are never required to wear a hat.", "never not"),
        ("There are multiple gates around the park.", "no multiple"),
        ("Given the more prominent place, you may have more guests than usual.", "less"),
        ("Guests are allowed anywhere inside the hall.", "required"),
        ("It is important that the fee does not keep authors away.", "fee keeps"),
        ("You must set up all tables, even if you do not use them.", "if you use"),
        ("If you cannot find the key, you can ask the guard instead.", "If you can find"),
        ("The seat can be used by members to watch films.", "cannot"),
        ("The wait is between two and three hours on Sundays.", "not between"),
        ("The list is publicly available as a file.", "unavailable"),
        ("The new hall is independent of the old rooms.", " dependent of"),
        ("Travellers should avoid contact with sick people.", "need not"),
        ("It is not known whether the risk will decrease in May.", "increase"),
        ("Only after the gate is shut should you leave the hall.", "before"),
        ("Most states require owners to give a notice, as the law is strict.", "Few states"),
        ("Unfortunately the guests cannot see the garden.", "can see"),
        ("There are no lifts to the roof now.", "some lifts"),
    ],
)
def test_a_statement_is_not_turned_round_into_bad_english_or_what_nobody_believes(said, unwanted):
    material = material_of((("How many officers stand at the gate?", said),))
    (sentence,) = material.sentences
    end = len(said)
    found = [edit for edit in versions(material, sentence) if not is_half_turned(sentence, edit, end)]
    assert not any(unwanted in turned(sentence, 0, end, (edit,)) for edit in found)


@pytest.mark.parametrize(
    ("said", "unwanted"),
    [
        ("Most states require owners to give a notice.", "half"),
        ("Owners are required to give a notice.", "encouraged"),
        ("If you ask for more than two days, the office may help you.", "less"),
        ("Talk moves much faster than law ever could.", "slower"),
        ("The tool compares each call with a list of names and blocks it.", "does not compare"),
    ],
)
def test_what_may_be_so_as_well_or_denies_half_of_it_is_no_contradiction(said, unwanted):
    assert not any(unwanted in form for form in turned_forms(said))


def test_a_not_and_a_word_that_says_the_same_make_no_two_versions():
    material = material_of((("May guests smoke?", "Guests are permitted to smoke in the yard of the hall."),))
    (sentence,) = material.sentences
    negated = next(edit for edit in versions(material, sentence) if "not" in edit.new)
    forbidden = next(edit for edit in versions(material, sentence) if edit.new == "forbidden")
    assert not go_together(negated, forbidden)


@pytest.mark.parametrize(
    "said",
    [
        "Is legal to carry in the park.",
        "If you do, you will not be let in again.",
        "A list of the fees of the club is available at.",
        "If you like to make an exception, take another form.",
        "Clear words from experts in your field. iPads are lent to readers.",
    ],
)
def test_what_lacks_its_beginning_its_end_or_what_it_points_at_is_not_shown(said):
    first, *_ = material_of((("What is said of it?", said),)).sentences
    assert not (first.is_prose and states(first))


def test_a_statement_is_not_cut_where_something_is_missing():
    said = "All teams of the club are encouraged, but not required, to write a paper for the club."
    (sentence,) = material_of((("What is said of it?", said),)).sentences
    assert [sentence.text[:end].split()[-1] for end in cuts(sentence)] == ["club"]


def test_any_statement_of_the_document_may_stand_beside_one_that_has_no_other_ground():
    pairs = (
        ("It?", "Green canoes are always painted in spring by members of our club."),
        ("They?", "Every member of our club has a locker in a barn."),
        ("This?", "Old canoes are stored in a shed near a lake."),
    )
    made = proposed(pairs)
    assert made
    assert {candidate.prompt for candidate in made} == {"Which of these contradicts what the document says?"}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("The best practice is to have 2 officers at the gate.", "3 officers"),
        ("The best practice, which is old, is to have 4 officers at the gate.", "3 officers"),
        ("You may have more guests than usual at the gate in May.", "fewer guests"),
        ("Only members of the club can log in.", None),
        ("The boats are cleaned by two people between meetings.", None),
    ],
)
def test_what_stands_beside_an_aside_or_at_the_end_of_a_sentence_is_left_whole(said, wanted):
    material = material_of((("How many officers stand at the gate?", said),))
    (sentence,) = material.sentences
    assert cuts(sentence)
    found = {turned(sentence, 0, len(said), (edit,)) for edit in denials(material, sentence)}
    assert wanted is None or any(wanted in form for form in found)
