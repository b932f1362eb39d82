"""Documents to banks: what is made, what is refused, and that nothing is invented."""

from collections import Counter
from dataclasses import replace

import pytest

from quizapp.banks import bank_problems, read_bank, write_bank
from quizapp.formats.readers import read_document
from quizapp.generate import generate
from quizapp.generate.check import check, guess_rates
from quizapp.language.words import content_stems
from quizapp.model.document import Document, Pair
from quizapp.paths import data_dir

SEEDS = sorted(path for path in data_dir("seeds").iterdir() if path.is_file())


def document(*pairs, title="Lakes", file="lakes.txt"):
    return Document(file, "lines", "0" * 64, title, "", tuple(Pair(*pair) for pair in pairs))


@pytest.fixture(scope="module", params=SEEDS, ids=lambda path: path.stem)
def made(request):
    return generate([read_document(request.param.read_bytes(), request.param.name)])


def choices(made):
    return [question for question in made.bank.questions if question.kind == "multiple_choice"]


def test_every_pair_gets_a_short_answer_question_with_points(made):
    asked = [q for q in made.bank.questions if q.kind == "short_answer"]
    assert [q.passage for q in asked] == [passage.id for passage in made.bank.passages]
    assert all(q.points and 0 < q.full_marks_at <= sum(p.weight for p in q.points) for q in asked)


def test_four_pairs_of_ten_get_a_multiple_choice_question_and_the_others_a_reason(made):
    with_choice = {question.passage for question in choices(made)}
    refused = {refusal.passage for refusal in made.refusals}
    assert len(with_choice) >= 0.4 * len(made.bank.passages)
    assert with_choice | refused == {passage.id for passage in made.bank.passages}


def test_all_evidence_is_verbatim_and_every_option_has_some(made):
    assert bank_problems(made.bank) == ()
    for question in choices(made):
        for choice in question.choices:
            assert choice.why
            assert choice.evidence
            assert all(made.bank.quote(place).strip() for place in choice.evidence)


def test_no_item_has_a_grave_flaw(made):
    assert [flaw for flaw in check(made.bank) if flaw.grave] == []


def test_no_guesser_is_ten_points_above_chance(made):
    assert {r.attack: r.rate for r in guess_rates(made.bank) if r.too_high} == {}


def test_two_by_two_items_are_at_most_half_of_the_quiz(made):
    families = Counter(question.family for question in choices(made))
    assert families["two-by-two"] <= sum(families.values()) / 2
    assert len(families) >= 2


def test_the_places_of_the_keys_are_spread(made):
    places = Counter(question.key for question in choices(made))
    assert max(places.values()) <= len(choices(made)) / 2


def test_options_are_of_like_length(made):
    for question in choices(made):
        lengths = [len(choice.text) for choice in question.choices]
        assert max(lengths) <= 2.1 * min(lengths) + 9, question.choices


def test_what_an_item_calls_true_is_said_by_the_source(made):
    for question in choices(made):
        for choice in question.choices:
            said = set(content_stems(" ".join(made.bank.quote(place) for place in choice.evidence)))
            if question.family == "which-question":
                quoted = set(content_stems(question.prompt.partition("“")[2]))
                assert (quoted <= said) is choice.correct, question.id
            elif choice.correct != (question.family == "contradiction"):
                assert set(content_stems(choice.text)) <= said, question.id


def test_a_statement_that_one_item_shows_as_true_is_the_key_of_no_other(made):
    contradictions = [question for question in choices(made) if question.family == "contradiction"]
    shown = {place for q in contradictions for c in q.choices if not c.correct for place in c.evidence}
    assert shown
    asked = [question for question in choices(made) if question.family != "which-question"]
    assert shown.isdisjoint(place for q in asked for place in q.choices[q.key].evidence)


def test_the_same_document_and_seed_give_the_same_bytes_and_another_seed_another_order():
    source = SEEDS[0]
    read = read_document(source.read_bytes(), source.name)
    assert write_bank(generate([read]).bank) == write_bank(generate([read]).bank)
    assert generate([read]).bank != generate([read], seed=1).bank


def test_an_inserted_pair_renumbers_nothing():
    source = data_dir("seeds") / "us-russia-ukraine.txt"
    read = read_document(source.read_bytes(), source.name)
    more = replace(read, pairs=(Pair("How deep is lake Baikal?", "It is 1,642 metres deep."), *read.pairs))
    before = {q.id for q in generate([read]).bank.questions if q.kind == "short_answer"}
    assert before < {q.id for q in generate([more]).bank.questions}


@pytest.mark.parametrize(
    ("summary", "kept"),
    [
        ("This FAQ is divided into the following sections:", ""),
        ("Lakes are cold. The FAQ has these parts:", "Lakes are cold."),
        ("Lakes are cold: bring a coat.", "Lakes are cold: bring a coat."),
    ],
)
def test_a_sentence_that_only_announces_what_follows_is_no_summary(summary, kept):
    lakes = replace(document(("How deep is lake A?", "Lake A is nine metres deep.")), summary=summary)
    assert generate([lakes]).bank.summary == kept


def test_two_pairs_that_ask_the_same_keep_both_answers_and_a_repeated_pair_is_one():
    made = generate(
        [
            document(
                ("How deep is it?", "It is nine metres deep."),
                ("How deep is it?", "Nobody has measured its depth."),
                ("How deep is it?", "It is nine metres deep."),
            )
        ]
    )
    assert len(made.bank.passages) == 2
    assert len({passage.id for passage in made.bank.passages}) == 2
    assert bank_problems(made.bank) == ()


def test_documents_together_make_one_bank_with_a_source_each():
    one = document(("How deep is lake A?", "Lake A is nine metres deep."))
    other = document(("How long is river B?", "River B is 80 kilometres long."), file="rivers.txt")
    bank = generate([one, other], bank_id="waters").bank
    assert bank.id == "waters"
    assert [source.file for source in bank.sources] == ["lakes.txt", "rivers.txt"]
    assert [passage.source for passage in bank.passages] == ["s1", "s2"]


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_so_many_questions_are_made_as_were_asked_for(count):
    source = data_dir("seeds") / "us-russia-ukraine.txt"
    bank = generate([read_document(source.read_bytes(), source.name)], questions=count).bank
    assert len(bank.questions) == count
    assert len({question.passage for question in bank.questions}) >= min(count, 8) / 2


def test_a_short_document_in_another_language_is_told_by_its_questions_as_well():
    made = generate(
        [
            document(
                ("Wie tief ist der See?", "Der See ist neun Meter tief und im Winter oft zugefroren."),
                ("Wem gehört der See?", "Der See gehört der Gemeinde, die ihn seit vielen Jahren pflegt."),
                ("Wer darf im See baden?", "Alle."),
            )
        ]
    )
    assert any("not in English" in note for note in made.notes)
    assert len(made.bank.questions) == 3


def test_an_answer_without_words_gets_no_question_and_a_reason():
    made = generate([document(("What now?", "…"), ("And then?", "Then it rains in the hills."))])
    assert [question.prompt for question in made.bank.questions] == ["And then?"]
    assert any(refusal.question == "What now?" for refusal in made.refusals)


@pytest.mark.parametrize(
    "answer",
    [
        "x" * 3_000,
        "‮آب و هوا 🌧️ " * 30,
        "He said: “it is",
        "```\nfor i in range(3): print(i)\n```",
        "- one\n- two\n- three",
        "https://example.org/a?b=c",
        "(((((",
        "No.",
        "A\u0000B is not C. " * 5,
        "1. 2. 3. 4,000,000,000,000,000,000 years.",
    ],
)
def test_any_answer_gives_a_sound_bank(answer):
    made = generate([document(("What is it?", answer), ("What else?", "The queen lays all the eggs."))])
    assert bank_problems(made.bank) == ()


def test_what_the_progress_raises_ends_the_work_before_the_first_question_too():
    class Stopped(Exception):
        pass

    seen = []

    def stop(done, total):
        seen.append((done, total))
        raise Stopped

    with pytest.raises(Stopped):
        generate([document(("What lays eggs?", "The queen lays all the eggs."))], progress=stop)
    assert seen == [(0, 1)]


def test_the_sample_banks_are_what_the_seeds_give(made):
    name = f"{made.bank.id}.yaml"
    sample = read_bank((data_dir("questions") / name).read_bytes(), name)
    assert sample == made.bank


def test_no_multiple_choice_question_asks_in_the_words_of_the_short_answer_question(made):
    asked = {q.passage: q.prompt for q in made.bank.questions if q.kind == "short_answer"}
    assert all(question.prompt != asked.get(question.passage) for question in choices(made))


def test_no_prompt_quotes_what_another_question_of_its_pair_turns_round(made):
    for question in choices(made):
        others = [
            other for other in choices(made) if other.passage == question.passage and other is not question
        ]
        keys = [other.choices[other.key].text for other in (question, *others)]
        asked = made.bank.passage_by_id[question.passage].question
        assert keys.count(asked) <= 2
        statements = [key for key in keys if key != asked]
        assert len(statements) == len(set(statements))
        wrong = {choice.text for choice in question.choices if not choice.correct}
        for other in others:
            assert wrong.isdisjoint(choice.text for choice in other.choices if not choice.correct)
