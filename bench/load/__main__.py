"""What a class costs: ``python bench/load compare`` and its sisters print tables; ``--help`` names them.

    compare   quizapp and the floor (bare Flask, SQLAlchemy and SQLite) in turns; ratios count
    growth    an empty database and one with many answers (--answers, default a million) in turns
    class     --people learners hand in within 10 seconds; --restart stops PostgreSQL at once in the middle
    start     --people learners press Start at the same moment
    sign-in   --people accounts sign in with their passwords at the same moment
    open      --rate learners a second arrive, whether or not the server keeps up
    soak      --people learners for --seconds; memory every minute
    kill      workers are killed --kills times at random moments under load

Everything runs on this machine, on loopback. ``--database postgresql`` starts a server for it.
"""

import argparse
import contextlib
import itertools
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import crowds
import killing
from installation import QUESTIONS, lost, people_with_passwords, prepare
from learners import FloorUser, Learner, Log
from places import Places, places
from running import Outcome, crowd, median
from servers import Server, floor, quizapp

USERS = 8
WITHIN = 10.0
"""Seconds in which a class hands in."""

MILLION = 1_000_000
FILES = 8_192
FIGURES = ("rate", "cpu", "p50", "p95", "p99")

numbers = itertools.count(1)


def pages(kind: type[Learner], server: Server, code: str, seconds: float) -> Outcome:
    """Eight people look at questions, each at the next as soon as the last is there."""

    def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
        learner = kind(server.port, code, log, next(numbers))
        for _ in learner.pages(QUESTIONS):
            if is_over():
                return

    return crowd(USERS, work, seconds)


def attempts(kind: type[Learner], server: Server, code: str, seconds: float) -> Outcome:
    """Eight people take the quiz again and again."""

    def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
        while not is_over():
            kind(server.port, code, log, next(numbers)).take(QUESTIONS)

    return crowd(USERS, work, seconds)


class Rounds:
    """Figures of several servers, measured in turns."""

    def __init__(self) -> None:
        self.found: dict[str, list[float]] = {}

    def measure(
        self, what: str, name: str, kind: type[Learner], server: Server, code: str, seconds: float
    ) -> Outcome:
        """Measure one server once: ``what`` is "page" or "attempt"."""
        before = server.cpu()
        found = (pages if what == "page" else attempts)(kind, server, code, seconds)
        done = found.requests if what == "page" else found.attempts
        values = (
            done / found.seconds,
            1000 * (server.cpu() - before) / max(1, done),
            *(found.percentile(share) for share in (0.5, 0.95, 0.99)),
        )
        for figure, value in zip(FIGURES, values, strict=True):
            self.found.setdefault(f"{what} {figure} {name}", []).append(value)
        if found.troubles:
            print(f"{name}: {len(found.troubles)} troubles: {sorted(set(found.troubles))}")
        return found

    def table(self, low: str, high: str) -> None:
        """Print medians and ratios of two servers."""
        print(f"{'':<28}{low:>12}{high:>12}{'ratio':>8}")
        for what in ("page", "attempt"):
            for figure in FIGURES:
                below, above = (median(self.found[f"{what} {figure} {name}"]) for name in (low, high))
                unit = {"rate": "/s", "cpu": "CPU ms"}.get(figure, f"{figure} ms")
                print(f"{what + ' ' + unit:<28}{below:>12.2f}{above:>12.2f}{above / below:>8.2f}")
            for name in (low, high):
                tail = median(self.found[f"{what} p99 {name}"]) / median(self.found[f"{what} p50 {name}"])
                print(f"{what + ' p99 / p50, ' + name:<28}{tail:>24.2f}")


def compare(options: argparse.Namespace, folder: Path, where: Places) -> None:
    """Measure the floor and quizapp in turns, and print medians and ratios."""
    address = where.new()
    store, code = prepare(address, options.answers)
    rounds = Rounds()
    missing = 0
    with floor(folder) as low, quizapp(address, folder) as high:
        servers = {"floor": (FloorUser, low), "quizapp": (Learner, high)}
        for kind, server in servers.values():
            attempts(kind, server, code, 2)  # warm up
        for _ in range(options.rounds):
            for what in ("page", "attempt"):
                for name, (kind, server) in servers.items():
                    found = rounds.measure(what, name, kind, server, code, options.seconds)
                    missing += lost(store, found.saved) if name == "quizapp" else 0
        memory = {name: server.memory() for name, (_, server) in servers.items()}
    rounds.table("floor", "quizapp")
    for place, how in enumerate(("PSS", "private")):
        below, above = memory["floor"][place], memory["quizapp"][place]
        print(f"{'memory a worker, MB, ' + how:<28}{below:>12.1f}{above:>12.1f}{above / below:>8.2f}")
    print(f"answers called saved and not there: {missing}")


def growth(options: argparse.Namespace, folder: Path, where: Places) -> None:
    """Measure an empty database and a full one in turns."""
    rounds = Rounds()
    with contextlib.ExitStack() as stack:
        servers = {}
        for name, answers in (("empty", 0), ("full", options.answers or MILLION)):
            address = where.new()
            _, code = prepare(address, answers)
            servers[name] = (stack.enter_context(quizapp(address, folder)), code)
        for server, code in servers.values():
            attempts(Learner, server, code, 2)
        for _ in range(options.rounds):
            for what in ("page", "attempt"):
                for name, (server, code) in servers.items():
                    rounds.measure(what, name, Learner, server, code, options.seconds)
    rounds.table("empty", "full")


def hand_in(options: argparse.Namespace, folder: Path, where: Places) -> None:
    """A class answers at its leisure; then all hand in, and look at the result, within ten seconds."""
    address = where.new()
    store, code = prepare(address, options.answers)
    if options.restart and where.server is None:
        raise SystemExit("--restart needs --database postgresql.")
    with quizapp(address, folder) as server:
        people = crowds.Class(server, code)
        left = (QUESTIONS,) if options.restart else ()
        answered = people.answer(options.people, QUESTIONS - len(left))
        plug = threading.Timer(WITHIN / 2, restart, [where])
        if options.restart:
            plug.start()
        before, own = server.cpus(), time.process_time()
        found = people.hand_in(WITHIN, left)
        spent = [after - at for after, at in zip(server.cpus(), before, strict=True)]
        own = time.process_time() - own
        plug.cancel()
        if options.restart:
            plug.join()
        saved = {**answered.saved, **found.saved}
        report(found, lost(store, saved), options.people)
    print(f"CPU: workers {', '.join(f'{one:.1f}' for one in spent)} s, this program {own:.1f} s")
    print(f"before: {len(answered.saved)} answers, {answered.requests / answered.seconds:.0f} requests/s")


def restart(where: Places) -> None:
    """Pull the plug of PostgreSQL, and start it again."""
    if where.server is not None:
        where.server.stop()
        where.server.start()


def start(options: argparse.Namespace, folder: Path, where: Places) -> None:
    """A class begins at the same moment."""
    address = where.new()
    _, code = prepare(address, options.answers)
    with quizapp(address, folder) as server:
        report(crowds.begin_at_once(server, code, options.people), 0, options.people)


def sign_in(options: argparse.Namespace, folder: Path, where: Places) -> None:
    """A class signs in at the same moment."""
    address = where.new()
    store, _ = prepare(address, options.answers)
    password = people_with_passwords(store, options.people)
    with quizapp(address, folder) as server:
        report(crowds.sign_in_at_once(server, options.people, password), 0, options.people)


def open_loop(options: argparse.Namespace, folder: Path, where: Places) -> None:
    """Learners come at random."""
    address = where.new()
    store, code = prepare(address, options.answers)
    with quizapp(address, folder) as server:
        before = server.cpu()
        found, came = crowds.arrive(server, code, options.rate, options.seconds, options.think)
        report(found, lost(store, found.saved), came)
        print(f"CPU {1000 * (server.cpu() - before) / max(1, found.attempts):.0f} ms an attempt")


def soak(options: argparse.Namespace, folder: Path, where: Places) -> None:
    """People take the quiz again and again, for long."""
    address = where.new()
    store, code = prepare(address, options.answers)

    def say(minutes: float, memory: float) -> None:
        print(f"{minutes:5.1f} min  {memory:5.1f} MB private a worker", flush=True)

    with quizapp(address, folder) as server:
        found = crowds.soak(server, code, options.people, options.seconds, options.think, say)
        report(found, lost(store, found.saved), options.people)


def report(found: Outcome, missing: int, people: int) -> None:
    """Print what a crowd went through."""
    print(
        f"{people} learners, {found.attempts} attempts in {found.seconds:.0f} s, {len(found.saved)} answers"
    )
    shares = "; ".join(
        f"p{100 * share:.0f} {found.percentile(share):.0f} ms" for share in (0.5, 0.95, 0.99, 1)
    )
    print(f"{found.requests / found.seconds:.0f} requests/s; {shares}")
    counts = {trouble: found.troubles.count(trouble) for trouble in sorted(set(found.troubles))}
    print(f"troubles: {len(found.troubles)} {counts or ''}")
    print(f"answers called saved and not there: {missing}")


def kill(options: argparse.Namespace, folder: Path, where: Places) -> None:
    """Kill workers under load, again and again."""
    address = where.new()
    store, code = prepare(address, options.answers)
    with quizapp(address, folder) as server:
        found, kills = killing.under_load(server, code, options.kills, options.seconds)
    print(f"{kills} workers killed in {found.seconds:.0f} s; {len(found.troubles)} requests broken")
    print(f"{len(found.saved)} answers called saved, {lost(store, found.saved)} of them not there")
    print(f"the database: {killing.verdict(store)}")


COMMANDS = {
    "compare": compare, "growth": growth, "class": hand_in, "start": start, "sign-in": sign_in, "open": open_loop,
    "soak": soak, "kill": kill,
}  # fmt: skip


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument(
        "--database", default="", help="an address, or postgresql (default: a new SQLite file)"
    )
    parser.add_argument("--answers", type=int, default=0, help="old answers in the database")
    parser.add_argument("--seconds", type=float, default=4, help="length of one measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--people", type=int, default=200, help="learners in the class")
    parser.add_argument("--rate", type=float, default=4, help="learners a second who arrive")
    parser.add_argument("--think", type=float, default=2, help="mean seconds before an answer")
    parser.add_argument("--restart", action="store_true", help="pull the plug of PostgreSQL meanwhile")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="where the files go (default: the temporary folder)")
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, most), most))
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.folder)))
        where = stack.enter_context(places(options.database, folder))
        COMMANDS[options.command](options, folder, where)


if __name__ == "__main__":
    main()
