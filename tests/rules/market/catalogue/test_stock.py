"""What may be reserved."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.stock import Wanted, shortages, summed

A, B = UUID(int=1), UUID(int=2)


def test_quantities_are_summed_in_the_order_of_locks() -> None:
    assert list(summed([(B, 1), (A, 2), (B, 3)]).items()) == [(A, 2), (B, 4)]


@pytest.mark.parametrize("items", [[], [(A, 0)], [(A, -1)]])
def test_nothing_cannot_be_asked_for(items: list[tuple[UUID, int]]) -> None:
    with pytest.raises(ValueError, match=r"one or more|nothing"):
        summed(items)


@given(st.integers(1, 20), st.integers(0, 20), st.booleans())
def test_only_what_is_for_sale_and_there_can_be_had(
    quantity: int, available: int, is_for_sale: bool
) -> None:
    short = shortages([Wanted(A, quantity, available, is_for_sale)])
    assert (not short) == (is_for_sale and quantity <= available)


def test_what_is_no_longer_for_sale_is_said_first() -> None:
    short = shortages([Wanted(A, 2, 1, True), Wanted(B, 1, 9, False)])
    assert [item.variant_id for item in short] == [B, A]
