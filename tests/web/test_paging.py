"""A quiz of hundreds of questions: every page stays light, and nothing is left out."""

import gzip
import re
from dataclasses import replace

import builders
import pytest

from quizapp.model.answer import Answer
from quizapp.services import library, study, teach
from quizapp.web.paging import HEAVIEST, leaves

MANY = 400
LIGHT = 60 * 1024 - 12 * 1024
"""Bytes as sent that the style sheet and the script leave to a page."""


@pytest.fixture
def large(store, tara, now):
    """The join code of a quiz of MANY questions, no two alike."""
    questions = []
    for n in range(MANY // 2):
        questions += [
            builders.multiple_choice(f"p-tide-mc-{n}", f"What are the tides of sea {n} caused by?"),
            builders.short_answer(f"p-tide-sa-{n}", f"What causes the tides of sea {n}?"),
        ]
    bank = replace(builders.bank("seas", "Many seas"), questions=tuple(questions))
    library.import_bank(store, bank, tara, now)
    return teach.publish(store, tara, bank.id, now)


@pytest.fixture
def handed_in(learner, store, large, now):
    """The path of an attempt at it with long answers, handed in."""
    path = learner.start(large)
    holder = learner.cookie("quizapp_learner")
    for number in range(2, 60, 2):
        answer = Answer(text=f"Sea {number}: " + " ".join(str(word * number) for word in range(700)))
        study.save_answer(store, path.rsplit("/", 1)[1], holder, number, answer, now)
    return path


def walk(visitor, path):
    """Follow the links to the later pages; gives them all."""
    pages = [visitor.get(path)]
    while later := re.search(r'rel="next" href="([^"]+)"', pages[-1].html):
        pages.append(visitor.get(later.group(1).replace("&amp;", "&")))
        assert len(pages) <= MANY
    assert len(pages) > 1
    return pages


def prompts(pages):
    return sorted({int(n) for page in pages for n in re.findall(r"the tides of sea (\d+)", page.text)})


def assert_light(pages):
    assert [
        size for size in (len(gzip.compress(page.html.encode(), 6)) for page in pages) if size > LIGHT
    ] == []


def test_the_last_look_and_the_result_are_light_and_whole(learner, handed_in):
    look = walk(learner, f"{handed_in}/check")
    assert prompts(look) == list(range(MANY // 2))
    assert_light([*look, learner.get(f"{handed_in}/200")])
    learner.post(f"{handed_in}/finish")
    result = walk(learner, f"{handed_in}/result")
    assert prompts(result) == list(range(MANY // 2))
    assert_light(result)
    assert "Questions 1 to" in result[0].text
    assert f"of {MANY}" in result[0].text


def test_the_bank_and_the_attempt_come_in_pages_too(desk, learner, handed_in):
    assert prompts(walk(desk, "/teacher/bank/seas")) == list(range(MANY // 2))
    learner.post(f"{handed_in}/finish")
    attempt = "/teacher" + handed_in
    assert prompts(walk(desk, attempt)) == list(range(MANY // 2))
    page = desk.post(f"{attempt}/override", question="p-tide-sa-190", credit="1", reason="Fair")
    assert 'id="q-p-tide-sa-190"' in page.html
    assert "Tara gave 1 point" in page.text
    page = desk.post(f"{attempt}/override", question="p-tide-sa-190", credit="x", reason="Fair")
    assert "must be a number" in page.text


def test_many_quizzes_come_in_pages(learner, store, tara, now):
    for n in range(60):
        library.import_bank(store, builders.bank(f"bank-{n}", f"Quiz {n:02}"), tara, now)
        teach.publish(store, tara, f"bank-{n}", now)
    titles = re.findall(r"Quiz \d\d", " ".join(page.text for page in walk(learner, "/")))
    assert titles == [f"Quiz {n:02}" for n in range(60)]


@pytest.mark.parametrize("odd", ["0", "-1", "999", "x", "9" * 40])
def test_a_page_that_is_not_there_leads_to_the_nearest(learner, code, odd):
    path = learner.start(code)
    assert learner.get(f"{path}/check?page={odd}").status == 200
    learner.post(f"{path}/finish")
    assert "What causes the tides?" in learner.get(f"{path}/result?page={odd}").text


def test_pages_are_full_and_in_order():
    assert leaves([], 3) == [[]]
    assert leaves([1, 2, 3, 4], 3) == [[1, 2, 3], [4]]
    heavy = [HEAVIEST // 2, HEAVIEST // 2, 1, 2 * HEAVIEST, 1]
    assert leaves(heavy, 9, lambda weight: weight) == [heavy[:2], [1], [2 * HEAVIEST], [1]]
