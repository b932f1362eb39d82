"""Finds axe-core for the tests, and fetches it with npm where it is not: ``python tests/browser/axe.py``."""

import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "4.14.1"
FOLDER = Path(sys.prefix) / "share" / "quizapp-tests"
PLACE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
ADVICE = (
    "The tests of access need axe-core, and it could not be fetched: install Node.js with npm, then run "
    "`python tests/browser/axe.py`. Without it those tests are skipped."
)


def install() -> None:
    """Fetch axe-core beside the libraries of this environment; nothing of it enters the checkout."""
    npm = shutil.which("npm")
    if npm is None:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = f"axe-core@{VERSION}"
    subprocess.run(
        [npm, "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(FOLDER), wanted],
        capture_output=True,
        timeout=300,
    )


def main() -> int:
    """Fetch it unless it is there; gives the exit code. Its absence stops no other test."""
    if not PLACE.exists():
        install()
    if not PLACE.exists():
        sys.stdout.write(f"{ADVICE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
