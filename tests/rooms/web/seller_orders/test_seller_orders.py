"""The seller's board, order, parcel form, packing slip and shipping editor."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fondaco.market.members import actions as members
from fondaco.market.members import queries as member_queries
from fondaco.market.members.models import Member
from fondaco.market.trade import models, queries
from fondaco.market.trade.actions import withdraw
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


@pytest.fixture
def order(purse: Purse, at_time: AtTime) -> OrderView:
    at_time(NOON)
    return story.bought(purse, quantity=2)


def staff_of(seller_id: UUID, role: str = "owner") -> Client:
    member_id = member_queries.staff_members(seller_id)[0]
    if role != "owner":
        member_id = story.a_buyer("Helper")
        members.add_staff(seller_id=seller_id, member_id=member_id, role=role, actor=shelf.ADMIN)
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client


def test_the_board_shows_what_is_due_first(purse: Purse, order: OrderView) -> None:
    client = staff_of(order.seller_id)
    page = client.get("/sell/orders/").content.decode()
    assert "One order waits for you." in page
    assert order.reference in page
    assert "Fri 27 Nov" in page
    story.send(order.id)
    assert order.reference in client.get("/sell/orders/?state=accepted").content.decode()
    assert "Nothing here" in client.get("/sell/orders/?state=paid").content.decode()


def test_the_order_says_by_when_to_send_it_to_keep_the_promise(
    purse: Purse, at_time: AtTime, order: OrderView
) -> None:
    client = staff_of(order.seller_id)
    page = f"/sell/orders/{order.id}/"
    # Promised in four to seven business days: the seven to send it in would be too late.
    promise = "To keep your promise (Thu 3 Dec at the latest), send it by Mon 30 Nov."
    assert promise in client.get(page).content.decode()
    at_time(NOON + timedelta(days=7))
    client.post(f"/sell/orders/{order.id}/accept/")
    assert "You promised it by Thu 3 Dec. Send it today." in client.get(page).content.decode()
    story.send(order.id)
    after = client.get(page).content.decode()
    assert "Send it today" not in after
    assert "keep your promise" not in after


def test_other_shops_packers_and_strangers_stay_outside(purse: Purse, order: OrderView) -> None:
    other = staff_of(story.a_shop())
    packer = staff_of(order.seller_id, "packer")
    stranger = Client()
    stranger.force_login(Member.objects.get(id=order.buyer_id))
    assert other.get(f"/sell/orders/{order.id}/").status_code == 404
    assert other.post(f"/sell/orders/{order.id}/accept/").status_code == 404
    assert stranger.get(f"/sell/orders/{order.id}/").status_code == 403
    assert packer.get(f"/sell/orders/{order.id}/").status_code == 200
    assert packer.post(f"/sell/orders/{order.id}/decline/").status_code == 403
    assert packer.get("/sell/shipping/").status_code == 403
    assert queries.order(order.id).state == "paid"


def test_an_order_is_accepted_and_sent(order: OrderView) -> None:
    client = staff_of(order.seller_id)
    page = client.get(f"/sell/orders/{order.id}/").content.decode()
    assert "Paid and waiting: accept it by Fri 27 Nov, 12:00." in page
    assert client.post(f"/sell/orders/{order.id}/accept/").status_code == 302
    line_id = order.lines[0].id
    form = {"carrier": "practice", "tracking_number": "rb-204811734-it", "key": "a"}
    quantity = {f"quantity_{line_id}": "2"}
    for _again in range(2):
        answer = client.post(f"/sell/orders/{order.id}/ship/", form | quantity)
    assert models.Shipment.objects.get().tracking_number == "RB204811734IT"
    assert answer.status_code in {302, 422}
    page = client.get(f"/sell/orders/{order.id}/").content.decode()
    assert "Packed. The carrier must scan it by" in page


def test_a_wrong_number_is_said_at_its_field(order: OrderView) -> None:
    client = staff_of(order.seller_id)
    form = {"carrier": "practice", "tracking_number": "!!", "key": "a"}
    form[f"quantity_{order.lines[0].id}"] = "2"
    answer = client.post(f"/sell/orders/{order.id}/ship/", form)
    assert answer.status_code == 422
    assert "This is not a tracking number of Traghetto." in answer.content.decode()


def test_declining_gives_the_buyer_everything_back(order: OrderView) -> None:
    client = staff_of(order.seller_id)
    assert client.post(f"/sell/orders/{order.id}/decline/").status_code == 302
    assert queries.order(order.id).refunded_minor == order.total_minor


def test_a_packing_slip_names_goods_and_address_but_no_price(order: OrderView) -> None:
    page = staff_of(order.seller_id).get(f"/sell/orders/{order.id}/slip/").content.decode()
    assert "Calle Mayor 8" in page
    assert order.lines[0].sku in page
    assert "€" not in page


def test_the_seller_says_when_withdrawn_goods_are_back(order: OrderView, at_time: AtTime) -> None:
    story.arrive(order.id)
    at_time(NOON + timedelta(days=5))
    withdraw.declare(order_id=order.id, member_id=order.buyer_id, key="w")
    client = staff_of(order.seller_id)
    assert "It is back with me" in client.get(f"/sell/orders/{order.id}/").content.decode()
    client.post(f"/sell/orders/{order.id}/returned/")
    assert queries.order(order.id).state == "refunded"


def rows(*options: dict[str, Any]) -> dict[str, str]:
    return {
        f"option-{row}-{name}": str(value)
        for row, option in enumerate(options)
        for name, value in option.items()
    }


POST = {
    "name": "Post", "carrier": "practice", "price": "4.90", "free_from": "50",
    "first_days": 2, "last_days": 4, "countries": "es, it",
}  # fmt: skip


def test_ways_of_shipping_are_edited_as_a_whole() -> None:
    seller_id = story.a_shop()
    client = staff_of(seller_id)
    first = queries.shipping_options([seller_id])[seller_id][0]
    assert "Tracked parcel" in client.get("/sell/shipping/").content.decode()
    kept = POST | {"id": first.id, "name": "Tracked", "free_from": "", "countries": "*"}
    assert client.post("/sell/shipping/", rows(kept, POST)).status_code == 302
    one, two = queries.shipping_options([seller_id], "ES", {seller_id: 5000})[seller_id]
    assert (one.id, one.name, one.countries, one.price_minor) == (first.id, "Tracked", ("*",), 490)
    assert (two.countries, two.price_minor, two.free_from_minor) == (("ES", "IT"), 0, 5000)
    assert models.ShippingOption.objects.filter(retired_at__isnull=False).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"price": "4.905"},
        {"price": ""},
        {"first_days": 5},
        {"countries": "Spain"},
        {"last_days": ""},
    ],
)
def test_a_way_of_shipping_that_cannot_be_changes_nothing(wrong: dict[str, Any]) -> None:
    seller_id = story.a_shop()
    answer = staff_of(seller_id).post("/sell/shipping/", rows(POST | wrong))
    assert answer.status_code == 422
    names = [each.name for each in queries.shipping_options([seller_id])[seller_id]]
    assert names == ["Tracked parcel", "Express"]


def test_the_pages_need_few_statements(order: OrderView) -> None:
    story.arrive(order.id)
    client = staff_of(order.seller_id)
    with CaptureQueriesContext(connection) as run:
        assert client.get(f"/sell/orders/{order.id}/").status_code == 200
    assert len(run) <= 22, "\n".join(each["sql"][:110] for each in run)


def test_the_board_reads_its_list_once(order: OrderView) -> None:
    client = staff_of(order.seller_id)
    client.get("/sell/orders/")
    for path in ("/sell/orders/", "/sell/orders/?state=paid", "/sell/orders/?state=other"):
        with CaptureQueriesContext(connection) as run:
            assert order.reference in client.get(path).content.decode()
        assert len(run) == 13, "\n".join(each["sql"][:110] for each in run)
        read = [each["sql"] for each in run if 'FROM "trade_sellerorder"' in each["sql"]]
        assert len(read) == 2, "the counts and the list"


def test_the_seller_asks_for_more_time(order: OrderView) -> None:
    client = staff_of(order.seller_id)
    assert client.post(f"/sell/orders/{order.id}/extend/", {"days": "x"}).status_code == 422
    assert client.post(f"/sell/orders/{order.id}/extend/", {"days": "5"}).status_code == 302
    page = client.get(f"/sell/orders/{order.id}/").content.decode()
    assert "The buyer has not answered yet." in page


def test_the_buyers_address_goes_once_the_order_and_its_cover_are_over(
    order: OrderView, at_time: AtTime
) -> None:
    story.arrive(order.id)
    story.later(at_time, NOON + timedelta(days=20))
    client = staff_of(order.seller_id)
    page = f"/sell/orders/{order.id}/"
    assert "Calle Mayor 8" in client.get(page).content.decode()
    story.later(at_time, NOON + timedelta(days=34))
    for path in (page, f"{page}slip/", "/sell/orders/"):
        shown = client.get(path).content.decode()
        for private in ("Calle Mayor 8", "Marta Ruiz", "28013", "Madrid"):
            assert private not in shown, path
