"""An Anki package; needs genanki. Ids come from the bank, so that importing again updates the cards."""

import tempfile
from pathlib import Path

import genanki

from quizapp.formats.banks import cards
from quizapp.formats.banks.items import Deck, Item
from quizapp.formats.banks.zips import repack
from quizapp.model.ids import digest

FIRST_MODIFIED = 1_767_225_600.0
"""2026-01-01, in seconds: a bank's first version. Anki updates a note where the file's is newer."""
MODEL_ID = 1_607_392_319
FIELDS = ("Question", "Choices", "Answer", "Why", "Explanation", "Source")
FRONT = "{{Question}}{{Choices}}"
BACK = '{{FrontSide}}<hr id="answer">{{Answer}}{{Why}}{{Explanation}}{{Source}}'
STYLES = """.card { font: 18px system-ui, sans-serif; text-align: left; max-width: 40em; margin: auto; }
.key, .accepted { font-weight: bold; }
.why, .explanation { margin-top: 0.6em; }
.quote { border-left: 3px solid #888; margin: 0.8em 0; padding-left: 0.8em; }"""


def write(deck: Deck) -> bytes:
    """Write the package; ``deck.edition`` is what makes a later version newer than an earlier one."""
    model = genanki.Model(
        MODEL_ID,
        "quizapp",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=STYLES,
    )
    made = genanki.Deck(int(digest(deck.bank.id), 16) % (1 << 30) + (1 << 30), deck.bank.title)
    made.description = deck.bank.summary
    for item in deck.items:
        made.add_note(note(model, deck.bank.id, item))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(made).write_to_file(path, timestamp=FIRST_MODIFIED + deck.edition)
        return repack(path.read_bytes())


def note(model: genanki.Model, bank_id: str, item: Item) -> genanki.Note:
    """Give the note of a question."""
    tags = ["_".join(tag.split()) for tag in item.tags]
    fields = [
        cards.block("prompt", item.prompt),
        cards.choices(item),
        cards.answer(item),
        cards.why(item),
        cards.block("explanation", item.explanation) if item.explanation else "",
        "".join(map(cards.quote, item.quotes)),
    ]
    return genanki.Note(model, fields, guid=genanki.guid_for(bank_id, item.id), tags=tags)
