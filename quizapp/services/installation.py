"""What belongs to the installation as a whole."""

import importlib

from quizapp.storage.store import Store

COOKIE_KEY = "cookie-key"
RECEIPT_KEY = "receipt-key"


def warm_up() -> None:
    """Load what marking needs, so that the first learner does not wait, and workers share it."""
    importlib.import_module("quizapp.grade").mark_text("Is it?", ["Yes, it is."], "It is.")


def require_ready(store: Store) -> None:
    """See that the database answers. Raises StorageError."""
    store.ping()


def cookie_key(store: Store) -> str:
    """Give the key that signs cookies and forms: made at the first call, the same for all workers."""
    return store.secret(COOKIE_KEY)


def receipt_key(store: Store) -> str:
    """Give the key from which receipts are derived."""
    return store.secret(RECEIPT_KEY)
