"""What stands on the cardholder's statement."""

import re

from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.ids import new_id, reference
from fondaco.market.payments.rules.descriptor import descriptor


def test_an_order_reference_fits_whole() -> None:
    ours = reference("FO", new_id())
    assert descriptor(ours) == f"FONDACO*{ours}"


@given(text=st.text(max_size=60))
def test_only_characters_that_networks_carry_are_left(text: str) -> None:
    assert re.fullmatch(r"FONDACO[A-Z0-9*-]{0,15}", descriptor(text))
