"""The pages of administrators, and the links they hand out."""

import pytest

from quizapp.services import accounts, passwords, second_factor

PASSWORD = "correct horse battery"
NEW = "another horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Passwords that cost nothing to check: here they guard nothing."""
    monkeypatch.setattr(passwords, "hasher", lambda _cost: passwords.PasswordHasher(1, 8, 1))


@pytest.fixture
def office(sign_in, admin):
    """The administrator's browser."""
    return sign_in(admin)


def link_on(page):
    [address] = [word for word in page.text.split() if word.startswith("http")]
    return "/" + address.split("/", 3)[3]


def account(office, login):
    """The path of an account's page."""
    page = office.get("/accounts")
    [path] = [
        a["href"] for a in page.all("a") if (a["href"] or "").startswith("/accounts/")
        and office.get(a["href"]).title.startswith(f"{login}:")
    ]  # fmt: skip
    return path


def test_who_is_invited_makes_an_account_and_is_signed_in(office, browser):
    office.get("/accounts")
    page = office.post("/accounts/invitations", role="teacher", note="Ines")
    path = link_on(page)
    assert "Open invitations" in page.text
    assert path not in office.get("/accounts").text
    ines = browser()
    assert ines.get(path).status == 200
    assert ines.get(path).status == 200
    [form] = ines.get(path).all("form")
    assert form["action"] == path
    page = ines.post(path, login="ines", name="Ines Duarte", password=NEW, again=NEW)
    assert page.path == "/teacher"
    assert "login ines" in page.text
    assert "Ines Duarte" in office.get("/accounts").text
    other = browser()
    assert other.get(path).status == 403
    assert other.post(path, login="x", name="X", password=NEW, again=NEW).status == 403


def test_all_that_is_wrong_is_said_beside_the_fields_and_what_was_typed_stays(office, browser, tara):
    office.get("/accounts")
    path = link_on(office.post("/accounts/invitations", role="teacher", note=""))
    visitor = browser()
    visitor.get(path)
    page = visitor.post(path, login="two words", name=" ", password="short", again="other")
    assert page.status == 400
    for words in ("cannot be a login", "it is empty", "5 characters", "not the same"):
        assert words in page.text
    page = visitor.post(path, login="Tara", name="Another Tara", password=NEW, again=NEW)
    assert page.status == 400
    assert "taken" in page.text
    assert page.field("name") == "Another Tara"
    assert NEW not in page.html
    assert visitor.post(path, login="tara2", name="Another Tara", password=NEW, again=NEW).path == "/teacher"


def test_a_lost_token_shows_the_forms_of_links_again(office, browser, tara):
    office.get("/accounts")
    path = link_on(office.post("/accounts/invitations", role="teacher", note=""))
    page = browser().post(path, token="", login="ines", name="Ines", password=NEW, again=NEW)
    assert page.status == 400
    assert page.field("name") == "Ines"
    link = link_on(office.post(account(office, "tara"), do="password"))
    assert browser().post(link, token="", password=NEW, again=NEW).status == 400
    assert "the account tara" in browser().get(link).text


def test_an_invitation_is_taken_back(office, browser):
    office.get("/accounts")
    page = office.post("/accounts/invitations", role="administrator", note="Nobody")
    path = link_on(page)
    [action] = [form["action"] for form in page.all("form") if form["action"].endswith("/withdraw")]
    assert "is taken back" in office.post(action).text
    assert browser().get(path).status == 403
    assert office.post(action).status == 409


@pytest.mark.parametrize(("role", "note"), [("pope", ""), ("teacher", "x" * 81)])
def test_an_invitation_that_cannot_be_is_refused(office, role, note):
    office.get("/accounts")
    page = office.post("/accounts/invitations", role=role, note=note)
    assert page.status == 400
    assert page.field("note") == note
    assert "Open invitations" not in page.text


def test_a_forgotten_password_is_replaced_by_a_link(office, browser, tara):
    path = account(office, "tara")
    link = link_on(office.post(path, do="password"))
    assert link not in office.get(path).text
    visitor = browser()
    assert "tara" in visitor.get(link).text
    page = visitor.post(link, password="short", again="short")
    assert page.status == 400
    assert page.all("form")[0]["action"] == link
    page = visitor.post(link, password=NEW, again=NEW)
    assert page.path == "/sign-in"
    assert visitor.get("/teacher").status == 403
    assert visitor.get(link).status == 403
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", login="tara", password=NEW).path == "/teacher"


def test_a_deactivated_teacher_is_out_and_comes_back_when_activated(office, desk, browser, tara, code):
    path = account(office, "tara")
    assert "deactivated" in office.post(path, do="deactivate").text
    assert desk.get("/teacher").status == 403
    visitor = browser()
    visitor.get("/sign-in")
    page = visitor.post("/sign-in", login="tara", password=PASSWORD)
    assert "The login or the password is not right" in page.text
    assert "Tides" in visitor.get("/").text
    assert office.post(path, do="password").status == 409
    office.get(path)
    office.post(path, do="activate")
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", login="tara", password=PASSWORD).path == "/teacher"


def test_roles_change_and_the_last_administrator_stays(office, desk, tara):
    own, hers = account(office, "admin"), account(office, "tara")
    assert "only administrator" in office.post(own, do="role", role="teacher").text
    assert "only administrator" in office.post(own, do="deactivate").text
    office.get(hers)
    office.post(hers, do="role", role="administrator")
    assert desk.get("/accounts").status == 200
    assert office.post(hers, do="role", role="pope").status == 400
    office.get(own)
    assert office.post(own, do="role", role="teacher").path == "/teacher"
    assert office.get("/accounts").status == 403


def test_a_lost_second_factor_is_removed(office, desk, store, tara, clock):
    second_factor.begin(store, tara, PASSWORD, "192.0.2.7", clock())
    path = account(office, "tara")
    assert "Remove the second factor" not in office.get(path).text
    made = second_factor.pyotp.parse_uri(second_factor.setup_of(store, tara).address)
    second_factor.confirm(store, tara, made.at(clock()), clock())
    assert "Remove the second factor" in office.get(path).text
    office.post(path, do="factor")
    assert not second_factor.standing_of(store, tara).is_on


@pytest.mark.parametrize(
    "path", ["/accounts/999", "/accounts/99999999999999999999", "/accounts/-1", "/accounts/x"]
)
def test_accounts_that_are_not_there_get_a_404(office, path):
    assert office.get(path).status == 404


def test_who_studies_alone_is_no_account_of_the_list(office, stranger):
    stranger.get("/documents/new")
    stranger.post("/documents", text="## What is it?\nIt is this.\n")
    assert "private" not in office.get("/accounts").text


def test_the_log_tells_what_was_done(office, desk, tara, code):
    path = account(office, "tara")
    office.post(path, do="deactivate")
    page = office.get("/accounts/log")
    assert "Deactivated an account" in page.text
    assert "login tara" in page.text
    assert desk.get("/accounts/log").status == 403


def test_long_lists_come_in_pages(office, store, now):
    for n in range(51):
        accounts.add_user(store, f"teacher{n:02}", f"Teacher {n}", "teacher", None, now)
    assert "teacher50" not in office.get("/accounts").text
    assert "teacher50" in office.get("/accounts?page=2").text
    assert office.get("/accounts/log?page=2").status == 200
    assert office.get("/accounts/log?page=x").status == 200
