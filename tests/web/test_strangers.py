"""The walk over all addresses: who must not see something sees nothing, and GET changes nothing."""

import pytest
from sqlalchemy import select

from quizapp.storage.tables import Base

PUBLIC = {
    "learner.home", "learner.join", "learner.quiz", "learner.start", "learner.receipt", "learner.claim",
    "accounts.sign_in_form", "accounts.sign_in", "accounts.link", "accounts.use_link", "accounts.sign_out",
    "healthz", "readyz", "favicon", "robots", "static",
}  # fmt: skip


@pytest.fixture
def places(learner, code):
    """What the addresses are filled with: an attempt of Ada's at Tara's quiz."""
    path = learner.start(code)
    learner.answer(f"{path}/2", text="The secret answer")
    learner.post(f"{path}/finish")
    return {
        "public_id": path.rsplit("/", 1)[1],
        "number": 2,
        "code": code,
        "slug": "tides",
        "name": "csv",
        "token": "t",
        "filename": "app.css",
    }


def addresses(app, places, method, keep):
    """Give (endpoint, path) of every address of a method, filled in."""
    adapter = app.url_map.bind("localhost")
    return [
        (rule.endpoint, adapter.build(rule.endpoint, {name: places[name] for name in rule.arguments}, method))
        for rule in app.url_map.iter_rules()
        if method in rule.methods and keep(rule.endpoint)
    ]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_sees_nothing_of_what_belongs_to_others(app, places, stranger, method):
    walked = addresses(app, places, method, lambda endpoint: endpoint not in PUBLIC)
    assert len(walked) >= 4
    for endpoint, path in walked:
        page = stranger.get(path) if method == "GET" else stranger.post(path)
        assert page.status == (404 if endpoint.startswith("learner.") else 403), endpoint
        for secret in ("Ada", "The secret answer", "What causes the tides", "Tides and the harbour"):
            assert secret not in page.text, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_teacher_gets_a_404_for_everything_of_tara(app, places, sign_in, theo, method):
    other = sign_in(theo)
    own = {"teacher.desk", "teacher.upload"}
    walked = addresses(app, places, method, lambda e: e.startswith("teacher.") and e not in own)
    assert len(walked) >= 3
    for endpoint, path in walked:
        fields = {"question": "p-tide-sa", "credit": "1", "reason": "mine now"}
        page = other.get(path) if method == "GET" else other.post(path, **fields)
        assert page.status == 404, endpoint
        assert "Ada" not in page.text, endpoint
    assert "Tides" not in other.get("/teacher").text


def test_a_teacher_is_a_stranger_to_the_learners_pages(places, desk):
    assert desk.get(f"/attempt/{places['public_id']}/result").status == 404


def test_every_form_without_its_token_is_refused(app, places, stranger, desk):
    for endpoint, path in addresses(app, places, "POST", lambda endpoint: True):
        for visitor in (stranger, desk):
            assert visitor.post(path, token="").status in (400, 404), endpoint
            assert visitor.post(path, token="made-up").status in (400, 404), endpoint


def test_looking_at_every_page_changes_nothing(app, places, store, learner, desk):
    def contents():
        with store.reading() as db:
            return [db.execute(select(table)).all() for table in Base.metadata.sorted_tables]

    desk.get("/teacher")
    before = contents()
    for visitor in (learner, desk):
        for _, path in addresses(app, places, "GET", lambda endpoint: True):
            assert visitor.get(path).status < 500
    assert contents() == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "POST"])
def test_other_methods_get_a_page(app, learner, method):
    response = learner.client.open("/", method=method)
    assert response.status_code == 405
    assert "text/html" in response.content_type


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/quiz/%00", "/attempt/%00/1", "/teacher/bank/..%2f..%2fetc", "/static/../pyproject.toml",
     "/attempt/%F0%9F%8C%8A/1", "/quiz/" + "x" * 5000, "/%ff"],
)  # fmt: skip
def test_addresses_that_are_not_there_get_a_page(learner, path):
    page = learner.get(path)
    assert page.status in (403, 404)
    assert "<h1>" in page.html
