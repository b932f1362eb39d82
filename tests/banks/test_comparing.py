from dataclasses import replace

import builders

from quizapp.banks.comparing import compare, told_apart


def marked(pieces):
    return [piece.text for piece in pieces if piece.marked]


def test_the_same_bank_has_no_changes():
    assert compare(builders.bank(), builders.bank()) == ()


def test_new_changed_and_gone_questions_are_told_apart():
    old = builders.bank()
    first, *rest = old.questions
    new = replace(
        old,
        title="Tides, mended",
        questions=(replace(first, prompt="What are the tides partly caused by?"), *rest[:-1],
                   builders.short_answer("p-new", "Why?")),
    )  # fmt: skip
    changes = compare(old, new)
    assert [(change.what, change.id) for change in changes] == [
        ("changed", ""), ("changed", first.id), ("new", "p-new"), ("gone", rest[-1].id),
    ]  # fmt: skip
    [field] = changes[1].fields
    assert (field.name, marked(field.before), marked(field.after)) == ("Prompt", ["mainly"], ["partly"])


def test_every_field_that_a_person_can_edit_is_seen():
    question = builders.short_answer()
    point = question.points[0]
    for edited in (
        replace(question, tags=("sea",)),
        replace(question, explanation="So."),
        replace(question, full_marks_at=1.0),
        replace(question, accept=("the moon",)),
        replace(question, answer_type="number", tolerance=0.5),
        replace(question, points=(replace(point, weight=2.0), *question.points[1:]), full_marks_at=2.0),
        replace(question, points=(replace(point, evidence=()), *question.points[1:])),
        replace(question, points=(replace(point, reject=("wind",)), *question.points[1:])),
    ):
        old, new = builders.bank(questions=(question,)), builders.bank(questions=(edited,))
        assert [change.what for change in compare(old, new)] == ["changed"]


def test_pieces_join_to_the_texts():
    before, after = "The sea rises\ntwice a day.", "The sea falls\ntwice a  day!"
    left, right = told_apart(before, after)
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after


def test_very_long_texts_are_shown_whole():
    left, right = told_apart("a " * 2_000, "b " * 2_000)
    assert [len(left), len(right)] == [1, 1]
