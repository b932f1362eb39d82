"""``quizapp serve`` and ``quizapp demo``: the web app on this machine."""

import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click
import waitress

from quizapp.banks import read_bank
from quizapp.cli.counting import counted
from quizapp.cli.opening import open_store
from quizapp.cli.workers import serve_with_workers
from quizapp.jobs import JobQueue
from quizapp.paths import data_dir
from quizapp.services import accounts, library, study, teach
from quizapp.services.installation import warm_up
from quizapp.settings import Settings, WrongSetting, read_settings
from quizapp.storage.store import Store
from quizapp.web.app import compile_templates, create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 8
TAKEN_AT_ONCE = 256 * 1024
"""Bytes of an answer that the system takes, so that no thread waits until a client on a bad line has them: any page."""

utc_now = partial(datetime.now, UTC)
ENDINGS = (signal.SIGINT, signal.SIGTERM)
LARGEST_REQUEST = 96 * 1024 * 1024
"""Bytes that are taken in at all; the app says in a page what is too large for it."""

CONNECTIONS = 1_000
"""Connections at once: browsers keep theirs open, and so do slow clients; those beyond wait."""

HOW_TO_STOP = "Press Ctrl+C to stop."
DEMO_TEACHER = "teacher"

host_option = click.option("--host", help="Address to listen on (default: QUIZAPP_HOST or 127.0.0.1).")
port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on (default: QUIZAPP_PORT or 8000; 0: any that is free).",
)


@click.command()
@host_option
@port_option
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that share the work (default: QUIZAPP_WORKERS or 1); one a core is a good number.",
)
@click.option("--no-jobs", is_flag=True, help="Leave long work to `quizapp worker`, in a process of its own.")
def serve(host: str | None, port: int | None, workers: int | None, no_jobs: bool) -> None:
    """Serve the web app; the database is made or brought up to date first."""
    settings = chosen_settings(host, port)
    settings = replace(settings, workers=workers or settings.workers)
    run_server(settings, "quizapp serve", announce_serve, not no_jobs)


@click.command()
def worker() -> None:
    """Do the long work of a server that was started with --no-jobs: read documents, make questions."""
    settings = read_settings(os.environ)
    with open_store(settings) as store, JobQueue(store, settings, utc_now).working():
        click.echo("Waiting for work. Press Ctrl+C to stop.")
        with suppress(KeyboardInterrupt):
            listen_for_endings()
            threading.Event().wait()
    click.echo("Stopped.")


@click.command()
@host_option
@port_option
def demo(host: str | None, port: int | None) -> None:
    """Serve with the sample quizzes published and a teacher who signs in by a one-time link."""
    run_server(chosen_settings(host, port), "quizapp demo", announce_demo)


def chosen_settings(host: str | None, port: int | None) -> Settings:
    """Read the settings; what the command line says goes before the environment."""
    settings = read_settings(os.environ)
    return replace(settings, host=host or settings.host, port=settings.port if port is None else port)


def run_server(
    settings: Settings,
    command: str,
    announce: Callable[[Store, str, datetime], None],
    does_jobs: bool = True,
) -> None:
    """Serve until interrupted, and do the long work in a thread. ``announce`` gets the store and the address."""
    with listen(settings.host, settings.port, command) as listener, open_store(settings) as store:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        url = settings.url or f"http://{host}:{listener.getsockname()[1]}"
        queue = JobQueue(store, settings, utc_now)

        def load() -> "WSGIApplication":
            warm_up()
            announce(store, url, datetime.now(UTC))
            app = create_app(store, settings, utc_now, queue)
            compile_templates(app)
            store.engine.dispose()  # no connection goes through a fork
            return app

        if settings.workers > 1:
            with work_beside() if does_jobs else nullcontext():
                serve_with_workers(settings, listener, load, lambda: click.echo(HOW_TO_STOP))
        else:
            app = load()
            with queue.working() if does_jobs else closing(queue):
                serve_alone(settings, listener, app)
        click.echo("Stopped.")


@contextmanager
def work_beside() -> Iterator[None]:
    """Run `quizapp worker` beside several workers, for a thread of this process would not go through their fork."""
    with subprocess.Popen([sys.executable, "-m", "quizapp", "worker"], stdout=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def serve_alone(settings: Settings, listener: socket.socket, app: "WSGIApplication") -> None:
    """Serve in this process, with several threads."""
    server = waitress.create_server(
        app,
        sockets=[listener],
        threads=THREADS,
        ident="",
        url_scheme="https" if settings.secure else "http",
        max_request_body_size=LARGEST_REQUEST,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,  # select() knows no more than 1,024 files
        clear_untrusted_proxy_headers=False,  # the app decides whom it believes
    )
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # else a line for every request that waits
    click.echo(HOW_TO_STOP)
    listen_for_endings()
    server.run()  # returns after an interrupt, when the requests under way are answered


def listen_for_endings() -> None:
    """Raise KeyboardInterrupt when the program is told to end."""
    for name in ENDINGS:  # a background job of a shell begins with SIGINT ignored
        signal.signal(name, stop)


def stop(number: int, frame: object) -> None:
    """End the server; it takes seconds at most, and whoever runs it may say so twice."""
    for name in ENDINGS:
        signal.signal(name, signal.SIG_IGN)
    raise KeyboardInterrupt


def listen(host: str, port: int, command: str) -> socket.socket:
    """Open the listening socket. Raises WrongSetting when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as e:
        way_out = f"--port {8001 if port in (0, 8000) else 8000}"
        if e.errno == errno.EADDRINUSE:
            reason = f"Port {port} is in use: another program (or quizapp itself) listens there."
        elif e.errno == errno.EACCES:
            reason = f"Port {port} may not be opened by this user; ports from 1024 on may."
        else:
            reason = f"Cannot listen on {host}: it is not an address of this machine."
            way_out = "--host 127.0.0.1"
        raise WrongSetting(f"{reason} Choose another, for instance: {command} {way_out}") from e
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, TAKEN_AT_ONCE)
    # Connections inherit both, those too that come before the server is ready: no page waits 40 ms for its second half.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def announce_serve(store: Store, url: str, now: datetime) -> None:
    """Say where the app is, and how to make the first account while there is none."""
    click.echo(f"quizapp: {url}/")
    if not accounts.list_users(store):
        click.echo("There is no teacher yet. Make one: quizapp users add LOGIN")


def announce_demo(store: Store, url: str, now: datetime) -> None:
    """Fill an empty installation with the samples and print the two links."""
    publish_samples(store, now)
    token = accounts.make_sign_in_link(store, DEMO_TEACHER, now)
    quizzes = study.published_quizzes(store)
    click.echo(f"\nLearners:  {url}/    ({counted(len(quizzes), 'quiz', 'quizzes')} published)")
    click.echo(f"Teacher:   {url}/sign-in/link/{token}    (works once, within 24 hours)\n")


def publish_samples(store: Store, now: datetime) -> None:
    """Import and publish the sample banks that are not there yet; what a teacher changed stays."""
    users = {user.login: user for user in accounts.list_users(store)}
    teacher = users.get(DEMO_TEACHER) or accounts.add_user(
        store, DEMO_TEACHER, "Demo teacher", "administrator", None, now
    )
    there = {card.slug for card in teach.desk(store, teacher)}
    for path in sorted(data_dir("questions").glob("*.yaml")):
        bank = read_bank(path.read_bytes(), path.name)
        if bank.id not in there:
            library.import_bank(store, bank, teacher, now)
            teach.publish(store, teacher, bank.id, now)
