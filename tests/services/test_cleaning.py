import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import QuizError
from quizapp.services.cleaning import clean_line, clean_name, clean_text


@given(st.text(st.characters()))
def test_clean_text_can_always_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert "\0" not in cleaned
    assert "\r" not in cleaned
    cleaned.encode()
    assert clean_text(cleaned) == cleaned


def test_clean_text_keeps_what_people_write() -> None:
    text = "Zoë: <b>3 < 4</b>\n\t👩‍👩‍👧 שלום\n"
    assert clean_text(text) == text
    assert clean_text("a\r\nb\rc\0\ud83d") == "a\nb\nc"


def test_a_line_has_no_control_characters_and_single_spaces() -> None:
    assert clean_line("  Ada\t\x07 \x1b[31m Lovelace\r\n") == "Ada [31m Lovelace"
    assert clean_line("=HYPERLINK(1)") == "=HYPERLINK(1)"
    assert clean_line("Ada\u202e\u2066") == "Ada"
    assert clean_line("👩‍👩‍👧 שלום") == "👩‍👩‍👧 שלום"


@pytest.mark.parametrize("name", ["", " \n\t", "\0", "\x07\x08", "\u200b\u200d", "\u202e"])
def test_an_empty_name_is_refused(name: str) -> None:
    with pytest.raises(QuizError, match="your name or a pseudonym"):
        clean_name(name, "your name or a pseudonym")


def test_a_name_has_at_most_eighty_characters() -> None:
    assert clean_name("é" * 80, "the name") == "é" * 80
    with pytest.raises(QuizError, match="81 characters"):
        clean_name("é" * 81, "the name")
