"""A throw-away PostgreSQL for the tests; ``python tests/cluster.py`` installs its programs where they are missing."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("initdb", "pg_ctl", "pg_dump", "pg_restore")
ADVICE = (
    "PostgreSQL's programs (initdb, pg_ctl) are not here, so the tests run on SQLite only. "
    "Install your system's package `postgresql` to run them on both."
)
IN_MEMORY = Path("/dev/shm")
"""Where there is such a folder with room, the cluster waits for no disk."""

ROOM = 2**30
UNPRIVILEGED = "nobody"
"""Who runs the server when root runs the tests: PostgreSQL refuses root."""

QUICK = {
    "fsync": "off",  # nothing here outlives the tests
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}


def programs() -> Path | None:
    """Give the folder with PostgreSQL's programs, the newest where there are several; None without any."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    for folder in folders:
        if all((folder / name).is_file() for name in PROGRAMS):
            return folder
    return None


@dataclass(frozen=True)
class Cluster:
    """A server that runs on a free port of this machine."""

    programs: Path
    data: Path
    port: int
    user: str | None

    def address(self, database: str) -> str:
        return f"postgresql://quizapp@127.0.0.1:{self.port}/{database}"

    def run(self, program: str, *arguments: object) -> None:
        """Run a program of PostgreSQL as its user; raises with what it said when it fails."""
        command = [str(self.programs / program), *(str(argument) for argument in arguments)]
        with tempfile.TemporaryFile() as said:  # a pipe would stay open as long as the server
            done = subprocess.run(command, user=self.user, cwd="/", stdout=said, stderr=said)
            said.seek(0)
            if done.returncode:
                raise RuntimeError(f"{command}: {said.read().decode(errors='replace')}")

    def start(self, *more: str) -> None:
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": ""} | QUICK
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.data.parent / "log"
        self.run("pg_ctl", "start", "-w", "-D", self.data, "-l", log, "-o", options, *more)

    def stop(self) -> None:
        """Pull the plug."""
        self.run("pg_ctl", "stop", "-w", "-D", self.data, "-m", "immediate")


@contextmanager
def running(found: Path) -> Iterator[Cluster]:
    """Make a cluster, run it, and leave nothing of it."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    quick = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="quizapp-cluster-", dir=IN_MEMORY if quick else None))
    if root:
        shutil.chown(folder, UNPRIVILEGED)
    cluster = Cluster(found, folder / "data", free_port(), UNPRIVILEGED if root else None)
    try:
        cluster.run(
            "initdb", "-D", cluster.data, "-U", "quizapp", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
        )
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder)


def free_port() -> int:
    """Give a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def install() -> None:
    """Install Debian's package where that is possible and allowed."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (("update",), ("install", "--yes", "--no-install-recommends", "postgresql")):
        subprocess.run(["apt-get", *step], env=environment, capture_output=True)


def main() -> int:
    """Make sure that the programs are there; gives the exit code, which is 1 only where tests must not skip."""
    if programs() is None:
        sys.stdout.write("The tests also run on PostgreSQL; installing it ...\n")
        sys.stdout.flush()
        install()
    if programs() is not None:
        return 0
    sys.stdout.write(f"{ADVICE}\n")
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
