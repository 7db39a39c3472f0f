"""The invented past of a practice installation is whole, and stays in practice installations."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.payments import bank_queries, practice, reconcile
from fondaco.market.payments.values import Step
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import cash, make_seller
from tests.rooms.payments.test_refunds import ORDER, give_back

pytestmark = pytest.mark.django_db

RECEIVABLE = AccountRef(AccountKind.ACQUIRER_RECEIVABLE, "", "EUR")


def test_past_captures_lie_in_the_bank_less_their_refunds(
    make_intent: Callable[..., UUID], start: Callable[..., Step]
) -> None:
    intent_id = make_intent(8_000, orders=(ORDER,))
    start(intent_id)
    give_back(intent_id, 3_000)
    assert practice.settle_past() == {"EUR": 5_000}
    assert practice.settle_past() == {"EUR": 5_000}
    assert books.balance(RECEIVABLE) == 0
    start(make_intent(1_000, orders=(new_id(),)), "card_ok:2")
    assert practice.settle_past() == {"EUR": 6_000}
    assert books.audit() == []


def test_the_past_leaves_no_statement_to_read(
    make_intent: Callable[..., UUID], start: Callable[..., Step], gateway: Any
) -> None:
    start(make_intent())
    reconcile.run_daily()
    assert bank_queries.statement_days() == ()


def test_sellers_of_the_past_have_been_paid(at_time: Callable[[datetime], None]) -> None:
    at_time(NOON)
    seller_id = make_seller(balance_minor=5_000)
    at_time(NOON + timedelta(days=7))
    assert practice.pay_out_past(day=clock.today()) is not None
    [payout] = bank_queries.payouts_of(seller_id)
    assert (payout.state, payout.amount_minor) == ("booked", 5_000)
    assert cash() == -5_000
    assert practice.pay_out_past(day=clock.today()) is None


def test_a_real_house_has_no_invented_past(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(practice.NotPractice):
        practice.settle_past()
    with pytest.raises(practice.NotPractice):
        practice.pay_out_past(day=clock.today())
