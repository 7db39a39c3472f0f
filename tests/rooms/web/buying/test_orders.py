"""The buyer's orders: what the page says in each state, and what it lets one do."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fondaco.kernel import clock
from fondaco.market.members.models import Member
from fondaco.market.trade import queries
from fondaco.market.trade.actions import extend, refund, ship
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    return story.bought(purse, tier="established")


def buyer_of(order: OrderView) -> Client:
    client = Client()
    client.force_login(Member.objects.get(id=order.buyer_id))
    return client


def page_of(order: OrderView) -> str:
    answer = buyer_of(order).get(f"/orders/{order.id}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_list_has_what_was_bought_and_the_way_to_pay_what_waits(
    purse: Purse, order: OrderView
) -> None:
    client = buyer_of(order)
    story.fill_cart(order.buyer_id, (order.lines[0].variant_id, 1))
    checkout = story.check_out(order.buyer_id)
    page = client.get("/orders/").content.decode()
    assert order.reference in page
    assert f"/checkout/{checkout.id}/pay/" in page
    assert Client().get("/orders/").status_code == 302


def test_nobody_else_sees_an_order_and_its_seller_not_before_it_is_paid(
    purse: Purse, order: OrderView
) -> None:
    stranger = Client()
    stranger.force_login(Member.objects.get(id=story.a_buyer()))
    for path in ("", "confirm/", "cancel/", "withdraw/"):
        method = stranger.post if path in {"confirm/", "cancel/"} else stranger.get
        assert method(f"/orders/{order.id}/{path}").status_code == 404
    assert Client().get(f"/orders/{order.id}/").status_code == 302


def test_the_title_says_where_the_order_stands(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    assert "accepts it by Fri 27 Nov, or you get everything back." in page_of(order)
    ship.accept(order_id=order.id, actor=story.SELLER)
    assert "is packing it. It leaves by Thu 3 Dec." in page_of(order)
    story.send(order.id)
    assert "The carrier&#x27;s first scan comes next." in page_of(order)
    story.scan("RB204811734IT", "accepted", NOON + timedelta(minutes=5))
    assert "On its way. It is promised by" in page_of(order)
    at_time(NOON + timedelta(days=3))
    story.scan("RB204811734IT", "delivered", NOON + timedelta(days=2), postcode="08001")
    page = page_of(order)
    assert "The carrier says it was delivered. Has it reached you?" in page
    assert "it went to another postcode than the order&#x27;s" in page
    story.scan("RB204811734IT", "delivered", NOON + timedelta(days=2, hours=1))
    page = page_of(order)
    assert "Delivered on Thu 26 Nov. Is everything as it should be?" in page
    assert "29 days" in page
    assert "It arrived, all is well" in page


def test_confirming_pays_the_seller_and_the_page_says_so(order: OrderView, at_time: AtTime) -> None:
    story.arrive(order.id)
    at_time(NOON + timedelta(days=4))
    client = buyer_of(order)
    for _again in range(2):
        assert client.post(f"/orders/{order.id}/confirm/").status_code == 302
    assert queries.order(order.id).state == "completed"
    assert "All is well:" in page_of(order)


def test_cancelling_before_acceptance_gives_everything_back(order: OrderView) -> None:
    client = buyer_of(order)
    assert "Cancel and get everything back" in page_of(order)
    assert client.post(f"/orders/{order.id}/cancel/").status_code == 302
    page = page_of(order)
    assert "Cancelled. Everything goes back to you." in page
    assert "Cancel and get everything back" not in page


def test_a_withdrawal_takes_two_steps_and_asks_for_the_parcel(
    order: OrderView, at_time: AtTime
) -> None:
    story.arrive(order.id)
    at_time(NOON + timedelta(days=5))
    client = buyer_of(order)
    first = client.get(f"/orders/{order.id}/withdraw/").content.decode()
    assert "Do you want to withdraw from this order?" in first
    client.post(f"/orders/{order.id}/withdraw/", {"key": "k"})
    assert "You withdrew from this order" in page_of(order)
    sent = {"carrier": "practice", "tracking_number": "?"}
    wrong = client.post(f"/orders/{order.id}/withdraw/sent/", sent)
    assert "not a tracking number" in wrong.content.decode()
    sent["tracking_number"] = "BACK123456"
    assert client.post(f"/orders/{order.id}/withdraw/sent/", sent).status_code == 302
    assert "Waiting for the carrier to scan your return" in page_of(order)
    at_time(NOON + timedelta(days=6))
    story.scan("BACK123456", "accepted", clock.now(), postcode="28013", country="ES")
    assert "Your return is on its way" in page_of(order)


def test_an_order_page_with_everything_on_it_needs_few_statements(
    purse: Purse, order: OrderView, at_time: AtTime
) -> None:
    story.arrive(order.id)
    refund.refund(
        key="case:1",
        order_id=order.id,
        lines=[(order.lines[0].id, 100)],
        shipping_minor=0,
        cause_kind="case",
        cause_id=order.id,
    )
    client = buyer_of(order)
    with CaptureQueriesContext(connection) as run:
        assert client.get(f"/orders/{order.id}/").status_code == 200
    assert len(run) <= 20, "\n".join(each["sql"][:110] for each in run)
    with CaptureQueriesContext(connection) as run:
        assert client.get("/orders/").status_code == 200
    assert len(run) <= 12, "\n".join(each["sql"][:110] for each in run)


def test_an_unknown_order_is_not_found(order: OrderView) -> None:
    missing = UUID(int=7)
    assert buyer_of(order).get(f"/orders/{missing}/").status_code == 404


def test_the_buyer_answers_the_wish_for_more_time(order: OrderView) -> None:
    extend.ask(order_id=order.id, days=5, actor=story.SELLER)
    assert "asks for 5 more days" in page_of(order)
    buyer_of(order).post(f"/orders/{order.id}/extension/", {"answer": "yes"})
    now = queries.order(order.id)
    assert now.promised_until == order.promised_until + timedelta(days=5)
    assert "more days" not in page_of(order)


def test_the_seller_has_as_much_as_was_said_they_would_receive(
    order: OrderView, at_time: AtTime
) -> None:
    net = f"€{(order.total_minor - order.fee_minor) / 100:,.2f}"
    assert f"receives {net} after our fee" in page_of(order)
    story.arrive(order.id)
    story.later(at_time, NOON + timedelta(days=20))
    now = queries.order(order.id)
    assert (now.holder, now.seller_minor) == ("seller", order.total_minor - order.fee_minor)
    page = page_of(order)
    assert net in page
    assert "after our fee" in page
