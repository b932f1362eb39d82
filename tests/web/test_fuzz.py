"""Thousands of requests that nobody would send: whatever comes, the answer is a page and never a fault of ours."""

import io
import random
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.only_on("sqlite")

REQUESTS = 5_000
NASTY = (
    "", "0", "-1", "1e309", "99999999999999999999", "\0", "\ud800", "ÿ", "🐝" * 50, "x" * 5_000, "%00", "%s%n",
    "../../../../etc/passwd", "..\\..\\windows", "' OR 1=1 --", "\" UNION SELECT 1 --", "'; DROP TABLE answer; --",
    "{{7*7}}", "{% raise %}", "${7*7}", "<script>alert(1)</script>", "\" onfocus=alert(1) autofocus x=\"",
    "javascript:alert(1)", "//evil.example", "a\r\nSet-Cookie: x=1", "\u202eevil", "=1+1", "[]", "{}", "null", "NaN",
)  # fmt: skip
HEADERS = ("Accept-Encoding", "Accept-Language", "Cookie", "If-None-Match", "If-Modified-Since", "Range", "Referer",
           "Origin", "X-Forwarded-For", "User-Agent", "Content-Type")  # fmt: skip
METHODS = ("GET",) * 6 + ("POST",) * 8 + ("HEAD", "OPTIONS", "PUT", "DELETE")


@pytest.fixture
def known(learner, code, tara):
    """Values that lead somewhere, so that more than the front door is tried."""
    path = learner.start(code)
    return {"code": code, "public_id": path.rsplit("/", 1)[1], "number": "2", "slug": "tides", "name": "csv"}


def test_no_request_ends_in_a_fault_of_ours(app, known, learner, desk):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    chance = random.Random(20)
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    fields = ("name", "code", "choice", "text", "before", "go", "receipt", "attempt", "number", "login", "password",
              "next", "question", "credit", "reason", "file", "page", chance.choice(NASTY))  # fmt: skip
    wrong = []
    for _ in range(REQUESTS):
        rule = chance.choice(rules)
        visitor = chance.choice((learner, desk))
        values = {
            name: known.get(name, "1") if chance.random() < 0.6 else chance.choice(NASTY)
            for name in rule.arguments
        }
        path = rule.rule
        for name, value in values.items():
            for form in (f"<{name}>", f"<int:{name}>"):
                path = path.replace(form, quote(value.encode("utf-8", "replace"), safe="/.%") or "x")
        data: dict[str, object] = {name: chance.choice(NASTY) for name in chance.sample(fields, 4)}
        data = {name: str(value).encode("utf-8", "surrogatepass") for name, value in data.items()}
        if chance.random() < 0.8:
            data["csrf_token"] = visitor.token
        if chance.random() < 0.1:
            data["file"] = (io.BytesIO(str(data).encode()), "x.yaml")
        query = {"page": chance.choice(NASTY).encode("utf-8", "replace").decode(), "next": "//evil.example"}
        headers = {}
        if chance.random() < 0.3:
            value = (
                chance.choice(NASTY).encode("ascii", "replace").decode().replace("\r", "").replace("\n", "")
            )
            headers[chance.choice(HEADERS)] = value
        method = chance.choice(METHODS)
        sent = {"data": data} if method == "POST" and "Content-Type" not in headers else {}
        answer = visitor.client.open(
            path, method=method, query_string=query, headers=headers, buffered=True, **sent
        )
        if answer.status_code >= 500:
            wrong.append((method, path, answer.status_code, data))
        assert "Set-Cookie: x=1" not in str(answer.headers)
    assert wrong == []
