"""How many cores a crowd needs: ``python bench/capacity.py --learners 100000 --cores 32``.

Learners arrive at random over an hour and take a quiz of ten questions with pauses to think. Each request waits for
a free core of the web servers, uses it for as long as was measured (``bench/load``), and, when it saves, waits for the
one log of the database. The figures that go in are arguments, so that those of another machine can be put in.
"""

import argparse
import heapq
import random

BEFORE = 600.0
"""Seconds that fill the room: what comes later is counted."""

PAGES, SAVES = 13, 11
"""Requests of an attempt that look, and that save (start and ten answers); handing in comes on top."""


def simulate(options: argparse.Namespace) -> tuple[list[float], float, float]:
    """Give the sorted waiting plus working times in ms, and the share of time that cores and log are busy."""
    chance = random.Random(1)
    window = options.minutes * 60.0
    arriving = int(options.learners * options.minutes / 60)
    events: list[tuple[float, float, float]] = []
    for _ in range(arriving):
        at = chance.uniform(0, window)
        kinds = [(options.page, 0.0), (options.save, options.commit)] * SAVES
        kinds += [(options.page, 0.0)] * (PAGES - SAVES) + [(options.finish, options.commit)]
        for cpu, commit in kinds:
            events.append((at, cpu / 1000, commit / 1000))
            at += chance.expovariate(1 / options.think) if commit == 0 else 0.3
    events.sort()
    cores = [0.0] * options.cores
    log_free = busy = logging = 0.0
    times = []
    for at, cpu, commit in events:
        begin = max(at, cores[0])
        work = chance.gammavariate(4, cpu / 4)
        end = begin + work
        if commit:
            log_free = max(end, log_free) + commit
            logging += commit if BEFORE <= at < window else 0
        heapq.heapreplace(cores, end)  # a thread that waits for the log leaves its core to others
        if BEFORE <= at < window:
            busy += work
            times.append(1000 * ((log_free if commit else end) - at))
    span = window - BEFORE
    return sorted(times), busy / span / options.cores, logging / span


def main() -> None:
    """Read the figures, simulate, and print what the crowd waits."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=100_000, help="who come within an hour")
    parser.add_argument(
        "--minutes", type=float, default=25, help="how much of the hour to simulate; more than 10"
    )
    parser.add_argument("--cores", type=int, default=8, help="cores of all web servers together")
    parser.add_argument("--think", type=float, default=20, help="mean seconds between a page and its answer")
    parser.add_argument("--page", type=float, default=2.3, help="CPU ms of a question page")
    parser.add_argument("--save", type=float, default=5.0, help="CPU ms of a saved answer")
    parser.add_argument("--finish", type=float, default=14.0, help="CPU ms of handing in and the result")
    parser.add_argument(
        "--commit", type=float, default=0.5, help="ms that the database's log is taken by a save"
    )
    options = parser.parse_args()
    times, cores, log = simulate(options)
    print(
        f"{options.learners:,} learners in an hour on {options.cores} cores, {len(times):,} requests simulated"
    )
    print(f"cores busy {cores:.0%}, log of the database busy {log:.0%}")
    shares = ((share, times[int(share * (len(times) - 1))]) for share in (0.5, 0.95, 0.99, 0.999))
    print("; ".join(f"p{100 * share:g} {took:,.0f} ms" for share, took in shares))


if __name__ == "__main__":
    main()
