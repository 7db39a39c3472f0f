"""Decisions: explained, within what is left, and postage never the wrong side's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.errors import Refusal
from fondaco.market.cases.rules.decisions import Draft, Kind, agree, checked, postage_by
from fondaco.market.cases.rules.reasons import Reason

TEXT = "The pictures show the crack; the seller showed nothing against it."


def draft(kind: Kind = Kind.REFUND, amount: int = 100, **given: str) -> Draft:
    return Draft(kind, amount, given.get("code", "defect_shown"), given.get("text", TEXT))


@given(st.integers(-10, 2_000), st.integers(0, 1_000), st.integers(0, 500), st.booleans())
def test_a_refund_is_above_zero_and_within_its_cap(
    amount: int, left: int, paid_back: int, on_appeal: bool
) -> None:
    cap = left + paid_back if on_appeal else left
    given_values = {"left_minor": left, "paid_back_minor": paid_back, "on_appeal": on_appeal}
    if 0 < amount <= cap:
        assert checked(draft(amount=amount), **given_values).amount_minor == amount
    else:
        with pytest.raises(Refusal) as refused:
            checked(draft(amount=amount), **given_values)
        assert refused.value.field == "amount"


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (draft(code="because"), "reason_code"),
        (draft(text="No."), "text"),
        (draft(kind=Kind.UPHOLD), "kind"),
    ],
)
def test_a_decision_without_its_reasons_is_refused(bad: Draft, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(bad, left_minor=500, paid_back_minor=0, on_appeal=False)
    assert refused.value.field == field


def test_on_appeal_nothing_is_sent_back_any_more() -> None:
    with pytest.raises(Refusal):
        checked(draft(kind=Kind.RETURN), left_minor=500, paid_back_minor=0, on_appeal=True)
    upheld = checked(draft(kind=Kind.UPHOLD), left_minor=500, paid_back_minor=0, on_appeal=True)
    assert upheld.amount_minor == 0


def test_a_return_is_for_all_that_is_left() -> None:
    found = checked(draft(kind=Kind.RETURN), left_minor=740, paid_back_minor=0, on_appeal=False)
    assert found.amount_minor == 740


def test_the_buyer_never_pays_to_send_wrong_goods_back() -> None:
    assert postage_by(Reason.WRONG_ITEM, label_by="platform") == "seller"
    assert postage_by(Reason.REFUND_NOT_PAID, label_by="platform") == "platform"
    assert postage_by(Reason.REFUND_NOT_PAID, label_by="") == "buyer"


def test_two_mediators_agree_on_kind_and_on_refunds_within_a_tenth() -> None:
    assert agree(Kind.NOTHING, 0, Kind.NOTHING, 0)
    assert agree(Kind.REFUND, 3000, Kind.REFUND, 2700)
    assert not agree(Kind.REFUND, 3000, Kind.REFUND, 2699)
    assert not agree(Kind.REFUND, 3000, Kind.RETURN, 0)
