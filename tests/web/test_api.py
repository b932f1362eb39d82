"""The API answers as its description says, to whom it should, and changes nothing."""

import jsonschema
import pytest
import simulated

from quizapp.services import api_tokens, library, teach
from quizapp.web.api import REQUESTS, WRONG_TOKENS
from quizapp.web.openapi import OPERATIONS, document


@pytest.fixture
def quiz(store, tara, now):
    """A quiz that a class of 30 took twice each."""
    bank = simulated.class_bank(12, 2)
    library.import_bank(store, bank, tara, now)
    code = teach.publish(store, tara, bank.id, now)
    simulated.take(store, code, simulated.simulate(30, 12), bank, now, tries=2)
    return code


@pytest.fixture
def ask(app, store, tara, now):
    """Asks for an address with Tara's token, or another one."""
    token = api_tokens.make_token(store, tara, "figures", now)
    client = app.test_client()

    def asked(path, token=token, **headers):
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        return client.get(path, headers=sent | headers)

    return asked


def filled(path, code):
    return path.replace("{code}", code)


every_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.endpoint)
guarded = pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if not one.is_open], ids=lambda operation: operation.endpoint
)


def schema_of(operation, status):
    described = document("")["paths"][operation.path]["get"]["responses"][str(status)]
    schema = described["content"]["application/json"]["schema"]
    return document("")["components"]["schemas"]["Error"] if "$ref" in schema else schema


def check(operation, response):
    schema = schema_of(operation, response.status_code)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(response.get_json(), schema, cls=jsonschema.Draft202012Validator)
    return response.get_json()


def test_every_address_of_the_api_is_described_and_none_besides(app):
    there = {rule.endpoint: rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert {operation.endpoint for operation in OPERATIONS} == set(there)
    for operation in OPERATIONS:
        rule = there[operation.endpoint]
        assert rule.rule == operation.path.replace("{", "<").replace("}", ">")
        assert rule.methods == {"GET", "HEAD", "OPTIONS"}
        assert set(operation.parameters) == rule.arguments


@every_operation
def test_every_address_answers_as_described(ask, quiz, operation):
    response = ask(filled(operation.path, quiz))
    assert response.status_code == 200
    check(operation, response)


@every_operation
def test_a_quiz_that_nobody_took_is_answered_as_described_too(ask, code, operation):
    response = ask(filled(operation.path, code))
    assert response.status_code == 200
    check(operation, response)


def test_figures_and_scores_are_those_of_the_gradebook(ask, quiz, store, tara):
    scores = ask(f"/api/v1/quizzes/{quiz}/scores").get_json()["items"]
    table = teach.score_table(store, tara, quiz)
    assert [one["score"] for one in scores] == [row.score for row in table.rows if row.counts]
    attempts = ask(f"/api/v1/quizzes/{quiz}/attempts").get_json()
    assert attempts["total"] == 60
    assert [one["credit"] for one in attempts["items"][1]["credits"]] == list(table.rows[1].credits)
    items = ask(f"/api/v1/quizzes/{quiz}/items").get_json()
    assert (items["total"], items["whole"]["learners"]) == (12, 30)


def test_pages_hold_everything_once_and_lead_on(ask, quiz):
    path, seen = f"/api/v1/quizzes/{quiz}/attempts?per_page=25", []
    while path:
        page = ask(path).get_json()
        seen += [one["attempt"] for one in page["items"]]
        path = page["next"]
    assert (len(seen), len(set(seen)), page["pages"]) == (60, 60, 3)


@pytest.mark.parametrize("query", ["page=0", "page=x", "per_page=501", "per_page=0", "page=-1", "page=١"])
def test_a_page_that_is_none_is_refused_as_described(ask, quiz, query):
    response = ask(f"/api/v1/quizzes/{quiz}/scores?{query}")
    assert response.status_code == 400
    check(next(one for one in OPERATIONS if one.endpoint == "api.scores"), response)


@guarded
@pytest.mark.parametrize("token", ["", "quizapp_made-up", "x" * 5_000, "ä"])
def test_without_a_token_that_is_known_nothing_is_told(ask, quiz, operation, token):
    response = ask(filled(operation.path, quiz), token.encode().decode("latin-1"))
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    check(operation, response)


@guarded
def test_another_teachers_token_finds_nothing_of_tara(ask, quiz, store, theo, now, operation):
    token = api_tokens.make_token(store, theo, "mine", now)
    response = ask(filled(operation.path, quiz), token)
    if operation.parameters:
        assert response.status_code == 404
    else:
        assert response.get_json()["items"] == []
    check(operation, response)


def test_a_token_that_was_revoked_ends_at_once(ask, quiz, store, tara, now):
    assert ask("/api/v1/quizzes").status_code == 200
    api_tokens.revoke_token(store, tara, "figures", now)
    assert ask("/api/v1/quizzes").status_code == 401


def test_a_signed_in_browser_is_nobody_here(desk, quiz):
    assert desk.client.get("/api/v1/quizzes").status_code == 401


def test_who_asks_too_often_waits(ask, clock, monkeypatch):
    monkeypatch.setattr("quizapp.web.api.REQUESTS", type(REQUESTS)(REQUESTS.name, 3, REQUESTS.window))
    assert [ask("/api/v1/quizzes").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert ask("/api/v1/quizzes").headers["Retry-After"]
    clock.move(minutes=6)
    assert ask("/api/v1/quizzes").status_code == 200


def test_who_tries_tokens_is_stopped(ask, monkeypatch):
    few = type(WRONG_TOKENS)(WRONG_TOKENS.name, 3, WRONG_TOKENS.window)
    monkeypatch.setattr("quizapp.web.api.WRONG_TOKENS", few)
    assert [ask("/api/v1/quizzes", "quizapp_x").status_code for _ in range(4)] == [401, 401, 401, 429]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/nothing"),
        ("GET", "/api/"),
        ("POST", "/api/v1/quizzes"),
        ("DELETE", "/api/v1/quizzes"),
    ],
)
def test_what_is_not_there_is_told_in_json(app, method, path):
    response = app.test_client().open(path, method=method)
    assert response.status_code in (404, 405)
    assert response.get_json()["error"]["status"] == response.status_code
