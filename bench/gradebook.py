"""How long the gradebook of a large class takes on the server, and its exports; on SQLite and on PostgreSQL.

    python bench/gradebook.py [--learners 1000] [--questions 40] [--rounds 9]

Prints the median of the rounds, in milliseconds of the clock and of the processor; the first round does not count.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from cluster import programs, running
from databases import make_tables
from simulated import class_bank, simulate, take

from quizapp.formats.scores import SCORES
from quizapp.services import accounts, exporting, library, passwords, teach
from quizapp.services.accounts import User
from quizapp.settings import Settings
from quizapp.storage.database import open_database
from quizapp.storage.store import Store
from quizapp.web.app import create_app
from quizapp.web.site import SESSION_COOKIE

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PAGES = (
    ("gradebook, by name", ""),
    ("gradebook, a page in the middle", "?page=10"),
    ("gradebook, one name", "?name=0042"),
    ("gradebook, by score", "?sort=score&down=1"),
    ("gradebook, by a question", "?sort=question&question=item-7"),
    ("gradebook, to review", "?review=1"),
)


def main() -> None:
    """Print a line a page and an export, for each database."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=1_000)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    for name, address in databases():
        print(f"{name}: {chosen.learners:,} learners, {chosen.questions} questions")
        measure(address, chosen.learners, chosen.questions, chosen.rounds)


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that goes at the end."""
    with TemporaryDirectory() as name:
        yield Path(name)


def databases() -> Iterator[tuple[str, str]]:
    """Give a database of each kind that there is, empty."""
    with folder() as home:
        address = f"sqlite:///{home / 'quizapp.db'}"
        make_tables(address)
        yield "SQLite", address
    found = programs()
    if found is None:
        print("PostgreSQL: its programs are not here")
        return
    with running(found) as cluster:
        make_tables(cluster.address("postgres"))
        yield "PostgreSQL", cluster.address("postgres")


def measure(address: str, learners: int, questions: int, rounds: int) -> None:
    """Fill a database and measure."""
    engine = open_database(address)
    store = Store(engine)
    teacher = accounts.add_user(store, "tara", "Tara", "teacher", None, NOW, cost=passwords.CHEAPEST)
    bank = class_bank(questions, questions // 4)
    library.import_bank(store, bank, teacher, NOW)
    code = teach.publish(store, teacher, bank.id, NOW)
    take(store, code, simulate(learners, questions), bank, NOW)
    with folder() as home:
        client = create_app(store, Settings(home, address), lambda: NOW).test_client()
        client.set_cookie(SESSION_COOKIE, accounts.start_session(store, teacher.id, NOW))
        for name, query in PAGES:
            show(name, partial(get, client, f"/teacher/quiz/{code}/gradebook{query}"), rounds)

        show("questions in figures", partial(get, client, f"/teacher/quiz/{code}/analysis"), rounds)
    exports(store, teacher, code, rounds)
    engine.dispose()


def exports(store: Store, teacher: User, code: str, rounds: int) -> None:
    """Measure every format of scores."""
    for format_ in SCORES.values():
        show(
            f"export {format_.name}",
            partial(exporting.export_scores, store, teacher, code, format_.name),
            min(3, rounds),
        )


def get(client: FlaskClient, path: str) -> None:
    """Ask for a page."""
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answers {response.status}")
    response.get_data()


def show(name: str, work: Callable[[], object], rounds: int) -> None:
    """Do some work again and again, and print the medians."""
    walls, cpus = [], []
    work()
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(
        f"  {name:34} {1000 * statistics.median(walls):8.0f} ms {1000 * statistics.median(cpus):8.0f} ms CPU",
        flush=True,
    )


if __name__ == "__main__":
    main()
