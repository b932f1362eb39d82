from dataclasses import replace

import builders

from quizapp.generate.guessing import interval
from quizapp.services.preview import flaws_of, guess_rows, preview, sources_of
from quizapp.services.searching import Wanted, chosen

LONG = "The gravity of the Moon, which is the nearest of all bodies in the sky and therefore the strongest"


def leaky(count):
    """A bank in which the longest option is always right."""
    questions = tuple(builders.multiple_choice(f"q-{n}", key=LONG) for n in range(count))
    return builders.bank(questions=questions)


def test_an_interval_is_wide_for_few_and_narrow_for_many_cases():
    few, many = interval(0.25, 8), interval(0.25, 800)
    assert few[0] < many[0] < 0.25 < many[1] < few[1]
    assert interval(0.0, 10)[0] == 0.0
    assert interval(1.0, 10)[1] == 1.0
    assert [round(end, 3) for end in interval(0.5, 100)] == [0.404, 0.596]


def test_a_bank_that_gives_the_key_away_by_length_is_called_so():
    seen = preview(leaky(40))
    assert (seen.worst, seen.enough) == ("high", True)
    longest = next(row for row in seen.rates if row.attack == "the longest option")
    assert (longest.rate, longest.standing) == (1.0, "high")
    assert seen.rates[0].rate == 1.0
    assert not preview(leaky(3)).enough


def test_what_may_be_luck_is_not_called_a_leak():
    fair = builders.bank(questions=(builders.multiple_choice(key=LONG), *builders.bank().questions[2:]))
    standings = {row.attack: row.standing for row in guess_rows(fair)}
    assert standings["the longest option"] == "unsure"


def test_a_bank_without_multiple_choice_has_no_rates():
    assert preview(builders.bank(questions=(builders.short_answer(),))).rates == ()


def test_flaws_of_a_question_are_those_of_the_bank():
    bank = leaky(1)
    [question] = bank.questions
    assert flaws_of(bank, question) == preview(bank).flaws[question.id]
    assert "longest option correct" in [flaw.name for flaw in flaws_of(bank, question)]


def test_evidence_from_another_passage_is_shown_behind_the_own():
    question = builders.multiple_choice()
    far = builders.evidence(builders.HARBOUR, "the harbour falls dry")
    choices = (*question.choices[:2], replace(question.choices[2], evidence=far))
    own, other = sources_of(builders.bank(), replace(question, choices=choices))
    assert (own.passage, other.passage) == ("p-tide", "p-harbour")
    assert [piece.text for piece in other.pieces if piece.marked] == ["the harbour falls dry"]
    assert "".join(piece.text for piece in own.pieces) == builders.TIDE.answer


def test_questions_are_chosen_by_all_that_is_wanted_together():
    bank = builders.bank()
    first = replace(bank.questions[0], tags=("moon",))
    bank = replace(bank, questions=(first, *bank.questions[1:]))
    flaws = preview(bank).flaws
    numbers = [number for number, _ in chosen(bank, Wanted(kind="short_answer"), flaws)]
    assert numbers == [2, 4]
    assert [q.id for _, q in chosen(bank, Wanted(tag="moon"), flaws)] == [first.id]
    assert chosen(bank, Wanted(kind="short_answer", tag="moon"), flaws) == []
    assert len(chosen(bank, Wanted(words="WATER low"), flaws)) == 1
