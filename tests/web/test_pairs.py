"""Mending the pairs of a document in the browser."""

import re

import pytest


def asked(page):
    """The questions that a page shows, in their order."""
    return re.findall(r'<h[23] id="pair-\d+-q"[^>]*>(.*?)</h[23]>', page.html)


TIDES, HARBOUR, LIGHTS = (
    "What causes the tides?",
    "When may boats enter the harbour?",
    "Who looks after the lights?",
)


@pytest.fixture
def path(document):
    return f"/documents/{document}"


def arrange(desk, path, pair, do, **fields):
    return desk.post(f"{path}/pairs/{pair}/arrange", do=do, **fields)


def test_a_pair_is_edited_and_taken_back(desk, path, first_pair):
    page = desk.get(f"{path}/pairs/{first_pair}")
    assert page.field("question") == TIDES
    page = desk.post(
        f"{path}/pairs/{first_pair}", question="What makes tides?", answer="The Moon.\n\n The Sun. "
    )
    assert asked(page) == ["What makes tides?", HARBOUR, LIGHTS]
    assert "The Moon. The Sun." in page.text
    new = re.search(r'id="pair-(\d+)"', page.html).group(1)
    assert TIDES in desk.get(f"{path}/pairs/{new}").text
    page = arrange(desk, path, new, "take-back")
    assert asked(page) == [TIDES, HARBOUR, LIGHTS]
    assert "What makes tides?" in desk.get(f"{path}/pairs/left-out").text


@pytest.mark.parametrize(
    ("question", "answer", "message"),
    [
        ("", "Something", "Give the question"),
        ("What?", " \n ", "Give the answer"),
        ("W" * 1001, "Something", "at most 1,000"),
        ("What?", "a" * 50_001, "at most 50,000"),
    ],
)
def test_a_wording_that_cannot_be_kept_stays_on_the_page(desk, path, first_pair, question, answer, message):
    desk.get(path)
    for address in (f"{path}/pairs/{first_pair}", f"{path}/pairs/new"):
        page = desk.post(address, question=question, answer=answer)
        assert page.status == 400
        assert message in page.text
        assert page.field("question") == question
        assert page.field("answer") == answer
    assert asked(desk.get(path)) == [TIDES, HARBOUR, LIGHTS]


def test_two_pairs_become_one_and_two_again(desk, path, first_pair):
    second = first_pair + 1
    page = desk.get(f"{path}/pairs/{second}/merge")
    assert page.field("question") == TIDES
    assert HARBOUR in page.field("answer")
    fields = {name: page.field(name) for name in ("question", "answer", "before")}
    page = desk.post(f"{path}/pairs/{second}/merge", **fields)
    assert asked(page) == [TIDES, LIGHTS]
    assert "high water" in page.text
    merged = re.search(r'id="pair-(\d+)"', page.html).group(1)
    page = arrange(desk, path, merged, "take-back")
    assert asked(page) == [TIDES, HARBOUR, LIGHTS]


def test_the_first_pair_has_nothing_to_be_merged_with(desk, path, first_pair):
    assert desk.get(f"{path}/pairs/{first_pair}/merge").status == 404


def test_a_pair_left_out_is_brought_back_to_its_place(desk, path, first_pair):
    desk.get(path)
    page = arrange(desk, path, first_pair + 1, "out")
    assert asked(page) == [TIDES, LIGHTS]
    assert "1 pair left out" in page.text
    assert asked(desk.get(f"{path}/pairs/left-out")) == [HARBOUR]
    page = arrange(desk, path, first_pair + 1, "back")
    assert asked(page) == [TIDES, HARBOUR, LIGHTS]


def test_pairs_move_up_and_down_and_to_a_place(desk, path, first_pair):
    desk.get(path)
    assert asked(arrange(desk, path, first_pair, "down")) == [HARBOUR, TIDES, LIGHTS]
    assert asked(arrange(desk, path, first_pair, "down")) == [HARBOUR, LIGHTS, TIDES]
    assert asked(arrange(desk, path, first_pair, "down")) == [HARBOUR, LIGHTS, TIDES]
    assert asked(arrange(desk, path, first_pair, "up")) == [HARBOUR, TIDES, LIGHTS]
    assert asked(arrange(desk, path, first_pair + 2, "place", place="1")) == [LIGHTS, HARBOUR, TIDES]
    assert asked(arrange(desk, path, first_pair + 2, "place", place="99")) == [HARBOUR, TIDES, LIGHTS]
    assert asked(arrange(desk, path, first_pair + 2, "place", place="x")) == [HARBOUR, TIDES, LIGHTS]


def test_a_pair_is_added_at_a_place_and_at_the_end(desk, path):
    desk.get(path)
    page = desk.post(f"{path}/pairs/new", question="Where is the harbour?", answer="In the bay.", place="2")
    assert asked(page) == [TIDES, "Where is the harbour?", HARBOUR, LIGHTS]
    page = desk.post(f"{path}/pairs/new", question="Is it deep?", answer="No.", place="")
    assert asked(page)[-1] == "Is it deep?"


def test_a_pair_that_changed_in_another_tab_keeps_what_was_typed(desk, path, first_pair):
    desk.get(path)
    desk.post(f"{path}/pairs/{first_pair}", question="From the first tab?", answer="Yes.")
    page = desk.post(f"{path}/pairs/{first_pair}", question="From the second tab?", answer="No.")
    assert page.status == 409
    assert page.field("question") == "From the second tab?"
    assert page.field("answer") == "No."
    assert asked(desk.get(path))[0] == "From the first tab?"
    assert arrange(desk, path, first_pair, "out").status == 409
    assert desk.post(f"{path}/pairs/{first_pair}/merge", question="Q?", answer="A.", before="1").status == 409


@pytest.mark.parametrize("address", ["new", "{pair}", "{second}/merge"])
def test_a_lost_token_keeps_a_pair_as_it_was_typed(desk, path, first_pair, address):
    address = address.format(pair=first_pair, second=first_pair + 1)
    page = desk.post(f"{path}/pairs/{address}", token="", question="Typed?", answer="Typed.")
    assert page.status == 400
    assert (page.field("question"), page.field("answer")) == ("Typed?", "Typed.")


def test_a_button_that_is_not_known_changes_nothing(desk, path, first_pair):
    desk.get(path)
    assert arrange(desk, path, first_pair, "explode").status == 400
    assert arrange(desk, path, 999_999, "out").status == 404
    assert len(asked(desk.get(path))) == 3


def test_many_pairs_come_in_pages_and_a_moved_pair_is_followed(desk):
    text = "".join(f"What is number {n}?\nIt is the number {n} of many.\n" for n in range(1, 51))
    desk.get("/documents/new")
    page = desk.post("/documents", text=text)
    assert len(asked(page)) == 20
    first = int(re.search(r'id="pair-(\d+)"', page.html).group(1))
    assert len(asked(desk.get(f"{page.path}?page=3"))) == 10
    for odd in ("0", "-1", "999", "x"):
        assert desk.get(f"{page.path}?page={odd}").status == 200
    moved = desk.post(f"{page.path}/pairs/{first}/arrange", follow=False, do="place", place="45")
    assert moved.response.headers["Location"].endswith(f"?page=3#pair-{first}")
    assert asked(desk.get(f"{page.path}?page=3"))[4] == "What is number 1?"
