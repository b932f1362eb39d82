"""What a class costs: ``python bench/load compare`` and its sisters print tables; ``--help`` names them.

Everything runs on this machine, on loopback, for as long as ``--seconds`` says. ``compare`` measures quizapp and
the floor (bare Flask, SQLAlchemy and SQLite) in turns, so that a busy machine slows both; only ratios count.
"""

import argparse
import contextlib
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import killing
from installation import QUESTIONS, lost, prepare
from learners import FloorUser, Learner, Log
from running import Outcome, crowd, median
from servers import Server, floor, quizapp

USERS = 8
WITHIN = 10.0
"""Seconds in which a class hands in."""

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


def compare(options: argparse.Namespace, folder: Path) -> None:
    """Measure in turns, and print medians and ratios."""
    store, code = prepare(options.database, options.answers)
    rounds: dict[str, list[float]] = {}
    with floor(folder) as low, quizapp(options.database, folder) as high:
        servers = {"floor": (FloorUser, low), "quizapp": (Learner, high)}
        for kind, server in servers.values():
            attempts(kind, server, code, 2)  # warm up
        missing = 0
        for _ in range(options.rounds):
            for what, measure in (("page", pages), ("attempt", attempts)):
                for name, (kind, server) in servers.items():
                    before = server.cpu()
                    found = measure(kind, server, code, options.seconds)
                    done = found.requests if what == "page" else found.attempts
                    for value, figure in (
                        ("rate", done / found.seconds),
                        ("cpu", 1000 * (server.cpu() - before) / max(1, done)),
                        ("p50", found.percentile(0.5)),
                        ("p95", found.percentile(0.95)),
                        ("p99", found.percentile(0.99)),
                    ):
                        rounds.setdefault(f"{what} {value} {name}", []).append(figure)
                    if found.troubles:
                        print(f"{name}: {len(found.troubles)} troubles: {sorted(set(found.troubles))}")
                    if name == "quizapp":
                        missing += lost(store, found.saved)
        memory = {name: server.memory() for name, (_, server) in servers.items()}
    print(f"{'':<28}{'floor':>10}{'quizapp':>10}{'ratio':>8}")
    for what in ("page", "attempt"):
        for value in ("rate", "cpu", "p50", "p95", "p99"):
            low_, high_ = (median(rounds[f"{what} {value} {name}"]) for name in ("floor", "quizapp"))
            unit = {"rate": "/s", "cpu": "CPU ms"}.get(value, f"{value} ms")
            print(f"{what + ' ' + unit:<28}{low_:>10.2f}{high_:>10.2f}{high_ / low_:>8.2f}")
    for place, kind_ in enumerate(("PSS", "private")):
        low_, high_ = memory["floor"][place], memory["quizapp"][place]
        print(f"{'memory a worker, MB, ' + kind_:<28}{low_:>10.1f}{high_:>10.1f}{high_ / low_:>8.2f}")
    print(f"answers called saved and not there: {missing}")


def hand_in(options: argparse.Namespace, folder: Path) -> None:
    """A class answers at its leisure; then all hand in, and look at the result, within ten seconds."""
    store, code = prepare(options.database, options.answers)
    learners: list[Learner] = []
    begun: list[tuple[str, str]] = []
    with quizapp(options.database, folder) as server:

        def answer(number: int, log: Log, is_over: Callable[[], bool]) -> None:
            for seed in range(number, options.people, USERS):
                learner = Learner(server.port, code, log, seed)
                place = learner.start()
                for question in range(1, QUESTIONS + 1):
                    learner.answer(*place, question)
                learner.wire.close()
                learners.append(learner)
                begun.append(place)

        answered = crowd(USERS, answer, options.seconds)
        chance = random.Random(1)
        moments = [chance.uniform(0, WITHIN) for _ in range(options.people)]

        def finish(number: int, log: Log, is_over: Callable[[], bool]) -> None:
            time.sleep(moments[number])
            learners[number].log = log
            try:
                learners[number].hand_in(*begun[number])
            except OSError as e:
                log.troubles.append(type(e).__name__)

        found = crowd(options.people, finish, WITHIN)
    report(found, lost(store, answered.saved), options.people)
    print(
        f"before that, {len(answered.saved)} answers at {answered.requests / answered.seconds:.0f} requests/s"
    )


def report(found: Outcome, missing: int, people: int) -> None:
    """Print what a crowd went through."""
    print(
        f"{people} learners, {found.attempts} attempts in {found.seconds:.0f} s, {len(found.saved)} answers"
    )
    print(f"{found.requests / found.seconds:.0f} requests/s", end="; ")
    print(
        "; ".join(
            f"p{share:.0%} {found.percentile(share):.0f} ms".replace("%", "") for share in (0.5, 0.95, 0.99)
        )
    )
    print(f"troubles: {len(found.troubles)} {sorted(set(found.troubles))}")
    print(f"answers called saved and not there: {missing}")


def kill(options: argparse.Namespace, folder: Path) -> None:
    """Kill workers under load, again and again."""
    store, code = prepare(options.database, options.answers)
    with quizapp(options.database, folder) as server:
        found, kills = killing.under_load(server, code, options.kills, options.seconds)
    print(f"{kills} workers killed in {found.seconds:.0f} s; {len(found.troubles)} requests broken")
    print(f"{len(found.saved)} answers called saved, {lost(store, found.saved)} of them not there")
    print(f"the database: {killing.verdict(store)}")


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = {"compare": compare, "class": hand_in, "kill": kill}
    parser.add_argument("command", choices=commands)
    parser.add_argument("--database", default="", help="address (default: a new SQLite file)")
    parser.add_argument("--answers", type=int, default=0, help="old answers in the database")
    parser.add_argument("--seconds", type=float, default=4, help="length of one measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--people", type=int, default=200, help="learners in the class")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="where the files go (default: the temporary folder)")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.folder)))
        options.database = options.database or f"sqlite:///{folder / 'quizapp.db'}"
        commands[options.command](options, folder)


if __name__ == "__main__":
    main()
