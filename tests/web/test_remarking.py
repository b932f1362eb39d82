"""The pages on which a teacher rules on many, marks again, changes a question, and undoes it."""

import re
from urllib.parse import quote, urlencode

import pytest
from classes import holder_of, sit

from quizapp.services import contesting, editing, study, teach

SHORT, CHOICE = "p-tide-sa", "p-tide-mc-1"
SUN = "The rotation of the Sun"
LIKE = "The pull of our satellite does it."


@pytest.fixture
def took(store, code, now):
    said = {
        "Ada": (0, LIKE),
        "Bob": (1, "the pull of our satellite does it"),
        "Cem": (1, "Whales breathe it."),
    }
    attempts = {}
    for name, (choice, text) in said.items():
        attempts[name] = sit(store, code, name, {1: choice, 2: text}, now, hand_in=False)
        study.finish(store, attempts[name], holder_of(name), now, 0.999)
    return attempts


def remark(code, **asked):
    return f"/teacher/quiz/{code}/remark?{urlencode(asked)}"


def credits_of(store, tara, code, place=0):
    return {row.learner: row.credits[place] for row in teach.score_table(store, tara, code).rows}


def keys_of(page):
    return [box["value"] for box in page.all("input") if box.get("name") == "said"]


def test_the_desk_says_what_waits_and_leads_to_it(desk, code, took):
    assert re.search(r"\d answers wait", desk.get("/teacher").text)
    assert re.search(r"To review \d answers of Tides and the harbour", desk.get("/teacher").text)
    assert "Tides and the harbour" in desk.get("/teacher/review").text
    assert "What causes the tides?" in desk.get(f"/teacher/quiz/{code}/review").text
    page = desk.get(f"/teacher/quiz/{code}/review/{SHORT}")
    assert "Group 1: 2 learners" in page.text
    assert "The source says" in page.text
    assert "Ada" in page.text


def test_one_ruling_is_for_all_of_a_group(desk, store, tara, code, took):
    path = f"/teacher/quiz/{code}/review/{SHORT}"
    keys = keys_of(desk.get(path))
    page = desk.post(
        path, group=keys[0], said=keys[:2], credit="0,75", reason="The Moon.", lower="y", action="rule"
    )
    assert "The ruling is kept for 2 learners" in page.text
    after = credits_of(store, tara, code, 1)
    assert (after["Ada"], after["Bob"]) == (0.75, 0.75)


def test_a_ruling_that_is_refused_is_shown_again_with_what_was_typed(desk, code, took):
    path = f"/teacher/quiz/{code}/review/{SHORT}"
    keys = keys_of(desk.get(path))
    page = desk.post(path, group=keys[0], said=keys[0], credit="0.3", reason=" ", action="rule")
    assert (page.status, "Give a reason" in page.text) == (400, True)
    assert page.field("credit") == "0.3"
    page = desk.post(path, group=keys[0], said=keys[0], credit="2", reason="Because", action="rule")
    assert (page.status, "from 0 to 1" in page.text, page.field("reason")) == (400, True, "Because")


def test_an_accepted_answer_leads_to_the_dry_run_is_applied_and_undone(desk, store, tara, code, took):
    before = credits_of(store, tara, code, 1)
    path = f"/teacher/quiz/{code}/review/{SHORT}"
    keys = keys_of(desk.get(path))
    page = desk.post(path, group=keys[0], said=keys[0], action="accept")
    assert page.path == f"/teacher/quiz/{code}/remark"
    assert "Nobody’s mark has changed yet" in page.text
    assert "2 up" in page.text
    assert credits_of(store, tara, code, 1) == before
    here = remark(code, kind="remark", question=SHORT)
    page = desk.post(here, trace=page.field("trace"), reason="Fair.", lower="y")
    assert (page.path, "Marked again" in page.text) == (f"/teacher/quiz/{code}/changes", True)
    assert credits_of(store, tara, code, 1)["Bob"] == 1.0
    undo = next(link["href"] for link in page.all("a") if "kind=undo" in (link.get("href") or ""))
    page = desk.get(undo)
    page = desk.post(undo, trace=page.field("trace"), reason="Not fair.", lower="y")
    assert "Undone" in page.text
    assert credits_of(store, tara, code, 1) == before


def test_what_changed_meanwhile_is_shown_before_it_is_applied(desk, store, tara, code, took, now):
    here = remark(code, kind="accept", question=CHOICE, text=SUN)
    page = desk.get(here)
    assert "2 up" in page.text
    sit(store, code, "Dee", {1: 1}, now)
    page = desk.post(here, trace=page.field("trace"), reason="Both are right.")
    assert (page.status, "Look at it again" in page.text, "3 up" in page.text) == (409, True, True)
    assert page.field("reason") == "Both are right."
    assert credits_of(store, tara, code)["Bob"] == 0.0
    assert desk.post(here, trace=page.field("trace"), reason="Both are right.").status == 200
    assert credits_of(store, tara, code)["Dee"] == 1.0


def test_those_who_lose_are_listed_first_and_need_a_yes(desk, store, tara, code, took):
    here = remark(code, kind="drop", question=CHOICE)
    page = desk.get(here)
    assert "1 down" in page.text
    assert "−" in page.text[page.text.index("Ada") :]
    page = desk.post(here, trace=page.field("trace"), reason="Unclear.")
    assert (page.status, "1 would lose something" in page.text) == (400, True)
    page = desk.post(here, trace=page.field("trace"), reason="Unclear.", lower="y")
    assert "left out" in page.text
    assert "of 3" in desk.get(f"/teacher/quiz/{code}/gradebook").text


def test_the_learner_reads_what_became_of_the_marks(desk, learner, store, tara, code):
    path = learner.start(code)
    learner.post(f"{path}/finish")
    for kind, question, reason in (("full", CHOICE, "It was unclear."), ("drop", SHORT, "Not taught.")):
        here = remark(code, kind=kind, question=question)
        desk.post(here, trace=desk.get(here).field("trace"), reason=reason, lower="y")
    page = learner.get(f"{path}/result")
    assert "of 3 points" in page.text
    assert "Your teacher left this question out: it counts for nobody" in page.text
    assert "Your teacher gave everybody full credit" in page.text
    assert "Tara had this question marked again" in page.text
    assert "1 point instead of 0 points. It was unclear." in page.text


def test_a_question_says_how_it_was_answered_and_what_can_be_done(desk, code, took):
    assert "mean credit" in desk.get(f"/teacher/quiz/{code}/questions").text
    page = desk.get(f"/teacher/quiz/{code}/questions/{CHOICE}")
    assert "The gravity of the Moon Right 1 learner" in page.text
    assert "The rotation of the Sun 2 learners · Accept it as well" in page.text
    assert quote(SUN).replace("%20", "+") in page.html or quote(SUN) in page.html


def test_mended_words_reach_those_who_begin_later_only(desk, learner, store, tara, code, took):
    path = f"/teacher/quiz/{code}/questions/{CHOICE}"
    page = desk.get(path)
    choices = [box["value"] for box in page.all("input") if box.get("name") == "choice"]
    choices[1] = "The rotation of our Sun"
    sent = {"base": page.field("base"), "prompt": "What are tides mainly caused by?", "choice": choices}
    page = desk.post(f"{path}/words", **sent)
    assert "Whoever begins from now on reads the new words" in page.text
    assert "What are tides mainly caused by?" in learner.get(learner.start(code) + "/1").text
    assert "What are the tides mainly caused by?" in desk.get(f"/teacher/attempt/{took['Ada']}").text
    page = desk.post(f"{path}/words", **{**sent, "prompt": " "})
    assert (page.status, "needs a prompt" in page.text) == (400, True)
    page = desk.post(f"{path}/words", **{**sent, "prompt": "Another"})
    assert (page.status, "Nothing of theirs is overwritten" in page.text) == (409, True)
    assert page.field("prompt") == "Another"


def test_an_accepted_choice_stays_accepted_in_its_new_words(desk, store, tara, code, took, now):
    here = remark(code, kind="accept", question=CHOICE, text=SUN)
    desk.post(here, trace=desk.get(here).field("trace"), reason="Both are right.")
    path = f"/teacher/quiz/{code}/questions/{CHOICE}"
    page = desk.get(path)
    choices = [box["value"] for box in page.all("input") if box.get("name") == "choice"]
    choices[1] = "The rotation of our Sun"
    desk.post(f"{path}/words", base=page.field("base"), prompt=page.field("prompt"), choice=choices)
    sit(store, code, "Dee", {1: 1}, now)
    assert credits_of(store, tara, code)["Dee"] == 1.0


def test_where_the_bank_has_other_changes_the_quiz_stays_on_its_version(
    desk, learner, store, tara, code, now
):
    opened = editing.open_bank(store, tara, "tides")
    editing.drop_question(store, tara, "tides", opened.version, "p-harbour-sa", now)
    path = f"/teacher/quiz/{code}/questions/{SHORT}"
    page = desk.get(path)
    page = desk.post(f"{path}/words", base=page.field("base"), prompt="Why are there tides?")
    assert "other changes that are not published" in page.text
    assert "What causes the tides?" in learner.get(learner.start(code) + "/2").text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"kind": "drop", "question": "nothing"}, 404),
        ({"kind": "undo", "batch": "nothing"}, 404),
        ({"kind": "bribe", "question": CHOICE}, 400),
        ({"kind": "accept", "question": CHOICE, "text": "nothing"}, 400),
        ({}, 400),
    ],
)
def test_a_proposal_that_makes_no_sense_gets_a_page(desk, code, took, asked, status):
    page = desk.get(remark(code, **asked))
    assert (page.status, "<h1>" in page.html) == (status, True)


def test_a_contested_mark_is_accepted_when_marking_again_raises_it(desk, store, tara, code, took, now):
    contesting.contest(store, took["Bob"], holder_of("Bob"), CHOICE, "mark", "The Sun turns too.", now)
    assert "1 contested" in desk.get(f"/teacher/quiz/{code}/review").text
    here = remark(code, kind="accept", question=CHOICE, text=SUN)
    desk.post(here, trace=desk.get(here).field("trace"), reason="Both are right.")
    (card,) = contesting.contests_for(store, tara, code)
    assert (card.contest.accepted, card.contest.reply) == (True, "Both are right.")


def test_a_lost_token_loses_nothing_that_was_typed(desk, store, tara, code, took):
    group = f"/teacher/quiz/{code}/review/{SHORT}"
    keys = keys_of(desk.get(group))
    page = desk.post(
        group, token="gone", group=keys[0], said=keys[0], credit="0.5", reason="Fair", action="rule"
    )
    assert (page.status, page.field("reason"), page.field("credit")) == (400, "Fair", "0.5")
    here = remark(code, kind="full", question=CHOICE)
    trace = desk.get(here).field("trace")
    page = desk.post(here, token="gone", trace=trace, reason="It was unclear.")
    assert (page.status, page.field("reason")) == (400, "It was unclear.")
    path = f"/teacher/quiz/{code}/questions/{SHORT}"
    page = desk.post(f"{path}/words", token="gone", base="1", prompt="Why are there tides?")
    assert (page.status, page.field("prompt")) == (400, "Why are there tides?")
    assert set(credits_of(store, tara, code).values()) == {0.0, 1.0}
