"""The walk over all addresses: who must not see something sees nothing, and GET changes nothing."""

from dataclasses import replace

import builders
import pytest
from sqlalchemy import select, text

from quizapp.storage.tables import Base
from quizapp.web.app import create_app

OWN = {"teacher.desk", "teacher.upload", "teacher.bring_in", "teacher.bring_in_form", "editor.search"}
SECRETS = (
    "Ada",
    "The secret answer",
    "What causes the tides",
    "Tides and the harbour",
    "gravity of the Moon",
)

PUBLIC = {
    "learner.home", "learner.join", "learner.quiz", "learner.start", "learner.receipt", "learner.claim",
    "accounts.sign_in_form", "accounts.sign_in", "accounts.link", "accounts.use_link", "accounts.sign_out",
    "learner.deck", "learner.delete_deck", "documents.index", "documents.new", "documents.add",
    "healthz", "readyz", "favicon", "robots", "static",
    "api.openapi", "api.scores_schema",
    "api.quizzes", "api.scores", "api.attempts", "api.items",  # these ask for a token: test_api.py
}  # fmt: skip


OF_DOCUMENTS = ("documents.", "pairs.", "jobs.")
OF_BANKS = (
    "teacher.",
    "gradebook.",
    "analysis.",
    "quiz_settings.",
    "contests.",
    "editor.",
    "versions.",
    "trying.",
)


def contest_id(store):
    with store.reading() as db:
        [(found,)] = db.execute(text("SELECT id FROM contest")).all()
    return found


@pytest.fixture
def places(learner, store, code, document, first_pair):
    """What the addresses are filled with: an attempt of Ada's at Tara's quiz, and a document of Tara's."""
    path = learner.start(code)
    learner.answer(f"{path}/2", text="The secret answer")
    learner.post(f"{path}/finish")
    learner.post(f"{path}/contest", question="p-tide-sa", kind="mark", reason="The secret answer is right")
    learner.post(f"{path}/keep")
    return {
        "public_id": path.rsplit("/", 1)[1],
        "document": document,
        "pair_id": first_pair,
        "number": 2,
        "code": code,
        "slug": "tides",
        "question_id": "p-tide-sa",
        "kind": "short_answer",
        "version": 1,
        "name": "csv",
        "token": "t",
        "filename": "app.css",
        "card_id": 1,
        "reviews": 0,
        "contest_id": contest_id(store),
        "comment_id": 1,
        "note_id": 1,
    }


def addresses(app, places, method, keep):
    """Give (endpoint, path) of every address of a method, filled in."""
    adapter = app.url_map.bind("localhost")

    def filled(rule):
        values = {name: places[name] for name in rule.arguments}
        if rule.endpoint.startswith(OF_DOCUMENTS) and "public_id" in values:
            values["public_id"] = places["document"]
        return adapter.build(rule.endpoint, values, method)

    return [
        (rule.endpoint, filled(rule))
        for rule in app.url_map.iter_rules()
        if method in rule.methods and keep(rule.endpoint)
    ]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_sees_nothing_of_what_belongs_to_others(app, places, stranger, method):
    walked = addresses(app, places, method, lambda endpoint: endpoint not in PUBLIC)
    assert len(walked) >= 12
    for endpoint, path in walked:
        page = stranger.get(path) if method == "GET" else stranger.post(path)
        hidden = endpoint.startswith(("learner.", *OF_DOCUMENTS))
        assert page.status == (404 if hidden else 403), endpoint
        for secret in SECRETS:
            assert secret not in page.text, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_where_only_teachers_create_a_stranger_is_asked_to_sign_in(
    store, settings, clock, browser_of, places, method
):
    app = create_app(store, replace(settings, who_creates="teachers"), clock)
    stranger = browser_of(app)
    walked = addresses(app, places, method, lambda endpoint: endpoint.startswith(OF_DOCUMENTS))
    assert len(walked) >= 8
    for endpoint, path in walked:
        page = stranger.get(path) if method == "GET" else stranger.post(path)
        assert page.status == 403, endpoint
        assert "Password" in page.text, endpoint
        for secret in SECRETS:
            assert secret not in page.text, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_somebody_who_studies_alone_is_a_stranger_to_what_others_have(app, places, stranger, method):
    stranger.get("/documents/new")
    assert stranger.post("/documents", text=builders.FAQ.replace("tides", "waves")).status == 200
    walked = addresses(app, places, method, lambda endpoint: endpoint not in PUBLIC | OWN)
    assert len(walked) >= 12
    for endpoint, path in walked:
        page = stranger.get(path) if method == "GET" else stranger.post(path, extra="2", minutes="5")
        assert page.status == 404, endpoint
        for secret in SECRETS:
            assert secret not in page.text, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_teacher_gets_a_404_for_everything_of_tara(app, places, sign_in, theo, method):
    other = sign_in(theo)
    own = OWN | PUBLIC
    rooms = (*OF_BANKS, *OF_DOCUMENTS)
    walked = addresses(app, places, method, lambda e: e.startswith(rooms) and e not in own)
    assert len(walked) >= 20
    for endpoint, path in walked:
        fields = {"question": "p-tide-sa", "credit": "1", "reason": "mine now", "extra": "2", "minutes": "5"}
        fields |= {"decision": "accept", "reply": "mine now", "do": "out"}
        page = other.get(path) if method == "GET" else other.post(path, **fields)
        assert page.status == 404, endpoint
        assert "Ada" not in page.text, endpoint
    assert "Tides" not in other.get("/teacher").text
    assert "What causes the tides" not in other.get("/teacher/search?words=tides").text


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
