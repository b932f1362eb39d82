"""Many learners at once, as threads, and what they went through together."""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from learners import Log


@dataclass(frozen=True)
class Outcome:
    """What a crowd went through; times in milliseconds."""

    seconds: float
    requests: int
    attempts: int
    times: list[float]
    troubles: list[str]
    saved: dict[tuple[str, int], str]

    def percentile(self, share: float) -> float:
        """Give the time that this share of the requests did not exceed."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def crowd(people: int, work: Callable[[int, Log, Callable[[], bool]], None], seconds: float) -> Outcome:
    """Let so many people work at once; ``work`` gets a number, a log and whether time is up."""
    logs = [Log() for _ in range(people)]
    ready = threading.Barrier(people + 1)
    end = [0.0]

    def run(number: int) -> None:
        ready.wait()
        work(number, logs[number], lambda: time.perf_counter() > end[0])

    threads = [threading.Thread(target=run, args=(number,)) for number in range(people)]
    end[0] = float("inf")
    for thread in threads:
        thread.start()
    begun = time.perf_counter()
    end[0] = begun + seconds
    ready.wait()
    for thread in threads:
        thread.join()
    return Outcome(
        time.perf_counter() - begun,
        sum(len(log.times) for log in logs),
        sum(log.attempts for log in logs),
        [took for log in logs for took in log.times],
        [trouble for log in logs for trouble in log.troubles],
        {place: given for log in logs for place, given in log.saved.items()},
    )


def median(values: list[float]) -> float:
    """Give the middle of the rounds; 0 without any."""
    return statistics.median(values) if values else 0.0
