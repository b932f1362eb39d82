from dataclasses import replace

from generate.test_renewal import PAIRS
from generate.test_renewal import made as bank_of

from quizapp.banks import bank_problems
from quizapp.generate.alternatives import alternatives, said
from quizapp.generate.authorship import is_edited
from quizapp.generate.check import check
from quizapp.model.document import Pair
from quizapp.model.question import MultipleChoice

WIDE = Pair("How large is Lake Tanganyika?", "Lake Tanganyika is 676 kilometres long and 50 kilometres wide.")


def made():
    """A bank with a passage that says more than one thing."""
    return bank_of((*PAIRS, WIDE))


def test_alternatives_are_other_sound_questions_about_the_same_passage():
    bank = made()
    offered = [(q, alternatives(bank, q)) for q in bank.questions if isinstance(q, MultipleChoice)]
    assert any(others for _, others in offered)
    for question, others in offered:
        assert len({said(other) for other in (question, *others)}) == len(others) + 1
        for other in others:
            swapped = replace(bank, questions=(other,))
            assert other.passage == question.passage
            assert not is_edited(other)
            assert bank_problems(swapped) == ()
            assert not [flaw for flaw in check(swapped) if flaw.grave]


def test_the_key_stays_in_its_place():
    bank = made()
    for question in bank.questions:
        if isinstance(question, MultipleChoice):
            for other in alternatives(bank, question):
                if not other.fixed_order and len(other.choices) > question.key:
                    assert other.key == question.key


def test_an_edited_short_answer_question_can_be_made_again():
    bank = made()
    short = next(question for question in bank.questions if question.kind == "short_answer")
    assert alternatives(bank, short) == []
    edited = replace(short, prompt="What do you know?")
    [again] = alternatives(replace(bank, questions=(edited,)), edited)
    assert again == short


def test_a_question_without_passage_has_none():
    bank = made()
    assert alternatives(bank, replace(bank.questions[0], passage=None)) == []
