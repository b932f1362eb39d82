"""What holds of every bank, whatever the order of the pairs; and what is asked of a passage beside what was chosen."""

from dataclasses import replace

import pytest

from quizapp.formats.readers import read_document
from quizapp.generate import generate
from quizapp.generate.alternatives import alternatives
from quizapp.generate.critics import findings
from quizapp.generate.difficulty import difficulty, level, levels
from quizapp.generate.guessing import choices_of
from quizapp.language.english import is_english
from quizapp.model.document import Document, Pair
from quizapp.model.question import Choice, MultipleChoice
from quizapp.paths import data_dir

SEED = data_dir("seeds") / "us-russia-ukraine.txt"


@pytest.fixture(scope="module")
def document():
    return read_document(SEED.read_bytes(), SEED.name)


@pytest.fixture(scope="module")
def bank(document):
    return generate([document]).bank


def keys(bank):
    return {item.id: item.choices[item.key].text for item in choices_of(bank)}


def test_every_distractor_differs_from_the_key(bank):
    for item in choices_of(bank):
        texts = [choice.text.casefold() for choice in item.choices]
        assert len(set(texts)) == len(texts)


def test_another_order_of_the_pairs_changes_the_key_of_no_item(document, bank):
    turned = generate([replace(document, pairs=document.pairs[::-1])]).bank
    before, after = keys(bank), keys(turned)
    both = before.keys() & after.keys()
    assert both
    assert {name: before[name] for name in both} == {name: after[name] for name in both}


def test_what_else_can_be_asked_of_a_passage_is_new_sound_and_always_the_same(bank):
    known = {item.id for item in choices_of(bank)}
    asked = next(item for item in choices_of(bank) if alternatives(bank, item))
    found = alternatives(bank, asked)
    assert (known - {asked.id}).isdisjoint(item.id for item in found)
    assert asked not in found
    assert all(item.passage == asked.passage for item in found)
    assert not any(finding.grave for item in found for finding in findings(item))
    assert found == alternatives(bank, asked)


def test_a_question_without_a_passage_has_no_alternatives(bank):
    assert alternatives(bank, replace(choices_of(bank)[0], passage=None)) == []


def item(*texts):
    return MultipleChoice(
        "q", "When do drones fly?", tuple(Choice(text, not n) for n, text in enumerate(texts))
    )


def test_options_that_share_their_words_are_harder_to_tell_apart():
    alike = item("drones fly at noon in June", "drones fly at dusk in June", "drones fly at noon in May")
    apart = item("at noon", "in the winter cluster", "after the queen has died")
    assert difficulty(alike) > difficulty(apart)
    assert level(apart) == "easy"


def test_the_levels_of_a_bank_count_its_items(bank):
    assert sum(levels(bank).values()) == len(choices_of(bank))


GERMAN = (
    "Die Königin legt alle Eier in die Zellen, und die Arbeiterinnen bewachen den Eingang gegen Wespen. Im Sommer "
    "sind es bis zu sechzigtausend Bienen, im Winter nur zehntausend. Sie sammeln Nektar, Pollen und Wasser."
)


def test_a_document_in_another_language_gets_short_answers_and_is_told_why():
    pair = Pair("Wer legt die Eier?", GERMAN)
    made = generate([Document("bienen.txt", "lines", "0" * 64, "Bienen", "", (pair,))])
    assert [question.kind for question in made.bank.questions] == ["short_answer"]
    assert made.notes == ("bienen.txt: not in English, so it gets short-answer questions only.",)
    assert any("English" in refusal.reason for refusal in made.refusals)


def test_english_is_told_from_other_languages_and_too_little_text_is_not_judged():
    assert not is_english([GERMAN])
    assert is_english(["Die Königin."])
    assert is_english(
        ["The queen lays the eggs in the cells, and what the workers do is to guard the hive. " * 3]
    )


@pytest.mark.parametrize("count", [1, 30])
def test_identical_answers_give_no_choice_that_is_right_twice(count):
    pairs = tuple(
        Pair(f"What is rule number {n}?", "You must close the gate before noon.") for n in range(count)
    )
    made = generate([Document("rules.txt", "lines", "0" * 64, "Rules", "", pairs)])
    for question in choices_of(made.bank):
        assert (
            sum(
                choice.text.rstrip(".") in "You must close the gate before noon"
                for choice in question.choices
            )
            == 1
        )


def test_an_answer_of_2000_words_gives_sound_questions():
    answer = " ".join(f"Room {n} must be left before the bell rings in building {n + 3}." for n in range(170))
    made = generate(
        [Document("long.txt", "lines", "0" * 64, "Long", "", (Pair("What are the rules?", answer),))]
    )
    assert made.bank.questions
    assert all(finding.grave is False for item in choices_of(made.bank) for finding in findings(item))


def test_few_questions_of_many_pairs_are_made_of_runs_spread_over_all():
    pairs = tuple(Pair(f"How deep is lake {n}?", f"Lake {n} is {n + 3} metres deep.") for n in range(2_000))
    bank = generate([Document("l.txt", "lines", "0" * 64, "Lakes", "", pairs)], questions=20).bank
    assert len(bank.questions) == 20
    assert len(bank.passages) < 200
    numbers = [int(question.prompt.split("lake ")[1].split("?")[0]) for question in bank.questions]
    assert min(numbers) < 500
    assert max(numbers) > 1_500
