import gzip
import re

import pytest

from quizapp.settings import Settings
from quizapp.web.app import create_app


@pytest.mark.parametrize("path", ["/", "/nothing", "/teacher", "/static/app.css", "/healthz"])
def test_every_response_carries_the_security_headers(learner, path):
    headers = learner.get(path).response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers
    assert "charset=utf-8" in headers["Content-Type"]


def test_pages_are_never_stored_and_statics_for_long(learner, code):
    page = learner.get(f"/quiz/{code}")
    assert page.response.headers["Cache-Control"] == "no-store"
    statics = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.html)
    assert len(statics) == 3
    for address in statics:
        assert "?v=" in address
        assert "immutable" in learner.get(address).response.headers["Cache-Control"]
    assert learner.get("/static/app.css").response.headers["Cache-Control"] == "no-cache"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(learner, code):
    learner.get("/")
    cookies = learner.client.get(f"/quiz/{code}").headers.getlist("Set-Cookie")
    assert any(cookie.startswith("quizapp_learner=") for cookie in cookies)
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie


def test_the_home_page_gives_no_lasting_cookie(learner):
    cookies = learner.client.get("/").headers.getlist("Set-Cookie")
    assert [cookie.split("=")[0] for cookie in cookies] == ["quizapp_form"]
    assert "Expires" not in cookies[0]


def test_over_tls_cookies_insist_on_it(store, tmp_path, database_url, code):
    app = create_app(store, Settings(tmp_path, database_url, url="https://quiz.example.org"))
    response = app.test_client().get(f"/quiz/{code}")
    assert "max-age" in response.headers["Strict-Transport-Security"]
    cookies = response.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie


def test_text_is_compressed_for_who_takes_it(learner):
    plain = learner.client.get("/")
    packed = learner.client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data).startswith(b"<!doctype html>")
    refused = learner.client.get("/", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_a_compressed_static_file_is_whole(learner):
    plain = learner.client.get("/static/app.css", buffered=True).data
    packed = learner.client.get("/static/app.css", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert gzip.decompress(packed.data) == plain
    again = learner.client.get(
        "/static/app.css",
        headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]},
        buffered=True,
    )
    assert again.status_code in (200, 304)
    head = learner.client.head("/static/app.css", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert head.status_code == 200
    assert head.data == b""


def test_a_fault_of_ours_shows_no_inside(app, learner):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken():
        raise RuntimeError("the inside")

    app.add_url_rule("/broken", "broken", broken)
    page = learner.get("/broken")
    assert page.status == 500
    assert "Something broke" in page.text
    assert "inside" not in page.html


def test_a_form_that_is_too_large_gets_a_page(learner):
    page = learner.post("/receipt", receipt="x" * (3 << 20))
    assert page.status == 413
    assert "larger than is taken here" in page.text


def test_health_icon_and_robots_are_there(learner):
    assert learner.get("/healthz").html == "ok\n"
    assert learner.get("/favicon.ico").response.mimetype == "image/svg+xml"
    assert "Disallow: /teacher" in learner.get("/robots.txt").html
