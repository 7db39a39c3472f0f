"""The acquirer's webhook: signed by the bank, each event once, told what to do with the rest."""

import json
from typing import Any

import httpx
import pytest
from django.test import Client

from fondaco.kernel import wire
from fondaco.kernel.errors import InDoubt
from fondaco.kernel.ids import new_id
from fondaco.kernel.wire import PeerRefused
from fondaco.market.payments import acquirer_news

pytestmark = pytest.mark.django_db
PATH = "/webhooks/acquirer"


@pytest.fixture
def bank(settings: Any) -> wire.Client:
    """The bank's program as a caller, with the market answering in this process."""
    for name in ("market", "bank", "vault"):
        wire.make_keys(name)
    settings.FONDACO_PROGRAM = "bank"

    def answer(request: httpx.Request) -> httpx.Response:
        settings.FONDACO_PROGRAM = "market"
        try:
            found = Client().generic(
                request.method,
                request.url.raw_path.decode(),
                data=request.content,
                content_type="application/json",
                headers={"Authorization": request.headers["Authorization"]},
            )
        finally:
            settings.FONDACO_PROGRAM = "bank"
        return httpx.Response(found.status_code, headers=dict(found.headers), content=found.content)

    client = wire.Client("market", "http://testserver")
    client._http = httpx.Client(transport=httpx.MockTransport(answer))
    return client


def test_an_event_reaches_the_room(bank: wire.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[str, str]] = []

    def receive(*, event_id: str, kind: str, body: dict[str, Any]) -> bool:
        taken.append((event_id, kind))
        return True

    monkeypatch.setattr(acquirer_news, "receive", receive)
    body = {"event_id": "refund.settled:1", "kind": "refund.settled", "refund_key": "x"}
    assert bank.post(PATH, body) == {"taken": True}
    assert taken == [("refund.settled:1", "refund.settled")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"event_id": "e", "kind": "refund.settled", "refund_key": f"{new_id()}:refund"}, 422),
        ({"event_id": "e", "kind": "chargeback.won", "chargeback_id": "not yet"}, 404),
    ],
)
def test_what_it_cannot_take_is_refused_by_its_status(
    bank: wire.Client, body: dict[str, Any], status: int
) -> None:
    with pytest.raises(PeerRefused) as refused:
        bank.post(PATH, body)
    assert refused.value.status == status


def test_nobody_else_may_tell(bank: wire.Client, settings: Any) -> None:
    assert Client().post(PATH, json.dumps({}), content_type="application/json").status_code == 401
    settings.FONDACO_PROGRAM = "vault"
    with pytest.raises((PeerRefused, InDoubt)):
        bank.post(PATH, {"event_id": "e", "kind": "refund.settled"})


def test_events_are_posted_never_got(bank: wire.Client) -> None:
    with pytest.raises(PeerRefused) as refused:
        bank.get(PATH)
    assert refused.value.status == 405
