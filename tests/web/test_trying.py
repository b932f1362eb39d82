from quizapp.services import editing

MC = "/teacher/bank/tides/question/p-tide-mc-1/try"
SA = "/teacher/bank/tides/question/p-tide-sa/try"


def test_a_question_is_shown_as_learners_see_it_without_its_key(desk, code):
    page = desk.get(MC)
    assert "The gravity of the Moon" in page.text
    assert "Right" not in page.text
    assert "The text says so." not in page.text


def test_a_tried_answer_gets_the_mark_and_its_explanation(desk, code, store, tara):
    page = desk.post(SA, text="The gravity of the Moon mainly causes the tides.")
    assert "What you wrote" in page.text
    assert "What a good answer says" in page.text
    assert page.field("text") == "The gravity of the Moon mainly causes the tides."
    assert editing.open_bank(store, tara, "tides").version == 1


def test_a_tried_choice_is_explained(desk, code):
    pages = [desk.post(MC, choice=str(place)) for place in range(3)]
    assert sorted("Right · 1 of 1 point" in page.text for page in pages) == [False, False, True]
    assert "No answer" in desk.post(MC).text


def test_answers_that_make_no_sense_are_refused_and_kept(desk, code):
    assert desk.post(MC, choice="99").status == 400
    page = desk.post(SA, text="x" * 5_001)
    assert page.status == 400
    assert page.field("text") == "x" * 5_001
