import json
import logging

import pytest

from quizapp.settings import Settings
from quizapp.web import watching
from quizapp.web.app import create_app

TOKEN = "a-token-for-metrics"
SECRET = "the secret answer"


@pytest.fixture
def lines(capsys):
    """What is written to standard error, as JSON."""
    capsys.readouterr()
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    logging.getLogger("quizapp").handlers.clear()


def test_ready_is_who_reaches_the_database(learner):
    assert learner.get("/readyz").html == "ready\n"


@pytest.mark.only_on("postgresql")
def test_a_server_without_its_database_is_alive_and_not_ready(learner, cluster):
    cluster.stop()
    try:
        assert learner.get("/healthz").status == 200
        page = learner.get("/readyz")
        assert page.status == 503
        assert page.response.headers["Retry-After"]
    finally:
        cluster.start()
    assert learner.get("/readyz").status == 200


@pytest.fixture
def settings(tmp_path, database_url):
    """The app of these tests writes its log."""
    return Settings(tmp_path, database_url, log="json")


@pytest.mark.only_on("sqlite")
def test_the_log_tells_each_request_without_answers_and_names(lines, browser, code):
    learner = browser()
    path = learner.start(code, name="Ada Lovelace")
    learner.answer(f"{path}/2", text=SECRET)
    learner.post("/join", code="SECRET\n{}")
    found = lines()
    assert {"method": "POST", "route": "/attempt/<public_id>/<int:number>", "status": 303} in [
        {name: line[name] for name in ("method", "route", "status")} for line in found
    ]
    written = json.dumps(found)
    for word in ("Ada", SECRET, "SECRET", code, path.rsplit("/", 1)[1]):
        assert word not in written


@pytest.mark.only_on("sqlite")
def test_a_fault_is_logged_with_its_trace_on_one_line(lines, store, tmp_path):
    app = create_app(store, Settings(tmp_path, "", log="json"))

    def broken():
        raise RuntimeError("the inside")

    app.add_url_rule("/broken", "broken", broken)
    assert app.test_client().get("/broken").status_code == 500
    (fault,) = [line for line in lines() if line["level"] == "error"]
    assert "the inside" in fault["trace"]


@pytest.mark.only_on("sqlite")
def test_metrics_are_for_who_has_the_token(store, tmp_path):
    visitor = create_app(store, Settings(tmp_path, "", metrics_token=TOKEN)).test_client()
    visitor.get("/")
    assert visitor.get("/metrics").status_code == 404
    assert visitor.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 404
    shown = visitor.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert shown.status_code == 200
    assert 'quizapp_request_seconds_count{method="GET",route="/",status="200"} 1.0' in shown.text


@pytest.mark.only_on("sqlite")
def test_without_a_token_there_are_no_metrics(learner):
    assert learner.get("/metrics").status == 404


def test_the_line_of_a_record_is_json_whatever_it_says():
    record = logging.LogRecord("x", logging.ERROR, "f", 1, 'a "b"\n%s', ("c\n",), None)
    assert json.loads(watching.JsonLines().format(record))["message"] == 'a "b"\nc\n'
