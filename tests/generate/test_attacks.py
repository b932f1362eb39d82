"""Attacks find the key where it can be guessed, and only there."""

import pytest

from quizapp.generate import ranker
from quizapp.generate.attacks import ATTACKS, success
from quizapp.generate.check import check, guess_rates, guessable
from quizapp.generate.guessing import interval
from quizapp.model.bank import Bank
from quizapp.model.question import Choice, MultipleChoice


def item(prompt, *texts, key=0, number=0):
    choices = tuple(Choice(text, place == key) for place, text in enumerate(texts))
    return MultipleChoice(f"q{number}", prompt, choices)


GIVEN_AWAY = {
    "the longest option": item("Who?", "The workers of the hive", "Drones", "Queens"),
    "the shortest option": item("Who?", "Bees", "The drones", "The queens"),
    "most words of the prompt": item(
        "Who dances the waggle dance?", "Waggle dance forager", "Drone", "Dance"
    ),
    "rarest words of the prompt": item("Who makes pheromones work in time?", "Pheromones", "Work", "Time"),
    "fewest words of the prompt": item("Who guards the hive?", "Workers", "Hive drones", "Hive queens"),
    "most like the others": item("What?", "red honey", "red wax", "white honey"),
    "least like the others": item("What?", "a mite", "red honey", "red wax"),
    "rarest words": item("What?", "propolis", "water", "time"),
    "no absolute word": item("When?", "at noon", "always", "never"),
    "most hedged": item("When?", "It may rain", "It rains", "It snows"),
    "alone with or without “not”": item("What?", "It does not sting", "It stings", "It sings"),
    "most digits": item("When?", "in 1923", "in May", "at noon"),
    "most capitals": item("Who?", "Karl von Frisch", "an old farmer", "a young monk"),
    "another format": item("What?", "honey (raw)", "pollen", "wax"),
    "nearest by word vectors": item("What do bees make from nectar?", "Honey", "Concrete", "Parliament"),
    "the first option": item("What?", "a", "b", "c"),
    "the last option": item("What?", "a", "b", "c", key=2),
    "an option in the middle": item("What?", "a", "b", "c", key=1),
}


def test_every_attack_has_an_item_that_falls_to_it():
    assert set(GIVEN_AWAY) == set(ATTACKS)


@pytest.mark.parametrize("name", sorted(GIVEN_AWAY))
def test_an_attack_finds_the_key_that_is_given_away(name):
    question = GIVEN_AWAY[name]
    assert success(ATTACKS[name](question), question.key) == 1.0


def test_equal_scores_are_drawn_by_lot():
    assert success([1.0, 1.0, 0.0, 1.0], 1) == pytest.approx(1 / 3)
    assert success([1.0, 1.0, 0.0, 1.0], 2) == 0.0


def test_all_attacks_but_those_on_order_are_at_chance_on_a_two_by_two_item():
    texts = ("no pump before noon", "no pump after noon", "one pump before noon", "one pump after noon")
    question = item("When do the locks open?", *texts)
    by_order = {
        "the first option",
        "an option in the middle",
        "the last option",
        "the longest option",
        "the shortest option",
        "rarest words",
        "nearest by word vectors",
    }
    for name in set(ATTACKS) - by_order:
        assert success(ATTACKS[name](question), 0) == pytest.approx(0.25), name


def test_guess_rates_are_shares_of_the_items_with_the_chance_beside_them():
    bank = Bank("b", "B", questions=(GIVEN_AWAY["the longest option"], GIVEN_AWAY["the first option"]))
    rates = {rate.attack: rate for rate in guess_rates(bank)}
    assert set(rates) == set(ATTACKS)
    assert rates["the first option"].rate == 1.0
    assert rates["the first option"].chance == pytest.approx(1 / 3)
    assert rates["the first option"].items == 2
    assert guess_rates(Bank("b", "B")) == ()


def test_keys_that_are_all_in_one_place_are_told():
    items = tuple(item("What do bees eat?", "pollen", "wax", "bark", key=1, number=n) for n in range(10))
    flaws = check(Bank("b", "B", questions=items))
    assert [flaw.saw for flaw in flaws if flaw.name == "key position skew"] == ["10 of 10 keys in place 2"]


def keyed_by_length(count, name="b"):
    items = tuple(
        item("What do bees eat?", *texts, key=texts.index("pollen of many flowers"), number=f"{name}{number}")
        for number in range(count)
        for texts in [["wax", "bark", "sand", "clay"]]
        if not texts.insert(number % 5, "pollen of many flowers")
    )
    return Bank(name, name, questions=items)


def flawed_rates(bank):
    return {flaw.saw.split("”")[0].lstrip("“"): flaw for flaw in guessable(bank, guess_rates(bank))}


def test_a_guess_rate_far_above_chance_is_an_error_from_40_items_on_and_names_the_items():
    flaw = flawed_rates(keyed_by_length(40))["the longest option"]
    assert flaw.grave
    assert "q" + "b0" in flaw.saw
    assert not flawed_rates(keyed_by_length(39))["the longest option"].grave


def test_a_guess_rate_that_may_be_luck_is_no_flaw():
    assert "the first option" not in flawed_rates(keyed_by_length(45))


def test_the_interval_of_a_share_holds_it_and_narrows_with_the_count():
    low, high = interval(0.25, 40)
    assert low < 0.25 < high
    assert (round(low, 3), round(high, 3)) == (0.142, 0.402)
    assert interval(0.25, 4_000)[1] - interval(0.25, 4_000)[0] < 0.03


def test_the_learning_guesser_finds_in_one_bank_what_it_learnt_from_another():
    found = ranker.held_out([keyed_by_length(30, "a").questions, keyed_by_length(10, "b").questions])
    assert len(found) == 40
    assert sum(won for _, won in found) == 40


def test_the_learning_guesser_needs_something_to_learn_from():
    assert ranker.held_out([keyed_by_length(1).questions]) == []
    assert ranker.NAME not in {rate.attack for rate in guess_rates(keyed_by_length(10))}
