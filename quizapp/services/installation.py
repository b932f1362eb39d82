"""What belongs to the installation as a whole."""

from quizapp.storage.store import Store

COOKIE_KEY = "cookie-key"
RECEIPT_KEY = "receipt-key"


def cookie_key(store: Store) -> str:
    """Give the key that signs cookies and forms: made at the first call, the same for all workers."""
    return store.secret(COOKIE_KEY)


def receipt_key(store: Store) -> str:
    """Give the key from which receipts are derived."""
    return store.secret(RECEIPT_KEY)
