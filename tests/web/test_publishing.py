"""Publishing in the browser: the form, several quizzes, two teachers, what is handed out."""

import pytest

from quizapp.services import classes, publishing, study
from quizapp.web.qr import qr_svg

BASIC = {"mode": "test", "layout": "one", "reveal": "at_once", "counting": "best", "ask": "all"}


@pytest.fixture
def place(desk, code) -> str:
    """The address of the settings of Tara's quiz."""
    return f"/teacher/quiz/{code}/settings"


def test_questions_points_draw_and_class_are_kept_and_shown_again(
    desk, place, store, tara, code, now
) -> None:
    biology = classes.add_class(store, tara, "Biology", now)
    state = desk.get(place).field("state")
    page = desk.post(
        place,
        **BASIC | {"ask": "chosen", "draw": "1", "audience": biology, "label": "Autumn", "counting": "last"},
        questions=["p-tide-sa", "p-harbour-sa"],
        **{"points-p-tide-sa": "2,5", "points-p-harbour-sa": " "},
        state=state,
    )
    assert "The settings are kept" in page.text
    wanted = publishing.published(store, tara, code).wanted
    assert wanted.settings.questions == ("p-tide-sa", "p-harbour-sa")
    assert (wanted.settings.draw, wanted.settings.points) == (1, (("p-tide-sa", 2.5),))
    assert (wanted.audience, wanted.label) == (biology, "Autumn")
    ticked = [
        box["value"] for box in page.all("input") if box.get("name") == "questions" and "checked" in box
    ]
    assert ticked == ["p-tide-sa", "p-harbour-sa"]
    assert page.field("points-p-tide-sa") == "2.5"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"ask": "chosen"}, "Choose one question at least"),
        ({"ask": "some"}, "Choose one of those shown"),
        ({"ask": "all", "questions": ["p-tide-sa"]}, "Some questions are not ticked"),
        ({"draw": "5"}, "The draw must be 1 to 4"),
        ({"draw": "two"}, "Type a whole number"),
        ({"points-p-tide-sa": "many"}, "“many” is no number of points"),
        ({"points-p-tide-sa": "-1"}, "Points must be numbers from 0"),
        ({"points-p-tide-sa": "inf"}, "Points must be numbers from 0"),
        ({"audience": "made-up"}, "Choose one of the classes shown"),
        ({"counting": "worst"}, "Choose one of those shown"),
        ({"label": "x" * 81}, "This has 81 characters"),
        ({"opens_at": "2026-03-03T09:00", "closes_at": "2026-03-03T08:00"}, "must open before it closes"),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_stays_as_it_was_typed(desk, place, fields, message) -> None:
    state = desk.get(place).field("state")
    page = desk.post(place, **BASIC | {"minutes": "33"} | fields, state=state)
    assert page.status == 400
    assert message in page.text
    assert page.field("minutes") == "33"
    for name, value in fields.items():
        if name.startswith("points-"):
            assert page.field(name) == value


def test_the_second_of_two_teachers_sees_what_changed_and_keeps_what_was_typed(
    desk, sign_in, admin, place, store, tara, code
) -> None:
    other = sign_in(admin)
    mine, theirs = desk.get(place).field("state"), other.get(place).field("state")
    assert "are kept" in other.post(place, **BASIC, minutes="40", state=theirs).text
    page = desk.post(place, **BASIC, minutes="", attempts="2", state=mine)
    assert page.status == 409
    assert "admin changed this quiz since you opened the page" in page.text
    assert "Time limit: none became 40" in page.text
    assert page.field("attempts") == "2"
    assert publishing.published(store, tara, code).wanted.settings.minutes == 40
    again = desk.post(place, **BASIC, minutes="40", attempts="2", state=page.field("state"))
    assert "are kept" in again.text


def test_a_bank_gets_a_second_quiz_and_a_copy(desk, store, tara, code) -> None:
    assert "Publish another quiz" in desk.get("/teacher").text
    desk.get("/teacher/bank/tides/publish")
    page = desk.post("/teacher/bank/tides/publish-as", **BASIC, label="Evening class")
    assert page.path == "/teacher"
    assert "Evening class" in page.text
    copy = desk.post(f"/teacher/quiz/{code}/duplicate", label="2027")
    assert "It is closed" in copy.text
    assert "Tides and the harbour – 2027" in copy.text
    assert len(study.published_quizzes(store)) == 2
    new = copy.path.split("/")[3]
    assert "The quiz is open" in desk.post(f"/teacher/quiz/{new}/publish").text
    assert len(study.published_quizzes(store)) == 3
    long = desk.post(f"/teacher/quiz/{code}/duplicate", label="x" * 81)
    assert "at most 80 are kept" in long.text


def test_a_preview_is_taken_in_the_teachers_browser(desk, place, code) -> None:
    desk.get(place)
    page = desk.post(f"/teacher/quiz/{code}/preview")
    assert "nothing of it reaches the gradebook" in page.text
    path = page.path.rsplit("/", 1)[0]
    desk.get(f"{path}/check")
    assert "of 4" in desk.post(f"{path}/finish").text
    assert "Nobody has started yet" in desk.get(f"/teacher/quiz/{code}").text


def test_the_page_for_the_classroom_has_code_link_and_qr(desk, code) -> None:
    page = desk.get(f"/teacher/quiz/{code}/handout")
    assert code in page.text
    assert f"http://localhost/quiz/{code}" in page.text
    picture = desk.get(f"/teacher/quiz/{code}/qr.svg")
    assert picture.response.content_type == "image/svg+xml"
    assert picture.html == qr_svg(f"http://localhost/quiz/{code}")


@pytest.mark.parametrize(("name", "start"), [("html", b"<!doctype"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_paper_has_the_questions_and_a_key_with_the_source(desk, place, code, name, start) -> None:
    state = desk.get(place).field("state")
    desk.post(place, **BASIC | {"ask": "chosen", "label": "A"}, questions=["p-tide-sa"], state=state)
    assert "1 question with room for answers" in desk.get(f"/teacher/quiz/{code}/paper").text
    file = desk.get(f"/teacher/quiz/{code}/paper/{name}")
    assert file.response.get_data().startswith(start)
    if name == "html":
        assert "Tides and the harbour – A" in file.html
        assert "What causes the tides?" in file.html
        assert "What happens to the harbour" not in file.html
        assert file.html.index('class="key"') < file.html.index("gravity of the Moon")


def test_a_draw_and_points_are_said_before_the_start(desk, place, learner, code) -> None:
    state = desk.get(place).field("state")
    fields = BASIC | {"draw": "2", "counting": "first", "points-p-tide-sa": "3"}
    desk.post(place, **fields, state=state)
    page = learner.get(f"/quiz/{code}")
    assert "2 questions, drawn by chance for everybody" in page.text
    assert "the first counts" in page.text
    assert "worth more points" in page.text
    assert "drawn by chance" in learner.get("/").text
