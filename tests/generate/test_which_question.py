"""The family that asks which FAQ question the document answers with a statement."""

from dataclasses import replace

import pytest

from quizapp.generate.chance import Chance
from quizapp.generate.families import FAMILIES, which_question
from quizapp.generate.items import Item, build, criticised
from quizapp.generate.material import read_material
from quizapp.generate.planner import compose
from quizapp.generate.standing import stands_alone
from quizapp.model.bank import Passage

POOL = (
    ("How is the swimming pool heated in winter?", "An old furnace burns wood and warms cold water."),
    ("What does the heated sauna cost?", "Adults pay nine euros at a desk, and children pay half of that."),
    ("Is the swimming pool open in winter?", "Yes. Frost never closes its doors."),
    ("Who switches the heating of the hall off?", "Caretakers do so at noon on every day of a week."),
    ("When is the swimming pool cleaned?", "A caretaker scrubs all tiles on Monday morning before seven."),
    ("Where are the lockers of the pool?", "Numbered boxes stand behind two showers on a lower floor."),
)


def proposed(pairs, about=0):
    material = read_material([Passage(f"p-{number}", "s1", *pair) for number, pair in enumerate(pairs)])
    return material, [
        candidate
        for sentence in material.by_passage[f"p-{about}"]
        if stands_alone(material, sentence)
        for candidate in FAMILIES["which-question"](material, sentence, Chance(0))
    ]


def with_first(question, answer):
    return ((question, answer), *POOL[1:])


def test_the_prompt_quotes_the_source_and_the_options_are_what_people_asked():
    asked = {question for question, _ in POOL}
    _, made = proposed(POOL)
    assert made
    for candidate in made:
        assert f"“{POOL[0][1].rstrip('.')}”" in candidate.prompt
        assert candidate.key.text == POOL[0][0]
        assert {option.text for option in candidate.options} <= asked
        assert all(POOL[0][1] not in option.why for option in candidate.distractors)


def test_nothing_grave_is_found_in_what_is_proposed():
    material, made = proposed(POOL)
    assert made
    assert all(criticised(candidate, material)[0] for candidate in made)


@pytest.mark.parametrize(
    "answer",
    [
        "Solar panels heated other halls and pools of this town.",
        "Swimming pools are heated in winter by solar panels on roofs.",
        "But solar panels and old furnaces warm cold water.",
        "These panels and old furnaces warm cold water.",
        "Members and their guests sign a list at a desk.",
    ],
)
def test_a_statement_that_gives_its_question_away_hangs_on_another_or_answers_nothing_is_not_quoted(answer):
    assert proposed(with_first(POOL[0][0], answer))[1] == []


def test_a_word_that_the_statement_shares_with_its_question_alone_gives_it_away():
    sunny = (
        "How do photovoltaic cells run in winter?",
        "Photovoltaic film turns light into power for pumps.",
    )
    assert proposed((sunny, *POOL[1:]))[1] == []
    twice = ("Who cleans the photovoltaic glass of the roof?", "A painter from town does.")
    assert proposed((sunny, twice, *POOL[1:]))[1]


def test_a_question_that_is_answered_in_the_same_words_is_no_distractor():
    asked = "Do members often catch a cold in winter?"
    for answer, fits in (
        ("Hardly. An old furnace burns wood and warms cold water.", False),
        ("They stay home.", True),
    ):
        _, made = proposed((*POOL, (asked, answer)))
        assert made
        assert any(asked == option.text for one in made for option in one.distractors) is fits


def test_a_question_what_a_thing_is_is_answered_by_any_statement_of_it_and_no_distractor():
    pairs = (*POOL, ("What is an old furnace?", "Brick and iron that hold a fire."))
    _, made = proposed(pairs)
    assert made
    assert not any("old furnace" in option.text for one in made for option in one.distractors)


def test_a_question_for_an_amount_is_answered_with_one():
    asked = "How many people can visit the heated pool in winter?"
    assert proposed(with_first(asked, "A crowd of swimmers fills its benches."))[1] == []
    assert proposed(with_first(asked, "A crowd of one kind of swimmers fills its benches."))[1] == []
    assert proposed(with_first(asked, "A crowd of 90 swimmers fills its benches."))[1]


def test_what_is_shown_of_a_statement_does_not_end_before_a_but():
    said = "An old furnace burns wood and warms cold water; {} farmers bring dry logs in May."
    (shown, *_) = proposed(with_first(POOL[0][0], said.format("old")))[1]
    assert shown.prompt.endswith("warms cold water”?")
    assert proposed(with_first(POOL[0][0], said.format("but old")))[1] == []


@pytest.mark.parametrize(("same", "most"), [(False, 2), (True, 1)])
def test_a_pair_has_two_such_items_at_most_and_they_have_other_distractors(same, most):
    answer = (
        "An old furnace burns wood and warms cold water. Burning wood makes cold water warm on dark days. "
        "Gas burners make cold water warm within three hours."
    )
    material, made = proposed(with_first(POOL[0][0], answer))
    by_prompt = {candidate.prompt: candidate for candidate in made}
    assert len(by_prompt) == 3
    items = []
    for number, candidate in enumerate(by_prompt.values()):
        wrong = [f"Who is number {place if same else 2 * number + place}?" for place in range(2)]
        options = tuple(replace(candidate.distractors[0], text=text) for text in wrong)
        changed = replace(candidate, distractors=options)
        items.append(Item(build(changed), changed, 0.6))
    chosen = compose(material.passages, {p.id: [] for p in material.passages} | {"p-0": items}, Chance(0))
    assert len(chosen["p-0"]) == most


NEUTRAL = "An old furnace burns wood and warms cold water."


@pytest.mark.parametrize(
    ("constant", "value"),
    [("NEARER", -1.0), ("LONGEST", 5), ("NEW_WORDS", 9), ("RELATED", 0.9), ("LAST_PLACE", -1)],
)
def test_each_limit_alone_keeps_a_statement_out(monkeypatch, constant, value):
    assert proposed(POOL)[1]
    monkeypatch.setattr(which_question, constant, value)
    monkeypatch.setattr(which_question, "APART", 0.9 if constant == "RELATED" else which_question.APART)
    assert proposed(POOL)[1] == []


def test_a_statement_nearer_to_other_questions_than_to_its_own_is_an_aside():
    asked = "How is the swimming pool heated in winter?"
    assert proposed(with_first(asked, "Gas burners make cold water warm within three hours."))[1]
    assert proposed(with_first(asked, "Members pay nine euros for a locker on Sundays."))[1] == []


def test_another_form_of_a_word_that_the_question_has_alone_gives_it_away():
    pool = POOL[1:]
    assert (
        proposed(
            (("Who may publish texts on cold winters?", "Publications of members burn wood at noon."), *pool)
        )[1]
        == []
    )


def test_a_question_that_is_asked_twice_is_no_distractor_if_one_answer_says_the_statement():
    twice = "Do members often catch a cold in winter?"
    for answers in ((NEUTRAL, "They stay home."), ("They stay home.", NEUTRAL)):
        _, made = proposed((*POOL, *((twice, answer) for answer in answers)))
        assert made
        assert not any(twice == option.text for one in made for option in one.distractors)
