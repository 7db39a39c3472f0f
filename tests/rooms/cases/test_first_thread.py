"""A case from opening to refund: the seller silent, an offer accepted, a mediator deciding."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from fondaco.market.cases import decide, mediate
from fondaco.market.cases.models import Decision
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.trade import queries as trade
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade.story import Purse, balance

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


def test_a_silent_seller_of_something_small_refunds_it_in_full(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.delivered(purse, price=1200)
    at_time(NOON + timedelta(days=4))
    case = story.opened(order)
    assert case.state == "open"
    assert trade.order(order.id).lines[0].held
    # Three business days of the seller from a Saturday: Monday to Wednesday.
    assert case.due_at == NOON + timedelta(days=8)

    done = story.wait_until_due(at_time, case)
    assert (done.state, done.outcome, done.refunded_minor) == (
        "closed", "seller_silent", order.total_minor,
    )  # fmt: skip
    assert purse.refunded_minor() == order.total_minor
    assert balance(AccountKind.ESCROW, order.id) == 0
    after = trade.order(order.id)
    assert (after.state, after.holds) == ("refunded", ())
    assert trade.money_audit() == []


def test_an_accepted_offer_is_carried_out_at_once(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    case = story.opened(order)
    offer = story.offered(case, story.shopkeeper(order.seller_id), amount=1500)
    assert story.fresh(case).state == "offer"

    story.accepted(case, offer)
    done = story.fresh(case)
    assert (done.state, done.outcome, done.refunded_minor) == ("closed", "agreed_refund", 1500)
    after = trade.order(order.id)
    assert (after.refunded_minor, after.holds, after.state) == (1500, (), "delivered")
    assert trade.money_audit() == []


def test_a_mediator_decides_and_money_moves_with_the_decision(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    judge = story.a_mediator()
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id), kind="nothing")
    mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="ask")
    assert (story.fresh(case).state, story.fresh(case).mediator_id) == ("mediation", judge)

    answer = decide.decide(
        case_id=case.id,
        mediator_id=judge,
        kind="refund",
        amount_minor=3000,
        reason_code="defect_shown",
        text=story.TEXT,
        key=uuid4().hex,
    )
    decided = story.fresh(case)
    assert (answer, decided.state, decided.refunded_minor) == ("decided", "decided", 3000)
    assert Decision.objects.get(case=case).reason_code == "defect_shown"
    assert trade.order(order.id).holds == ()

    at_time(NOON + timedelta(days=20))
    final = story.wait_until_due(at_time, case)
    assert (final.state, final.outcome) == ("closed", "decided_refund")
    assert trade.money_audit() == []
