"""Other people's readers of our files, and how they get here: ``python tests/formats/banks/checkers.py``.

They live beside the tests' own packages and run as processes of their own: gift-pegjs (npm), anki (in an
environment of its own, for its licence and its dependencies) and LibreOffice.
"""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(sys.prefix) / "checkers"
GIFT = "gift-pegjs@1.0.2"
ANKI = "anki==26.9.3"
OFFICE = ("libreoffice-calc-nogui", "libreoffice-writer-nogui")
NODE = ("nodejs", "npm")
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def gift_pegjs() -> Path:
    """Give the folder of gift-pegjs. Raises FileNotFoundError with advice."""
    folder = FOLDER / "node" / "node_modules" / "gift-pegjs"
    if folder.is_dir() and shutil.which("node"):
        return folder
    raise FileNotFoundError("gift-pegjs is not installed: it needs node and npm; see `make test`.")


def anki() -> Path:
    """Give the Python that has the package anki. Raises FileNotFoundError with advice."""
    python = FOLDER / "anki" / "bin" / "python"
    if python.exists() and (FOLDER / "anki" / "ready").exists():
        return python
    raise FileNotFoundError("The package anki is not installed in its environment; see `make test`.")


def office() -> Path:
    """Give LibreOffice. Raises FileNotFoundError with advice."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    raise FileNotFoundError(f"LibreOffice is not installed: apt-get install {' '.join(OFFICE)}")


def install_gift_pegjs() -> None:
    """Install gift-pegjs, and node where it is missing."""
    if not shutil.which("npm"):
        apt(NODE)
    if npm := shutil.which("npm"):
        quietly(npm, "install", "--no-audit", "--no-fund", "--prefix", str(FOLDER / "node"), GIFT)


def install_anki() -> None:
    """Install anki into an environment of its own."""
    folder = FOLDER / "anki"
    venv.create(folder, with_pip=True, clear=True)
    if quietly(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", ANKI):
        (folder / "ready").touch()


def install_office() -> None:
    """Install LibreOffice, and what PDF files are made with."""
    apt((*OFFICE, *PANGO))


CHECKERS: dict[str, tuple[Callable[[], Path], Callable[[], None]]] = {
    "gift-pegjs": (gift_pegjs, install_gift_pegjs),
    "anki": (anki, install_anki),
    "LibreOffice": (office, install_office),
}


def apt(packages: tuple[str, ...]) -> None:
    """Install Debian's packages where that is possible and allowed."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quietly("apt-get", "update")
        quietly("apt-get", "install", "--yes", "--no-install-recommends", *packages)


def quietly(*command: str) -> bool:
    """Run a command that asks and says nothing; gives whether it did its work."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, capture_output=True).returncode == 0


def is_there(find: Callable[[], Path]) -> bool:
    """Whether a checker can be used."""
    try:
        find()
    except FileNotFoundError:
        return False
    return True


def main() -> int:
    """Install what is missing; what cannot be had is told, and its tests are skipped."""
    for name, (find, install) in CHECKERS.items():
        if not is_there(find):
            sys.stdout.write(f"Some tests check files with {name}; installing it ...\n")
            sys.stdout.flush()
            install()
        try:
            find()
        except FileNotFoundError as e:
            sys.stdout.write(f"{e}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
