"""Who may mediate, and which buyers want a person's look."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.cases.rules.mediators import eligible, is_serial


def test_nobody_with_a_tie_or_a_hand_in_the_case_may_decide() -> None:
    buyer, staff, first, recused, free = (uuid4() for _each in range(5))
    found = eligible(
        [buyer, staff, first, recused, free],
        buyer_id=buyer,
        seller_staff=[staff],
        hands_before=[first],
        recused=[recused],
    )
    assert found == [free]


@given(st.integers(0, 50), st.integers(0, 400))
def test_a_first_refund_never_makes_a_buyer_serial(refunds: int, orders: int) -> None:
    found = is_serial(refunds_without_return=refunds, orders=orders, most=3, share_bps=1_500)
    assert found is (refunds > 3 or (refunds > 1 and refunds / max(orders, 1) >= 0.15))
