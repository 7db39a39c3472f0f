"""The address that Stripe tells its news to: who may, how often, and what it is answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound
from fondaco.market.payments import stripe_news
from fondaco.market.payments.gateways.protocol import Unavailable
from fondaco.market.payments.gateways.stripe_signature import is_signed
from fondaco.market.payments.models import AcquirerEvent
from tests.rooms.payments.stripe_paying import SECRET, dispute, event, raw, signed

pytestmark = pytest.mark.django_db

TOLD = raw(event("charge.dispute.created", dispute("pi_another"), event_id="evt_1"))


@pytest.fixture(autouse=True)
def configured(settings: Any) -> Any:
    settings.FONDACO_STRIPE_WEBHOOK_SECRET = SECRET
    return settings


def post(body: bytes = TOLD, header: str | None = None) -> Any:
    return Client(enforce_csrf_checks=True).post(
        "/webhooks/stripe",
        data=body,
        content_type="application/json",
        headers={"Stripe-Signature": signed(body) if header is None else header},
    )


def test_a_signed_event_is_taken_and_noted_once() -> None:
    for _ in range(2):
        assert post().status_code == 200
    assert AcquirerEvent.objects.filter(event_id="evt_1").count() == 1


@pytest.mark.parametrize(
    "header",
    ["", "t=1", "v1=00", "t=x,v1=00", f"t={'9' * 20},v1=00", "t=١,v1=00", "t=1,t=2,v1=00", "é"],
)
def test_what_is_no_signature_is_refused(header: str) -> None:
    assert not is_signed(header=header, body=TOLD, secret=SECRET, now=clock.real_now())
    if header.isascii():
        assert post(header=header).status_code == 400
    assert not AcquirerEvent.objects.exists()


def test_another_secret_or_another_body_is_refused() -> None:
    assert post(header=signed(TOLD, secret="whsec_another")).status_code == 400
    assert post(header=signed(TOLD + b" ")).status_code == 400
    assert not is_signed(header=signed(TOLD, secret=""), body=TOLD, secret="", now=clock.real_now())


def test_one_right_signature_among_several_is_enough() -> None:
    """While a secret is replaced Stripe signs with the old and the new one."""
    moment, _, right = signed(TOLD).partition(",")
    wrong = signed(TOLD, secret="whsec_old").partition(",")[2]
    assert post(header=f"{moment},{wrong},{right},v0=00").status_code == 200


@pytest.mark.parametrize(("age_s", "status"), [(299, 200), (302, 400), (-299, 200), (-302, 400)])
def test_a_signature_is_good_for_five_minutes(age_s: int, status: int) -> None:
    now = clock.real_now()
    header = signed(TOLD, at_s=int(now.timestamp()) - age_s)
    with clock.frozen_real(now.replace(microsecond=0) + timedelta(milliseconds=1)):
        assert post(header=header).status_code == status


def test_without_a_secret_there_is_no_such_address(configured: Any) -> None:
    configured.FONDACO_STRIPE_WEBHOOK_SECRET = ""
    assert post(header=signed(TOLD, secret="")).status_code == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b"\xff"])
def test_what_is_no_event_is_refused(body: bytes) -> None:
    assert post(body).status_code == 400


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"id": "evt_2"},
        {"id": 3, "type": "refund.updated", "data": {"object": {}}},
        {"id": "evt_2", "type": "refund.updated", "data": {"object": []}},
        {"id": "evt_2", "type": "refund.updated", "data": "x"},
        {"id": "evt_2", "type": "payment_intent.succeeded", "data": {"object": {"id": 3}}},
        {"id": "evt_2", "type": "charge.dispute.created", "data": {"object": {"status": None}}},
        {"id": "e" * 81, "type": "refund.updated", "data": {"object": {}}},
    ],
)
def test_what_can_never_be_right_is_not_asked_for_again(told: dict[str, Any]) -> None:
    answer = post(raw(told))
    assert answer.status_code == 200
    assert answer.json()["taken"] is False
    assert not AcquirerEvent.objects.exists()


@pytest.mark.parametrize(
    ("error", "status"), [(Unavailable("stripe"), 503), (NotFound("no", code="later"), 404)]
)
def test_what_may_be_right_later_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(*_: object) -> bool:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(stripe_news, "_carry_out", fail)
        assert post().status_code == status
    assert not AcquirerEvent.objects.exists()
    assert post().status_code == 200


def test_a_page_cannot_be_read_there() -> None:
    assert Client().get("/webhooks/stripe").status_code == 405
