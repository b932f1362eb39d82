import pytest

from quizapp.settings import Settings, read_settings
from quizapp.web.app import create_app

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def client(store, tmp_path):
    """Opens a client of an app with settings; ``/who`` tells whom the app sees."""

    def open_client(**settings):
        app = create_app(store, Settings(tmp_path, "", **settings))

        @app.get("/who")
        def who():
            from flask import request

            return f"{request.remote_addr} {request.scheme} {request.host}"

        return app.test_client()

    return open_client


def proxies(text):
    return read_settings({"QUIZAPP_PROXIES": text}).proxies


@pytest.mark.parametrize(
    ("forwarded", "seen"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("2001:db8::7", "2001:db8::7"),
        ("", "127.0.0.1"),
        ("<script>", "127.0.0.1"),
        ("203.0.113.9, evil", "127.0.0.1"),
        ("10.0.0.2", "10.0.0.2"),
    ],
)
def test_behind_a_proxy_the_client_is_whom_the_proxy_saw(client, forwarded, seen):
    visitor = client(proxies=proxies("127.0.0.1, 10.0.0.0/8"))
    assert visitor.get("/who", headers={"X-Forwarded-For": forwarded}).text.split()[0] == seen


def test_without_a_configured_proxy_nobody_can_say_who_they_are(client):
    lies = {
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "Forwarded": "for=203.0.113.9",
    }
    assert client().get("/who", headers=lies).text == "127.0.0.1 http localhost"
    other = client(proxies=proxies("10.0.0.0/8"))
    assert other.get("/who", headers=lies).text == "127.0.0.1 http localhost"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "a b", "x\t"]
)
def test_a_host_that_is_not_the_servers_is_turned_away(client, host):
    for settings in ({}, {"url": "https://quiz.example.org"}):
        answer = client(**settings).get("/", headers={"Host": host}, base_url="http://x")
        if host:
            assert answer.status_code == 400
            assert host not in answer.text


@pytest.mark.parametrize("host", ["quiz.example.org", "QUIZ.example.org:443", "localhost", "127.0.0.1:8000"])
def test_the_servers_own_names_are_known(client, host):
    visitor = client(url="https://quiz.example.org")
    assert visitor.get("/who", headers={"Host": host}).status_code == 200


def test_probes_may_use_any_name(client):
    for path in ("/healthz", "/readyz"):
        assert client().get(path, headers={"Host": "10.1.2.3"}).status_code == 200


def test_a_server_that_others_reach_without_a_known_name_takes_any(client):
    assert client(host="0.0.0.0").get("/who", headers={"Host": "school"}).status_code == 200


def test_over_tls_the_app_knows_it(client):
    assert client(url="https://quiz.example.org").get("/who").text.split()[1] == "https"
