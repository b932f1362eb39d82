import contextlib
import threading
from datetime import datetime, timedelta

import pytest

from quizapp.errors import TooManyTries
from quizapp.services import throttle
from quizapp.services.throttle import Limit
from quizapp.storage.store import Store

THREE = Limit("three", 3, timedelta(minutes=10))
WIDE = Limit("wide", 5, timedelta(minutes=10))


def test_the_limit_is_reached_and_passes(store: Store, now: datetime) -> None:
    for minute in range(3):
        throttle.count_try(store, [(THREE, "k")], now + timedelta(minutes=minute))
    with pytest.raises(TooManyTries, match="8 minutes"):
        throttle.count_try(store, [(THREE, "k")], now + timedelta(minutes=2, seconds=1))
    throttle.count_try(store, [(THREE, "other")], now + timedelta(minutes=2))
    throttle.count_try(store, [(THREE, "k")], now + timedelta(minutes=10))


def test_a_refused_try_is_not_counted(store: Store, now: datetime) -> None:
    for _ in range(3):
        throttle.count_try(store, [(THREE, "k"), (WIDE, "w")], now)
    for _ in range(5):
        with pytest.raises(TooManyTries):
            throttle.count_try(store, [(THREE, "k"), (WIDE, "w")], now)
    throttle.count_try(store, [(WIDE, "w")], now)


def test_tries_that_were_no_failures_are_taken_back(store: Store, now: datetime) -> None:
    for _ in range(10):
        throttle.take_back(store, throttle.count_try(store, [(THREE, "k")], now))
    throttle.count_try(store, [(THREE, "k")], now)
    throttle.take_back(store, throttle.count_try(store, [(WIDE, "w")], now), "k")
    for _ in range(3):
        throttle.count_try(store, [(THREE, "k")], now)


def test_many_at_once_do_not_slip_through(store: Store, now: datetime) -> None:
    allowed: list[throttle.Tries] = []
    ready = threading.Barrier(8)

    def attempt() -> None:
        ready.wait()
        with contextlib.suppress(TooManyTries):
            allowed.append(throttle.count_try(store, [(THREE, "k")], now))

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(allowed) == 3


def test_a_key_names_nobody() -> None:
    key = THREE.key("tara", "192.0.2.1")
    assert "tara" not in key
    assert "192" not in key
    assert len(key) <= 100
    assert key != THREE.key("tar", "a192.0.2.1")


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_addresses_of_one_household_count_together(client: str, network: str) -> None:
    assert throttle.network_of(client) == network
