"""When a case may be opened, and for what."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fondaco.market.cases.rules.reasons import (
    CHOICES,
    REASONS,
    SELLER_PAYS_POSTAGE,
    OrderFacts,
    Reason,
    months_after,
    openable,
)
from fondaco.market.trade.rules.policy import CaseTerms

TERMS = CaseTerms()
PAID = datetime(2026, 11, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SENT = OrderFacts(
    paid_at=PAID,
    promised_until=date(2026, 11, 20),
    cover_until=NOW + timedelta(days=30),
    delivered_at=None,
    sent=True,
)


def test_every_reason_a_buyer_may_choose_names_the_evidence_it_needs() -> None:
    assert set(REASONS) == set(Reason)
    for reason in CHOICES:
        terms = REASONS[reason]
        assert terms.title
        assert terms.hint
        assert terms.buyer_evidence
    assert Reason.CHARGEBACK not in CHOICES


def test_nothing_came_only_after_the_last_promised_day() -> None:
    assert openable(Reason.NOT_RECEIVED, SENT, NOW, TERMS).allowed
    early = replace(SENT, promised_until=date(2026, 11, 24))
    verdict = openable(Reason.NOT_RECEIVED, early, NOW, TERMS)
    assert not verdict.allowed
    assert verdict.opens_at == datetime(2026, 11, 25, tzinfo=UTC)
    assert openable(Reason.NOT_RECEIVED, early, datetime(2026, 11, 25, tzinfo=UTC), TERMS).allowed


def test_a_buyer_may_deny_a_proven_delivery() -> None:
    proven = replace(SENT, delivered_at=NOW, promised_until=date(2026, 11, 30))
    assert openable(Reason.NOT_RECEIVED, proven, NOW, TERMS).allowed


@pytest.mark.parametrize("reason", [each for each in CHOICES if each != "payment_not_mine"])
def test_no_case_after_cover(reason: Reason) -> None:
    assert not openable(reason, replace(SENT, cover_until=NOW - timedelta(1)), NOW, TERMS).allowed
    assert not openable(reason, replace(SENT, cover_until=None), NOW, TERMS).allowed


def test_nothing_is_wrong_with_goods_that_were_not_sent() -> None:
    unsent = replace(SENT, sent=False)
    assert not openable(Reason.DAMAGED, unsent, NOW, TERMS).allowed
    assert openable(Reason.REFUND_NOT_PAID, unsent, NOW, TERMS).allowed


def test_a_payment_not_mine_is_heard_for_13_months_whatever_the_cover() -> None:
    over = replace(SENT, cover_until=PAID)
    until = datetime(2027, 12, 1, 9, tzinfo=UTC)
    assert openable(Reason.PAYMENT_NOT_MINE, over, until, TERMS).allowed
    later = until + timedelta(seconds=1)
    assert not openable(Reason.PAYMENT_NOT_MINE, over, later, TERMS).allowed


def test_nothing_can_be_opened_about_an_unpaid_order_or_by_hand_for_the_network() -> None:
    for reason in Reason:
        assert not openable(reason, replace(SENT, paid_at=None), NOW, TERMS).allowed
    assert not openable(Reason.CHARGEBACK, SENT, NOW, TERMS).allowed


def test_months_end_on_the_last_day_of_shorter_months() -> None:
    assert months_after(datetime(2026, 1, 31, tzinfo=UTC), 1) == datetime(2026, 2, 28, tzinfo=UTC)
    assert months_after(datetime(2026, 12, 5, tzinfo=UTC), 13) == datetime(2028, 1, 5, tzinfo=UTC)


def test_postage_back_is_the_sellers_wherever_the_goods_were_wrong() -> None:
    assert Reason.NOT_RECEIVED not in SELLER_PAYS_POSTAGE
    assert len(SELLER_PAYS_POSTAGE) == 6
