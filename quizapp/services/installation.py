"""What belongs to the installation as a whole."""

import importlib

from quizapp.storage.store import Store

COOKIE_KEY = "cookie-key"
RECEIPT_KEY = "receipt-key"
SAMPLE = (
    "What causes the tides?",
    [
        "The tides are caused mainly by the gravity of the Moon. The Sun adds to them, and at new and full moon "
        "it makes spring tides about 20 % higher."
    ],
    "The moon's pull does not push the water away, it attracts it; twice a month the sun helps and the sea rises more.",
)
"""A question, its reference and an answer in other words: marking it takes every table of the language."""


def warm_up() -> None:
    """Load what marking needs, so that the first learner does not wait, and workers share it."""
    importlib.import_module("quizapp.grade").mark_text(*SAMPLE)


def require_ready(store: Store) -> None:
    """See that the database answers. Raises StorageError."""
    store.ping()


def cookie_key(store: Store) -> str:
    """Give the key that signs cookies and forms: made at the first call, the same for all workers."""
    return store.secret(COOKIE_KEY)


def receipt_key(store: Store) -> str:
    """Give the key from which receipts are derived."""
    return store.secret(RECEIPT_KEY)
