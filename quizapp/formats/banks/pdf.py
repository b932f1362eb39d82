"""The page to print as a PDF with tags (PDF/UA); needs WeasyPrint."""

from weasyprint import HTML

from quizapp.formats.banks.html import page
from quizapp.formats.banks.items import Deck
from quizapp.formats.banks.paper import unfit
from quizapp.model.ids import digest

__all__ = ["unfit", "write"]


def write(deck: Deck) -> bytes:
    """Write the document; nothing is fetched for it."""
    made = HTML(string="\n".join(page(deck)), url_fetcher=refuse)
    return bytes(
        made.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=digest(deck.bank.id, deck.bank.title).encode())
    )


def refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """Fetch nothing: the page is complete."""
    raise ValueError(f"{url} is not fetched")
