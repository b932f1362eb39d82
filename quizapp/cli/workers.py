"""Several processes that share one port: gunicorn, with the app and the language data loaded once before the fork."""

import gc
import os
import socket
import tempfile
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from quizapp.errors import MissingExtra
from quizapp.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

GRACE = 30
"""Seconds that requests under way have when the server stops."""

HEARTBEAT = 120
"""Seconds after which a worker that does not answer is replaced; marking a long quiz takes a few."""

THREADS = 2
"""Of a worker. Only one computes at a time, so more of them make nothing quicker and many wait much longer: with eight
the slowest in a hundred pages took five times as long as most, with two two and a half times."""

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def serve_with_workers(
    settings: Settings,
    listener: socket.socket,
    load: Callable[[], "WSGIApplication"],
    ready: Callable[[], None],
) -> None:
    """Serve on ``listener`` until told to stop. ``load`` makes the app once, before the fork; then ``ready`` is called.

    Raises MissingExtra where gunicorn is not installed or cannot work.
    """
    if not hasattr(os, "fork"):
        raise MissingExtra("Several workers need Linux or macOS. Leave --workers out.")
    try:
        base: Any = import_module("gunicorn.app.base")
    except ImportError as e:
        raise MissingExtra(
            "Several workers need the package gunicorn. Install it: pip install gunicorn"
        ) from e

    options: dict[str, object] = {
        "bind": f"fd://{listener.detach()}",
        "workers": settings.workers,
        "worker_class": "quizapp.cli.gathering.PatientWorker",
        "threads": THREADS,
        "preload_app": True,
        "graceful_timeout": GRACE,
        "timeout": HEARTBEAT,
        "keepalive": 15,
        "loglevel": "warning",
        "proc_name": "quizapp",
        "secure_scheme_headers": {},  # the app decides whom it believes
        "when_ready": lambda server: ready(),
        "pre_fork": before_fork,
        "child_exit": tidy_metrics,
    }

    class Server(base.BaseApplication):  # type: ignore[misc]
        """gunicorn, configured here instead of by files and arguments."""

        def load_config(self) -> None:
            """Set the options."""
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> "WSGIApplication":
            """Make the app."""
            return load()

    with tempfile.TemporaryDirectory(prefix="quizapp-metrics-") as folder:
        if settings.metrics_token:
            os.environ.setdefault(METRICS_FOLDER, folder)
        parent = os.getpid()
        try:
            Server().run()
        except SystemExit as e:
            if os.getpid() != parent:  # a worker ends here; what follows is the parent's to tidy
                os._exit(e.code if isinstance(e.code, int) else 0)
            if e.code:
                raise


def before_fork(server: object, worker: object) -> None:
    """Leave what is loaded out of the garbage collector's rounds, so that the pages stay shared."""
    gc.collect()
    gc.freeze()


def tidy_metrics(server: object, worker: Any) -> None:
    """Forget what a worker that is gone was doing; what it counted stays."""
    if METRICS_FOLDER in os.environ:
        import_module("prometheus_client.multiprocess").mark_process_dead(worker.pid)
