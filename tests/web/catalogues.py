"""Catalogues of the learners' languages, as `make messages` makes them; and one for a language of brackets."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "quizapp" / "web" / "translations"
OPENING, CLOSING = "⟦", "⟧"


def extracted(folder: Path) -> Catalog:
    """Give the sentences that are marked for translation, read as the Makefile reads them."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    [recipe] = [line for line in lines if "pybabel -q extract" in line]
    place = folder / "messages.pot"
    options = shlex.split(recipe.replace("$(VENV)/messages.pot", str(place)))[1:]
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", *options], cwd=ROOT, check=True)
    return read_po(BytesIO(place.read_bytes()))


def catalogue(language: str) -> Catalog:
    """Give the catalogue of a language."""
    return read_po(BytesIO((FOLDER / language / "LC_MESSAGES" / "messages.po").read_bytes()), locale=language)


def compiled(made: Catalog) -> bytes:
    """Give the compiled form of a catalogue."""
    place = BytesIO()
    write_mo(place, made)
    return place.getvalue()


def sentences(made: Catalog) -> Iterator[Message]:
    """Give the messages without the header."""
    return (message for message in made if message.id)


def forms(message: Message) -> tuple[str, ...]:
    """Give what a message is to translate: one template, or that for one thing and that for many."""
    return message.id if isinstance(message.id, tuple) else (message.id,)


def translations(message: Message) -> tuple[str, ...]:
    """Give the translation of each form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def write_brackets(folder: Path, source: Catalog) -> None:
    """Write a catalogue for German in which every sentence is English in brackets: what has none leaked."""
    made = Catalog(locale="de")
    for message in sentences(source):
        in_brackets = tuple(f"{OPENING}{text}{CLOSING}" for text in forms(message))
        made.add(message.id, in_brackets if len(in_brackets) > 1 else in_brackets[0])
    place = folder / "de" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "messages.mo").write_bytes(compiled(made))
