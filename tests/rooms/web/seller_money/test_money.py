"""What a shop sees of its money, and who may see it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import actions as members
from fondaco.market.members import queries as people
from fondaco.market.members.models import Member
from fondaco.market.payments import pay_out
from fondaco.market.trade import models
from fondaco.market.trade import queries as trade
from tests.conftest import NOON
from tests.rooms.payments.test_payouts import FakeBank, make_seller
from tests.rooms.trade import story
from tests.rooms.trade.story import purse

__all__ = ["purse"]

pytestmark = pytest.mark.django_db


def sign_in(member_id: UUID) -> Client:
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> FakeBank:
    made = FakeBank()
    monkeypatch.setattr(pay_out, "_bank", [made])
    return made


def owner_of(seller_id: UUID) -> UUID:
    return people.staff_members(seller_id)[0]


def test_a_balance_is_shown_with_what_keeps_it(
    at_time: Callable[[Any], None], bank: FakeBank
) -> None:
    at_time(NOON)
    seller_id = make_seller(balance_minor=5_000)
    members.freeze_seller(seller_id=seller_id, actor=Actor("system"), reason="We are asking.")
    text = sign_in(owner_of(seller_id)).get("/sell/money/").content.decode()
    assert "50.00 wait here" in text
    assert "Payouts are frozen" in text


def test_a_payout_is_followed_from_balance_to_bank(
    at_time: Callable[[Any], None], bank: FakeBank
) -> None:
    at_time(NOON)
    seller_id = make_seller(balance_minor=5_000)
    at_time(NOON + timedelta(days=7))
    client = sign_in(owner_of(seller_id))
    assert "go to your bank on the next business day" in client.get("/sell/money/").content.decode()
    pay_out.run(clock.now())
    text = client.get("/sell/money/").content.decode()
    assert "Nothing waits to be paid out" in text
    assert "With our bank" in text
    assert "•••• 3000" in text
    assert "Paid out to your bank" in text


def test_movements_come_as_a_file(at_time: Callable[[Any], None], bank: FakeBank) -> None:
    at_time(NOON)
    seller_id = make_seller(balance_minor=5_000)
    answer = sign_in(owner_of(seller_id)).get("/sell/money/movements.csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "50.00,EUR" in answer.content.decode()


def test_packers_and_buyers_do_not_see_the_money(bank: FakeBank) -> None:
    seller_id = make_seller(balance_minor=5_000)
    packer, buyer = story.a_buyer("Packer"), story.a_buyer()
    members.add_staff(seller_id=seller_id, member_id=packer, role="packer", actor=Actor("system"))
    for member_id in (packer, buyer):
        assert sign_in(member_id).get("/sell/money/").status_code == 403
    assert "/account/login/" in Client().get("/sell/money/")["Location"]


def test_a_shop_sees_its_own_money_only(bank: FakeBank) -> None:
    make_seller(0, balance_minor=7_700)
    other = make_seller(1, balance_minor=5_000)
    assert "77.00" not in sign_in(owner_of(other)).get("/sell/money/").content.decode()


def test_the_page_asks_the_same_number_of_questions_however_much_moved(
    bank: FakeBank, django_assert_max_num_queries: Any
) -> None:
    seller_id = make_seller(balance_minor=5_000)
    client = sign_in(owner_of(seller_id))
    with django_assert_max_num_queries(36):
        client.get("/sell/money/")


def test_each_part_of_the_reserve_says_why_and_until_when(
    purse: story.Purse, at_time: Callable[[Any], None]
) -> None:
    at_time(NOON)
    order = story.arrive(story.bought(purse, price=10_000).id)
    assert order.releasable_at is not None
    story.later(at_time, order.releasable_at)
    kept = trade.reserve(order.seller_id, "EUR")
    text = sign_in(owner_of(order.seller_id)).get("/sell/money/").content.decode()
    assert "You count as new: 20% of each release is kept for 30 days." in text
    assert "0 so far" in text
    link = f'<a class="mono nowrap" href="/sell/orders/{order.id}/">{order.reference}</a>'
    assert f"Released from an order, less the fee {link}" in text
    assert "20%, because you were new." in text
    left = sum(part.left_minor for part in kept.parts)
    assert left == story.balance(AccountKind.SELLER_RESERVE, order.seller_id) > 0
    assert f"{left / 100:.2f}" in text


def test_the_money_page_says_which_tier_keeps_what(at_time: Callable[[Any], None]) -> None:
    at_time(NOON)
    seller_id = story.a_shop("trusted")
    models.ReserveStanding.objects.create(
        seller_id=seller_id,
        currency="EUR",
        policy_version=1,
        made_at=NOON,
        grown_at=NOON,
        buyers_served=12,
        released_minor=0,
        lost_minor=0,
        exposed_minor=0,
        wanted_minor=0,
    )
    text = sign_in(owner_of(seller_id)).get("/sell/money/").content.decode()
    assert "Your tier is “Trusted”: 2% of each release is kept for 14 days." in text
    assert "The tiers, and what each keeps" in text
