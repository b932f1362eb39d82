"""Bank files: YAML ↔ Bank, every problem with file, line and question."""

from quizapp.banks.reading import read_bank
from quizapp.banks.soundness import bank_problems
from quizapp.banks.splitting import split_bank
from quizapp.banks.writing import write_bank

__all__ = ["bank_problems", "read_bank", "split_bank", "write_bank"]
