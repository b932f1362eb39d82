"""Tokens that open something, and receipts that people write down.

Tokens carry 128 bits or more and are stored as SHA-256 only: who reads the database cannot use them.
"""

import hashlib
import hmac
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U."""

RECEIPT_LENGTH = 28
"""Letters of five bits each: 140 bits."""

OLD_RECEIPT_LENGTH = 16
"""What receipts had at first; those that were written down still open their attempts."""

RECOVERY_LENGTH = 24
"""Letters of a recovery code."""

JOIN_CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No vowels (so no words), and nothing that looks like something else."""

JOIN_CODE_LENGTH = 6
MISREAD = str.maketrans("OIL", "011")


def new_token() -> str:
    """Give a fresh token of 256 bits, safe in addresses and cookies."""
    return secrets.token_urlsafe(32)


def new_public_id() -> str:
    """Give a fresh address for an attempt: 128 bits, all but 0.02.

    It does not begin with a dash, which a spreadsheet would take for a formula, so that it is in score files as it is.
    """
    while (drawn := secrets.token_urlsafe(16)).startswith("-"):
        pass
    return drawn


def hash_of(token: str) -> str:
    """Give what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def receipt_of(secret: str, public_id: str, length: int = RECEIPT_LENGTH) -> str:
    """Give the receipt of an attempt, groups of four like XXXX-XXXX, that only this installation can make."""
    mac = hmac.digest(secret.encode(), public_id.encode(), "sha256")
    used = (5 * length + 7) // 8
    number = int.from_bytes(mac[:used], "big") >> (8 * used - 5 * length)
    return grouped("".join(CROCKFORD[(number >> (5 * place)) & 31] for place in reversed(range(length))))


def grouped(letters: str) -> str:
    """Put letters into groups of four, as people read them aloud."""
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def read_receipt(typed: str) -> str | None:
    """Give the receipt that somebody typed, with the usual slips mended; None when it cannot be one."""
    letters = "".join(typed.split()).replace("-", "").upper().translate(MISREAD)
    if len(letters) not in (RECEIPT_LENGTH, OLD_RECEIPT_LENGTH) or not set(letters) <= set(CROCKFORD):
        return None
    return grouped(letters)


def new_join_code() -> str:
    """Give a fresh join code."""
    return "".join(secrets.choice(JOIN_CODE_LETTERS) for _ in range(JOIN_CODE_LENGTH))


def read_join_code(typed: str) -> str:
    """Give a typed join code as it is stored."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())


def new_recovery_code() -> str:
    """Give a fresh code of 120 bits that people write down, in groups of four."""
    return grouped("".join(secrets.choice(CROCKFORD) for _ in range(RECOVERY_LENGTH)))


def read_recovery_code(typed: str) -> str | None:
    """Give the recovery code that somebody typed, with the usual slips mended; None when it cannot be one."""
    letters = "".join(typed.split()).replace("-", "").upper().translate(MISREAD)
    return grouped(letters) if len(letters) == RECOVERY_LENGTH and set(letters) <= set(CROCKFORD) else None
