"""What happens by itself in every state when everybody stays silent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from fondaco.market.cases import mediate, offer, return_goods
from fondaco.market.trade import queries as trade
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.cases.story import Counter
from tests.rooms.trade import story as trade_story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)


def test_goods_that_never_came_are_refunded_when_the_seller_is_silent(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    order = trade_story.bought(purse, price=9900)
    trade_story.send(order.id)
    trade_story.scan("RB204811734IT", "accepted", NOON)
    late = datetime.combine(order.promised_until, NOON.timetz()) + DAY
    at_time(late)
    case = story.opened(trade.order(order.id), reason="not_received")
    done = story.wait_until_due(at_time, case)
    assert (done.state, done.outcome, done.refunded_minor) == (
        "closed", "seller_silent", order.total_minor,
    )  # fmt: skip
    assert trade.money_audit() == []


def test_a_silent_seller_of_something_dear_gets_it_back_on_our_label_first(
    purse: Purse, labels: Counter, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    case = story.wait_until_due(at_time, story.opened(order))
    assert (case.state, case.label_by, case.return_number) == (
        "return_ship", "platform", "RET0000001IT",
    )  # fmt: skip
    assert labels.made[0]["to"].country == "IT"

    story.scanned(case.id, "accepted")
    assert story.fresh(case).state == "return_transit"
    lost = story.wait_until_due(at_time, case)
    assert (lost.state, lost.outcome, lost.refunded_minor) == (
        "closed", "lost_on_return", order.total_minor,
    )  # fmt: skip
    assert trade.money_audit() == []


def test_what_was_missing_waits_for_no_return_but_for_a_mediator_who_sees_the_weight(
    purse: Purse, labels: Counter, at_time: AtTime
) -> None:
    at_time(NOON)
    judge = story.a_mediator()
    order = story.delivered(purse)
    trade_story.scan(order.shipments[0].tracking_number, "in_transit", NOON, weight_grams=180)
    at_time(NOON + 4 * DAY)
    case = story.wait_until_due(at_time, story.opened(order, reason="missing_parts"))
    assert (case.state, case.mediator_id, labels.made) == ("mediation", judge, [])
    scans = trade.order(order.id).shipments[0].scans
    assert [scan.weight_grams for scan in scans if scan.kind == "in_transit"] == [180]


def test_goods_that_are_not_sent_back_leave_the_money_with_the_seller(
    purse: Purse, labels: Counter, at_time: AtTime
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    case = story.wait_until_due(at_time, story.opened(order))
    first = case.due_at
    return_goods.extend(case_id=case.id, member_id=order.buyer_id, key="more")
    assert story.fresh(case).due_at == first + 7 * DAY
    closed = story.wait_until_due(at_time, case)
    assert (closed.state, closed.outcome, closed.refunded_minor) == ("closed", "not_returned", 0)
    assert trade.order(order.id).holds == ()

    return_goods.reopen(case_id=case.id, member_id=order.buyer_id, key="again")
    again = story.fresh(case)
    assert (again.state, again.closed_at) == ("return_ship", None)
    assert len(trade.order(order.id).holds) == 1
    ended = story.wait_until_due(at_time, case)
    assert ended.outcome == "not_returned"


@pytest.mark.parametrize("counter", [False, True])
def test_offers_without_an_answer_go_to_a_mediator(
    purse: Purse, at_time: AtTime, counter: bool
) -> None:
    at_time(NOON)
    judge = story.a_mediator()
    order = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id))
    if counter:
        offer.make_offer(
            case_id=case.id, side="buyer", member_id=order.buyer_id, kind="part_refund",
            amount_minor=2500, key="counter",
        )  # fmt: skip
        assert story.fresh(case).state == "counter"
    case = story.wait_until_due(at_time, case)
    assert (case.state, case.mediator_id) == ("mediation", judge)


def test_a_replacement_that_is_not_sent_becomes_a_refund(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    case = story.opened(order, wanted="replacement")
    staff = story.shopkeeper(order.seller_id)
    first = story.Offer.objects.get(case=case)
    story.accepted(case, first, "seller", staff)
    assert story.fresh(case).state == "replacement"
    done = story.wait_until_due(at_time, case)
    assert (done.outcome, done.refunded_minor) == ("not_replaced", order.total_minor)


def test_a_mediation_in_which_nobody_decides_passes_through_three_hands(
    purse: Purse, labels: Counter, at_time: AtTime
) -> None:
    at_time(NOON)
    judges = {story.a_mediator("One"), story.a_mediator("Two")}
    head = story.a_mediator("Head", role="finance")
    order = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    case = story.opened(order)
    staff = story.shopkeeper(order.seller_id)
    story.offered(case, staff)
    mediate.ask(case_id=case.id, side="seller", member_id=staff, key="m")
    first = story.fresh(case)
    started = NOON + 4 * DAY
    assert (first.due_at, first.stage) == (started + 7 * DAY, 1)
    second = story.wait_until_due(at_time, case)
    assert {first.mediator_id, second.mediator_id} == judges
    assert second.due_at == started + 14 * DAY
    third = story.wait_until_due(at_time, case)
    assert (third.mediator_id, third.due_at) == (head, started + 17 * DAY)

    returning = story.wait_until_due(at_time, case)
    assert (returning.state, returning.stage) == ("return_ship", 4)
    story.scanned(case.id, "accepted")
    story.scanned(case.id, "delivered")
    assert story.fresh(case).state == "return_check"
    done = story.wait_until_due(at_time, case)
    assert (done.state, done.outcome, done.refunded_minor) == (
        "closed", "returned", order.total_minor,
    )  # fmt: skip
    assert trade.money_audit() == []


def test_a_buyer_with_many_refunds_is_looked_at_by_a_person(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    judge = story.a_mediator()
    order = story.delivered(purse, price=1200)
    at_time(NOON + 4 * DAY)
    case = story.opened(order)
    for _earlier in range(4):
        row = story.fresh(case)
        row.id, row.key, row.reference = uuid4(), uuid4().hex, uuid4().hex[:20]
        row.state, row.outcome, row.due_at = "closed", "seller_silent", None
        row.closed_at, row.refunded_minor, row.hold_id = NOON, 500, None
        row.save(force_insert=True)
    looked_at = story.wait_until_due(at_time, case)
    assert (looked_at.state, looked_at.mediator_id, looked_at.is_serial) == (
        "mediation", judge, True,
    )  # fmt: skip


@pytest.mark.parametrize("how", ["confirmed", "exempted", "unknown"])
def test_a_payment_that_is_not_mine_is_settled_by_what_the_bank_had_confirmed(
    purse: Purse, at_time: AtTime, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    at_time(NOON)
    authenticated = how == "confirmed"
    order = trade_story.bought(purse)
    if how != "unknown":
        story.authenticated(monkeypatch, order.intent_id, is_exempt=how == "exempted")
    case = story.opened(order, reason="payment_not_mine")
    assert (case.state, case.due_at) == ("card_fraud", NOON + 5 * DAY)
    at_time(NOON + timedelta(hours=1))
    mediate.resolve_card_fraud(
        case_id=case.id, member_id=story.a_mediator("Trust", role="trust"), key="resolve"
    )
    done = story.fresh(case)
    assert done.outcome == ("to_issuer" if authenticated else "not_authenticated")
    after = trade.order(order.id)
    assert after.state == ("paid" if authenticated else "refunded")
    assert purse.refunded_minor() == (0 if authenticated else order.total_minor)
    assert trade.money_audit() == []


def test_a_seller_who_cancels_settles_the_case(purse: Purse, at_time: AtTime) -> None:
    from fondaco.market.trade.actions import refund as trade_refund

    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    case = story.opened(order)
    trade_refund.refund(
        key="otherwise", order_id=order.id,
        lines=[(line.id, line.total_minor) for line in order.lines],
        shipping_minor=order.shipping_minor, cause_kind="withdrawal", cause_id=uuid4(),
    )  # fmt: skip
    settled = story.fresh(case)
    assert (settled.state, settled.outcome) == ("closed", "settled")
