"""What becomes of a bank when its document changes."""

from dataclasses import replace

import pytest

from quizapp.banks import bank_problems
from quizapp.generate import generate
from quizapp.generate.authorship import is_edited, stamped
from quizapp.generate.renewal import renew
from quizapp.model.document import Document, Pair
from quizapp.model.question import MultipleChoice

PAIRS = (
    Pair("How deep is Lake Baikal?", "Lake Baikal is 1,642 metres deep, which makes it the deepest lake in the world."),
    Pair("Which lake is the largest by surface?", "The Caspian Sea has a surface of about 371,000 square kilometres."),
    Pair("How long is Lake Tanganyika?", "Lake Tanganyika is 676 kilometres long. It holds much fresh water."),
    Pair("Who measured Loch Ness?", "The surveyor John Murray measured Loch Ness in 1903 from a small boat."),
)  # fmt: skip


def document(pairs=PAIRS, file="lakes.txt"):
    return Document(file, "lines", "0" * 64, "Lakes", "", tuple(pairs))


def made(pairs=PAIRS, file="lakes.txt"):
    return generate([document(pairs, file)]).bank


def changed(place, **fields):
    """The pairs with one of them changed."""
    return tuple(replace(pair, **fields) if n == place else pair for n, pair in enumerate(PAIRS))


def edited(bank, question_id, **fields):
    """The bank after a person changed one question."""
    return replace(
        bank, questions=tuple(replace(q, **fields) if q.id == question_id else q for q in bank.questions)
    )


def about(bank, words):
    """The questions about the passage whose FAQ question has these words."""
    [passage] = [passage for passage in bank.passages if words in passage.question]
    return [question for question in bank.questions if question.passage == passage.id]


@pytest.fixture(scope="module")
def old():
    return made()


def test_generated_questions_are_nobodys_edit_and_every_edit_of_words_is_one(old):
    assert not any(map(is_edited, old.questions))
    question = old.questions[0]
    assert is_edited(replace(question, prompt=question.prompt.upper()))
    assert not is_edited(replace(question, tags=("lakes",)))
    assert is_edited(replace(question, made=""))


def test_the_same_document_changes_nothing(old):
    renewed = renew(old, made())
    assert renewed.bank == old
    assert renewed.remarks == {}


def test_what_a_person_edited_dropped_or_added_stays_while_passages_stay(old):
    mine = edited(old, old.questions[0].id, prompt="My own words?")
    by_hand = replace(old.questions[-1], id="mine", passage=None, explanation="So.", made="")
    mine = replace(mine, questions=(*mine.questions[:2], *mine.questions[3:], by_hand))
    assert renew(mine, made()).bank == mine


def test_a_new_pair_brings_its_questions_to_its_place_and_changes_no_other(old):
    pair = Pair("How cold is Lake Vostok?", "Lake Vostok has a mean temperature of 3 degrees below zero.")
    renewed = renew(old, made((*PAIRS[:1], pair, *PAIRS[1:])))
    new = about(renewed.bank, "Vostok")
    assert new
    place = renewed.bank.questions.index(new[0])
    assert renewed.bank.questions[place - 1] == about(old, "Baikal")[-1]
    assert [question for question in renewed.bank.questions if question not in new] == list(old.questions)
    assert (
        renew(old, made((*PAIRS, pair)), leave_out=frozenset(q.id for q in new)).bank.questions
        == old.questions
    )


def test_a_pair_that_is_gone_takes_its_questions_along_unless_they_are_kept(old):
    gone = about(old, "Loch Ness")
    renewed = renew(old, made(PAIRS[:3]))
    assert not {question.id for question in gone} & set(renewed.bank.question_by_id)
    assert "no longer in the document" in renewed.remarks[gone[0].id]
    kept = renew(old, made(PAIRS[:3]), keep=frozenset([gone[0].id])).bank
    assert kept.question_by_id[gone[0].id] == gone[0]
    assert bank_problems(kept) == ()


def test_a_generated_question_follows_the_new_text_with_its_tags(old):
    [short] = [q for q in about(old, "Baikal") if q.kind == "short_answer"]
    mine = edited(old, short.id, tags=("depth",))
    answer = "Lake Baikal is 1,700 metres deep, which makes it the deepest lake in the world."
    renewed = renew(mine, made(changed(0, answer=answer)))
    now = renewed.bank.question_by_id[short.id]
    assert "1,700" in now.points[0].text
    assert now.tags == ("depth",)
    assert not any("1,642" in str(question) for question in about(renewed.bank, "Baikal"))
    assert bank_problems(renewed.bank) == ()


def test_an_edited_question_stays_when_its_passage_changes_and_lost_words_are_named(old):
    [short] = [q for q in about(old, "Baikal") if q.kind == "short_answer"]
    mine = edited(old, short.id, prompt="Say how deep Lake Baikal is.")
    answer = "Lake Baikal is 1,700 metres deep."
    renewed = renew(mine, made(changed(0, answer=answer)))
    now = renewed.bank.question_by_id[short.id]
    assert now.prompt == "Say how deep Lake Baikal is."
    assert [point.text for point in now.points] == [point.text for point in short.points]
    assert "the document no longer says “Lake Baikal is 1,642" in renewed.remarks[short.id]
    assert bank_problems(renewed.bank) == ()


def test_evidence_moves_with_its_words(old):
    before = [q for q in about(old, "Baikal") if isinstance(q, MultipleChoice)]
    answer = f"Scientists agree. {PAIRS[0].answer}"
    renewed = renew(old, made(changed(0, answer=answer)))
    for question in before:
        now = renewed.bank.question_by_id[question.id]
        for choice, then in zip(now.choices, question.choices, strict=True):
            assert [renewed.bank.quote(span) for span in choice.evidence] == [
                old.quote(s) for s in then.evidence
            ]
    assert before


def test_a_reworded_faq_question_keeps_passage_and_ids(old):
    renewed = renew(old, made(changed(0, question="What is the depth of Lake Baikal?")))
    assert list(renewed.bank.question_by_id) == list(old.question_by_id)
    assert {passage.id for passage in renewed.bank.passages} == {passage.id for passage in old.passages}
    prompts = [question.prompt for question in about(renewed.bank, "depth of Lake Baikal")]
    assert all("How deep is" not in prompt for prompt in prompts)
    assert not any(map(is_edited, renewed.bank.questions))


def test_a_kind_that_was_dropped_does_not_come_back_with_a_changed_passage(old):
    mine = replace(old, questions=tuple(q for q in old.questions if q.kind == "short_answer"))
    answer = f"{PAIRS[0].answer} It is old."
    assert all(q.kind == "short_answer" for q in renew(mine, made(changed(0, answer=answer))).bank.questions)


def test_shuffled_pairs_change_no_question(old):
    renewed = renew(old, made(tuple(reversed(PAIRS))))
    assert renewed.bank.questions == old.questions


def test_another_source_of_the_bank_is_left_alone(old):
    rivers = document((Pair("How long is the Rhine?", "The Rhine is 1,230 kilometres long."),), "rivers.txt")
    both = generate([document(), rivers]).bank
    renewed = renew(both, made(PAIRS[:3]))
    assert about(renewed.bank, "Rhine") == about(both, "Rhine")
    assert [source.file for source in renewed.bank.sources] == ["lakes.txt", "rivers.txt"]
    assert "Who measured Loch Ness?" not in [passage.question for passage in renewed.bank.passages]


def test_a_document_with_another_name_joins_a_bank_of_several(old):
    both = generate([document(), document((Pair("Who?", "The Rhine is 1,230 kilometres long."),), "r.txt")])
    third = made(
        (Pair("How high is Mont Blanc?", "Mont Blanc is 4,806 metres high, says the survey."),), "peaks.txt"
    )
    renewed = renew(both.bank, third)
    assert [source.id for source in renewed.bank.sources] == ["s1", "s2", "s3"]
    assert renewed.bank.questions[: len(both.bank.questions)] == both.bank.questions
    assert bank_problems(renewed.bank) == ()


def test_two_stamped_questions_that_say_the_same_have_the_same_digest(old):
    question = old.questions[0]
    assert stamped(replace(question, id="another", tags=("x",))).made == question.made
