"""Progress of long work: a line on a terminal that counts, nothing at all in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

STEPS = 100


class Progress:
    """Counts on one line of the error stream; ``show`` may be called as often as one likes."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.shown = ""

    def show(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` parts are done."""
        step = max(1, total // STEPS)
        if done % step and done != total:
            return
        self.shown = f"{self.label}: {done:,} of {total:,}"
        click.echo(f"\r{self.shown}", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            click.echo(f"\r{' ' * len(self.shown)}\r", nl=False, err=True)


@contextmanager
def progress(label: str) -> Iterator[Progress | None]:
    """Give what shows the progress of the work within; None where nobody is looking."""
    if not sys.stderr.isatty():
        yield None
        return
    line = Progress(label)
    try:
        yield line
    finally:
        line.clear()
