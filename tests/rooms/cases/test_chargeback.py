"""The card network disputes the payment while a case is open, or without one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fondaco.kernel import clock
from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.kernel.outbox import Event
from fondaco.market.cases import chargeback, offer
from fondaco.market.cases.models import Case, Offer
from fondaco.market.payments import queries as payments
from fondaco.market.payments.values import ChargebackView
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions import charge_back
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.cases.story import Network
from tests.rooms.trade import story as trade_story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    found = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    return found


def news(order: OrderView, subject_id: object = None, name: str = "chargeback.opened") -> Event:
    data = {"reference_id": str(order.checkout_id), "reason_code": "10.4"}
    return Event(new_id(), name, subject_id or new_id(), data)


def test_a_chargeback_stops_a_case_and_a_won_one_lets_it_go_on(
    order: OrderView, purse: Purse, at_time: AtTime
) -> None:
    case = story.opened(order)
    staff = story.shopkeeper(order.seller_id)
    story.offered(case, staff)
    opened = news(order)
    purse.disputed.add(order.intent_id)
    chargeback.opened(opened)
    chargeback.opened(opened)
    held = story.fresh(case)
    assert (held.state, held.interrupted_state) == ("chargeback_hold", "offer")
    assert held.due_at == NOON + 184 * DAY
    with pytest.raises(Refusal):
        story.accepted(case, Offer.objects.filter(case=case).latest("position"))
    with pytest.raises(Refusal):
        offer.grant(case_id=case.id, member_id=staff, key="g")
    assert purse.refunded_minor() == 0

    at_time(NOON + 90 * DAY)
    purse.disputed.clear()
    chargeback.won(news(order, opened.subject_id, "chargeback.won"))
    back = story.fresh(case)
    assert (back.state, back.interrupted_state) == ("offer", "")
    assert back.stopped_s == 86 * 86_400
    assert back.due_at == NOON + 97 * DAY
    story.accepted(case, Offer.objects.filter(case=case).latest("position"))
    assert purse.refunded_minor() == 1500


def test_a_parcel_that_came_back_meanwhile_is_not_forgotten(
    order: OrderView, purse: Purse, labels: story.Counter, at_time: AtTime
) -> None:
    case = story.wait_until_due(at_time, story.opened(order))
    assert case.state == "return_ship"
    opened = news(order)
    chargeback.opened(opened)
    at_time(clock.now() + DAY)
    story.scanned(case.id, "accepted")
    story.scanned(case.id, "delivered")
    assert story.fresh(case).state == "chargeback_hold"
    chargeback.won(news(order, opened.subject_id))
    assert story.fresh(case).state == "return_check"


def test_a_lost_chargeback_closes_the_case_without_a_second_refund(
    order: OrderView, purse: Purse
) -> None:
    case = story.opened(order)
    opened = news(order)
    chargeback.opened(opened)
    chargeback.lost(news(order, opened.subject_id, "chargeback.lost"))
    done = story.fresh(case)
    assert (done.state, done.outcome, purse.refunded_minor()) == ("closed", "chargeback_lost", 0)


def test_an_order_without_a_case_gets_one_that_waits_for_the_network(
    order: OrderView, purse: Purse, at_time: AtTime
) -> None:
    opened = news(order)
    chargeback.opened(opened)
    chargeback.opened(opened)
    case = Case.objects.get()
    assert (case.reason, case.state) == ("chargeback", "chargeback_hold")
    assert trade.order(order.id).lines[0].held
    chargeback.won(news(order, opened.subject_id))
    done = story.fresh(case)
    assert (done.state, done.outcome) == ("closed", "chargeback_won")
    assert trade.order(order.id).holds == ()


def test_a_network_that_never_answers_has_kept_the_money(
    order: OrderView, purse: Purse, network: Network, at_time: AtTime
) -> None:
    case = story.opened(order)
    lost = trade_story.lost_chargeback(purse, order, order.total_minor)
    chargeback.opened(news(order, lost.subject_id))
    done = story.wait_until_due(at_time, case)
    assert (done.state, done.outcome) == ("closed", "chargeback_final")
    assert network.unanswered == [lost.subject_id]
    charge_back.lost(lost)
    chargeback.lost(lost)
    after = trade.order(order.id)
    assert (after.escrow_minor, after.state, purse.refunded_minor()) == (0, "refunded", 0)
    assert trade.money_audit() == []


def test_news_of_a_chargeback_that_has_ended_hold_nothing(
    order: OrderView, network: Network
) -> None:
    case = story.opened(order)
    ended = news(order)
    network.decided.add(ended.subject_id)
    chargeback.won(ended)
    chargeback.opened(ended)
    assert story.fresh(case).state == "open"
    assert Case.objects.count() == 1


def test_a_case_waits_for_its_own_chargeback_and_then_for_the_next_one(
    order: OrderView, network: Network
) -> None:
    case = story.opened(order)
    first, second = news(order), news(order)
    chargeback.opened(first)
    chargeback.opened(second)
    for told in (chargeback.won, chargeback.lost):
        told(news(order, second.subject_id))
        assert story.fresh(case).state == "chargeback_hold"
    network.others[first.subject_id] = second.subject_id
    chargeback.won(news(order, first.subject_id))
    waiting = story.fresh(case)
    assert (waiting.state, waiting.chargeback_id) == ("chargeback_hold", second.subject_id)
    chargeback.won(news(order, second.subject_id))
    assert story.fresh(case).state == "open"


@pytest.mark.parametrize(
    ("short_minor", "holder"), [(0, "Your bank</b><span"), (100, "Fondaco</b><span")]
)
def test_what_the_bank_has_taken_back_is_not_said_to_be_with_us(
    order: OrderView, monkeypatch: pytest.MonkeyPatch, short_minor: int, holder: str
) -> None:
    case = story.opened(order)
    chargeback.opened(news(order))
    known = ChargebackView(
        new_id(), order.intent_id, "10.4", "", order.escrow_minor - short_minor, "EUR", "opened",
        NOON, NOON + 30 * DAY,
    )  # fmt: skip
    monkeypatch.setattr(payments, "chargebacks", lambda _ids: {order.intent_id: (known,)})
    page = story.signed_in(order.buyer_id).get(f"/cases/{case.id}/").content.decode()
    assert f"<b>{holder} class=" in page
    assert "of this payment back from us and decides who gets it" in page
    shop = story.signed_in(story.shopkeeper(order.seller_id))
    page = shop.get(f"/sell/cases/{case.id}/").content.decode()
    theirs = holder.replace("Your", "The buyer's")
    assert f"<b>{theirs} class=" in page
    known = replace(known, state="won")
    page = shop.get(f"/sell/cases/{case.id}/").content.decode()
    assert "of this payment back from us" not in page
