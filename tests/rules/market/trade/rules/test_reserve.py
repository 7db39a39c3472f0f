"""What is kept of a seller's money: the larger of share and loss rate, and what restores it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.rules.release import divided
from fondaco.market.trade.rules.reserve import (
    Day,
    Past,
    Standing,
    Terms,
    Why,
    grown,
    kept_on,
    share,
    standing,
    terms,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()
POLICY = Policy()
OLD = Past(
    verified_at=NOW - timedelta(days=90),
    buyers_served=10,
    released_minor=100_000,
    lost_minor=2_000,
    exposed_minor=50_000,
)
amounts = st.integers(0, 1_000_000)


def day(days_ago: int, sold: int = 1_000, orders: int = 1) -> Day:
    return Day(TODAY - timedelta(days=days_ago), sold, orders)


def judged(past: Past, before: Standing | None = None, now: datetime = NOW) -> Standing:
    return standing(past, POLICY, now, before)


def test_the_level_is_the_loss_rate_times_the_exposure() -> None:
    found = judged(OLD)
    assert (found.loss_rate_bps, found.wanted_minor) == (200, 1_000)


@given(amounts, amounts, amounts)
def test_the_level_is_never_above_the_exposure(released: int, lost: int, exposed: int) -> None:
    past = replace(OLD, released_minor=released, lost_minor=lost, exposed_minor=exposed)
    assert 0 <= judged(past).wanted_minor <= exposed


@given(amounts, st.integers(0, 10_000), amounts, amounts)
def test_a_release_keeps_the_larger_of_share_and_what_is_missing(
    gross: int, bps: int, owed: int, missing: int
) -> None:
    plan = divided(gross, (gross // 20,), bps, owed, missing)
    share_only = divided(gross, (gross // 20,), bps, owed, 0)
    left = gross - gross // 20 - plan.debt_minor
    assert plan.reserve_minor == max(share_only.reserve_minor, min(missing, left))
    assert plan.by_loss == (plan.reserve_minor > share_only.reserve_minor)
    parts = (plan.fee_minor, plan.debt_minor, plan.reserve_minor, plan.balance_minor)
    assert sum(parts) == gross
    assert min(parts) >= 0


@given(amounts, amounts, amounts)
def test_what_is_due_goes_free_but_for_what_the_level_still_asks(
    left: int, others: int, level: int
) -> None:
    stays = kept_on(left, others_minor=others, wanted_minor=level)
    assert 0 <= stays <= left
    assert stays == left or others + stays >= level
    assert not stays or others + stays <= level


@pytest.mark.parametrize(
    ("buyers", "days", "is_new"), [(10, 90, False), (9, 90, True), (10, 89, True), (0, 900, True)]
)
def test_a_seller_is_new_until_ten_buyers_and_ninety_days(
    buyers: int, days: int, is_new: bool
) -> None:
    past = replace(OLD, buyers_served=buyers, verified_at=NOW - timedelta(days=days))
    found = judged(past)
    assert found.is_new is is_new
    assert not grown(found).is_new
    why, tier = share("trusted", found, POLICY)
    assert tier == POLICY.tier("new" if is_new else "trusted")
    assert why == (Why.NEW if is_new else Why.TIER)


def test_three_times_the_mean_restores_the_new_sellers_share() -> None:
    steady = [day(ago) for ago in range(209, 29, -1)]
    surge = [day(ago, 3_000) for ago in range(29, -1, -1)]
    below = [day(ago, 2_999) for ago in range(29, -1, -1)]
    assert judged(replace(OLD, days=[*steady, *below])).restored == ""
    found = judged(replace(OLD, days=[*steady, *surge]))
    assert found.restored == Why.SALES
    assert found.restored_until == NOW + timedelta(days=POLICY.new_until_days)
    assert share("trusted", found, POLICY) == (Why.SALES, POLICY.tier("new"))


def test_a_few_sales_are_no_surge_and_a_first_month_has_no_mean() -> None:
    assert judged(replace(OLD, days=[day(60), day(1, 90_000, orders=9)])).restored == ""
    assert judged(replace(OLD, days=[day(1, 90_000, orders=50)])).restored == ""


def test_a_sale_after_ninety_days_of_silence_restores_it() -> None:
    woke = replace(OLD, days=[day(3)], last_before=TODAY - timedelta(days=211))
    assert judged(woke).restored == Why.DORMANT
    assert judged(replace(OLD, days=[day(100), day(10)])).restored == Why.DORMANT
    assert judged(replace(OLD, days=[day(99), day(10)])).restored == ""
    assert judged(replace(OLD, days=[day(209), day(100), day(31)])).restored == ""


def test_another_main_category_restores_it() -> None:
    selling = replace(OLD, days=[day(40, 9_000, 20), day(2, 9_000, 20)])
    assert judged(replace(selling, category="toys", category_before="toys")).restored == ""
    changed = judged(replace(selling, category="phones", category_before="toys"))
    assert changed.restored == Why.CATEGORY


def test_what_was_restored_lasts_its_time_and_then_ends() -> None:
    until = date(2026, 12, 1)
    before = replace(
        judged(OLD), restored=Why.SALES, restored_until=datetime(2026, 12, 1, tzinfo=UTC)
    )
    assert judged(OLD, before).restored == Why.SALES
    after = datetime(until.year, until.month, until.day, 0, 0, 1, tzinfo=UTC)
    assert judged(OLD, before, after).restored == ""


def test_the_reason_survives_being_stored() -> None:
    told = terms(Why.TIER, 500, judged(OLD), by_loss=True)
    assert told.why == Why.LOSS_RATE
    assert Terms.from_dict(told.as_dict()) == told
    assert Terms.from_dict({}) is None
