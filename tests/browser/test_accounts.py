"""Accounts in a browser: a new password by link, a second factor with its picture, signing in with a code."""

import re
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import expect

from quizapp.cli.opening import open_store
from quizapp.services import administering
from quizapp.web.browsers import browser_words

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"


@pytest.fixture
def without_factor(served):
    """Leaves the teacher without a second factor, whatever becomes of the test."""
    yield
    with open_store(served.settings) as store:
        administering.remove_factor(store, served.login, datetime.now(UTC))


@pytest.fixture
def with_password(visit, served):
    """The teacher's browser, signed in with a password that was set by a link from the page of accounts."""
    office, mine = visit(), visit()
    office.go(served.new_link())
    office.press("Sign in", "**/teacher")
    office.go("/accounts")
    office.page.get_by_role("link", name=served.login, exact=True).click()
    office.page.get_by_role("button", name="Link to a new password").click()
    mine.page.goto(office.page.locator("code.once").inner_text())
    mine.page.get_by_label("New password").fill(PASSWORD)
    mine.page.get_by_label("The same again").fill(PASSWORD)
    mine.press("Set the password", "**/sign-in")
    sign_in(mine, served)
    mine.page.wait_for_url("**/teacher")
    return mine


def sign_in(visitor, served):
    visitor.go("/sign-in")
    visitor.page.get_by_label("Login").fill(served.login)
    visitor.page.get_by_label("Password").fill(PASSWORD)
    visitor.page.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_a_second_factor_is_set_up_asked_for_and_removed(visit, served, with_password, without_factor):
    page = with_password.go("/account")
    agent = page.evaluate("navigator.userAgent")
    expect(page.get_by_text(browser_words(agent)).first).to_be_visible()
    page.get_by_role("link", name="Set it up").click()
    page.get_by_label("Present password").fill(PASSWORD)
    with_password.press("Go on", "**/second-factor/app")
    picture = page.get_by_role("img", name="QR code")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    app = pyotp.TOTP(page.locator("code.once").inner_text().replace(" ", ""))
    page.get_by_label("Code of six digits").fill(app.now())
    with_password.press("Switch it on", "**/second-factor/codes")
    codes = page.locator("ol.recovery code").all_inner_texts()
    assert len(codes) == 10

    other = visit(expected="403")
    sign_in(other, served)
    other.page.wait_for_url(re.compile("/sign-in/code"))
    other.page.get_by_label("Code").fill("000000")
    other.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(other.page.get_by_role("alert")).to_contain_text("not right")
    other.page.get_by_label("Code").fill(codes[0])
    other.press("Sign in", "**/teacher")

    page = with_password.go("/account")
    expect(page.get_by_text("9 recovery codes left")).to_be_visible()
    page.get_by_role("button", name="Sign all others out").click()
    other.go("/teacher")
    expect(other.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    with_password.go("/account/second-factor")
    page.get_by_label("Present password").fill(PASSWORD)
    with_password.press("Remove the second factor", "**/account")
    expect(page.get_by_role("status")).to_contain_text("removed")
