"""A whole purchase by its pages, as the bench times it: how many statements each request takes."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.visit import Purchase
from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.trade import queries as trade
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story

pytestmark = pytest.mark.django_db
ORIGIN = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
MOST = {
    "add to cart": 14,  # one more where the cart itself is new, one less later
    "cart": 12,
    "checkout": 11,
    "open checkout": 41,
    "card page": 15,
    "pay": 134,
    "step": 9,
    "done": 20,
}
"""Statements but those that begin and end transactions."""


def test_a_purchase_ends_paid_in_escrow_within_its_statements(gateway: ScriptedGateway) -> None:
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop(), price=4_900))
    buyer_id = story.a_buyer()
    members.save_address(member_id=buyer_id, address=story.HOME, make_default=True)
    client = Client()
    client.force_login(Member.objects.get(id=buyer_id))

    def get(path: str) -> Any:
        return client.get(path, headers=ORIGIN)

    def post(path: str, fields: dict[str, str]) -> Any:
        return client.post(path, fields, headers=ORIGIN)

    taken = {}
    for name, ask in Purchase(get, post).steps(str(variant_id)):
        with CaptureQueriesContext(connection) as seen:
            ask()
        taken[name] = sum(
            not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
            for query in seen.captured_queries
        )
    assert {name: count for name, count in taken.items() if count > MOST[name]} == {}
    order = trade.order(trade.orders_of_buyer(buyer_id).items[0].id)
    assert (order.state, order.escrow_minor) == ("paid", order.total_minor)
