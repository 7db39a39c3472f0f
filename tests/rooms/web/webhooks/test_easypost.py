"""EasyPost's webhook: signed, each scan once, and a delivery that it proves."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from fondaco.market.trade import models, queries
from fondaco.market.trade.carriers.easypost import EasyPostCarrier, carriers, is_signed
from fondaco.market.trade.carriers.registry import CARRIERS
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse
from tests.rules.market.trade.test_easypost import an_event, detail

pytestmark = pytest.mark.django_db
PATH = "/webhooks/carrier/easypost"
SECRET = "café-secret"


@pytest.fixture(autouse=True)
def _configured(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FONDACO_EASYPOST_WEBHOOK_SECRET = SECRET
    dhl = EasyPostCarrier("DHLExpress", "DHL Express")
    monkeypatch.setitem(CARRIERS, dhl.code, dhl)


@pytest.fixture
def order(purse: Purse, at_time: Callable[[datetime], None]) -> OrderView:
    at_time(NOON)
    sent = story.bought(purse)
    story.send(sent.id, carrier="easypost-dhlexpress")
    at_time(NOON + timedelta(days=3))
    return sent


def tell(event: Any, secret: str = SECRET, signature: str | None = None) -> Any:
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    # The secret of the tests is in NFC; EasyPost signs with its NFKD form.
    key = secret.replace("é", "e\u0301").encode()
    digest = "hmac-sha256-hex=" + hmac.new(key, body, hashlib.sha256).hexdigest()
    return Client().generic(
        "POST",
        PATH,
        body,
        content_type="application/json",
        headers={"X-Hmac-Signature": digest if signature is None else signature},
    )


def the_parcel(order: OrderView, **changes: Any) -> dict[str, Any]:
    to = order.address
    return an_event(
        tracking_details=[
            detail(
                "in_transit", (NOON + timedelta(hours=3)).isoformat(), zip="35121", country="IT"
            ),
            detail(
                "delivered",
                (NOON + timedelta(days=2)).isoformat(),
                zip=to.postcode,
                country=to.country,
            ),
        ],
        **changes,
    )


def test_a_parcel_is_shipped_and_proven_delivered_by_one_event(order: OrderView) -> None:
    answer = tell(the_parcel(order))
    assert answer.json() == {"new": 2}
    assert queries.order(order.id).state == "delivered"
    assert tell(the_parcel(order)).json() == {"new": 0}
    assert models.Scan.objects.count() == 2


def test_a_delivery_to_another_postcode_proves_nothing(order: OrderView) -> None:
    event = the_parcel(order)
    event["result"]["tracking_details"][1]["tracking_location"]["zip"] = "99999"
    assert tell(event).json() == {"new": 2}
    assert queries.order(order.id).state == "shipped"


@pytest.mark.parametrize("signature", ["", "hmac-sha256-hex=00", "hmac-sha256-hex=é"])
def test_what_is_not_signed_changes_nothing(order: OrderView, signature: str) -> None:
    answer = tell(the_parcel(order), signature=signature)
    assert (answer.status_code, answer.json()["code"]) == (400, "signature_invalid")
    assert tell(the_parcel(order), secret="another").status_code == 400
    assert not models.Scan.objects.exists()


def test_without_a_secret_there_is_no_such_address(order: OrderView, settings: Any) -> None:
    settings.FONDACO_EASYPOST_WEBHOOK_SECRET = ""
    assert tell(the_parcel(order), secret="").status_code == 404
    assert not is_signed(header="hmac-sha256-hex=", body=b"", secret="")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"[" * 100_000, b"\xff"])
def test_a_body_that_cannot_be_read_is_named(body: bytes) -> None:
    answer = tell(body)
    assert (answer.status_code, answer.json()["code"]) == (422, "event_invalid")


def test_another_carrier_is_heard_and_left(order: OrderView) -> None:
    assert tell(the_parcel(order, carrier="UPS")).json() == {"new": 0}
    assert not models.Scan.objects.exists()


def test_a_scan_of_the_future_stops_no_other_and_is_asked_for_again(order: OrderView) -> None:
    event = the_parcel(order)
    event["result"]["tracking_details"][1]["datetime"] = "2199-01-01T00:00:00Z"
    answer = tell(event)
    assert (answer.status_code, answer.json()["new"]) == (503, 1)
    assert queries.order(order.id).state == "shipped"


def test_carriers_are_listed_by_the_operator() -> None:
    found = carriers("DHLExpress=DHL Express, UPS=UPS")
    assert [(each.code, each.name) for each in found] == [
        ("easypost-dhlexpress", "DHL Express"),
        ("easypost-ups", "UPS"),
    ]
    assert carriers("") == []
    for wrong in ("DHL", "=DHL", "DHL=", "D H=x"):
        with pytest.raises(ValueError, match="write EasyPost's name"):
            carriers(wrong)
