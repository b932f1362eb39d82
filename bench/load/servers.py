"""The servers that are measured: each with two workers of eight threads, on a free port, for one block of code."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, and the process that began it."""

    port: int
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """Give the process ids of the workers that answer: forks of the first, not what it runs beside them."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        own = command_of(str(self.process.pid))
        return [int(word) for word in path.read_text().split() if command_of(word) == own]

    def memory(self) -> tuple[float, float]:
        """Give the mean of a worker's proportional and private memory (PSS, USS), in MB."""
        found = [memory_of(worker) for worker in self.workers()]
        return sum(pss for pss, _ in found) / len(found), sum(uss for _, uss in found) / len(found)

    def cpus(self) -> list[float]:
        """Give the CPU seconds that each worker has used."""
        found = []
        for worker in self.workers():
            fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            found.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
        return found

    def cpu(self) -> float:
        """Give the CPU seconds that the workers have used."""
        return sum(self.cpus())


def command_of(process: str) -> bytes:
    """Give the command line of a process; nothing when it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def memory_of(process: int) -> tuple[float, float]:
    """Give proportional and private memory of a process, in MB."""
    pss = uss = 0.0
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == "Pss":
            pss = int(value.split()[0]) / 1024
        elif name in ("Private_Clean", "Private_Dirty"):
            uss += int(value.split()[0]) / 1024
    return pss, uss


@contextmanager
def floor(folder: Path) -> Iterator[Server]:
    """Serve the floor."""
    options = ["-k", "gthread", "--threads", "8", "-w", str(WORKERS), "--log-level", "warning", "--preload"]
    with serving(
        ["gunicorn", *options, "--chdir", str(HERE), "floor:app"],
        "-b",
        {"FLOOR_DATABASE": str(folder / "floor.db")},
    ) as server:
        yield server


@contextmanager
def quizapp(database_url: str, folder: Path) -> Iterator[Server]:
    """Serve quizapp."""
    with serving(
        ["quizapp", "serve", "--workers", str(WORKERS)],
        "--port",
        {"DATABASE_URL": database_url, "QUIZAPP_DATA": str(folder)},
    ) as server:
        yield server


@contextmanager
def serving(command: list[str], port_option: str, environment: dict[str, str]) -> Iterator[Server]:
    """Run a server for the block; it is told to stop at the end, and waited for."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    where = f"127.0.0.1:{port}" if port_option == "-b" else str(port)
    program = str(Path(sys.executable).with_name(command[0]))
    process = subprocess.Popen(
        [program, *command[1:], port_option, where],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield Server(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers. Raises RuntimeError when it does not, or has ended."""
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                connection.sendall(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if connection.recv(1):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{process.args} does not answer")
