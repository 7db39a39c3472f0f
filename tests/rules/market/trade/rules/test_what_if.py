"""What other numbers would have changed of past orders."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.lifecycle import DUES
from fondaco.market.trade.rules.fees import Charged
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.policy_numbers import BY_NAME
from fondaco.market.trade.rules.policy_values import value_of
from fondaco.market.trade.rules.what_if import ORDER_EFFECTS, Outcome, PastOrder, of_orders
from tests.rules.market.trade.rules.changing import SIMPLE, with_value

PAID = datetime(2026, 10, 5, 12, tzinfo=UTC)
"""A Monday without a holiday nearby."""
NOW = PAID + timedelta(days=40)
TODAY = Policy(version=1)
ORDER = PastOrder(
    id=UUID(int=1), reference="FO-1", payment="FO-1", seller_id=UUID(int=9), tier="new",
    currency="EUR",
    country="IT", total_minor=20_000, fee_minor=1_025, released_minor=20_000, state="completed",
    reason="", paid_at=PAID, accepted_at=PAID + timedelta(days=2),
    tracked_at=PAID + timedelta(days=4), shipped_at=PAID + timedelta(days=5),
    delivered_at=PAID + timedelta(days=9), confirmed_at=PAID + timedelta(days=10),
    cancelled_at=None, released_at=PAID + timedelta(days=23), promised_until=date(2026, 10, 14),
    lines=(Charged(20_000, "lamps"),),
)  # fmt: skip


VARIANTS = (
    ORDER,
    replace(ORDER, delivered_at=None, confirmed_at=None, shipped_at=None, state="accepted"),
    replace(ORDER, accepted_at=None, tracked_at=None, state="paid"),
)


def outcome(order: PastOrder, title: str, **changed: Any) -> Outcome | None:
    after = replace(TODAY, version=2, **changed)
    found = of_orders([order], before=TODAY, after=after, now=NOW)
    return next((each for each in found if each.title == title), None)


def tier(**changed: Any) -> dict[str, Any]:
    return {**TODAY.tiers, "new": replace(TODAY.tiers["new"], **changed)}


def test_the_same_numbers_change_nothing() -> None:
    assert of_orders([ORDER], before=TODAY, after=replace(TODAY, version=2), now=NOW) == ()


@given(st.integers(0, 2_000))
def test_the_fee_differs_by_what_the_fee_rule_says(bps: int) -> None:
    found = outcome(ORDER, "Fee", fee_bps=bps)
    difference = 200 * (bps - 500) // 100 * 100 // 100
    assert (found.amounts if found else {"EUR": 0}) == {"EUR": difference}


@pytest.mark.parametrize("state", ["cancelled", "refunded"])
def test_a_full_refund_gives_the_fee_back_whatever_it_was(state: str) -> None:
    assert outcome(replace(ORDER, state=state), "Fee", fee_bps=TODAY.fee_bps + 100) is None


def test_a_category_has_its_own_fee() -> None:
    assert outcome(ORDER, "Fee", category_fee_bps={"books": 100}) is None
    found = outcome(ORDER, "Fee", category_fee_bps={"lamps": 600})
    assert found is not None
    assert found.amounts == {"EUR": 200}


def test_reserve_is_a_share_of_what_was_released_after_the_fee() -> None:
    found = outcome(ORDER, "Kept in reserve by the tier's share", tiers=tier(reserve_bps=1_000))
    assert found is not None
    assert found.amounts == {"EUR": 1_898 - 3_795}
    later = outcome(ORDER, "Reserve paid out", tiers=tier(reserve_days=45))
    assert later is not None
    assert later.days == 15
    waiting = replace(ORDER, released_minor=0, released_at=None)
    assert outcome(waiting, "Reserve paid out", tiers=tier(reserve_days=45)) is None


def test_release_moves_with_its_days_or_with_the_buyers_word() -> None:
    slower = outcome(ORDER, "Money released", complete_days=20)
    assert slower is not None
    assert slower.days == 6
    at_once = outcome(ORDER, "Money released", tiers=tier(released_on_confirmation=True))
    assert at_once is not None
    assert at_once.days == -13


def test_cover_moves_from_proof_or_from_the_promise() -> None:
    assert getattr(outcome(ORDER, "End of cover", cover_days=60), "days", None) == 30
    assert outcome(ORDER, "End of cover", cover_unproven_days=120) is None
    unproven = replace(ORDER, delivered_at=None)
    assert getattr(outcome(unproven, "End of cover", cover_unproven_days=120), "days", None) == 30


def test_a_shorter_time_would_have_cancelled_who_was_later() -> None:
    found = outcome(ORDER, "Not accepted in time", accept_business_days=1)
    assert found is not None
    assert (found.now_yes, found.now_no) == (1, 0)
    assert outcome(ORDER, "Not accepted in time", accept_business_days=2) is None
    shipping = outcome(ORDER, "Not shipped in time", ship_business_days=3)
    assert shipping is not None
    assert shipping.now_yes == 1


@pytest.mark.parametrize(
    ("reason", "title", "number"),
    [
        ("not_accepted", "Not accepted in time", "accept_business_days"),
        ("not_shipped", "Not shipped in time", "ship_business_days"),
    ],
)
def test_a_longer_time_would_have_left_a_cancelled_order_waiting(
    reason: str, title: str, number: str
) -> None:
    days = {"not_accepted": 3, "not_shipped": 9}[reason]
    cancelled = replace(
        ORDER, state="cancelled", reason=reason, accepted_at=None, tracked_at=None,
        cancelled_at=PAID + timedelta(days=days, minutes=1),
    )  # fmt: skip
    found = outcome(cancelled, title, **{number: getattr(TODAY, number) + 2})
    assert found is not None
    assert (found.now_yes, found.now_no) == (0, 1)
    declined = replace(cancelled, reason="declined")
    assert outcome(declined, title, **{number: getattr(TODAY, number) + 2}) is None


def test_a_signature_is_needed_from_another_amount() -> None:
    found = outcome(ORDER, "Signature on delivery", signature_over={"EUR": 15_000})
    assert found is not None
    assert found.now_yes == 1


def test_sellers_are_counted_once_and_examples_are_few() -> None:
    orders = [replace(ORDER, id=UUID(int=n), seller_id=UUID(int=n % 3)) for n in range(12)]
    (found,) = of_orders(orders, before=TODAY, after=replace(TODAY, fee_bps=600), now=NOW)
    assert (found.count, found.sellers, len(found.examples)) == (12, 3, 5)
    assert found.amounts == {"EUR": 2_400}


@given(st.sampled_from(SIMPLE), st.integers(1, 40), st.sampled_from(VARIANTS))
def test_an_answer_follows_no_number_that_its_effect_does_not_name(
    number: Any, by: int, order: PastOrder
) -> None:
    after = with_value(TODAY, number.name, value_of(TODAY, number.name) + by)
    for effect in ORDER_EFFECTS:
        if number.name not in effect.numbers:
            assert effect.answer(order, TODAY, NOW) == effect.answer(order, after, NOW)


def test_every_effect_follows_numbers_of_the_table_and_every_deadline_of_paid_orders_is_asked() -> (
    None
):
    asked = {name for effect in ORDER_EFFECTS for name in effect.numbers}
    assert asked <= set(BY_NAME)
    of_people = {
        due.duration for due in DUES if due.kind in {"trade.accept", "trade.ship", "trade.scan"}
    }
    assert of_people <= asked
