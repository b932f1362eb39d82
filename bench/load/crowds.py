"""Crowds: a class that begins, signs in or hands in at once, people who come at random, people for half an hour."""

import random
import threading
import time
from collections.abc import Callable, Sequence

from learners import Learner, Log
from running import Outcome, crowd
from servers import Server
from wire import Wire

QUESTIONS = 10
ANSWERING = 8
"""Learners who answer at the same time before all hand in."""

AGAIN = 60.0
"""Seconds for which somebody who was told to try again does so."""

SIGNING_IN = 300
"""Seconds that somebody waits for a password to be checked: each check is made to be costly."""


class Class:
    """Learners who have begun: each with the path of an attempt and the token of its forms."""

    def __init__(self, server: Server, code: str) -> None:
        self.server = server
        self.code = code
        self.learners: list[tuple[Learner, str, str]] = []

    def answer(self, people: int, questions: int) -> Outcome:
        """Let so many people begin and answer the first questions, a few people at a time."""

        def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
            for seed in range(number, people, ANSWERING):
                learner = Learner(self.server.port, self.code, log, seed)
                path, token = learner.start()
                for question in range(1, questions + 1):
                    learner.answer(path, token, question)
                learner.wire.close()
                self.learners.append((learner, path, token))

        return crowd(ANSWERING, work, 0)

    def hand_in(self, within: float, left: Sequence[int] = ()) -> Outcome:
        """Let all hand in, and look at the result, at random moments within so many seconds.

        They answer the questions that are ``left`` first. Who is told to try again (503) or loses the connection
        does so.
        """
        chance = random.Random(1)
        moments = [chance.uniform(0, within) for _ in self.learners]

        def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
            learner, path, token = self.learners[number]
            learner.log = log
            time.sleep(moments[number])
            for question in left:
                insist(log, lambda question=question: learner.answer(path, token, question))
            insist(log, lambda: learner.hand_in(path, token))

        return crowd(len(self.learners), work, within)


def insist(log: Log, step: Callable[[], None]) -> None:
    """Do something until it is done, as people do; each failure is a trouble of the log."""
    until = time.monotonic() + AGAIN
    while True:
        troubles = len(log.troubles)
        try:
            step()
            return
        except OSError as e:
            if len(log.troubles) == troubles:
                log.troubles.append(type(e).__name__)
            if time.monotonic() > until:
                log.troubles.append("gave up")
                return
            time.sleep(0.5)


def begin_at_once(server: Server, code: str, people: int) -> Outcome:
    """Let a class press Start at the same moment, and look at the first question."""
    ready = [Learner(server.port, code, Log(), number) for number in range(people)]
    tokens = [
        learner.ask(lambda one=learner: one.wire.get(f"/quiz/{code}"), 200).hidden() for learner in ready
    ]

    def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
        learner = ready[number]
        learner.log = log
        fields = {"csrf_token": tokens[number]["csrf_token"], "name": learner.name}
        begun = learner.ask(lambda: learner.wire.post(f"/quiz/{code}", **fields), 303)
        learner.ask(lambda: learner.wire.get(begun.location), 200)

    return crowd(people, work, 0)


def sign_in_at_once(server: Server, people: int, password: str) -> Outcome:
    """Let a class of accounts (``person0`` …) sign in with their password at the same moment."""
    wires = [Wire(server.port, patience=SIGNING_IN) for _ in range(people)]
    tokens = [wire.get("/sign-in").hidden()["csrf_token"] for wire in wires]

    def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
        learner = Learner(server.port, "", log, number)
        learner.wire = wires[number]
        fields = {"csrf_token": tokens[number], "login": f"person{number}", "password": password, "next": ""}
        learner.ask(lambda: learner.wire.post("/sign-in", **fields), 303)

    return crowd(people, work, 0)


def arrive(server: Server, code: str, rate: float, seconds: float, think: float) -> tuple[Outcome, int]:
    """Let learners arrive at random, so many a second, whether or not the server keeps up (an open loop).

    Each thinks ``think`` seconds a question on average. Gives what they went through, and how many came.
    """
    chance = random.Random(2)
    arrivals: list[float] = []
    at = chance.expovariate(rate)
    while at < seconds:
        arrivals.append(at)
        at += chance.expovariate(rate)

    def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
        time.sleep(arrivals[number])
        own = random.Random(number)
        try:
            Learner(server.port, code, log, number).take(QUESTIONS, lambda: own.expovariate(1 / think))
        except OSError as e:
            log.troubles.append(type(e).__name__)

    return crowd(len(arrivals), work, seconds), len(arrivals)


def soak(
    server: Server, code: str, people: int, seconds: float, think: float, say: Callable[[float, float], None]
) -> Outcome:
    """Let people take the quiz again and again; ``say`` gets the minutes and a worker's private memory, in MB."""
    over = threading.Event()
    begun = time.monotonic()

    def watch() -> None:
        while not over.wait(min(60.0, seconds / 6)):
            say((time.monotonic() - begun) / 60, server.memory()[1])

    def work(number: int, log: Log, is_over: Callable[[], bool]) -> None:
        own = random.Random(number)
        seed = number
        while not is_over():
            seed += people
            try:
                Learner(server.port, code, log, seed).take(QUESTIONS, lambda: own.expovariate(1 / think))
            except OSError as e:
                log.troubles.append(type(e).__name__)

    watcher = threading.Thread(target=watch)
    watcher.start()
    found = crowd(people, work, seconds)
    over.set()
    watcher.join()
    return found
