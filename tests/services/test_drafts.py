"""Drafts on their way while somebody types: each is saved once, an old one never replaces a newer one."""

import pytest

from quizapp.errors import Conflict, QuizError
from quizapp.model.answer import Answer, trace_of
from quizapp.services import answering, study
from quizapp.services.answering import Draft


@pytest.fixture
def attempt(store, code, ada, now):
    return study.start(store, code, ada.name, ada.holder, now)


@pytest.fixture
def send(store, attempt, ada, now):
    """Sends a draft of question 2; ``replaces`` is what its page began with."""

    def sent(text, key, replaces=""):
        draft = Draft(Answer(text=text), key, trace_of(Answer(text=replaces)))
        return answering.save_draft(store, attempt, ada.holder, 2, draft, now).text

    return sent


@pytest.fixture
def stored(store, attempt, ada):
    return lambda: study.open_attempt(store, attempt, ada.holder).questions[1].answer.text


def test_a_draft_sent_again_changes_nothing(send, stored):
    for text, key in (("The", "page-1"), ("The Moon", "page-2"), ("The Moon", "page-2")):
        send(text, key)
    assert stored() == "The Moon"


def test_drafts_that_arrive_in_the_wrong_order_leave_the_newest(send, stored):
    send("The Moon and", "page-3")
    assert send("The", "page-1") == "The Moon and"
    assert stored() == "The Moon and"


def test_a_draft_whose_answer_was_lost_is_followed_by_the_next(send, stored):
    send("The", "page-1")
    send("The Moon", "page-2")
    assert stored() == "The Moon"


def test_a_draft_of_a_second_page_that_knows_the_first_is_saved(send, stored):
    send("From here", "here-9")
    send("From there", "there-1", replaces="From here")
    assert stored() == "From there"


def test_a_draft_that_knows_nothing_of_another_device_is_refused_and_says_so(send, stored):
    send("From here", "here-1")
    with pytest.raises(Conflict, match="Another window or device"):
        send("From there", "there-1")
    assert stored() == "From here"


def test_a_draft_that_says_what_is_stored_is_saved_from_anywhere(send, stored):
    send("The same", "here-1")
    assert send("The same", "there-1") == "The same"


def test_a_draft_under_way_does_not_undo_what_a_form_saved(send, stored, store, attempt, ada, now):
    send("The", "page-1")
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="The Moon, saved"), now, key="page-3")
    assert send("The Moon", "page-2") == "The Moon, saved"
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="Saved without the script"), now)
    with pytest.raises(Conflict):
        send("The Moon", "page-2")
    assert stored() == "Saved without the script"


@pytest.mark.parametrize("key", ["", "page", "page-", "-1", "page-x", "p" * 40 + "-1"])
def test_a_draft_without_a_key_is_refused(send, key):
    with pytest.raises(QuizError, match="no key"):
        send("The Moon", key)


def test_a_draft_that_is_too_long_leaves_the_last_one(send, stored):
    send("short", "page-1")
    with pytest.raises(QuizError, match="5,001 characters"):
        send("x" * 5_001, "page-2")
    assert stored() == "short"
