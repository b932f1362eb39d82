from dataclasses import replace

import builders
import pytest

from quizapp.services import editing, history, library

HOSTILE = '<script>alert("x")</script> & "quoted"'
MC = "/teacher/bank/tides/question/p-tide-mc-1"
SA = "/teacher/bank/tides/question/p-tide-sa"


@pytest.fixture
def editor(desk, code):
    """Tara's browser; her bank is in the library and published."""
    return desk


def sent(page):
    """Everything that the form on a page would send, as a browser does."""
    fields = {}
    for attributes in page.all("input"):
        kind, name = attributes.get("type"), attributes.get("name")
        if name and name != "csrf_token" and (kind not in ("radio", "checkbox") or "checked" in attributes):
            fields[name] = attributes.get("value") or ""
    for attributes in page.all("textarea"):
        fields[attributes["name"]] = page.field(attributes["name"])
    return fields | {"passage": "p-tide", "answer_type": "text"}


def newest(store, tara):
    return editing.open_bank(store, tara, "tides")


def test_the_bank_is_shown_with_passages_evidence_and_guess_rates(editor):
    page = editor.get("/teacher/bank/tides")
    assert "The gravity of the Moon Right" in page.text
    assert "<mark>The tides are caused mainly by the gravity of the Moon.</mark>" in page.html
    assert "Can it be guessed?" in page.text
    assert "95 % interval" in page.text


def test_questions_are_filtered_by_kind_words_and_flaw(editor):
    page = editor.get("/teacher/bank/tides?kind=short_answer")
    assert "What happens to the harbour at low water?" in page.text
    assert "What are the tides mainly caused by?" not in page.text
    assert "No such question" in editor.get("/teacher/bank/tides?words=submarine").text
    flawed = editor.get("/teacher/bank/tides?flaw=any").all("article")
    sound = editor.get("/teacher/bank/tides?flaw=none").all("article")
    assert len(flawed) + len(sound) == 4


def test_an_edit_is_a_new_version_and_the_published_one_stays(editor, store, tara, learner, code):
    fields = sent(editor.get(MC)) | {"choices-1-text": "The rotation of Mars", "tags": "moon, sea"}
    page = editor.post(MC, **fields)
    assert "Saved as version 2." in page.text
    question = newest(store, tara).bank.question_by_id["p-tide-mc-1"]
    assert question.choices[1].text == "The rotation of Mars"
    assert question.tags == ("moon", "sea")
    assert question.choices[0].evidence == builders.multiple_choice().choices[0].evidence
    path = learner.start(code)
    assert "The rotation of the Sun" in learner.get(f"{path}/1").text


def test_saving_a_form_as_it_came_changes_nothing(editor, store, tara):
    for path in (MC, SA):
        page = editor.post(path, **sent(editor.get(path)))
        assert "Nothing changed" in page.text
    assert newest(store, tara).version == 1


def test_checking_shows_flaws_and_stores_nothing(editor, store, tara):
    fields = sent(editor.get(MC)) | {"choices-1-text": "All of the above", "action": "check"}
    page = editor.post(MC, **fields)
    assert "All of the above to mend" in page.text
    assert page.field("choices-1-text") == "All of the above"
    assert newest(store, tara).version == 1


def test_a_quote_that_is_not_in_the_source_is_refused_beside_its_field(editor, store, tara):
    fields = sent(editor.get(MC)) | {"choices-1-quotes": "The Moon is made of cheese.", "prompt": "Kept?"}
    page = editor.post(MC, **fields)
    assert page.status == 400
    assert "Not in the source: “The Moon is made of cheese.”" in page.text
    [field] = [each for each in page.all("textarea") if each["name"] == "choices-1-quotes"]
    assert "aria-invalid" in field
    assert page.field("prompt") == "Kept?"
    assert newest(store, tara).version == 1


def test_evidence_is_found_by_its_words(editor, store, tara):
    quote = "The Sun adds to  them"
    editor.post(MC, **sent(editor.get(MC)) | {"choices-1-quotes": quote})
    bank = newest(store, tara).bank
    [span] = bank.question_by_id["p-tide-mc-1"].choices[1].evidence
    assert bank.quote(span) == "The Sun adds to them"


def test_all_problems_of_a_form_come_at_once(editor):
    fields = sent(editor.get(SA)) | {"prompt": " ", "points-0-weight": "much", "full_marks_at": "99"}
    page = editor.post(SA, **fields)
    assert page.status == 400
    for problem in ("The prompt is empty.", "“much” is not a number", "“full_marks_at” is 99"):
        assert problem in page.text
    assert page.field("points-0-weight") == "much"


def test_key_points_are_edited(editor, store, tara):
    fields = sent(editor.get(SA)) | {
        "points-0-weight": "1,5", "points-0-accept": "the moon\nmoon's pull", "points-1-text": "",
        "points-1-quotes": "", "full_marks_at": "1",
    }  # fmt: skip
    assert "Saved" in editor.post(SA, **fields).text
    question = newest(store, tara).bank.question_by_id["p-tide-sa"]
    [point] = question.points
    assert (point.weight, point.accept, question.full_marks_at) == (1.5, ("the moon", "moon's pull"), 1.0)


def test_more_rows_are_given_and_nothing_typed_is_lost(editor):
    page = editor.post(MC, **sent(editor.get(MC)) | {"prompt": "Kept", "action": "more"})
    assert page.field("prompt") == "Kept"
    assert page.field("choices-5-text") == ""


def test_two_editors_the_second_is_told_and_loses_nothing(editor, sign_in, tara, store):
    second = sign_in(tara)
    first_form, second_form = sent(editor.get(MC)), sent(second.get(MC))
    editor.post(MC, **first_form | {"prompt": "The first editor's prompt?"})
    page = second.post(MC, **second_form | {"prompt": "The second editor's prompt?"})
    assert page.status == 409
    assert "Tara saved version 2" in page.text
    assert "The first editor's prompt?" in page.text
    assert page.field("prompt") == "The second editor's prompt?"
    assert newest(store, tara).bank.question_by_id["p-tide-mc-1"].prompt == "The first editor's prompt?"
    assert "Saved as version 3" in second.post(MC, **sent(page)).text
    assert newest(store, tara).bank.question_by_id["p-tide-mc-1"].prompt == "The second editor's prompt?"


def test_edits_of_different_questions_go_on_top_of_each_other(editor, sign_in, tara, store):
    second = sign_in(tara)
    first_form, second_form = sent(editor.get(MC)), sent(second.get(SA))
    editor.post(MC, **first_form | {"prompt": "One?"})
    page = second.post(SA, **second_form | {"prompt": "Two?"})
    assert "It went on top of version 2, which Tara saved meanwhile." in page.text
    prompts = [question.prompt for question in newest(store, tara).bank.questions]
    assert {"One?", "Two?"} <= set(prompts)


def test_an_edit_of_a_question_that_was_dropped_meanwhile_is_kept(editor, sign_in, tara, store):
    second = sign_in(tara)
    form = sent(second.get(MC))
    editor.get("/teacher/bank/tides")
    editor.post(f"{MC}/drop", base=1)
    page = second.post(MC, **form | {"prompt": "Still mine?"})
    assert page.status == 409
    assert page.field("prompt") == "Still mine?"
    assert "Saved as version 3" in second.post(MC, **sent(page)).text


def test_a_form_whose_token_is_gone_is_shown_as_it_was_written(editor, store, tara):
    page = editor.post(MC, token="old", **sent(editor.get(MC)) | {"prompt": "Long thought about"})
    assert page.status == 400
    assert page.field("prompt") == "Long thought about"
    assert newest(store, tara).version == 1


def test_a_question_is_dropped_and_brought_back(editor, store, tara):
    editor.get("/teacher/bank/tides")
    assert "Dropped as version 2" in editor.post(f"{MC}/drop", base=1).text
    assert "p-tide-mc-1" not in newest(store, tara).bank.question_by_id
    page = editor.get("/teacher/bank/tides/dropped")
    assert "What are the tides mainly caused by?" in page.text
    editor.post("/teacher/bank/tides/dropped/1/p-tide-mc-1", base=2)
    assert [q.id for q in newest(store, tara).bank.questions].count("p-tide-mc-1") == 1


def test_the_last_question_is_not_dropped(editor, store, tara, now):
    library.import_bank(store, builders.bank("one", questions=(builders.short_answer(),)), tara, now)
    page = editor.post("/teacher/bank/one/question/p-tide-sa/drop", base=1)
    assert page.status == 400
    assert "a bank must have one" in page.text


def test_a_question_is_added_by_hand_with_the_same_checks(editor, store, tara):
    path = "/teacher/bank/tides/new/multiple_choice"
    page = editor.get(path)
    fields = {"base": "1", "prompt": "What falls dry?", "passage": "p-harbour", "key": "1",
              "choices-0-text": "The sea", "choices-1-text": "The harbour"}  # fmt: skip
    page = editor.post(path, **fields | {"choices-0-text": "The harbour"})
    assert page.status == 400
    assert "is there twice" in page.text
    page = editor.post(path, **fields)
    assert "Saved as version 2" in page.text
    assert "Too few options" in page.text
    question = newest(store, tara).bank.questions[-1]
    assert (question.prompt, question.key, question.family) == ("What falls dry?", 1, "by hand")


def test_a_question_without_passage_asks_for_an_explanation(editor):
    path = "/teacher/bank/tides/new/short_answer"
    fields = {"base": "1", "prompt": "Who?", "points-0-text": "Nobody"}
    assert "neither a passage nor an explanation" in editor.post(path, **fields).text
    assert "Saved as version 2" in editor.post(path, **fields, explanation="It is so.").text


def test_versions_tell_who_changed_what_and_lead_back(editor, store, tara, bank):
    editor.post(MC, **sent(editor.get(MC)) | {"prompt": "What are the tides partly caused by?"})
    page = editor.get("/teacher/bank/tides/versions")
    assert "Version 2 newest 2 March 2026, 09:00 UTC, by Tara" in page.text
    page = editor.get("/teacher/bank/tides/versions/2")
    assert "<mark>partly</mark>" in page.html
    assert "<mark>mainly</mark>" in page.html
    editor.post("/teacher/bank/tides/versions/1", base=2)
    assert newest(store, tara).version == 3
    assert newest(store, tara).bank == bank
    assert len(history.history(store, tara, "tides")) == 3


def test_going_back_from_an_outdated_page_is_refused(editor, store, tara):
    editor.post(MC, **sent(editor.get(MC)) | {"prompt": "Newer?"})
    assert editor.post("/teacher/bank/tides/versions/1", base=1).status == 409
    assert newest(store, tara).version == 2


def test_hostile_text_is_shown_and_never_run(editor, store, tara, now):
    fields = sent(editor.get(MC)) | {"prompt": HOSTILE + "?", "choices-1-text": HOSTILE, "tags": HOSTILE}
    editor.post(MC, **fields)
    editor.post(f"{SA}/drop", base=2)
    paths = ["", "/question/p-tide-mc-1", "/versions", "/versions/2", "/dropped", "/renew"]
    pages = [editor.get(f"/teacher/bank/tides{path}") for path in paths]
    pages.append(editor.get("/teacher/search?words=alert"))
    for page in pages:
        assert page.status == 200
        assert "<script>alert" not in page.html
    assert 'alert("x")' in pages[0].text


def test_search_goes_over_all_banks_of_the_teacher_and_no_others(editor, store, tara, theo, now):
    tagged = replace(builders.short_answer(prompt="Why is the sea salty?"), tags=("salt",))
    library.import_bank(store, builders.bank("sea", "The sea", (tagged,)), tara, now)
    library.import_bank(store, builders.bank("secret", "Theo's", (tagged,)), theo, now)
    page = editor.get("/teacher/search?words=SALT")
    assert "1 question" in page.text
    assert "Theo" not in page.text
    assert "3 questions" in editor.get("/teacher/search?words=moon gravity mainly").text


def test_long_banks_come_in_pages_that_keep_the_filter(editor, store, tara, now):
    many = tuple(builders.short_answer(f"q-{n}", f"Question {n}?") for n in range(60))
    library.import_bank(store, builders.bank("long", "Long", many), tara, now)
    page = editor.get("/teacher/bank/long?kind=short_answer")
    assert len(page.all("article")) == 25
    [later] = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
    assert "kind=short_answer" in later
    assert "Question 25?" in editor.get(later).text


@pytest.mark.parametrize(
    "path", ["/question/nothing", "/new/nothing", "/versions/99", "/question/nothing/others"]
)
def test_what_is_not_there_gets_a_page(editor, path):
    assert editor.get(f"/teacher/bank/tides{path}").status == 404
