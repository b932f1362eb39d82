"""What a person reads when the server cannot start."""

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from urllib.request import urlopen

import builders
import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.cli.opening import open_store
from quizapp.cli.serve import listen
from quizapp.services import accounts, documents, jobs
from quizapp.settings import read_settings


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "data"


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def test_a_port_in_use_is_one_sentence_with_the_way_out(data):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 1
    assert f"Port {port} is in use" in result.output
    assert "--port 800" in result.output
    assert not data.exists()


def test_an_address_that_is_not_ours_is_one_sentence_with_the_way_out(data):
    result = run("serve", "--host", "192.0.2.1", "--port", "0")
    assert result.exit_code == 1
    assert "Cannot listen on 192.0.2.1" in result.output
    assert "--host 127.0.0.1" in result.output


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path, monkeypatch, command):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "file" / "data"))
    result = run(command, "--port", "0")
    assert result.exit_code == 1
    assert str(tmp_path / "file" / "data") in result.output
    assert "QUIZAPP_DATA" in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_a_database_newer_than_the_code_is_refused_and_stays_as_it_is(data):
    assert run("db", "upgrade").exit_code == 0
    with sqlite3.connect(data / "quizapp.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    result = run("serve", "--port", "0")
    assert result.exit_code == 1
    assert "newer" in result.output
    with sqlite3.connect(data / "quizapp.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    connection.close()


def test_a_file_that_is_no_database_is_refused(data):
    data.mkdir()
    (data / "quizapp.db").write_text("this is a diary, not a database. " * 100)
    result = run("serve", "--port", "0")
    assert result.exit_code == 1
    assert "not a database" in result.output
    assert (data / "quizapp.db").read_text().startswith("this is a diary")


@pytest.mark.parametrize(("name", "value"), [("QUIZAPP_PORT", "eighty"), ("QUIZAPP_SECRET_KEY", "short")])
def test_a_wrong_setting_stops_the_start(data, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    result = run("serve")
    assert result.exit_code == 1
    assert name in result.output


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_server_in_the_background_of_a_shell_stops_when_told(data, name):
    ignore = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    code = f"{ignore}from quizapp.cli import main; main(['serve', '--port', '0'])"
    with subprocess.Popen([sys.executable, "-uc", code], stdout=subprocess.PIPE, text=True) as server:
        try:
            while "Ctrl+C" not in server.stdout.readline():
                assert server.poll() is None
            time.sleep(0.2)
            server.send_signal(getattr(signal, name))
            server.send_signal(signal.SIGTERM)
            assert server.wait(10) == 0
        finally:
            server.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_a_worker_does_the_work_of_a_server_that_leaves_it(data, tmp_path):
    with open_store(read_settings()) as store:
        now = datetime.now(UTC)
        tara = accounts.add_user(store, "tara", "Tara", "teacher", None, now)
        long = builders.FAQ.encode() * (documents.READ_AT_ONCE // 300)
        document = documents.add(store, tara, long, "tides.txt", None, now).public_id
        assert jobs.newest(store, tara, document, now).standing == "waiting"
        code = "from quizapp.cli import main; main(['worker'])"
        with subprocess.Popen([sys.executable, "-uc", code], stdout=subprocess.PIPE, text=True) as worker:
            try:
                assert "Waiting for work" in worker.stdout.readline()
                until = time.monotonic() + 60
                while jobs.newest(store, tara, document, datetime.now(UTC)).is_active:
                    assert time.monotonic() < until
                    time.sleep(0.05)
                worker.send_signal(signal.SIGINT)
                assert worker.wait(15) == 0
            finally:
                worker.kill()
        assert jobs.newest(store, tara, document, datetime.now(UTC)).standing == "done"


@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn needs POSIX")
def test_several_workers_share_a_port_and_stop_when_told(data):
    code = "from quizapp.cli import main; main(['serve', '--port', '0', '--workers', '2'])"
    command = [sys.executable, "-uc", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            address = server.stdout.readline().split()[1]
            with urlopen(f"{address}readyz", timeout=60) as answer:
                assert answer.read() == b"ready\n"
            server.send_signal(signal.SIGTERM)
            said, wrong = server.communicate(timeout=30)
        finally:
            server.kill()
    assert (server.returncode, wrong) == (0, "")
    assert said.count("Stopped.") == 1


def test_help_loads_neither_the_server_nor_the_models():
    code = (
        "import sys\nfrom quizapp.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "sys.exit(str(sorted({'flask', 'sqlalchemy', 'numpy', 'nltk', 'yaml'} & set(sys.modules)) or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == ""
    assert "demo" in done.stdout


def test_a_connection_that_comes_before_the_server_is_ready_sends_small_packets_at_once():
    with (
        listen("127.0.0.1", 0, "quizapp serve") as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as early,
    ):
        assert early.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
