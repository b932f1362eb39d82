"""Finds a Chromium for the tests, and installs one where none is: ``python tests/browser/chromium.py``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "The browser tests need Chromium, and it could not be installed here: install the package `chromium` "
    "of your system, or run `python -m playwright install --with-deps chromium`, then try again."
)


def chromium_path() -> Path:
    """Give the program: one on the PATH, else Playwright's own. Raises FileNotFoundError with advice."""
    for name in NAMES:
        found = shutil.which(name)
        if found and runs(Path(found)):
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if runs(own):
        return own
    raise FileNotFoundError(ADVICE)


def runs(program: Path) -> bool:
    """Whether the program starts: some systems have one that only says what to install."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Install Chromium from the system's packages where that is allowed, else Playwright's own."""
    if not installed_by_apt():
        quietly(sys.executable, "-m", "playwright", "install", "chromium")


def installed_by_apt() -> bool:
    """Install Debian's package where that is possible and allowed; gives whether that helped."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    steps = (("update",), ("install", "--yes", "chromium"))
    return all(quietly("apt-get", *step) for step in steps) and is_there()


def quietly(*command: str) -> bool:
    """Run a command that asks and says nothing; gives whether it did its work."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, capture_output=True).returncode == 0


def is_there() -> bool:
    """Whether there is a Chromium."""
    try:
        chromium_path()
    except FileNotFoundError:
        return False
    return True


def main() -> int:
    """Make sure that there is a Chromium; gives the exit code."""
    if is_there():
        return 0
    sys.stdout.write("The browser tests need Chromium; installing it ...\n")
    sys.stdout.flush()
    install()
    if is_there():
        return 0
    sys.stdout.write(f"{ADVICE}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
