"""How long a large bank takes out to each format and in again: ``python bench/exchange.py [QUESTIONS]``.

The bank repeats the sample banks until it has that many questions (default: 10,000). Times are seconds of the
processor, sizes kilobytes.
"""

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from typing import TypeVar

from quizapp.banks import read_bank
from quizapp.errors import QuizError
from quizapp.formats.banks import BANK_FORMATS, read_questions, write_questions
from quizapp.generate.check import check, guess_rates
from quizapp.model.bank import Bank
from quizapp.paths import data_dir

T = TypeVar("T")


def large_bank(count: int) -> Bank:
    """Give a bank of ``count`` questions."""
    path = data_dir("questions") / "honey-bees.yaml"
    bank = read_bank(path.read_bytes(), path.name)
    numbered = enumerate(islice(cycle(bank.questions), count))
    return replace(
        bank, questions=tuple(replace(item, id=f"{item.id}-{number}") for number, item in numbered)
    )


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Do something, and give the seconds of the processor that it took."""
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


def main() -> None:
    """Print the table."""
    bank = large_bank(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    print(f"{len(bank.questions):,} questions\n{'format':12} {'out s':>7} {'KB':>8} {'in s':>7}")
    for name, format_ in BANK_FORMATS.items():
        try:
            written, seconds = timed(lambda name=name: write_questions(bank, name, only_fitting=True))
        except QuizError as e:
            print(f"{name:12} {str(e).splitlines()[-1][:80]}")
            continue
        back = ""
        if format_.reader:
            data = written.data
            back = f"{timed(lambda name=name, data=data: read_questions(data, 'x', name))[1]:7.2f}"
        print(f"{name:12} {seconds:7.2f} {len(written.data) >> 10:8,} {back}")
    print(
        f"flaws {timed(lambda: check(bank))[1]:.1f} s, guess rates {timed(lambda: guess_rates(bank))[1]:.1f} s"
    )
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
