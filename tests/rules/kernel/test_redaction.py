"""The redacting filter."""

import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.redaction import HIDDEN, RedactingFilter, passes_luhn, redact


@st.composite
def card_numbers(draw: st.DrawFn) -> str:
    body = draw(st.text("0123456789", min_size=11, max_size=18))
    return next(body + d for d in "0123456789" if passes_luhn(body + d))


@given(card_numbers(), st.sampled_from(["", " ", "-"]))
def test_no_card_number_survives_however_it_is_grouped(number: str, gap: str) -> None:
    written = gap.join(number[i : i + 4] for i in range(0, len(number), 4))
    assert redact(f"paying with {written}, please") == f"paying with {HIDDEN}, please"


@pytest.mark.parametrize(
    "text", ["order 4242424242424241", "id 01890a5d-ac96-774b-bcce-b302099a8057", "IT60X0542811101"]
)
def test_numbers_that_are_no_cards_stay(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "text", ["cvv=123", '"password": "hunter2"', "Authorization: x", "otp: 123456", "token=abc"]
)
def test_named_secrets_are_hidden(text: str) -> None:
    assert HIDDEN in redact(text)


def test_arguments_and_tracebacks_are_redacted_too() -> None:
    try:
        raise ValueError("card 4242 4242 4242 4242")
    except ValueError:
        record = logging.LogRecord("x", 40, "f", 1, "for %s", ("4242424242424242",), sys.exc_info())
    RedactingFilter().filter(record)
    text = logging.Formatter("%(message)s").format(record)
    assert "4242" not in text
    assert text.startswith(f"for {HIDDEN}")
