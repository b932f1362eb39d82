"""Speed and memory of the main jobs, each beside a floor measured in the same run.

    python bench/speed.py [FAQ document]

Rows: documents and pairs a second for `generate`, answers a second for marking, wall time and peak memory of
a cold `quizapp --help` (floor: `python -c pass`), and the time from the start of `quizapp demo` to its first
page (floor: a bare Flask app served by waitress). Medians of several rounds; machines are noisy, so compare
ratios within one run.
"""

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from quizapp.formats.readers import read_document
from quizapp.generate import generate
from quizapp.grade import mark
from quizapp.model.answer import Answer
from quizapp.paths import data_dir

ROUNDS = 5
BARE_APP = """
import flask, waitress
app = flask.Flask("bare")
app.add_url_rule("/", view_func=lambda: "hello")
server = waitress.create_server(app, port=0)
print(f"http://127.0.0.1:{server.effective_port}/", flush=True)
server.run()
"""

# A child's peak counts what its parent held when it was forked, so a small parent starts it.
LAUNCHER = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def row(name: str, value: str) -> None:
    """Print one row of the table."""
    print(f"{name:<52} {value}")


def seconds(work, least: float = 1.0) -> float:
    """Give the median time of one call, repeated for at least ``least`` seconds."""
    times = []
    while sum(times) < least or len(times) < 3:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def cold(command: list[str]) -> tuple[float, float]:
    """Give the median seconds and the peak MB of a command that ends by itself."""
    times, peaks = [], []
    for _ in range(ROUNDS):
        done = subprocess.run([sys.executable, "-c", LAUNCHER, *command], stdout=subprocess.PIPE, text=True)
        assert done.returncode == 0, command
        wall, peak = done.stdout.split()
        times.append(float(wall))
        peaks.append(int(peak) / 1024)
    return statistics.median(times), max(peaks)


def first_page(command: list[str], rounds: int = 3) -> tuple[float, float]:
    """Give the median seconds from start to first page, and the MB resident then; data folders are fresh."""
    times, memory = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "QUIZAPP_DATA": folder, "PYTHONUNBUFFERED": "1"}
            start = time.perf_counter()
            with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
                for line in server.stdout:
                    if address := re.search(r"http://127\.0\.0\.1:\d+/", line):
                        break
                urllib.request.urlopen(address.group(), timeout=30).read()
                times.append(time.perf_counter() - start)
                status = Path(f"/proc/{server.pid}/status").read_text()
                memory.append(int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024)
                server.kill()
    return statistics.median(times), statistics.median(memory)


def main() -> None:
    """Measure and print."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else data_dir("seeds") / "us-russia-ukraine.txt"
    start = time.perf_counter()
    document = read_document(path.read_bytes(), path.name)
    generated = generate([document])
    first = time.perf_counter() - start
    each = seconds(lambda: generate([document]))
    pairs = len(document.pairs)
    row(f"generate {path.name}: first, with loading", f"{first:.2f} s")
    row("generate: after loading", f"{1 / each:.2f} documents/s, {pairs / each:.1f} pairs/s")

    shorts = [question for question in generated.bank.questions if question.kind == "short_answer"]
    answers = [
        (question, Answer(text=" ".join(point.text for point in question.points[:count])))
        for question in shorts
        for count in (1, 2)
    ]
    each = seconds(lambda: [mark(question, answer) for question, answer in answers])
    row("mark: short answers, after loading", f"{len(answers) / each:.0f} answers/s")
    row(
        "memory of this process (peak)", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )

    for name, command in (
        ("cold `python -c pass` (floor)", [sys.executable, "-c", "pass"]),
        ("cold `quizapp --help`", [sys.executable, "-m", "quizapp", "--help"]),
    ):
        wall, peak = cold(command)
        row(name, f"{wall:.3f} s, {peak:.0f} MB")
    for name, command in (
        ("first page of a bare Flask app (floor)", [sys.executable, "-c", BARE_APP]),
        (
            "first page of `quizapp demo`, empty data folder",
            [sys.executable, "-m", "quizapp", "demo", "--port", "0"],
        ),
    ):
        wall, resident = first_page(command)
        row(name, f"{wall:.2f} s, {resident:.0f} MB")


if __name__ == "__main__":
    main()
