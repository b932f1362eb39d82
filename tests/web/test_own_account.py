"""The page of one's own account, and signing in with a second factor."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from quizapp.services import accounts, api_tokens, passwords, second_factor
from quizapp.web.app import create_app

PASSWORD = "correct horse battery"
NEW = "another horse battery"
STEP = timedelta(seconds=second_factor.STEP)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Passwords that cost nothing to check: here they guard nothing."""
    monkeypatch.setattr(passwords, "hasher", lambda _cost: passwords.PasswordHasher(1, 8, 1))


@pytest.fixture
def app_codes(desk, store, tara, clock):
    """Switches Tara's second factor on; gives what makes codes, and the recovery codes."""
    desk.get("/account/second-factor")
    page = desk.post("/account/second-factor", password=PASSWORD, do="begin")
    assert page.path == "/account/second-factor/app"
    made = pyotp.parse_uri(second_factor.setup_of(store, tara).address)
    page = desk.post("/account/second-factor/app", code=made.at(clock()))
    assert page.path == "/account/second-factor/codes"
    clock.move(minutes=5)
    recovery = [word for word in page.text.split() if len(word) == 29 and word.count("-") == 5]
    return made, recovery


def sign_in(browser, login="tara", password=PASSWORD, next_=""):
    browser.get("/sign-in")
    return browser.post("/sign-in", login=login, password=password, next=next_)


def test_the_name_is_changed_and_shown(desk):
    desk.get("/account")
    assert desk.post("/account/name", name="Tara Lee").field("name") == "Tara Lee"
    page = desk.post("/account/name", name=" ")
    assert page.status == 400
    assert "it is empty" in page.text


def test_a_password_is_changed_and_only_this_browser_stays(desk, sign_in, browser, tara):
    other = sign_in(tara)
    old = desk.cookie("quizapp_session")
    desk.get("/account")
    page = desk.post("/account/password", present=PASSWORD, password=NEW, again=NEW)
    assert page.path == "/account"
    assert "Your password is changed" in page.text
    assert desk.cookie("quizapp_session") != old
    assert other.get("/account").status == 403
    assert desk.get("/account").status == 200


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"present": "wrong password"}, 403, "not your present password"),
        ({"again": "something else"}, 400, "not the same as above"),
        ({"password": "short", "again": "short"}, 400, "5 characters"),
        ({"password": "", "again": ""}, 400, "0 characters"),
    ],
)
def test_a_password_that_cannot_be_is_said_beside_its_field(desk, browser, tara, fields, status, words):
    desk.get("/account")
    page = desk.post("/account/password", **{"present": PASSWORD, "password": NEW, "again": NEW} | fields)
    assert page.status == status
    assert words in page.text
    assert NEW not in page.html
    assert desk.get("/account").status == 200


def test_browsers_are_listed_and_signed_out(desk, sign_in, tara):
    other = sign_in(tara)
    page = desk.get("/account")
    assert page.text.count("This one") == 1
    [handle] = [field["value"] for field in page.all("input") if field["name"] == "browser"]
    assert "That browser is signed out" in desk.post("/account/browsers/end", browser=handle).text
    assert other.get("/account").status == 403
    assert desk.post("/account/browsers/end", browser=handle).status == 404
    third = sign_in(tara)
    desk.get("/account")
    desk.post("/account/browsers/end-others")
    assert third.get("/account").status == 403
    assert desk.get("/account").status == 200


def test_a_token_is_shown_once_and_revoked(desk, store, tara, clock):
    desk.get("/account")
    page = desk.post("/account/tokens", name="Gradebook & <co>")
    [token] = [word for word in page.text.split() if word.startswith(api_tokens.PREFIX)]
    assert api_tokens.user_of_token(store, token, clock()) == tara
    page = desk.get("/account")
    assert token not in page.html
    assert "Gradebook & <co>" in page.text
    assert desk.post("/account/tokens", name="Gradebook & <co>").status == 400
    assert "is revoked" in desk.post("/account/tokens/revoke", name="Gradebook & <co>").text
    assert api_tokens.user_of_token(store, token, clock()) is None
    assert desk.post("/account/tokens/revoke", name="Gradebook & <co>").status == 404


def test_what_is_shown_once_is_shown_to_nobody_else_of_this_browser(desk, store, theo, clock):
    desk.get("/account")
    assert desk.post("/account/tokens", follow=False, name="Gradebook").status == 303
    link = accounts.make_sign_in_link(store, "theo", clock())
    desk.get(f"/sign-in/link/{link}")
    desk.post(f"/sign-in/link/{link}")
    page = desk.get("/account")
    assert "login theo" in page.text
    assert api_tokens.PREFIX not in page.text


def test_the_second_factor_is_set_up_with_a_picture_and_a_code(desk, store, tara, clock):
    assert desk.get("/account/second-factor/qr.svg").status == 409
    desk.get("/account/second-factor")
    assert desk.post("/account/second-factor", password="wrong password", do="begin").status == 403
    page = desk.post("/account/second-factor", password=PASSWORD, do="begin")
    [picture] = page.all("img")
    drawn = desk.get(picture["src"])
    assert drawn.response.mimetype == "image/svg+xml"
    assert drawn.response.headers["Cache-Control"] == "no-store"
    page = desk.post("/account/second-factor/app", code="000000")
    assert page.status == 403
    assert "not right" in page.text
    assert not second_factor.standing_of(store, tara).is_on
    made = pyotp.parse_uri(second_factor.setup_of(store, tara).address)
    assert made.provisioning_uri().startswith("otpauth://totp/quizapp:tara?secret=")
    page = desk.post("/account/second-factor/app", code=made.at(clock()))
    assert "not shown again" in page.text
    assert "10 recovery codes left" in desk.get("/account").text
    assert desk.get("/account/second-factor/codes", follow=False).goes_to == "/account/second-factor"
    assert desk.get("/account/second-factor/app").status == 409


def test_signing_in_asks_for_the_code_and_then_goes_where_one_wanted_to(stranger, app_codes, clock, code):
    made, _ = app_codes
    page = sign_in(stranger, next_=f"/teacher/quiz/{code}")
    assert page.path == "/sign-in/code"
    before = stranger.cookie("quizapp_session")
    assert stranger.get("/teacher").status == 403
    page = stranger.get("/sign-in/code?next=/teacher/quiz/" + code)
    assert stranger.post("/sign-in/code", code="123456", next=page.field("next")).status == 403
    page = stranger.post("/sign-in/code", code=made.at(clock()), next=page.field("next"))
    assert page.path == f"/teacher/quiz/{code}"
    assert stranger.cookie("quizapp_session") != before


def test_a_recovery_code_signs_in(stranger, app_codes):
    _, recovery = app_codes
    assert len(recovery) == 10
    sign_in(stranger)
    assert stranger.post("/sign-in/code", code=recovery[3]).path == "/teacher"


def test_a_wrong_password_says_nothing_of_the_second_factor(stranger, app_codes):
    page = sign_in(stranger, password="wrong password")
    assert page.status == 403
    assert "The login or the password is not right" in page.text
    assert stranger.get("/sign-in/code", follow=False).goes_to == "/sign-in"


def test_a_code_that_comes_too_late_leads_back_to_the_beginning(stranger, app_codes, clock):
    made, _ = app_codes
    sign_in(stranger)
    clock.move(minutes=11)
    page = stranger.post("/sign-in/code", code=made.at(clock()))
    assert page.status == 403
    assert "Begin again" in page.text
    assert "Password" in page.text


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_the_code_never_leads_to_another_site(stranger, app_codes, clock, wanted):
    made, _ = app_codes
    sign_in(stranger)
    page = stranger.post("/sign-in/code", follow=False, code=made.at(clock()), next=wanted)
    assert page.response.headers["Location"] == "/teacher"


def test_new_codes_and_removal_ask_for_the_password(desk, store, tara, app_codes):
    for wish in ("codes", "remove"):
        desk.get("/account/second-factor")
        assert desk.post("/account/second-factor", password="wrong password", do=wish).status == 403
    page = desk.post("/account/second-factor", password=PASSWORD, do="codes")
    assert page.path == "/account/second-factor/codes"
    desk.get("/account/second-factor")
    assert "removed" in desk.post("/account/second-factor", password=PASSWORD, do="remove").text
    assert not second_factor.standing_of(store, tara).is_on
    assert desk.post("/account/second-factor", password=PASSWORD, do="nonsense").status == 404


def test_where_it_is_required_nothing_else_can_be_done_first(store, settings, clock, browser_of, tara):
    app = create_app(store, replace(settings, second_factor="required"), clock)
    visitor = browser_of(app)
    page = sign_in(visitor)
    assert page.path == "/account/second-factor"
    assert "everybody who signs in needs a second factor" in page.text
    for path in ("/teacher", "/documents", "/account", "/accounts"):
        assert visitor.get(path, follow=False).goes_to == "/account/second-factor"
    visitor.get("/account/second-factor")
    assert (
        visitor.post("/account/tokens", follow=False, name="By stealth").goes_to == "/account/second-factor"
    )
    assert api_tokens.tokens_of(store, tara) == []
    visitor.post("/account/second-factor", password=PASSWORD, do="begin")
    made = pyotp.parse_uri(second_factor.setup_of(store, tara).address)
    visitor.post("/account/second-factor/app", code=made.at(clock()))
    assert visitor.get("/teacher").status == 200


def test_where_it_is_required_learners_are_not_asked(store, settings, clock, browser_of, code):
    visitor = browser_of(create_app(store, replace(settings, second_factor="required"), clock))
    assert visitor.start(code).startswith("/attempt/")
    assert visitor.get("/documents/new").status == 200


def test_where_it_is_off_it_is_not_offered_but_one_that_is_there_still_holds(
    store, settings, clock, browser_of, app_codes, theo
):
    made, _ = app_codes
    app = create_app(store, replace(settings, second_factor="off"), clock)
    his = browser_of(app)
    sign_in(his, "theo")
    assert "Second factor" not in his.get("/account").text
    assert his.get("/account/second-factor").status == 404
    hers = browser_of(app)
    assert sign_in(hers).path == "/sign-in/code"
    assert hers.post("/sign-in/code", code=made.at(clock())).path == "/teacher"


def test_who_signs_in_by_link_and_has_a_factor_is_asked_too(stranger, store, clock, app_codes):
    link = accounts.make_sign_in_link(store, "tara", clock())
    stranger.get(f"/sign-in/link/{link}")
    assert stranger.post(f"/sign-in/link/{link}").path == "/sign-in/code"
