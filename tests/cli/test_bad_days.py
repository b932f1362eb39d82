"""Bad days of a server that runs: slow clients, requests that are none, workers that are killed, a full disk."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import builders
import pytest

from quizapp.cli.opening import open_store
from quizapp.errors import StorageError
from quizapp.model.answer import Answer
from quizapp.services import accounts, library, passwords, study, teach
from quizapp.settings import Settings, read_settings
from quizapp.storage.check import faults
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
FORM = "application/x-www-form-urlencoded"
SLOW = 120
"""More than there are threads, and more than waitress takes unless told otherwise."""


@dataclass(frozen=True)
class Running:
    """A server that runs, with one quiz published."""

    port: int
    code: str
    settings: Settings
    process: subprocess.Popen[str]

    def workers(self) -> list[int]:
        """Give the processes that answer."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(word) for word in path.read_text().split()]

    def ask(self, method: str, path: str, body: bytes | str = b"", **headers: str) -> tuple[int, str]:
        """Ask once; gives status and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): v for name, v in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def say(self, raw: bytes) -> bytes:
        """Send bytes as they are; gives what comes back until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=15) as connection:
            connection.sendall(raw)
            found = b""
            while data := connection.recv(65_536):
                found += data
                if b"\r\n\r\n" in found and b"HTTP/1.1 2" not in found[:12]:
                    break
            return found


@contextmanager
def running(data: Path, database_url: str | None, *options: str) -> Iterator[Running]:
    """Serve for the block."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP_")}
    environment |= {"QUIZAPP_DATA": str(data)}
    environment.pop("DATABASE_URL", None)
    if database_url:
        environment["DATABASE_URL"] = database_url
    settings = read_settings(environment)
    now = datetime.now(UTC)
    with open_store(settings) as store:
        tara = accounts.add_user(store, "tara", "Tara", "teacher", None, now, cost=passwords.CHEAPEST)
        library.import_bank(store, builders.bank(), tara, now)
        code = teach.publish(store, tara, builders.bank().id, now)
    command = [sys.executable, "-um", "quizapp", "serve", "--port", "0", "--no-jobs", *options]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout is not None
            found = re.search(r":(\d+)/", server.stdout.readline())
            assert found
            while "Ctrl" not in server.stdout.readline():
                assert server.poll() is None
            yield Running(int(found[1]), code, settings, server)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(40)


@pytest.fixture(scope="module", params=["waitress", "gunicorn"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Both ways to serve, on SQLite."""
    options = ("--workers", "2") if request.param == "gunicorn" else ()
    with running(tmp_path_factory.mktemp("served"), None, *options) as found:
        yield found


def test_slow_clients_hold_up_nobody(server: Running) -> None:
    head = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
    body = f"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nContent-Length: 9000\r\n\r\nco"
    with ExitStack() as stack:
        slow = [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port))) for _ in range(SLOW)
        ]
        for number, connection in enumerate(slow):
            connection.sendall(head if number % 2 else body.encode())
        for _ in range(3):
            for connection in slow:
                connection.sendall(b"s")
            begun = time.monotonic()
            assert server.ask("GET", f"/quiz/{server.code}")[0] == 200
            assert time.monotonic() - begun < 5


def test_clients_that_take_nothing_hold_up_nobody(server: Running) -> None:
    with ExitStack() as stack:
        for _ in range(SLOW // 4):
            slow = stack.enter_context(socket.socket())
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            slow.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)  # else loopback takes megabytes
            slow.connect(("127.0.0.1", server.port))
            slow.sendall(8 * b"GET /static/app.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(1)
        begun = time.monotonic()
        assert server.ask("GET", f"/quiz/{server.code}")[0] == 200
        assert time.monotonic() - begun < 5


def test_a_request_that_comes_in_small_pieces_is_answered(server: Running) -> None:
    body = urlencode({"code": server.code}).encode()
    raw = f"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as connection:
        for place in range(0, len(raw), 29):
            connection.sendall(raw[place : place + 29].encode())
            time.sleep(0.01)
        connection.sendall(body)
        assert connection.recv(12) == b"HTTP/1.1 400"  # it has no token, and was read to its end


def test_a_request_in_chunks_and_two_in_one_packet_are_answered(server: Running) -> None:
    chunked = (
        f"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nTransfer-Encoding: chunked\r\n"
        "Connection: close\r\n\r\n6\r\ncode=x\r\n0\r\n\r\n"
    )
    assert server.say(chunked.encode())[:12] == b"HTTP/1.1 400"
    get = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n{}\r\n"
    both = server.say((get.format("") + get.format("Connection: close\r\n")).encode())
    assert both.count(b"HTTP/1.1 200") == 2


def test_a_connection_is_not_kept_by_one_worker_for_ever(server: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=15)
    ends = []
    for _ in range(40):
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        assert answer.read()
        ends.append(answer.getheader("Connection") == "close")
    connection.close()
    assert sum(ends) == (2 if "--workers" in server.process.args else 0)


def test_50_megabytes_are_refused_with_a_page_and_the_server_lives(server: Running) -> None:
    large = b"text=" + b"x" * (50 * 1024 * 1024)
    status, page = server.ask("POST", "/join", large, Content_Type=FORM)
    assert status == 413
    assert "larger than is taken here" in page
    status, _ = server.ask("POST", "/documents", large, Content_Type=FORM)
    assert status in (400, 413)
    assert server.ask("GET", "/healthz")[0] == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", "--x\r\n\r\n"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=file\r\n\r\nno end"),
        ("multipart/form-data; boundary=x", "--x\r\n" + "A: b\r\n" * 5_000 + "\r\n--x--"),
        ("multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="a\r\nb"\r\n\r\n1\r\n--x--'),
        ("multipart/form-data; boundary=" + "y" * 5_000, "--y"),
        ("multipart/form-data; boundary=x", "--x--\r\n" * 20_000),
        (FORM, "&".join(f"a{n}=1" for n in range(20_000))),
        (FORM + "; charset=nonsense", "code=%ff%fe"),
        ("application/json", "{"),
    ],
)  # fmt: skip
def test_a_malformed_form_is_the_senders_fault(server: Running, kind: str, body: str) -> None:
    for path in ("/join", "/documents", "/sign-in", f"/quiz/{server.code}"):
        status, _ = server.ask("POST", path, body, Content_Type=kind)
        assert 400 <= status < 500, (path, status)


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nBad Header: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\n\r\n",
        b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        b"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -3\r\n\r\nabc",
        b"GET /quiz/a\x00b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"y" * 300_000 + b"\r\n\r\n",
    ],
)
def test_a_request_that_is_none_is_refused(server: Running, raw: bytes) -> None:
    said = server.say(raw)
    assert re.match(rb"HTTP/1\.[01] (400|404|414|431|505)", said), said[:200]
    assert b"evil.example" not in said
    assert b"Traceback" not in said


def test_no_address_or_name_gets_a_line_into_the_head_of_an_answer(server: Running) -> None:
    for path in (
        "/quiz/x%0d%0aSet-Cookie:%20evil=1",
        "/sign-in?next=/%0d%0aSet-Cookie:%20evil=1",
        "/%0aX: 1",
    ):
        said = server.say(f"GET {path.replace(' ', '%20')} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = said.partition(b"\r\n\r\n")[0]
        assert b"\r\nSet-Cookie: evil" not in head
        assert b"\r\nX: 1" not in head


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_was_called_saved_survives_workers_that_are_killed_in_mid_request(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with ExitStack() as stack:
        url = None
        if kind == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgresql_copies").copy())
        served = stack.enter_context(running(tmp_path, url, "--workers", "2"))
        said: list[str] = []
        over = threading.Event()
        saver = threading.Thread(target=keep_saving, args=(served, said, over))
        saver.start()
        killed = 0
        until = time.monotonic() + 60
        while killed < 6 and time.monotonic() < until:
            before = len(said)
            while len(said) < before + 5 and time.monotonic() < until:
                time.sleep(0.005)
            for worker in served.workers():  # both: whichever holds the request
                os.kill(worker, signal.SIGKILL)
            killed += 1
        over.set()
        saver.join(30)
        assert len(said) >= 30
        with open_store(served.settings) as store:
            with store.reading() as db:
                kept = {text for (text,) in db.exec_driver_sql("SELECT text FROM answer")}
            assert set(said) <= kept
            assert faults(store.engine) == []


def keep_saving(served: Running, said: list[str], over: threading.Event) -> None:
    """Begin attempt after attempt, and answer one question of each; note what was called saved."""
    number = 0
    while not over.is_set():
        number += 1
        try:
            said.append(save_once(served, f"answer {number}"))
        except (OSError, http.client.HTTPException):
            time.sleep(0.01)


def save_once(served: Running, text: str) -> str:
    """Begin an attempt and answer its second question. Raises OSError when the server breaks off."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=15)
    cookies: dict[str, str] = {}

    def ask(method: str, path: str, **fields: str) -> tuple[int, str, str]:
        head = {"Content-Type": FORM, "Cookie": "; ".join(f"{n}={v}" for n, v in cookies.items())}
        connection.request(method, path, urlencode(fields), head)
        answer = connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = value.partition("=")
            cookies[name] = rest.partition(";")[0]
        return answer.status, answer.read().decode(), answer.headers.get("Location", "")

    try:
        page = ask("GET", f"/quiz/{served.code}")[1]
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        path = ask("POST", f"/quiz/{served.code}", csrf_token=token, name="Ada")[2].rpartition("/")[0]
        status, _, _ = ask("POST", f"{path}/2", csrf_token=token, text=text, before="blank", go="next")
        if status != 303:
            raise ConnectionError(status)
        return text
    finally:
        connection.close()


def test_connections_on_which_nothing_was_asked_do_not_hold_up_the_end(tmp_path: Path) -> None:
    with ExitStack() as stack:
        with running(tmp_path, None, "--workers", "2") as served:
            for _ in range(4):
                stack.enter_context(socket.create_connection(("127.0.0.1", served.port)))
            assert served.ask("GET", "/healthz")[0] == 200
            begun = time.monotonic()
        assert time.monotonic() - begun < 15


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"), reason="only root mounts"
)
def test_a_full_disk_is_said_loses_nothing_and_passes(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "quizapp-test", tmp_path])
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        fill_and_recover(tmp_path)
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)


def answer_without_end(store: Store, code: str, now: datetime, saved: dict[str, str]) -> None:
    """Begin attempts and answer at length; notes attempts whose answer was called saved, with their holder."""
    while True:
        number = len(saved)
        holder = f"holder-{number}-0123456789"
        public_id = study.start(store, code, "Ada", holder, now)
        study.save_answer(store, public_id, holder, 2, Answer(text=f"{number} " * 400), now)
        saved[public_id] = holder


def fill_and_recover(folder: Path) -> None:
    """Answer until the disk is full, see what is kept, make room, and go on."""
    now = datetime.now(UTC)
    engine = open_database(f"sqlite:///{folder / 'quizapp.db'}")
    upgrade(engine)
    store = Store(engine)
    tara = accounts.add_user(store, "tara", "Tara", "teacher", None, now, cost=passwords.CHEAPEST)
    library.import_bank(store, builders.bank(), tara, now)
    code = teach.publish(store, tara, builders.bank().id, now)
    saved: dict[str, str] = {}
    with pytest.raises(StorageError, match=r"disk.*nothing could be saved"):
        answer_without_end(store, code, now, saved)
    assert len(saved) > 20
    for number, (public_id, holder) in enumerate(saved.items()):
        kept = study.open_attempt(store, public_id, holder).questions[1].answer
        assert kept is not None
        assert kept.text.strip() == f"{number} " * 399 + str(number)
    subprocess.run(["mount", "-o", "remount,size=16m", folder], check=True)
    public_id = study.start(store, code, "Eve", "holder-of-eve-0123456789", now)
    study.save_answer(store, public_id, "holder-of-eve-0123456789", 1, Answer(choice=0), now)
    assert faults(engine) == []
    engine.dispose()
