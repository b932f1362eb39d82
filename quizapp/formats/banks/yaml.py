"""A bank as its own file (YAML), both ways: nothing lost."""

from quizapp.banks import write_bank as bank_text
from quizapp.model.bank import Bank


def write_bank(bank: Bank) -> bytes:
    """Write the bank."""
    return bank_text(bank).encode()
