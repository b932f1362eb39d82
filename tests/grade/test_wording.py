"""How an answer walks through the words of the source, and what is only a list of words."""

from quizapp.grade.listing import is_bare_list
from quizapp.grade.reading import read
from quizapp.grade.wording import steps

SOURCE = (
    "The private key is always generated on your own servers and never leaves the machine it was made on."
)


def test_a_copy_touches_and_never_leaps() -> None:
    assert steps(read(SOURCE), read(SOURCE)) == (1.0, 0.0)


def test_every_third_word_leaps_all_along() -> None:
    touching, leaping = steps(read(SOURCE), read(" ".join(SOURCE.split()[::3])))
    assert touching == 0.0
    assert leaping > 0.7


def test_notes_that_leave_small_words_out_do_not_leap() -> None:
    _, leaping = steps(read("The key is on the server of the firm"), read("key on server of firm"))
    assert leaping == 0.0


def test_a_text_without_two_words_has_no_steps() -> None:
    assert steps(read(SOURCE), read("key")) == (0.0, 0.0)


def test_long_words_in_a_row_are_a_list_even_with_numbers_among_them() -> None:
    text = "contribution allocation account interfund transfer invested calendar transactions ThriftLine 877 968 now"
    assert is_bare_list(read(text))


def test_an_enumeration_on_lines_of_its_own_is_no_bare_list() -> None:
    assert not is_bare_list(read("sequence number\nacknowledgment number\nadvertised window\nurgent pointer"))


def test_telegram_style_is_no_bare_list() -> None:
    assert not is_bare_list(
        read("private key made on own server, never leaves machine, nobody else sees key, safe")
    )
