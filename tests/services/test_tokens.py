import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.services import tokens


@pytest.mark.parametrize("length", [tokens.RECEIPT_LENGTH, tokens.OLD_RECEIPT_LENGTH])
def test_a_receipt_is_letters_in_groups_of_four_without_look_alikes(length: int) -> None:
    receipt = tokens.receipt_of("secret", "id", length)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-)+[0-9A-HJKMNP-TV-Z]{4}", receipt)
    assert tokens.read_receipt(receipt) == receipt
    assert len(receipt.replace("-", "")) == length


def test_a_receipt_has_128_bits_at_least() -> None:
    assert 5 * tokens.RECEIPT_LENGTH >= 128
    receipts = [tokens.receipt_of("secret", str(n)).replace("-", "") for n in range(300)]
    for place in range(tokens.RECEIPT_LENGTH):
        assert len({receipt[place] for receipt in receipts}) >= 28


def test_a_receipt_depends_on_the_attempt_and_on_the_secret() -> None:
    found = {tokens.receipt_of(secret, name) for secret in ("a", "b") for name in map(str, range(50))}
    assert len(found) == 100
    assert tokens.receipt_of("a", "1") == tokens.receipt_of("a", "1")


@given(st.text(min_size=1, max_size=30), st.sampled_from([str.lower, str.upper, lambda text: text]))
def test_a_receipt_is_understood_however_it_is_typed(public_id: str, case) -> None:
    receipt = tokens.receipt_of("secret", public_id)
    slips = receipt.replace("0", "O").replace("1", "I" if "2" in receipt else "l")
    for typed in (receipt, slips, receipt.replace("-", ""), f"  {receipt.replace('-', ' ')} \n"):
        assert tokens.read_receipt(case(typed)) == receipt


@pytest.mark.parametrize("typed", ["", "    ", "ABCD-EFGH", "U" * 16, "é" * 16, "A" * 17, "\0" * 16, "=1+1"])
def test_what_cannot_be_a_receipt_is_none(typed: str) -> None:
    assert tokens.read_receipt(typed) is None


def test_join_codes_have_six_letters_without_look_alikes() -> None:
    codes = {tokens.new_join_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(
        re.fullmatch(r"[2-9B-DF-HJ-NP-TV-Z]{6}", code) and not set(code) & set("L01OI") for code in codes
    )


def test_a_join_code_is_understood_however_it_is_typed() -> None:
    assert tokens.read_join_code(" b2c-d3f\n") == "B2CD3F"


def test_public_ids_have_128_bits() -> None:
    assert len(tokens.new_public_id()) == 22


@given(st.text())
def test_every_string_has_a_hash(token: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", tokens.hash_of(token))


def test_no_address_begins_like_a_formula():
    assert not any(tokens.new_public_id().startswith("-") for _ in range(2_000))
