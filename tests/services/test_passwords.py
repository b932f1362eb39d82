import pytest

from quizapp.errors import QuizError
from quizapp.services import passwords
from quizapp.services.passwords import CHEAPEST, STANDARD


@pytest.mark.parametrize(
    "password", ["12345678", "PASSWORD", "qwertyuiop", "Sunshine2024!", "iloveyou1", "contraseña"]
)
def test_the_first_guesses_are_refused(password: str) -> None:
    with pytest.raises(QuizError, match="anybody would try"):
        passwords.check_rules(password, "tara")


@pytest.mark.parametrize(
    "password", ["korrekt pferd batterie", "x7", "ﬁ" * 40, "a" * 1024, "пароль и ещё слово"]
)
def test_no_composition_is_asked_for(password: str) -> None:
    if len(password) >= 8:
        passwords.check_rules(password, "tara")
    else:
        with pytest.raises(QuizError, match="8 or more"):
            passwords.check_rules(password, "tara")


def test_the_list_is_long_and_in_lower_case() -> None:
    common = passwords.common_passwords()
    assert len(common) > 500
    assert all(word == word.casefold() for word in common)


def test_a_password_is_right_however_its_characters_were_composed() -> None:
    stored = passwords.hash_password("Zoë's café", CHEAPEST)
    assert passwords.is_right("Zoe\u0308's cafe\u0301", stored, CHEAPEST)
    assert not passwords.is_right("Zoe's cafe", stored, CHEAPEST)


def test_the_same_password_has_another_hash_each_time() -> None:
    assert passwords.hash_password("a" * 9, CHEAPEST) != passwords.hash_password("a" * 9, CHEAPEST)


def test_nothing_is_right_where_no_password_is_stored() -> None:
    assert not passwords.is_right("nobody has this password", None, CHEAPEST)


def test_a_password_that_is_too_long_is_not_cut_to_one_that_fits() -> None:
    stored = passwords.hash_password("x" * passwords.LONGEST, CHEAPEST)
    assert passwords.is_right("x" * passwords.LONGEST, stored, CHEAPEST)
    assert not passwords.is_right("x" * (passwords.LONGEST + 1), stored, CHEAPEST)


def test_the_standard_cost_is_that_of_owasp() -> None:
    assert passwords.hash_password("a" * 9, STANDARD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
