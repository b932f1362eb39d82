import pytest

from quizapp.services import accounts

PASSWORD = "correct horse battery"


def sign_in(browser, login="tara", password=PASSWORD, next_="", **more):
    browser.get("/sign-in")
    return browser.post("/sign-in", login=login, password=password, next=next_, **more)


def test_a_teacher_signs_in_and_out(stranger, tara):
    assert sign_in(stranger).path == "/teacher"
    assert stranger.post("/sign-out").path == "/"
    assert stranger.get("/teacher").status == 403


@pytest.mark.parametrize(
    ("login", "password"),
    [("tara", "wrong"), ("nobody", PASSWORD), ("", ""), ("tara\0", "\0"), ("x" * 9999, "y" * 9999)],
)
def test_whatever_is_wrong_the_words_are_the_same(stranger, tara, login, password):
    page = sign_in(stranger, login, password)
    assert page.status == 403
    assert "The login or the password is not right" in page.text
    assert page.field("password") is None


def test_too_many_tries_are_stopped(stranger, tara):
    statuses = {sign_in(stranger, password="wrong").status for _ in range(11)}
    assert statuses == {403, 429}


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "/\nx",
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(stranger, tara, wanted):
    stranger.get("/sign-in")
    page = stranger.post("/sign-in", follow=False, login="tara", password=PASSWORD, next=wanted)
    assert page.response.headers["Location"] == "/teacher"
    stranger.token = ""
    assert stranger.get("/sign-in?next=" + wanted.replace("\n", "%0A"), follow=False).goes_to == "/teacher"


def test_who_wanted_a_page_gets_there_after_signing_in(stranger, tara, code):
    page = stranger.get(f"/teacher/quiz/{code}?page=1")
    assert page.status == 403
    assert page.field("next") == f"/teacher/quiz/{code}?page=1"
    page = stranger.post("/sign-in", login="tara", password=PASSWORD, next=page.field("next"))
    assert page.path == f"/teacher/quiz/{code}"


def test_a_link_signs_in_once_and_looking_does_not_use_it_up(browser, store, clock, tara):
    token = accounts.make_sign_in_link(store, "tara", clock())
    first, second = browser(), browser()
    assert first.get(f"/sign-in/link/{token}").status == 200
    page = first.get(f"/sign-in/link/{token}")
    [action] = [form["action"] for form in page.all("form")]
    assert first.post(action).path == "/teacher"
    assert second.get(f"/sign-in/link/{token}").status == 403
    assert second.post(f"/sign-in/link/{token}").status == 403
    assert second.get("/teacher").status == 403


def test_signing_in_gives_a_new_session_and_ends_the_old_one(stranger, browser, tara):
    sign_in(stranger)
    old = stranger.cookie("quizapp_session")
    token_page = stranger.get("/receipt")
    stranger.post("/sign-in", login="tara", password=PASSWORD, token=token_page.field("csrf_token"))
    assert stranger.cookie("quizapp_session") != old
    thief = browser()
    thief.client.set_cookie("quizapp_session", old)
    assert thief.get("/teacher").status == 403


def test_an_idle_session_ends_and_a_form_sent_then_says_so(desk, clock, code):
    desk.get("/teacher")
    clock.move(hours=13)
    page = desk.post(f"/teacher/quiz/{code}/unpublish")
    assert page.status == 403
    assert "What you sent is not saved" in page.text
    assert "Tides" in desk.get("/").text


def test_a_lost_token_shows_the_sign_in_form_again(stranger, tara):
    page = stranger.post("/sign-in", token="", login="tara", password=PASSWORD)
    assert page.status == 400
    assert page.field("login") == "tara"
    assert stranger.get("/teacher").status == 403


def test_who_is_signed_in_sees_the_way_out_on_every_page(desk, learner):
    assert "Sign out" in desk.get("/").text
    assert "Sign out" not in learner.get("/").text
