"""Virtual learners: one takes a quiz as a browser without JavaScript would, and remembers what was called saved."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from wire import Answer, Wire

WORDS = (
    "the bees make honey from nectar and store it in cells of wax because the colony needs food in winter "
    "when no flowers are open and the queen lays eggs while workers guard the hive against wasps and cold"
).split()


@dataclass
class Log:
    """What a learner went through: milliseconds of each request, troubles, and what was called saved."""

    times: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    saved: dict[tuple[str, int], str] = field(default_factory=dict)
    """(public id, number of the question) → what was typed or chosen."""
    attempts: int = 0


class Learner:
    """Somebody who takes a quiz of quizapp."""

    def __init__(self, port: int, code: str, log: Log, seed: int) -> None:
        self.wire = Wire(port)
        self.code = code
        self.log = log
        self.chance = random.Random(seed)
        self.name = f"Learner {seed}"

    def ask(self, send: Callable[[], Answer], *expected: int) -> Answer:
        """Send a request, and note how long it took and whether it went well. Raises OSError."""
        begun = time.perf_counter()
        answer = send()
        self.log.times.append(1000 * (time.perf_counter() - begun))
        if answer.status not in expected:
            self.log.troubles.append(f"{answer.status}")
            raise ConnectionError(answer.status)
        return answer

    def start(self) -> tuple[str, str]:
        """Begin an attempt; gives its path and the token of its forms."""
        self.wire.cookies.clear()
        page = self.ask(lambda: self.wire.get(f"/quiz/{self.code}"), 200)
        token = page.hidden()["csrf_token"]
        begun = self.ask(lambda: self.wire.post(f"/quiz/{self.code}", csrf_token=token, name=self.name), 303)
        return begun.location.rsplit("/", 1)[0], token

    def answer(self, path: str, token: str, number: int) -> None:
        """Look at a question and answer it."""
        page = self.ask(lambda: self.wire.get(f"{path}/{number}"), 200)
        fields = {**page.hidden(), "csrf_token": token, "go": "next"}
        if b'type="radio"' in page.body:
            given = fields["choice"] = self.chance.choice("012")
        else:
            words = [self.chance.choice(WORDS) for _ in range(self.chance.randint(6, 16))]
            given = fields["text"] = " ".join(words)
        self.ask(lambda: self.wire.post(f"{path}/{number}", **fields), 303)
        self.log.saved[path.rsplit("/", 1)[1], number] = given

    def take(self, questions: int, think: Callable[[], float] = lambda: 0.0) -> None:
        """Take the whole quiz: start, answer, last look, hand in, review."""
        path, token = self.start()
        for number in range(1, questions + 1):
            time.sleep(think())
            self.answer(path, token, number)
        self.ask(lambda: self.wire.get(f"{path}/check"), 200)
        self.hand_in(path, token)

    def hand_in(self, path: str, token: str) -> None:
        """Hand in, and look at the result."""
        self.ask(lambda: self.wire.post(f"{path}/finish", csrf_token=token), 303)
        self.ask(lambda: self.wire.get(f"{path}/result"), 200)
        self.log.attempts += 1

    def pages(self, questions: int) -> Iterator[None]:
        """Look at question after question, for ever."""
        path, _ = self.start()
        self.log.times.clear()
        while True:
            number = self.chance.randint(1, questions)
            self.ask(lambda number=number: self.wire.get(f"{path}/{number}"), 200)
            yield


class FloorUser(Learner):
    """Somebody at the floor: the same number of pages and posts, nothing in them."""

    def start(self) -> tuple[str, str]:
        """Look and post, as who begins a quiz does."""
        self.ask(lambda: self.wire.get("/1"), 200)
        self.ask(lambda: self.wire.post("/1", text=self.name), 303)
        return "", ""

    def answer(self, path: str, token: str, number: int) -> None:
        """Look and post."""
        self.ask(lambda: self.wire.get(f"/{number}"), 200)
        self.ask(lambda: self.wire.post(f"/{number}", text="It is the gravity of the Moon."), 303)

    def take(self, questions: int, think: Callable[[], float] = lambda: 0.0) -> None:
        """Send as many requests as a whole quiz takes."""
        self.start()
        for number in range(1, questions + 1):
            self.answer("", "", number)
        self.ask(lambda: self.wire.get("/1"), 200)
        self.ask(lambda: self.wire.post("/1", text="finish"), 303)
        self.ask(lambda: self.wire.get("/2"), 200)
        self.log.attempts += 1
