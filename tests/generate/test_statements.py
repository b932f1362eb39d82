"""Families whose options are whole statements or questions: about a thing, of two questions, yes or no."""

import pytest

from quizapp.generate.asking import takes_for_granted
from quizapp.generate.chance import Chance
from quizapp.generate.edits import edits
from quizapp.generate.families import FAMILIES, OF_ANSWERS
from quizapp.generate.items import build, criticised
from quizapp.generate.making import proposals_for
from quizapp.generate.material import read_material
from quizapp.generate.planner import compose
from quizapp.generate.standing import is_explained, points_back, stands_alone
from quizapp.generate.topics import topics
from quizapp.generate.turning import turned
from quizapp.model.bank import Passage

CLUB = (
    ("Can guests use the sauna?", "Yes, guests are welcome in the sauna on Sundays."),
    ("Can I pay by card?", "Yes. The desk takes all cards."),
    ("Do I have to wear a cap?", "No, caps are not needed in the pool."),
    ("Is there a lift to the roof?", "No. Only the stairs lead to the roof."),
    ("Are dogs allowed in the garden?", "Yes! Dogs may run in the garden."),
    ("Who cleans the pool?", "The caretaker cleans the pool every Monday."),
)
LOCKERS = (
    ("How do lockers work?", "The blue lockers are available until noon on weekdays."),
    ("What do the lockers cost?", "The blue lockers are free of charge for our members."),
    ("Who may use the lockers?", "The blue lockers may be used by guests and members of a choir."),
)


def passages_of(pairs):
    return [Passage(f"p-{number}", "s1", *pair) for number, pair in enumerate(pairs)]


def verdicts(pairs):
    material = read_material(passages_of(pairs))
    propose = OF_ANSWERS["yes-or-no"]
    return [
        candidate
        for passage in material.passages
        for candidate in propose(material, material.sentences_of(passage.id)[0], Chance(0))
    ]


def proposed(family, pairs):
    material = read_material(passages_of(pairs))
    return [
        candidate
        for passage in material.passages
        for sentence in material.by_passage[passage.id]
        if stands_alone(material, sentence)
        for candidate in FAMILIES[family](material, sentence, Chance(0))
    ]


def test_a_question_answered_with_no_stands_among_questions_answered_with_yes():
    made = [candidate for candidate in verdicts(CLUB) if "“No”" in candidate.prompt]
    yes = {question for question, answer in CLUB if answer.startswith("Yes")}
    assert {candidate.key.text for candidate in made} == {
        "Do I have to wear a cap?",
        "Is there a lift to the roof?",
    }
    assert all(option.text in yes for candidate in made for option in candidate.distractors)


def test_a_question_is_not_asked_for_where_one_other_is_answered_the_other_way():
    assert verdicts(CLUB[1:4])
    assert verdicts(CLUB[1:3]) == []


@pytest.mark.parametrize(
    "answer",
    [
        "No, but it helps.",
        "No one knows where it is kept.",
        "Nobody may.",
        "Yesterday it was closed.",
        "It depends on the day.",
    ],
)
def test_an_answer_that_only_begins_like_yes_or_no_is_no_verdict(answer):
    pairs = (*CLUB, ("Can the key of the boat be lent?", answer))
    assert all(candidate.key.text != pairs[-1][0] for candidate in verdicts(pairs))


def test_two_questions_of_a_quiz_have_at_most_one_option_in_common():
    material = read_material(passages_of(CLUB))
    proposals = {passage.id: proposals_for(material, passage, Chance(0))[0] for passage in material.passages}
    chosen = compose(material.passages, proposals, Chance(0))
    sets = [
        {choice.text for choice in item.question.choices}
        for own in chosen.values()
        for item in own
        if item.family == "yes-or-no"
    ]
    assert sets
    assert all(len(one & other) < 2 for place, one in enumerate(sets) for other in sets[:place])


def test_statements_about_a_thing_all_name_it():
    made = proposed("about", LOCKERS)
    assert made
    for candidate in made:
        assert candidate.prompt == "Which of these does the document say about blue lockers?"
        assert all("blue lockers" in option.text for option in candidate.options)


def test_the_key_of_two_questions_is_said_in_answer_to_one_of_them_and_no_other_option_is_said():
    made = proposed("either-question", LOCKERS)
    said = " ".join(answer for _, answer in LOCKERS)
    assert made
    for candidate in made:
        assert candidate.prompt.count("“") == 2
        assert candidate.key.text in said
        assert all(option.text not in said for option in candidate.distractors)


def test_questions_that_share_no_word_and_stand_far_apart_are_not_asked_together():
    far = (
        LOCKERS[0],
        *((f"Where is room {n}?", f"Room {n} lies in the north wing.") for n in range(3)),
        ("When does the choir sing?", "The choir sings free of charge before noon on weekdays."),
    )
    prompts = {candidate.prompt for candidate in proposed("either-question", far)}
    assert not any("lockers work" in prompt and "choir sing" in prompt for prompt in prompts)


def test_a_topic_keeps_the_whole_of_its_name():
    pairs = (
        ("What does Let's Encrypt offer?", "Let's Encrypt offers free certificates for servers."),
        ("How severe is COVID-19?", "Doctors say that COVID-19 is mild in most children."),
    )
    material = read_material(passages_of(pairs))
    names = [
        topic.name
        for found in material.by_passage.values()
        for sentence in found
        for topic in topics(material, sentence)
    ]
    assert "Let's Encrypt" in names
    assert "COVID-19" in names


def test_what_only_the_question_explains_is_not_shown_without_it():
    material = read_material(
        passages_of(
            (
                ("How is the fund paid?", "The fund is paid by all members of our club."),
                ("Who owns the fund?", "The fund of our club is owned by the members of our club."),
            )
        )
    )
    bare, full = (material.by_passage[f"p-{n}"][0] for n in range(2))
    assert not is_explained(material, bare, frozenset())
    assert is_explained(material, bare, frozenset(("fund",)))
    assert is_explained(material, full, frozenset())


def test_a_sentence_may_follow_another_that_names_what_it_points_at():
    answer = "The key opens the boat house. This key is kept at the desk. This rule is old and wise."
    material = read_material([Passage("p", "s1", "Where is it?", answer)])
    first, second, third = material.sentences
    assert points_back(second, first)
    assert not points_back(third, first)


@pytest.mark.parametrize(
    ("question", "statement", "new", "granted"),
    [
        ("Why does the club close the pool?", "The club closes the pool for repairs.", "does not", True),
        ("How can I help the club?", "You can clean the pool.", "cannot", True),
        ("How long does the club close the pool?", "The club closes the pool for repairs.", "is not", False),
        ("Does the club close the pool?", "The club closes the pool for repairs.", "does not", False),
    ],
)
def test_what_a_question_takes_for_granted_is_not_denied(question, statement, new, granted):
    assert takes_for_granted(question, statement, new) is granted


@pytest.mark.parametrize(
    "sentence",
    [
        "Bookings may not be made before March 11, 2021.",  # nor before January
        "Repeated visits may be necessary for some of them.",  # and may be unnecessary
        "Seats are given on a first-come basis based on the time of day.",
        "You can support the choir by buying a seat cushion.",
        "The room has been used (in most cases by the choir) for years.",
    ],
)
def test_a_statement_is_not_turned_round_into_what_may_be_so_as_well_or_into_nonsense(sentence):
    material = read_material([Passage("p", "s1", "When does it open?", sentence)])
    found = edits(material, material.sentences[0])
    turned_round = {turned(material.sentences[0], 0, len(sentence), (edit,)) for edit in found}
    unwanted = ("January", "May 11", "unnecessary", "regardless of", "cannot", "few cases")
    assert not any(word in text for text in turned_round for word in unwanted)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The risk of rain on the lake is low in May.", "The risk of rain on the lake is high in May."),
        ("The strain has not been seen in the lake.", "The strain has been seen in the lake."),
        ("You can also reach the hut by boat.", "You cannot reach the hut by boat."),
        ("Swans appear to be rare on the lake.", "Swans appear to be common on the lake."),
    ],
)
def test_degrees_and_denials_are_turned_round(old, new):
    material = read_material([Passage("p", "s1", "Who uses it?", old)])
    (sentence,) = material.sentences
    assert new in {turned(sentence, 0, len(old), (edit,)) for edit in edits(material, sentence)}


@pytest.mark.parametrize(
    "answer",
    [
        "If you are a member, go to the desk. We cannot take your letter.",
        "The policy accommodates both codified in the rules.",
        "Well, the names of the rooms are debatable.",
        "You can take a look at the list of rooms.",
        "Low water first, but other orders are possible.",
    ],
)
def test_a_sentence_that_hangs_on_others_or_says_nothing_is_no_statement(answer):
    material = read_material([Passage("p", "s1", "How do I send a letter to the club?", answer)])
    last = material.sentences[-1]
    assert last not in material.by_passage["p"] or not stands_alone(material, last)


def test_the_option_that_alone_has_or_lacks_a_not_is_neither_always_nor_never_the_key():
    pairs = tuple(
        (
            f"What about boat {name}?",
            f"The {name} boat must leave the harbour before noon. The {name} boat does not sail in winter.",
        )
        for name in "red blue green white black brown yellow silver golden purple".split()
    )
    material = read_material(passages_of(pairs))
    alone = []
    for candidate in proposed("either-question", pairs):
        item, _ = criticised(candidate, material)
        texts = [choice.text for choice in build(candidate).choices]
        negated = [" not " in text for text in texts]
        if item and negated.count(True) in (1, len(texts) - 1):
            alone.append(negated.index(negated.count(True) == 1) == build(candidate).key)
    assert 0 < sum(alone) < len(alone)
