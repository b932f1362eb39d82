from dataclasses import replace
from datetime import timedelta

import builders
import pytest

from quizapp.errors import FileProblems, NotFound, QuizError
from quizapp.model.bank import Bank
from quizapp.model.question import Evidence
from quizapp.services import editing, history, library, teach
from quizapp.services.accounts import User
from quizapp.services.editing import Outdated
from quizapp.storage.store import Store


@pytest.fixture
def stored(store: Store, bank: Bank, tara: User, now) -> Bank:
    library.import_bank(store, bank, tara, now)
    return bank


def reworded(bank: Bank, place: int, prompt: str):
    return replace(bank.questions[place], prompt=prompt)


def test_a_save_is_a_version_with_its_maker_and_time(store: Store, stored: Bank, tara: User, now) -> None:
    later = now + timedelta(hours=1)
    saved = editing.save_question(store, tara, "tides", 1, reworded(stored, 0, "Why?"), later)
    assert (saved.version, saved.is_new, saved.over) == (2, True, ())
    newest, first = history.history(store, tara, "tides")
    assert (newest.number, newest.by, newest.at) == (2, "Tara", later)
    assert store.bank(first.version_id) == stored


def test_only_the_owner_and_administrators_edit(
    store: Store, stored: Bank, theo: User, admin: User, now
) -> None:
    question = reworded(stored, 0, "Why?")
    with pytest.raises(NotFound):
        editing.save_question(store, theo, "tides", 1, question, now)
    with pytest.raises(NotFound):
        history.history(store, theo, "tides")
    assert editing.save_question(store, admin, "tides", 1, question, now).version == 2
    assert history.history(store, admin, "tides")[0].by == "Admin"


def test_who_is_later_with_the_same_question_is_told_who_was_faster(
    store: Store, stored: Bank, tara: User, admin: User, now
) -> None:
    editing.save_question(store, admin, "tides", 1, reworded(stored, 0, "First?"), now)
    with pytest.raises(Outdated, match="Admin saved version 2") as caught:
        editing.save_question(store, tara, "tides", 1, reworded(stored, 0, "Second?"), now)
    assert caught.value.newest.number == 2
    assert editing.open_bank(store, tara, "tides").bank.questions[0].prompt == "First?"


def test_a_passage_that_changed_meanwhile_counts_as_a_change_of_its_questions(
    store: Store, stored: Bank, tara: User, now
) -> None:
    tide = replace(stored.passages[0], answer=f"{stored.passages[0].answer} So it is.")
    editing.save_bank(store, tara, "tides", 1, replace(stored, passages=(tide, stored.passages[1])), now)
    with pytest.raises(Outdated):
        editing.save_question(store, tara, "tides", 1, reworded(stored, 0, "Why?"), now)
    harbour = reworded(stored, 3, "And the harbour?")
    assert [v.number for v in editing.save_question(store, tara, "tides", 1, harbour, now).over] == [2]


@pytest.mark.parametrize("base", [0, -1, 99])
def test_a_made_up_version_overwrites_nothing(store: Store, stored: Bank, tara: User, now, base: int) -> None:
    editing.save_question(store, tara, "tides", 1, reworded(stored, 0, "First?"), now)
    if base == 99:  # newer than the newest: nothing can have come between
        base = 0
    with pytest.raises(Outdated):
        editing.save_question(store, tara, "tides", base, reworded(stored, 0, "Second?"), now)


def test_what_makes_no_sense_is_not_stored(store: Store, stored: Bank, tara: User, now) -> None:
    question = stored.questions[0]
    wrong = replace(question.choices[0], evidence=(Evidence("p-tide", 0, 9_999),))
    broken = replace(question, choices=(wrong, *question.choices[1:]))
    with pytest.raises(FileProblems, match="does not lie in the passage"):
        editing.save_question(store, tara, "tides", 1, broken, now)
    assert editing.open_bank(store, tara, "tides").version == 1


def test_a_new_question_stands_behind_those_of_its_passage(
    store: Store, stored: Bank, tara: User, now
) -> None:
    editing.add_question(store, tara, "tides", 1, builders.short_answer("p-tide-sa-2", "Why springs?"), now)
    ids = [question.id for question in editing.open_bank(store, tara, "tides").bank.questions]
    assert ids.index("p-tide-sa-2") == ids.index("p-tide-sa") + 1
    with pytest.raises(QuizError, match="in the bank already"):
        editing.add_question(
            store, tara, "tides", 2, builders.short_answer("p-tide-sa-2", "Why springs?"), now
        )


def test_dropped_questions_are_listed_as_they_last_were(store: Store, stored: Bank, tara: User, now) -> None:
    editing.save_question(store, tara, "tides", 1, reworded(stored, 1, "Better worded?"), now)
    editing.drop_question(store, tara, "tides", 2, stored.questions[1].id, now)
    [gone] = history.dropped(store, tara, "tides")
    assert (gone.question.prompt, gone.version) == ("Better worded?", 2)
    history.bring_back(store, tara, "tides", 3, gone.version, gone.question.id, now)
    assert history.dropped(store, tara, "tides") == []


def test_a_question_whose_passage_is_gone_cannot_be_brought_back(
    store: Store, stored: Bank, tara: User, now
) -> None:
    left = replace(stored, passages=stored.passages[:1], questions=stored.questions[:2])
    editing.save_bank(store, tara, "tides", 1, left, now)
    with pytest.raises(QuizError, match="Go back to version 1 as a whole"):
        history.bring_back(store, tara, "tides", 2, 1, stored.questions[3].id, now)


def test_evidence_of_a_question_that_comes_back_goes_where_its_words_stand_now(
    store: Store, stored: Bank, tara: User, now
) -> None:
    tide = replace(stored.passages[0], answer=f"Listen. {stored.passages[0].answer}".replace("The Sun", "It"))
    left = [question for question in stored.questions if question.passage != "p-tide"]
    changed = replace(stored, passages=(tide, stored.passages[1]), questions=tuple(left))
    editing.save_bank(store, tara, "tides", 1, changed, now)
    _, lost = history.bring_back(store, tara, "tides", 2, 1, "p-tide-sa", now)
    bank = editing.open_bank(store, tara, "tides").bank
    first, second = bank.question_by_id["p-tide-sa"].points
    assert bank.quote(first.evidence[0]) == first.text
    assert (second.evidence, lost) == ((), ["The Sun adds to them"])


def test_attempts_and_the_quiz_stay_on_their_version(store: Store, stored: Bank, tara: User, now) -> None:
    teach.publish(store, tara, "tides", now)
    editing.save_question(store, tara, "tides", 1, reworded(stored, 0, "Why?"), now)
    [card] = teach.desk(store, tara)
    assert card.quiz is not None
    assert (card.quiz.version, card.quiz.newer_version) == (1, True)


def test_a_replaced_question_keeps_its_place_and_tags(store: Store, stored: Bank, tara: User, now) -> None:
    editing.save_question(store, tara, "tides", 1, replace(stored.questions[0], tags=("moon",)), now)
    other = builders.multiple_choice("p-tide-mc-2", "What makes spring tides?")
    editing.replace_question(store, tara, "tides", 2, stored.questions[0].id, other, now)
    first = editing.open_bank(store, tara, "tides").bank.questions[0]
    assert (first.id, first.tags) == ("p-tide-mc-2", ("moon",))


def test_the_difference_of_the_first_version_is_everything(store: Store, stored: Bank, tara: User) -> None:
    found = history.difference(store, tara, "tides", 1)
    assert found.against is None
    assert [change.what for change in found.changes] == ["new"] * 4
