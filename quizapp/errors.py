"""Everything that can go wrong in a way a person can mend.

Each message is a sentence for a person: what happened, where, what to do next. The command line prints it
and exits with 1; the web shows it with ``status``.
"""

from collections.abc import Iterable
from dataclasses import dataclass


class QuizError(Exception):
    """The base of every error whose message is meant for a person."""

    status = 400


class NotFound(QuizError):
    """The thing asked for is not there, or not for this person to see."""

    status = 404


class NotAllowed(QuizError):
    """The person is known, but may not do this."""

    status = 403


class Conflict(QuizError):
    """The thing is no longer in the state that the request supposes (an attempt already handed in)."""

    status = 409


class NotRevealed(Conflict):
    """Marks exist, but their learner may not see them (yet); the message says when."""


class TooManyTries(QuizError):
    """A throttle is closed; the message says how long."""

    status = 429


class UnknownFormat(QuizError):
    """No reader or export answers to that name."""


class MissingExtra(QuizError):
    """The format exists, but its optional package is not installed."""


class StorageError(QuizError):
    """The database or the data folder cannot be used as it is."""

    status = 503


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a file a person wrote.

    ``file`` is the name as the person gave it, ``line`` counts from 1 (None: the file as a whole), ``where``
    names the question, passage or pair. ``grave`` problems stop the work; the others are remarks.
    """

    message: str
    file: str = ""
    line: int | None = None
    where: str = ""
    grave: bool = True

    def __str__(self) -> str:
        """Give the place and the message."""
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        return ": ".join(part for part in (place, self.where, self.message) if part)


class FileProblems(QuizError):
    """A file cannot be used; every problem found in it, at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
