"""A large bank becomes several that each stand alone."""

from dataclasses import replace

import builders

from quizapp.banks import bank_problems, read_bank, split_bank, write_bank
from quizapp.model.bank import Passage
from quizapp.model.question import Evidence


def large(passages):
    """A bank with three questions a passage; the choices' evidence lies in the passage before as well."""
    answer = "The sea is salty."
    made = [Passage(f"p-{n}", "s1", f"Is sea {n} salty?", answer) for n in range(passages)]
    questions = []
    for n, passage in enumerate(made):
        span = (Evidence(passage.id, 0, len(answer)),)
        other = (Evidence(f"p-{max(0, n - 1)}", 0, len(answer)),)
        choice = builders.multiple_choice(f"{passage.id}-mc", passage=passage, words=answer)
        choices = tuple(replace(c, evidence=span if c.correct else other) for c in choice.choices)
        questions.append(replace(choice, choices=choices))
        questions += [
            builders.short_answer(f"{passage.id}-sa{k}", passage=passage, points=(answer,)) for k in (1, 2)
        ]
    return replace(builders.bank(), passages=tuple(made), questions=tuple(questions))


def test_a_bank_that_fits_stays_as_it_is():
    bank = large(3)
    assert split_bank(bank, 9) == (bank,)


def test_each_part_stands_alone_and_nothing_is_lost():
    bank = large(7)
    parts = split_bank(bank, 9)
    assert [len(part.questions) for part in parts] == [9, 9, 3]
    assert tuple(question for part in parts for question in part.questions) == bank.questions
    assert [part.id for part in parts] == ["tides-1", "tides-2", "tides-3"]
    for part in parts:
        assert bank_problems(part) == ()
        assert read_bank(write_bank(part), "part.yaml") == part
    assert [passage.id for passage in parts[1].passages] == ["p-2", "p-3", "p-4", "p-5"]


def test_questions_of_one_passage_stay_together():
    assert [len(part.questions) for part in split_bank(large(4), 8)] == [6, 6]


def test_a_passage_with_too_many_questions_is_cut():
    assert [len(part.questions) for part in split_bank(large(2), 2)] == [2, 1, 2, 1]
