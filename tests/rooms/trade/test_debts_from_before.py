"""What was owed before debts had rows gets them from the books: collected and written off too."""

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps

from fondaco.kernel.models import Deadline
from fondaco.market.cases.models import Case
from fondaco.market.cases.rules.reasons import Reason
from fondaco.market.cases.rules.words import State
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.payments.models import Chargeback, Intent
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import debts, take_back
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance
from tests.rooms.trade.test_debts import TIME, give_back, money, owing
from tests.rooms.trade.test_reserve import sold

__all__ = ["owing"]
pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
migration = import_module("fondaco.market.trade.migrations.0010_debts_from_before")


def forget_rows() -> None:
    Deadline.objects.filter(kind=debts.KIND).delete()
    models.Debt.objects.all().delete()


def test_a_buyers_debt_is_collected_and_written_off_as_any_other(
    purse: Purse, owing: OrderView, at_time: AtTime
) -> None:
    before = models.Debt.objects.get(side="buyer")
    money(2000, AccountKind.UNMATCHED, AccountKind.BUYER_WALLET, owing.buyer_id)
    debts.collect(buyer_id=owing.buyer_id, currency="EUR")
    Intent.objects.create(
        id=owing.intent_id,
        member_id=owing.buyer_id,
        reference_id=owing.checkout_id,
        amount_minor=5390,
        currency="EUR",
        created_at=NOON,
    )
    Chargeback.objects.create(
        id=before.cause_id,
        intent_id=owing.intent_id,
        network_case_id="from before",
        reason_code="10.4",
        amount_minor=5390,
        opened_at=NOON,
        answer_due_at=NOON,
    )
    forget_rows()
    assert queries.money_audit() != []
    for _twice in range(2):
        migration.write_down(apps, None)
    row = models.Debt.objects.get(side="buyer")
    assert (row.amount_minor, row.left_minor, row.order_id) == (5390, 3390, owing.id)
    assert (row.cause_kind, row.cause_id) == ("chargeback", before.cause_id)
    assert queries.money_audit() == []
    money(90, AccountKind.UNMATCHED, AccountKind.BUYER_WALLET, owing.buyer_id)
    assert debts.collect(buyer_id=owing.buyer_id, currency="EUR") == 90
    story.later(at_time, row.arisen_at + TIME)
    assert queries.owed_by_buyer(owing.buyer_id) == {}
    assert queries.money_audit() == []


def test_what_a_seller_owes_is_written_down_for_the_newest_refunds(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    money(100_000, AccountKind.UNMATCHED, AccountKind.PROTECTION_FUND)
    seller_id = story.a_shop()
    for number in ("RB204811701HT", "RB204811702HT"):
        order = sold(purse, seller_id, number)
        models.OrderLine.objects.filter(order=order.id).update(released_at=NOON)
        give_back(order, 1000)
    before = {
        (row.order_id, row.cause_id, row.amount_minor)
        for row in models.Debt.objects.filter(side="seller")
    }
    assert len(before) == 2
    forget_rows()
    migration.write_down(apps, None)
    assert before == {
        (row.order_id, row.cause_id, row.amount_minor)
        for row in models.Debt.objects.filter(side="seller", closed_at=None)
    }
    story.later(at_time, NOON + timedelta(days=1) + TIME)
    assert balance(AccountKind.SELLER_DEBT, seller_id) == 0


def test_a_refund_that_an_appeal_took_back_is_found_by_its_case(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.arrive(story.bought(purse).id)
    give_back(order, 4900)
    case = Case.objects.create(
        order_id=order.id,
        buyer_id=order.buyer_id,
        seller_id=order.seller_id,
        policy_version=1,
        wanted_minor=4900,
        amount_minor=4900,
        reason=Reason.NOT_AS_DESCRIBED,
        state=State.CLOSED,
        opened_at=NOON,
        closed_at=NOON,
    )
    for cause_id in (case.id, uuid4()):
        take_back.take_back(
            order_id=order.id,
            amount_minor=2000,
            kept_minor=900,
            cause_kind="case",
            cause_id=cause_id,
        )
    forget_rows()
    migration.write_down(apps, None)
    row = models.Debt.objects.get(side="buyer")
    assert (row.order_id, row.cause_id, row.left_minor) == (order.id, case.id, 2000)
    assert [finding.what for finding in queries.money_audit()] == [
        "what a buyer owes is -4000 EUR, its parts are -2000"
    ]
