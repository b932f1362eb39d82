"""What whoever runs the server can watch: health, readiness, a log line a request, metrics.

Nothing here holds an answer, a name, an address of an attempt or of a person: the log names the kind of page
(its route), never the page.
"""

import hmac
import importlib
import json
import logging
import os
import time
from datetime import UTC, datetime
from typing import Any, TextIO, cast

from flask import Flask, Response, abort, g, request
from flask.logging import wsgi_errors_stream

from quizapp.errors import MissingExtra
from quizapp.services.installation import require_ready
from quizapp.settings import Settings
from quizapp.web.site import Page, site, store

log = logging.getLogger("quizapp")
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record; ``request`` is what ``note_request`` says of one."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "request", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def register(app: Flask, settings: Settings) -> None:
    """Add the pages, the log and the metrics that the settings ask for."""
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)
    app.before_request(start_clock)
    if settings.log == "json":
        handler = logging.StreamHandler(cast(TextIO, wsgi_errors_stream))
        handler.setFormatter(JsonLines())
        for logger in (log, app.logger):
            logger.handlers[:] = [handler]
            logger.propagate = False
        log.setLevel(logging.INFO)
        app.after_request(note_request)
    if settings.metrics_token:
        add_metrics(app)


def healthz() -> Page:
    """Say that the server answers."""
    return "ok\n", 200, PLAIN


def readyz() -> Page:
    """Say that the server can do its work: the database answers. Raises StorageError (503)."""
    require_ready(store())
    return "ready\n", 200, PLAIN


def start_clock() -> None:
    """Note when the request began."""
    g.begun = time.perf_counter()


def note_request(response: Response) -> Response:
    """Write the log line of a request: what kind of page, how it went, how long it took."""
    said = {
        "method": request.method if request.method.isalpha() else "?",
        "route": route(),
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - g.begun), 1),
    }
    log.info("request", extra={"request": said})
    return response


def route() -> str:
    """Give the kind of page that was asked for: /attempt/<public_id>/<int:number>, or none."""
    return request.url_rule.rule if request.url_rule else "none"


def add_metrics(app: Flask) -> None:
    """Count requests and their time for Prometheus; ``/metrics`` shows them to who has the token.

    With several workers each writes to the folder PROMETHEUS_MULTIPROC_DIR, and any of them shows all.
    """
    try:
        prometheus: Any = importlib.import_module("prometheus_client")
        multiprocess: Any = importlib.import_module("prometheus_client.multiprocess")
    except ImportError as e:
        raise MissingExtra(
            "QUIZAPP_METRICS_TOKEN is set, but the package for metrics is not installed. Install it: "
            "pip install 'quizapp[metrics]'"
        ) from e
    registry = prometheus.CollectorRegistry()
    seconds = prometheus.Histogram(
        "quizapp_request_seconds",
        "Time to answer a request.",
        ("method", "route", "status"),
        buckets=SECONDS,
        registry=registry,
    )

    def observe(response: Response) -> Response:
        method = request.method if request.method in ("GET", "HEAD", "POST") else "other"
        labels = (method, route(), str(response.status_code))
        seconds.labels(*labels).observe(time.perf_counter() - g.begun)
        return response

    def metrics() -> Page:
        sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
        wanted = site().settings.metrics_token or ""
        if not hmac.compare_digest(sent.encode(), wanted.encode()):
            abort(404)
        shown = registry
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            shown = prometheus.CollectorRegistry()
            multiprocess.MultiProcessCollector(shown)
        return (
            prometheus.generate_latest(shown).decode(),
            200,
            {"Content-Type": prometheus.CONTENT_TYPE_LATEST},
        )

    app.after_request(observe)
    app.add_url_rule("/metrics", "metrics", metrics)
