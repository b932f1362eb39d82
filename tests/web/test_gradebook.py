import re

import pytest

LONG = "A " + "very " * 14 + "long n"


@pytest.fixture
def taken(learner, code):
    """An attempt of Ada's, handed in: its public id."""
    path = learner.start(code)
    learner.answer(f"{path}/1", choice="0")
    learner.answer(f"{path}/2", text="The gravity of the Moon mainly causes the tides.")
    learner.post(f"{path}/finish")
    return path.rsplit("/", 1)[1]


def ordered(page):
    """The address and the direction of the heading that orders the table."""
    found = re.search(r'<th [^>]*aria-sort="(\w+)"[^>]*><a href="([^"]*)"', page.html)
    assert found
    return found.group(1), found.group(2).replace("&amp;", "&")


def test_the_gradebook_of_nobody_says_so(desk, code):
    page = desk.get(f"/teacher/quiz/{code}/gradebook")
    assert "Nobody has started yet" in page.text


def test_the_gradebook_shows_learners_and_leads_to_their_attempts(desk, code, taken):
    page = desk.get(f"/teacher/quiz/{code}/gradebook")
    assert page.title == "Gradebook – Tides and the harbour – quizapp"
    links = [link["href"] for link in page.all("a")]
    assert f"/teacher/attempt/{taken}/learner" in links
    assert f"/teacher/attempt/{taken}" in links
    assert "best one counts" in page.text
    for link in links:
        if link.startswith("/teacher") and "#" not in link:
            assert desk.get(link).status == 200, link


def test_headings_order_the_table_and_turn_it_around(desk, code, taken):
    page = desk.get(f"/teacher/quiz/{code}/gradebook?name=ada&sort=score&down=1")
    direction, address = ordered(page)
    assert direction == "descending"
    direction, again = ordered(desk.get(address))
    assert direction == "ascending"
    assert "name=ada" in again
    assert page.field("name") == "ada"


@pytest.mark.parametrize(
    "query",
    ["state=nonsense", "sort=nonsense&down=x", "page=nonsense", "page=-3", "sort=question&question=nothing",
     "who=x&review=", "name=" + "x" * 5000, "name=%00%F0%9F%8C%8A", "sort=question", "page=99999999999999999999"],
)  # fmt: skip
def test_an_address_that_makes_no_sense_shows_a_table_still(desk, code, taken, query):
    assert desk.get(f"/teacher/quiz/{code}/gradebook?{query}").status == 200


def test_nobody_is_as_asked_leads_back_to_all(desk, code, taken):
    page = desk.get(f"/teacher/quiz/{code}/gradebook?name=zzz")
    assert "No learner is as you asked" in page.text


def test_names_are_hidden_on_every_page_until_they_are_shown_again(desk, code, taken):
    paths = [
        f"/teacher/quiz/{code}/gradebook",
        f"/teacher/attempt/{taken}/learner",
        f"/teacher/attempt/{taken}",
        f"/teacher/quiz/{code}/answers/p-tide-sa",
    ]
    assert all("Ada" in desk.get(path).text for path in paths)
    page = desk.post(f"/teacher/quiz/{code}/names", hide="1")
    assert page.path == paths[0]
    for path in paths:
        text = desk.get(path).text
        assert "Ada" not in text, path
        assert "Learner 01" in text, path
    desk.post(f"/teacher/quiz/{code}/names")
    assert all("Ada" in desk.get(path).text for path in paths)


def test_a_comment_reaches_the_learner_and_a_note_does_not(desk, learner, code, taken):
    attempt = f"/teacher/attempt/{taken}"
    assert (
        "The learner sees the comment"
        in desk.post(f"{attempt}/comment", question="p-tide-sa", text="<b>Good</b> on the Moon.").text
    )
    assert "The note is kept" in desk.post(f"{attempt}/note", text="Was ill last week.").text
    result = learner.get(f"/attempt/{taken}/result").text
    assert "<b>Good</b> on the Moon." in result
    assert "ill last week" not in result
    assert "ill last week" in desk.get(attempt).text
    assert desk.post(f"{attempt}/comment/1/remove").status == 200
    assert desk.post(f"{attempt}/note/1/remove").status == 200
    assert "on the Moon." not in learner.get(f"/attempt/{taken}/result").text.replace(
        "gravity of the Moon.", ""
    )
    assert "ill last week" not in desk.get(attempt).text


@pytest.mark.parametrize(("what", "other"), [("comment", {"question": "p-tide-sa"}), ("note", {})])
def test_words_that_cannot_be_kept_are_shown_again(desk, code, taken, what, other):
    page = desk.post(f"/teacher/attempt/{taken}/{what}", text="x" * 2_001, **other)
    assert page.status == 400
    assert page.field("text") == "x" * 2_001
    assert "may have 2,000" in page.text
    page = desk.post(f"/teacher/attempt/{taken}/{what}", token="", text="My words", **other)
    assert page.status == 400
    assert page.field("text") == "My words"


def test_a_long_or_hostile_name_is_shown_as_it_is(desk, browser, code):
    for name in (LONG, "=cmd|' /C calc'!A0", "<script>alert(1)</script>"):
        learner = browser()
        path = learner.start(code, name)
        learner.post(f"{path}/finish")
        assert name in desk.get(f"/teacher/quiz/{code}/gradebook").text


def test_one_name_in_two_browsers_is_said_to_be_one_name(desk, browser, code):
    for _ in range(2):
        visitor = browser()
        path = visitor.start(code, "Ada")
        visitor.post(f"{path}/finish")
    page = desk.get(f"/teacher/quiz/{code}/gradebook")
    assert page.text.count("same name") == 2
