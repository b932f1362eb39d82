"""The families, one at a time, on sentences that they are for and on near misses."""

from itertools import pairwise

import pytest

from quizapp.generate.chance import Chance
from quizapp.generate.edits import edits
from quizapp.generate.families import FAMILIES
from quizapp.generate.material import read_material
from quizapp.generate.standing import stands_alone
from quizapp.generate.turning import turned
from quizapp.model.bank import Passage

COLONY = (
    ("Who lays the eggs?", "The queen lays all the eggs in the cells of the brood nest."),
    ("Who guards the hive?", "The worker guards the narrow entrance against wasps and robbers."),
    ("Who has no father?", "The drone comes from an unfertilised egg and collects no nectar."),
    (
        "What do queens and workers share?",
        "A queen, a worker and a drone begin as an egg; the queen, the drone and the worker moult.",
    ),
)


def proposals(family, *pairs):
    passages = [Passage(f"p-{n}", "s1", *pair) for n, pair in enumerate(pairs)]
    material = read_material(passages)
    return [
        candidate
        for passage in passages
        for sentence in material.by_passage[passage.id]
        for candidate in FAMILIES[family](material, sentence, Chance(0))
    ]


def test_a_number_gets_neighbours_in_even_steps_in_order():
    (made,) = proposals("number", ("How far is it?", "The hut lies about 24 kilometres from the station."))
    assert made.prompt == "How far is it? Complete the answer: “The hut lies about …”"
    assert made.key.text == "24 kilometres from the station"
    values = sorted(option.rank for option in made.options)
    assert len({round(b - a, 6) for a, b in pairwise(values)}) == 1
    assert made.in_order


@pytest.mark.parametrize(
    "answer",
    [
        "The disease is called COVID-19 by everybody.",
        "You will find it in section 12 of the handbook.",
        "The range lies between 20 and 60 metres here.",
        "We paid 40 million dollars for the whole thing.",
        "Call the office on 555-1234 if you need help.",
        "A worker lives for five to six weeks in summer.",
        "The wait lies between two and three seconds here.",
        "The recommended version of it is 3.x for all users.",
        "The licence is known as version 4.0 to everybody.",
        "The procedure is written in PEP 257 for all to read.",
    ],
)
def test_a_number_that_is_part_of_a_name_or_a_range_is_left_alone(answer):
    assert proposals("number", ("What is it?", answer)) == []


def test_percentages_stay_below_a_hundred():
    made = proposals("number", ("How much?", "The new basins save about 90 percent of the water."))
    assert made
    assert max(option.rank for option in made[0].options) <= 100


def test_two_places_of_a_statement_give_four_options_of_the_same_words():
    made = proposals(
        "two-by-two",
        (
            "When do members leave?",
            "Members must leave the inner harbour shortly before sunrise with at least 40 litres of oil.",
        ),
        ("Where do guests sleep?", "Guests sleep in the outer harbour."),
    )
    assert {len({option.text for option in candidate.options}) for candidate in made} == {4}
    texts = {option.text for candidate in made for option in candidate.options}
    assert "inner harbour shortly before sunrise with at least 40 litres of oil" in texts
    assert "outer harbour shortly after sunrise with at least 40 litres of oil" in texts
    assert all("the source says" in option.why for option in made[0].distractors)


@pytest.mark.parametrize(
    "answer",
    [
        "Members may not take the key outside before the lesson.",
        "The nerve sends no light from the eye to the brain.",
        "The tax increases the price of paid lessons in the inner harbour.",
    ],
)
def test_a_denial_has_no_second_edit_in_its_own_clause(answer):
    assert proposals("two-by-two", ("What do members pay?", answer)) == []


def test_a_denial_may_stand_beside_an_edit_of_a_clause_of_its_own():
    answer = (
        "Members do not pay for lessons, and the hall is closed before 3 May 2024 unless the bar is open."
    )
    made = proposals("two-by-two", ("When is the hall open for members?", answer))
    assert any(
        "Members pay for lessons" in option.text and "if the bar is open" in option.text
        for candidate in made
        for option in candidate.distractors
    )


def test_articles_follow_the_edited_word():
    made = proposals(
        "two-by-two",
        (
            "What does the club offer?",
            "The club should offer members an optional course of up to four weeks before the exam.",
        ),
    )
    texts = {option.text for candidate in made for option in candidate.options}
    assert any("a mandatory course" in text for text in texts)
    assert not any("an mandatory" in text for text in texts)


def test_a_statement_with_one_place_to_turn_gives_nothing():
    assert proposals("two-by-two", ("When?", "The boat leaves the harbour before sunrise.")) == []


def test_an_edit_whose_words_the_prompt_gives_away_is_not_used():
    made = proposals(
        "two-by-two",
        (
            "Does the boat leave before sunrise?",
            "The boat leaves the northern harbour shortly before sunrise in summer.",
        ),
    )
    assert made
    assert not any("after" in option.text for candidate in made for option in candidate.options)


OFFICE = (
    ("Who signs it?", "The employees must sign the yearly form before the first week of March."),
    ("Who pays for it?", "The contractors can pay the costs of a course that serves their own purposes."),
    ("Who helps?", "The supervisors will answer every question about the travel rules."),
    ("Who checks it?", "The employees, the supervisors and the contractors keep a copy."),
)


def test_a_subject_is_asked_for_among_those_that_act_like_it():
    made = proposals("which-thing", *OFFICE)
    by_key = {candidate.key.text: candidate for candidate in made}
    prompt = (
        "According to the document, which of these must sign the yearly form before the first week of March?"
    )
    assert by_key["The employees"].prompt == prompt
    others = {option.text for option in by_key["The employees"].distractors}
    assert others == {"The contractors", "The supervisors"}


def test_the_answer_of_a_faq_question_stands_beside_others_that_are_turned_round():
    made = proposals(
        "best-answer",
        (
            "How are the lockers used?",
            "Every member can open a locker before the lesson. A member must return the locker key in June. "
            "Lost keys cost at least 20 dollars in the shop. The lockers are cleaned in the winter holidays.",
        ),
    )
    assert made
    for candidate in made:
        assert candidate.prompt == (
            "Which of these does the document say in answer to “How are the lockers used?”?"
        )
        said = candidate.sentence.passage.answer
        assert candidate.key.text in said
        assert not any(option.text in said for option in candidate.distractors)


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize(
    "answer",
    [
        "It guards the northern entrance before 12 o'clock in summer.",
        "They lay more than 20 eggs before sunrise in winter.",
        "This increases the number of larger eggs in the first 12 days.",
    ],
)
def test_a_sentence_that_points_outside_itself_gives_nothing(family, answer):
    assert proposals(family, ("What happens?", answer)) == []


def test_predicates_of_other_things_are_distractors():
    made = proposals("what-is-said", *COLONY)
    assert all(candidate.prompt.startswith("What does the document say about ") for candidate in made)
    for candidate in made:
        assert candidate.key.text not in {option.text for option in candidate.distractors}


def test_a_gap_stands_at_the_end():
    (made,) = proposals(
        "gap",
        ("How is the deposit paid?", "The deposit for the key is paid by credit card in June."),
        ("How can guests pay?", "The guests can pay by bank transfer, credit card or gift voucher at noon."),
    )
    assert made.prompt.endswith("is paid by …”")
    assert made.key.text == "credit card in June"


def test_a_gap_behind_an_article_that_would_tell_is_not_used():
    made = proposals(
        "gap",
        ("Where do they meet?", "The members of the club hold their meetings in a school."),
        ("And where?", "The lake can be seen from a school, a college and a university."),
    )
    assert made == []


def test_a_permission_stands_beside_a_duty_and_what_cannot_be():
    (made,) = proposals("duty", ("What do members keep?", "A member may keep the locker key in June."))
    assert {option.text for option in made.options} == {
        "A member may keep the locker key in June",
        "A member must keep the locker key in June",
        "A member cannot keep the locker key in June",
    }


@pytest.mark.parametrize("modal", ["must", "should"])
def test_a_duty_has_one_strength_that_it_excludes_and_gives_no_item_of_two_options(modal):
    answer = f"A member {modal} return the locker key in June."
    assert proposals("duty", ("What do members return?", answer)) == []


@pytest.mark.parametrize("modal", ["must", "should"])
def test_a_duty_is_set_against_nothing_that_it_entails(modal):
    answer = (
        f"A member {modal} return the locker key in June. The lockers are available until noon on weekdays."
    )
    made = [
        candidate
        for family in ("duty", "best-answer", "two-by-two")
        for candidate in proposals(family, ("How are the locker keys used?", answer))
    ]
    assert made
    texts = " ".join(option.text for candidate in made for option in candidate.distractors)
    assert " may " not in texts
    assert " can " not in texts


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The boat can leave the harbour at noon.", "The boat cannot leave the harbour at noon."),
        ("The boat leaves the harbour at noon.", "The boat does not leave the harbour at noon."),
        ("The boat does not leave the harbour at noon.", "The boat leaves the harbour at noon."),
        (
            "The price depends on the season and the boat.",
            "The price does not depend on the season and the boat.",
        ),
        ("You can pay in cash in addition to the card.", "You can pay in cash instead of the card."),
        ("You must leave shortly before the lesson.", "You must leave shortly after the lesson."),
        ("There are separate lockers in the hall.", "There are no separate lockers in the hall."),
        ("The lockers are available in the hall.", "The lockers are unavailable in the hall."),
        ("The club no longer owns a boat.", "The club still owns a boat."),
    ],
)
def test_a_place_of_a_statement_is_turned_round(old, new):
    material = read_material([Passage("p", "s1", "Who uses it?", old)])
    (sentence,) = material.sentences
    assert new in {turned(sentence, 0, len(old), (edit,)) for edit in edits(material, sentence)}


@pytest.mark.parametrize(
    "answer",
    [
        "Please return the locker key to the office in June.",
        "Then the locker opens before the lesson.",
        "I like the lockers of the school very much.",
        "For more information about lockers visit the office of the school.",
    ],
)
def test_a_sentence_that_asks_points_or_chats_does_not_stand_alone(answer):
    material = read_material([Passage("p", "s1", "What is it?", answer)])
    assert not stands_alone(material, material.sentences[0])


def test_the_thing_of_an_earlier_sentence_does_not_stand_alone():
    answer = "A study began in May. The study did not find a cure for the flu. Rest is good for patients."
    material = read_material([Passage("p", "s1", "What is known?", answer)])
    assert [stands_alone(material, sentence) for sentence in material.sentences] == [True, False, True]


@pytest.mark.parametrize(
    "answer",
    [
        "Most members do not pay the fee.",
        "The hall may not be used before noon.",
        "Foxes do not eat mice but not birds.",
    ],
)
def test_two_edits_that_cancel_each_other_or_both_deny_are_not_put_together(answer):
    for candidate in proposals("two-by-two", ("What do members pay?", answer)):
        both = candidate.distractors[-1].text.lower()
        assert not ("few" in both and "do not" not in both)
        assert "after" not in both
        assert both.count("not") < 2


def test_a_date_gets_other_months_that_have_the_day():
    made = proposals("degree", ("When was it opened?", "The great hall was opened on 31 August 1999."))
    assert made == []
    (made,) = proposals("degree", ("When was it opened?", "The great hall was opened on 3 August 1999."))
    assert made.in_order
    assert len({option.text for option in made.options}) == 4


@pytest.mark.parametrize(
    ("question", "answer", "within"),
    [
        (
            "May I paint my locker?",
            "No, you cannot paint your locker.",
            "You can paint your locker on request",
        ),
        (
            "Can I paint my locker?",
            "Yes, you can paint your locker.",
            "You can paint your locker, but only on request",
        ),
    ],
)
def test_what_is_affirmed_or_denied_stands_beside_its_opposite_and_a_limit(question, answer, within):
    (made,) = proposals("extent", (question, answer))
    assert within in {option.text for option in made.distractors}
    assert len({option.text for option in made.options}) == 3


@pytest.mark.parametrize(
    "answer",
    [
        "You may have difficulty with the lock.",
        "You can continue to enjoy the garden.",
        "The lockers do not open if the power fails.",
        "The club does not lend or sell boats.",
        "Members only pay for lessons in June.",
    ],
)
def test_a_limit_is_not_set_behind_what_it_would_not_belong_to(answer):
    assert proposals("extent", ("What about lockers?", answer)) == []


@pytest.mark.parametrize(
    ("question", "answer", "asked"),
    [
        ("How long is the course?", "The course of the club takes about 40 hours.", True),
        ("Who teaches the course?", "There is tea at the club. Ask for the 40 hours of Ann.", False),
        ("Who wrote the rules?", "The rules of the club were written by Ann in 1987.", False),
        ("When were the rules written?", "The rules of the club were written by Ann in 1987.", True),
        ("How many rooms are there?", "The two rooms of the club are in the hall.", False),
        ("How many rooms are there?", "The club owns four rooms: hall, bar, office and kitchen.", False),
    ],
)
def test_a_number_is_asked_for_where_it_answers_the_question(question, answer, asked):
    assert bool(proposals("number", (question, answer))) == asked
