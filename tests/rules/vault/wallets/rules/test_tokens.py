"""The parts of a token: one text for one value, or refused."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.vault.wallets.rules import tokens
from fondaco.vault.wallets.rules.tokens import TokenRefused


@given(data=st.binary(max_size=60))
def test_bytes_have_one_text(data: bytes) -> None:
    assert tokens.base64_bytes(base64.b64encode(data).decode(), "x") == data
    if data:
        assert tokens.hexadecimal(data.hex(), "x") == data


@pytest.mark.parametrize("text", ["QQ", "QR==", "QQ==\n", "Q Q=", "QUI=QUI=", "Qé==", "-_8="])
def test_base64_in_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(TokenRefused, match="why"):
        tokens.base64_bytes(text, "why")


@pytest.mark.parametrize("text", ["", "0", "0A", "0x", "٠٠", "00 "])
def test_hexadecimal_in_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(TokenRefused):
        tokens.hexadecimal(text, "why")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1, "a": 2}', '{"b": {"a": 1, "a": 2}}'])
def test_what_is_no_object_or_says_a_thing_twice_is_refused(text: str) -> None:
    with pytest.raises(TokenRefused):
        tokens.json_object(text, "why")


@pytest.mark.parametrize(
    ("value", "digits"),
    [("5", "05"), ("05", "05"), ("7", "07"), (5, ""), (None, ""), ("55", ""), ("٥", ""), ("", "")],
)
def test_an_indicator_has_two_digits_or_is_none(value: object, digits: str) -> None:
    assert tokens.eci(value) == digits


@pytest.mark.parametrize("value", ["", "1.5", "-1", "1e3", "9" * 16, "٠", 1, None])
def test_milliseconds_are_digits_in_a_string(value: object) -> None:
    assert tokens.milliseconds({"at": "1500"}, "at", "why") == 1500
    with pytest.raises(TokenRefused):
        tokens.milliseconds({"at": value}, "at", "why")


def test_a_payment_shows_nothing_of_itself() -> None:
    payment = tokens.Payment(
        "4242424242424242", 9, 2028, "secret", "05", "id", datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert repr(payment) == "Payment()"
