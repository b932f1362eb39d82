"""Files named on the command line: what is wrong is one sentence; they are written whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path

from quizapp.errors import FileProblems, Problem

BANK_EXPECTED = "a bank (a YAML file of questions)"
STANDARD_INPUT = "standard input"


def read_file(path: Path, expected: str, largest: int) -> bytes:
    """Give the bytes of a file of at most ``largest`` bytes.

    Raises FileProblems naming what is there instead; ``expected`` is a noun with its article (“a bank”).
    """
    try:
        if path.is_dir():
            raise problem(path, f"is a folder; expected {expected}.")
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except FileNotFoundError as e:
        raise problem(path, f"there is no such file; expected {expected}.") from e
    except PermissionError as e:
        raise problem(path, f"may not be read by this user; expected {expected}.") from e
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or e
        raise problem(path, f"cannot be read ({reason}); expected {expected}.") from e
    return bounded(data, path, expected, largest)


def read_input(expected: str, largest: int) -> bytes:
    """Give at most ``largest`` bytes that were piped in. Raises FileProblems where there are more."""
    return bounded(sys.stdin.buffer.read(largest + 1), Path(STANDARD_INPUT), expected, largest)


def bounded(data: bytes, path: Path, expected: str, largest: int) -> bytes:
    """Give the data back. Raises FileProblems where it is more than ``largest`` bytes."""
    if len(data) > largest:
        raise problem(path, f"has more than {largest >> 20} MB; expected {expected} of less.")
    return data


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is either whole or as it was before. Raises FileProblems."""
    part = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            part = stream.name
            stream.write(data)
        os.chmod(part, mode_for(path))
        os.replace(part, path)
    except OSError as e:
        if part is not None:
            Path(part).unlink(missing_ok=True)
        raise problem(path, f"cannot be written ({e.strerror}).") from e


def mode_for(path: Path) -> int:
    """Give the access rights that ``path`` has, or would get as a new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def problem(path: Path, message: str) -> FileProblems:
    """Give the error that says one thing about a file."""
    return FileProblems([Problem(message, str(path))])
