"""Imports files into a new Anki collection, one after the other, and prints the notes after each as JSON.

Runs with the Python of the environment that has anki: python read_anki.py FOLDER FILE...
"""

import json
import sys
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest


def bring_in(collection: Collection, path: Path) -> None:
    if path.suffix == ".apkg":
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        )
    else:
        metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
        collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))


def notes_of(collection: Collection) -> list[dict]:
    notes = [collection.get_note(number) for number in collection.find_notes("")]
    return [
        {
            "guid": note.guid,
            "fields": dict(note.items()),
            "tags": note.tags,
            "model": note.note_type()["name"],
            "deck": collection.decks.name(note.cards()[0].did),
        }
        for note in notes
    ]


def main() -> None:
    collection = Collection(str(Path(sys.argv[1]) / "collection.anki2"))
    states = []
    for name in sys.argv[2:]:
        bring_in(collection, Path(name))
        states.append(notes_of(collection))
    collection.close()
    sys.stdout.write(json.dumps(states))


main()
