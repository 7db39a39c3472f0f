"""The reserve as the books keep it: its level, what restores it, who counts as a buyer served."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from fondaco.kernel.audit import Actor
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import actions as members
from fondaco.market.members import queries as people
from fondaco.market.members.rules import PostalAddress
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import policy as policies
from fondaco.market.trade.actions import refund, take_back
from fondaco.market.trade.rules.policy import Policy
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse, balance

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
SHOP_HOUSE = PostalAddress("M. Rossi", "VIA  UNO, 1", "", "Padova", "", "35121", "IT", "")


def terms(**numbers: int) -> None:
    body = Policy().as_dict() | numbers
    policies.add_policy(body=body, reason="A test.", actor=Actor("system"))


def sold(
    purse: Purse, seller_id: UUID, number: str, *, price: int = 10_000, **given: Any
) -> OrderView:
    """Bought and delivered now."""
    variant_id = shelf.first_variant(shelf.put_up(seller_id, price=price))
    buyer = story.a_buyer()
    story.fill_cart(buyer, (variant_id, 1))
    checkout = story.check_out(buyer, **given)
    purse.capture(checkout.intent_id)
    return story.arrive(checkout.orders[0].id, number)


def release(order: OrderView, at_time: AtTime) -> models.Release:
    assert order.releasable_at is not None
    story.later(at_time, order.releasable_at)
    return models.Release.objects.filter(order=order.id).latest("position")


def send_back(order: OrderView, amount: int) -> None:
    refund.refund(
        key=uuid4().hex,
        order_id=order.id,
        lines=[(order.lines[0].id, amount)],
        shipping_minor=0,
        cause_kind="case",
        cause_id=uuid4(),
    )


def reserve_of(seller_id: UUID) -> int:
    return balance(AccountKind.SELLER_RESERVE, seller_id)


def test_losses_fill_the_reserve_to_their_level_and_free_it_when_they_can_come_no_more(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    terms(new_until_buyers=0, new_until_days=0)
    seller_id = story.a_shop("trusted")
    first = sold(purse, seller_id, "RB204811701AT")
    assert release(first, at_time).reserve_terms["why"] == "tier"
    send_back(first, 8_000)
    second = sold(purse, seller_id, "RB204811702AT")
    filled = release(second, at_time)
    level = queries.reserve(seller_id, "EUR").standing.wanted_minor
    assert filled.reserve_terms["why"] == "loss_rate"
    assert filled.reserve_terms["wanted_minor"] == reserve_of(seller_id)
    parts = queries.reserve(seller_id, "EUR").parts
    assert sum(part.left_minor for part in parts) == reserve_of(seller_id)
    story.later(at_time, filled.reserve_until)
    assert 0 < reserve_of(seller_id) <= level
    assert queries.reserve(seller_id, "EUR").parts[0].until > filled.reserve_until
    story.later(at_time, NOON + timedelta(days=230))
    assert reserve_of(seller_id) == 0
    assert queries.money_audit() == []


def test_a_seller_grows_by_unlinked_buyers_whose_cover_is_over(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    terms(new_until_buyers=1, new_until_days=20, dormant_days=500)
    seller_id = story.a_shop()
    own = sold(purse, seller_id, "RB204811701BT", address=SHOP_HOUSE)
    assert own.cover_until is not None
    at_time(own.cover_until + timedelta(days=1))
    assert queries.reserve(seller_id, "EUR").standing.buyers_served == 0
    fair = sold(purse, seller_id, "RB204811702BT")
    kept = release(fair, at_time)
    assert (kept.reserve_terms["why"], people.seller(seller_id).tier) == ("new", "new")
    assert fair.cover_until is not None
    at_time(fair.cover_until + timedelta(days=1))
    third = sold(purse, seller_id, "RB204811703BT")
    release(third, at_time)
    assert people.seller(seller_id).tier == "established"
    last = sold(purse, seller_id, "RB204811704BT")
    grown = release(last, at_time)
    assert (grown.reserve_terms["why"], grown.reserve_terms["share_bps"]) == ("tier", 500)


def test_a_tier_that_a_person_gave_is_left_to_people(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    terms(new_until_buyers=0, new_until_days=0)
    seller_id = story.a_shop("established")
    members.set_tier(seller_id=seller_id, tier="new", actor=shelf.ADMIN)
    kept = release(sold(purse, seller_id, "RB204811701CT"), at_time)
    assert (kept.reserve_terms["why"], people.seller(seller_id).tier) == ("new", "new")


def test_waking_from_a_pause_restores_the_new_sellers_share(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    terms(new_until_buyers=0, new_until_days=10, dormant_days=50)
    seller_id = story.a_shop("trusted")
    at_time(NOON + timedelta(days=11))
    kept = release(sold(purse, seller_id, "RB204811701DT"), at_time)
    assert (kept.reserve_terms["why"], kept.reserve_terms["share_bps"]) == ("tier", 200)
    at_time(NOON + timedelta(days=90))
    woke = release(sold(purse, seller_id, "RB204811702DT"), at_time)
    assert (woke.reserve_terms["why"], woke.reserve_terms["share_bps"]) == ("dormant", 2_000)
    standing = queries.reserve(seller_id, "EUR").standing
    assert standing.restored == "dormant"
    assert queries.money_audit() == []


def taken_back(order: OrderView, amount: int) -> None:
    take_back.take_back(
        order_id=order.id, amount_minor=amount, kept_minor=0, cause_kind="case", cause_id=uuid4()
    )


def test_a_refund_that_an_appeal_took_back_is_lost_no_more(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    terms(new_until_buyers=0, new_until_days=0)
    seller_id = story.a_shop("trusted")
    order = sold(purse, seller_id, "RB204811701ET")
    release(order, at_time)
    before = queries.reserve(seller_id, "EUR").standing
    send_back(order, 8_000)
    assert queries.reserve(seller_id, "EUR").standing.wanted_minor > 0
    taken_back(order, 8_000)
    after = queries.reserve(seller_id, "EUR").standing
    assert (after.lost_minor, after.wanted_minor) == (0, 0)
    assert after.released_minor == before.released_minor


def test_what_went_back_from_escrow_is_released_when_an_appeal_takes_it_back(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    terms(new_until_buyers=0, new_until_days=0)
    seller_id = story.a_shop("trusted")
    lost = sold(purse, seller_id, "RB204811701FT")
    release(lost, at_time)
    send_back(lost, 1_000)
    before = queries.reserve(seller_id, "EUR").standing
    order = sold(purse, seller_id, "RB204811702FT")
    send_back(order, 8_000)
    taken_back(order, 8_000)
    after = queries.reserve(seller_id, "EUR").standing
    assert after.lost_minor == before.lost_minor > 0
    assert 7_000 < after.released_minor - before.released_minor <= 8_000


def test_the_policy_in_force_judges_a_seller_of_orders_of_two_versions(
    purse: Purse, at_time: AtTime
) -> None:
    at_time(NOON)
    terms(new_until_buyers=0, new_until_days=0)
    seller_id = story.a_shop()
    lax = sold(purse, seller_id, "RB204811701GT")
    terms(new_until_buyers=5, new_until_days=300)
    strict = sold(purse, seller_id, "RB204811702GT")
    for order in (lax, strict):
        assert release(order, at_time).reserve_terms["why"] == "new"
    row = models.ReserveStanding.objects.get(seller_id=seller_id)
    assert (row.grown_at, row.policy_version) == (None, queries.policy().version)
    assert people.seller(seller_id).tier == "new"
