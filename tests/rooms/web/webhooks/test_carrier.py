"""The practice carrier's webhook: signed by the bank, strict about its body, each scan once."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from django.test import Client

from fondaco.kernel import wire
from fondaco.market.trade import models, queries
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
PATH = "/webhooks/carrier/practice"
SCAN: dict[str, Any] = {
    "event_id": "scan-1",
    "carrier": "practice",
    "tracking_number": "RB204811734IT",
    "kind": "accepted",
    "at": (NOON + timedelta(minutes=5)).isoformat(),
    "postcode": "35121",
    "country": "IT",
    "weight_grams": 900,
    "signed_by": "",
}


@pytest.fixture
def order(purse: Purse, at_time: Callable[[datetime], None]) -> OrderView:
    at_time(NOON)
    sent = story.bought(purse)
    story.send(sent.id)
    return sent


@pytest.fixture
def carrier(settings: Any) -> wire.Client:
    """The bank's program as a caller, with the market answering in this process."""
    for name in ("market", "bank", "vault"):
        wire.make_keys(name)

    def answer(request: httpx.Request) -> httpx.Response:
        settings.FONDACO_PROGRAM = "market"
        given = Client().generic(
            request.method,
            request.url.raw_path.decode(),
            request.content,
            content_type="application/json",
            headers={"Authorization": request.headers["Authorization"]},
        )
        settings.FONDACO_PROGRAM = "bank"
        return httpx.Response(given.status_code, content=given.content, headers=dict(given.items()))

    settings.FONDACO_PROGRAM = "bank"
    made = wire.Client("market", "http://testserver")
    made._http = httpx.Client(transport=httpx.MockTransport(answer))
    return made


def test_a_scan_ships_the_order_once(carrier: wire.Client, order: OrderView) -> None:
    assert carrier.post(PATH, SCAN) == {"accepted": True, "new": True}
    assert carrier.post(PATH, SCAN) == {"accepted": True, "new": False}
    assert queries.order(order.id).state == "shipped"
    assert models.Scan.objects.count() == 1


def test_an_unsigned_scan_is_refused(order: OrderView) -> None:
    answer = Client().post(PATH, json.dumps(SCAN), content_type="application/json")
    assert answer.status_code == 401
    assert models.Scan.objects.count() == 0


def test_another_program_is_refused(carrier: wire.Client, order: OrderView, settings: Any) -> None:
    settings.FONDACO_PROGRAM = "vault"
    with pytest.raises(wire.InDoubt):
        carrier.post(PATH, SCAN)
    assert models.Scan.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"event_id": ""},
        {"tracking_number": None},
        {"kind": "teleported"},
        {"at": "yesterday"},
        {"at": "2026-11-24T12:00:00"},
        {"at": (NOON + timedelta(days=1)).isoformat()},
        {"weight_grams": "heavy"},
        {"weight_grams": -1},
        {"postcode": "1" * 17},
        {"signed_by": ["M. Ruiz"]},
    ],
)
def test_a_body_that_cannot_be_is_refused_in_words(
    carrier: wire.Client, order: OrderView, wrong: dict[str, Any]
) -> None:
    with pytest.raises(wire.PeerRefused) as refused:
        carrier.post(PATH, SCAN | wrong)
    assert refused.value.status == 422
    assert models.Scan.objects.count() == 0
