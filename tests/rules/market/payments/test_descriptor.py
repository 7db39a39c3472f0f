"""What stands on the cardholder's statement."""

import re

from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.ids import new_id, reference
from fondaco.market.payments.rules.descriptor import PAYEE_LENGTH, descriptor, payee


def test_an_order_reference_fits_whole() -> None:
    ours = reference("FO", new_id())
    assert descriptor(ours) == f"FONDACO*{ours}"


@given(text=st.text(max_size=60))
def test_only_characters_that_networks_carry_are_left(text: str) -> None:
    assert re.fullmatch(r"FONDACO[A-Z0-9*-]{0,15}", descriptor(text))


@given(name=st.text(min_size=2, max_size=60))
def test_a_payee_fits_into_the_message_and_begins_as_the_shop(name: str) -> None:
    shown = payee(name)
    assert len(shown) <= PAYEE_LENGTH
    assert name.startswith(shown.removesuffix("…"))


def test_a_long_name_ends_at_a_word() -> None:
    name = "The Incomparable Emporium of Second-hand Astronomical Instruments"
    assert payee(name) == "The Incomparable Emporium of…"
    assert payee("Officina Brenta") == "Officina Brenta"
