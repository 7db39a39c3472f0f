"""Goods that go back, and replacements that come."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.cases import decide, mediate, return_goods
from fondaco.market.cases.models import Case, Offer
from fondaco.market.trade import queries as trade
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.cases.story import Counter
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)


def returning(purse: Purse, at_time: AtTime, number: str = "SELL12345IT") -> tuple[Case, object]:
    """Both agreed on a return, the seller gave the label."""
    at_time(NOON)
    order = story.delivered(purse)
    staff = story.shopkeeper(order.seller_id)
    at_time(NOON + 4 * DAY)
    case = story.opened(order, wanted="return_refund")
    story.accepted(case, Offer.objects.get(case=case), "seller", staff)
    assert story.fresh(case).state == "return_label"
    return_goods.give_label(
        case_id=case.id, member_id=staff, carrier="practice", tracking_number=number, key="label"
    )
    assert story.fresh(case).state == "return_ship"
    return case, staff


def test_goods_go_back_on_the_sellers_label_and_the_buyer_is_refunded(
    purse: Purse, at_time: AtTime
) -> None:
    case, staff = returning(purse, at_time)
    at_time(NOON + 5 * DAY)
    assert story.scanned(case.id, "accepted")
    assert story.fresh(case).state == "return_transit"
    story.scanned(case.id, "delivered")
    arrived = story.fresh(case)
    assert (arrived.state, arrived.return_weight_grams) == ("return_check", 800)
    return_goods.accept_goods(case_id=case.id, member_id=staff, key="fine")
    done = story.fresh(case)
    assert (done.outcome, done.refunded_minor) == ("returned", 5390)
    assert trade.money_audit() == []


def test_the_carriers_news_twice_late_or_out_of_order_changes_nothing_more(
    purse: Purse, at_time: AtTime
) -> None:
    case, _staff = returning(purse, at_time)
    at_time(NOON + 6 * DAY)
    tell = {"carrier": "practice", "tracking_number": "SELL12345IT", "weight_grams": 800}
    return_goods.record_return_scan(kind="delivered", at=NOON + 6 * DAY, event_id="d", **tell)
    assert story.fresh(case).state == "return_check"
    for event_id, kind in (("d", "delivered"), ("a", "accepted"), ("d2", "delivered")):
        return_goods.record_return_scan(kind=kind, at=NOON + 6 * DAY, event_id=event_id, **tell)
    assert story.fresh(case).state == "return_check"
    unknown = tell | {"tracking_number": "NOBODY1234"}
    assert not return_goods.record_return_scan(kind="accepted", at=NOON, event_id="x", **unknown)


def test_scans_from_before_the_label_belong_to_another_parcel(
    purse: Purse, at_time: AtTime
) -> None:
    case, _staff = returning(purse, at_time)
    return_goods.record_return_scan(
        carrier="practice", tracking_number="SELL12345IT", kind="delivered",
        at=NOON, event_id="old", weight_grams=1,
    )  # fmt: skip
    assert story.fresh(case).state == "return_ship"


def test_an_objection_needs_pictures_and_the_carriers_weight(purse: Purse, at_time: AtTime) -> None:
    judge = story.a_mediator()
    case, staff = returning(purse, at_time)
    at_time(NOON + 6 * DAY)
    story.scanned(case.id, "delivered", weight=None)
    given = {"case_id": case.id, "member_id": staff, "text": "The box was empty."}
    with pytest.raises(Refusal) as refused:
        return_goods.object_to_goods(evidence=[], key="o", **given)
    assert refused.value.code == "objection_unproven"
    with pytest.raises(Refusal) as refused:
        return_goods.object_to_goods(evidence=[story.shown()], key="o", **given)
    assert refused.value.code == "objection_without_weight"
    story.scanned(case.id, "in_transit", weight=90)
    return_goods.object_to_goods(evidence=[story.shown()], key="o", **given)
    disputed = story.fresh(case)
    assert (disputed.state, disputed.mediator_id) == ("mediation", judge)
    assert purse.refunded_minor() == 0


def test_a_decided_return_is_refunded_and_can_still_be_appealed(
    purse: Purse, labels: Counter, at_time: AtTime
) -> None:
    judge = story.a_mediator()
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + 4 * DAY)
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id))
    mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="m")
    decide.decide(
        case_id=case.id, mediator_id=judge, kind="return", reason_code="differs_from_listing",
        text=story.TEXT, key="d",
    )  # fmt: skip
    decided = story.fresh(case)
    assert (decided.state, decided.label_by, len(labels.made)) == ("return_ship", "platform", 1)
    assert decided.decisions.get().postage_by == "seller"
    story.scanned(case.id, "accepted")
    story.scanned(case.id, "delivered")
    after = story.wait_until_due(at_time, case)
    assert (after.state, after.refunded_minor) == ("decided", order.total_minor)
    assert story.wait_until_due(at_time, case).outcome == "returned"


def test_a_supposed_counterfeit_goes_to_the_checker_and_a_mediator(
    purse: Purse, labels: Counter, at_time: AtTime
) -> None:
    judge = story.a_mediator()
    at_time(NOON)
    order = story.delivered(purse)
    staff = story.shopkeeper(order.seller_id)
    at_time(NOON + 4 * DAY)
    case = story.opened(order, reason="counterfeit", wanted="return_refund")
    assert case.due_at == NOON + 9 * DAY
    story.accepted(case, Offer.objects.get(case=case), "seller", staff)
    assert story.fresh(case).state == "return_ship"
    assert labels.made[0]["to"].city == "Venezia"
    story.scanned(case.id, "delivered")
    at_checker = story.fresh(case)
    assert (at_checker.state, at_checker.mediator_id) == ("mediation", judge)
