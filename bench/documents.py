"""Measures documents in the browser: bringing in, reading, pages, changes, and pages while questions are made.

    python bench/documents.py [--pairs 2000] [--seconds 20]

A real server database in a temporary folder, the real queue in a thread; requests without a network. The line
“home page at rest” is what “while making” is to be compared with.
"""

import argparse
import io
import re
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.jobs import JobQueue
from quizapp.services import accounts
from quizapp.settings import Settings
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store
from quizapp.web.app import create_app

utc_now = partial(datetime.now, UTC)


def main() -> None:
    """Print a table of what takes how long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=2_000, help="pairs of the document")
    parser.add_argument(
        "--seconds", type=float, default=20.0, help="how long to look while questions are made"
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/quizapp.db"
        engine = open_database(address)
        upgrade(engine)
        store, settings = Store(engine), Settings(Path(folder), address)
        queue = JobQueue(store, settings, utc_now)
        client = signed_in(store, create_app(store, settings, utc_now, queue).test_client())
        with queue.working():
            measure(client, document(wanted.pairs), wanted.seconds)
        engine.dispose()
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def document(pairs: int) -> bytes:
    """Write a document of so many pairs, each of about 1,300 characters."""
    told = "It was opened by the master of the bay, who looks after it to this day. " * 17
    rows = (
        f"What is station {n} for?\nStation {n} was opened in {1700 + n % 300} and serves {n * 7} boats. {told}\n"
        for n in range(1, pairs + 1)
    )
    return "".join(rows).encode()


def signed_in(store: Store, client: FlaskClient) -> FlaskClient:
    """Sign a teacher in."""
    accounts.add_user(store, "tara", "Tara", "teacher", None, utc_now())
    link = f"/sign-in/link/{accounts.make_sign_in_link(store, 'tara', utc_now())}"
    client.post(link, data={"csrf_token": token(client.get(link))})
    return client


def token(page: TestResponse) -> str:
    """Give the token of a page's forms."""
    found = re.search(r'csrf_token" value="([^"]+)', page.text)
    if found is None:
        raise RuntimeError("the page has no form")
    return found.group(1)


def measure(client: FlaskClient, data: bytes, seconds: float) -> None:
    """Go the way of a teacher, a line for each step."""
    secret = token(client.get("/documents/new"))
    sent = {"csrf_token": secret, "file": (io.BytesIO(data), "stations.txt"), "reader": "lines"}
    begun = time.perf_counter()
    place = timed(f"bring in {len(data) / 1e6:.1f} MB", lambda: client.post("/documents", data=sent)).location
    path = place.removesuffix("/work")
    while client.get(f"{path}/work/state").get_json().get("active"):
        time.sleep(0.05)
    print(f"{'until its pairs are there':<32}{time.perf_counter() - begun:8.3f} s")
    page = timed("first page of pairs", lambda: client.get(path))
    timed("a page in the middle", lambda: client.get(f"{path}?page=50"))
    pair = (re.findall(r'id="pair-(\d+)"', page.text) or ["0"])[0]
    change = f"{path}/pairs/{pair}"
    timed("move a pair", lambda: client.post(f"{change}/arrange", data={"csrf_token": secret, "do": "down"}))
    wording = {"csrf_token": secret, "question": "Is it edited?", "answer": "Yes, it is."}
    timed("edit a pair", lambda: client.post(change, data=wording))
    timed("the source", lambda: client.get(f"{path}/source?line=100"))
    many("home page at rest", client, seconds / 4, lambda: True)
    client.post(f"{path}/work", data={"csrf_token": secret, "questions": "100", "seed": "0"})
    active = lambda: bool(client.get(f"{path}/work/state").get_json()["active"])  # noqa: E731
    many("home page while making", client, seconds, active)
    begun = time.perf_counter()
    client.post(f"{path}/work/stop", data={"csrf_token": secret})
    while active():
        time.sleep(0.02)
    print(f"{'from “Stop” to stopped':<32}{time.perf_counter() - begun:8.3f} s")


def timed(what: str, step: Callable[[], TestResponse]) -> TestResponse:
    """Do a step and print how long it took."""
    begun = time.perf_counter()
    response = step()
    print(f"{what:<32}{time.perf_counter() - begun:8.3f} s")
    return response


def many(what: str, client: FlaskClient, seconds: float, goes_on: Callable[[], bool]) -> None:
    """Ask for the home page again and again; print the median and the 95th percentile."""
    taken: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until and goes_on():
        begun = time.perf_counter()
        client.get("/")
        taken.append(time.perf_counter() - begun)
        time.sleep(0.05)
    taken.sort()
    middle, late = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(f"{what:<32}{middle:8.3f} s   95 %: {late:.3f} s   ({len(taken)} times)")


if __name__ == "__main__":
    main()
