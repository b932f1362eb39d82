"""Bringing in a document: what is shown, what is refused, what is kept."""

import io
import re

import builders
import pytest

from quizapp.errors import FileProblems
from quizapp.services import documents

HOSTILE = """<b>Who</b> was it?
<i>Nobody</i> at all.
<script>alert(1)</script> What is this?
<img src=x onerror=alert(2)> An answer with <b>markup</b> and a "quote".
</textarea><h1>Is it shown as text?</h1> Is it shown as text?
Yes, {{ 7 * 7 }} it is.
"""


def send(visitor, data, name="faq.txt", **fields):
    visitor.get("/documents/new")
    return visitor.post("/documents", file=(io.BytesIO(data), name), **fields)


def send_large(visitor, data, name):
    """Send a file whose body is written by hand: the test client would leave a temporary file open."""
    visitor.get("/documents/new")
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{visitor.token}\r\n--x\r\n'
    head += f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    kind = "multipart/form-data; boundary=x"
    body = head.encode() + data + b"\r\n--x--\r\n"
    response = visitor.client.post(
        "/documents", data=body, content_type=kind, buffered=True, follow_redirects=True
    )
    return visitor.read(response)


def test_a_file_shows_its_pairs_with_their_lines(desk):
    page = send(desk, builders.FAQ.encode(), "tides.txt")
    assert page.status == 200
    assert "3 pairs" in page.text
    assert "Who looks after the lights?" in page.text
    assert "line 5" in page.text
    assert re.search(r"tides\.txt , \d+ bytes", page.text)


def test_pasted_text_shows_its_pairs(desk):
    desk.get("/documents/new")
    page = desk.post("/documents", text=builders.FAQ)
    assert page.path.startswith("/documents/")
    assert "3 pairs" in page.text


def test_the_format_that_was_chosen_goes_before_the_guess(desk):
    desk.get("/documents/new")
    page = desk.post("/documents", text="# What is a tide?\nThe sea rises.\n", reader="lines")
    assert "read as Plain text: question and answer lines in turn" in page.text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Choose a file, or paste the text"),
        ({"text": " \n "}, "Choose a file, or paste the text"),
        ({"text": "Nothing is asked here."}, "no pair of question and answer"),
        ({"text": "What is it?\nIt is.", "reader": "no-such"}, "no reader 'no-such'"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field_and_the_text_is_kept(desk, fields, message):
    desk.get("/documents/new")
    page = desk.post("/documents", **fields)
    assert page.status == 400
    assert message in page.text
    assert 'id="text-error"' in page.html
    assert page.field("text").strip() == fields.get("text", "").strip()
    assert "Nothing here yet" in desk.get("/documents").text


def test_a_file_and_a_text_at_once_are_refused_and_the_text_is_kept(desk):
    page = send(desk, builders.FAQ.encode(), text="What is kept?\nThis.")
    assert page.status == 400
    assert "not both" in page.text
    assert page.field("text") == "What is kept?\nThis."


@pytest.mark.parametrize("name", ["page.html", "page.htm", "faq.docx", "faq.pdf", "faq.txt"])
def test_an_html_word_or_pdf_file_of_more_than_5_mb_is_refused_by_size(desk, name):
    start = b"<!doctype html>\n" if name == "faq.txt" else b"x"
    page = send_large(desk, start + b"x" * (5 << 20), name)
    assert page.status == 400
    assert "5.0 MB. An HTML, DOCX or PDF file may have 5 MB" in page.text
    assert 'id="file-error"' in page.html


def test_a_document_may_have_32_mb_and_no_more():
    documents.check_size(b"x" * (32 << 20), "faq.txt", None)
    with pytest.raises(FileProblems, match="may have 32 MB"):
        documents.check_size(b"x" * ((32 << 20) + 1), "faq.txt", None)


def test_more_than_is_taken_at_all_gets_the_form_with_a_sentence(desk):
    desk.get("/documents/new")
    response = desk.client.post(
        "/documents", data=b"x" * (65 << 20), content_type="multipart/form-data; boundary=x", buffered=True
    )
    assert response.status_code == 413
    assert "A document may have 32 MB" in response.text
    assert 'id="file-error"' in response.text


def test_a_large_text_may_be_pasted(desk):
    text = "".join(f"What is number {n}?\nIt is the number {n} of many, {'x' * 300}.\n" for n in range(7000))
    desk.get("/documents/new")
    page = desk.post("/documents", text=text)
    assert page.status == 200
    assert "7,000 pairs" in page.text


def test_a_lost_token_keeps_the_pasted_text(desk):
    desk.get("/documents/new")
    page = desk.post("/documents", token="", text=builders.FAQ)
    assert page.status == 400
    assert page.field("text") == builders.FAQ
    assert "open for too long" in page.text


def test_hostile_text_is_shown_as_text_everywhere(desk):
    page = send(desk, HOSTILE.encode(), "<i>bad</i>.txt", reader="lines")
    path = page.path
    first, _, third = re.findall(r'id="pair-(\d+)"', page.html)
    desk.post(f"{path}/pairs/{first}/arrange", do="out")
    addresses = ["", "/source", "/about", "/remove", "/pairs/new", "/pairs/left-out"]
    for address in [*addresses, f"/pairs/{third}", f"/pairs/{third}/merge"]:
        seen = desk.get(path + address)
        assert seen.status == 200, address
        for tag in ("<script>alert", "<img", "<b>", "<i>", "<h1>Is it"):
            assert tag not in seen.html, address
    assert "49" not in desk.get(f"{path}/source").text


def test_the_source_shows_lines_and_the_original_is_only_saved(desk, document):
    page = desk.get(f"/documents/{document}/source?line=5")
    assert 'id="line-5" class="wanted"' in page.html
    assert "Who looks after the lights?" in page.text
    page = desk.get(f"/documents/{document}/original")
    assert page.response.data == builders.FAQ.encode()
    assert page.response.headers["Content-Disposition"] == "attachment; filename=tides.txt"
    assert page.response.content_type == "application/octet-stream"
    assert page.response.headers["X-Content-Type-Options"] == "nosniff"


def test_title_and_summary_are_changed_and_an_empty_title_is_refused(desk, document):
    path = f"/documents/{document}/about"
    desk.get(path)
    page = desk.post(path, title=" ", summary="Kept")
    assert page.status == 400
    assert "Give a title" in page.text
    assert page.field("summary") == "Kept"
    page = desk.post(path, title="The sea", summary="Why it rises.")
    assert page.path == f"/documents/{document}"
    assert "The sea" in page.text
    assert "Why it rises." in page.text
    page = desk.post(path, token="", title="Typed", summary="")
    assert page.status == 400
    assert page.field("title") == "Typed"


def test_a_document_read_again_is_another_document(desk, document):
    desk.get(f"/documents/{document}")
    page = desk.post(f"/documents/{document}/read-again", reader="lines")
    assert page.path != f"/documents/{document}"
    assert desk.get("/documents").text.count("tides.txt") == 2
    page = desk.post(f"/documents/{document}/read-again", reader="labels")
    assert page.path == f"/documents/{document}"
    assert "could not be read so" in page.text


def test_a_removed_document_is_gone(desk, document):
    assert "cannot be brought back" in desk.get(f"/documents/{document}/remove").text
    page = desk.post(f"/documents/{document}/remove")
    assert "is removed" in page.text
    assert desk.get(f"/documents/{document}").status == 404


def test_an_administrator_does_not_see_other_peoples_documents(sign_in, admin, document):
    assert sign_in(admin).get(f"/documents/{document}").status == 404


def test_very_long_lines_and_answers_are_cut_on_the_page_and_whole_in_the_original(desk):
    answer = "word " * 6_000
    page = send(desk, f"What is long?\n{answer}\nWhat is short?\nThis.\n".encode())
    assert "and 9,999 characters more" in page.text
    assert "(30,000 characters)" in desk.get(f"{page.path}/source").text
    assert len(desk.get(f"{page.path}/original").response.data) > 30_000


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "-1", "x"])
def test_a_pair_that_cannot_be_is_a_404(desk, document, number):
    assert desk.get(f"/documents/{document}/pairs/{number}").status == 404
    assert desk.get(f"/documents/{document}/pairs/{number}/merge").status == 404
