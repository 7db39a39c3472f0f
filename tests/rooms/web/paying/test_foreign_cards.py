"""A card's token is good where the card was entered, or as its member's saved card."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from fondaco.kernel import clock
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt, SavedCard
from fondaco.market.trade.values import CheckoutView
from tests.rooms.web.paying.conftest import form

pytestmark = pytest.mark.django_db


def entered_at(monkeypatch: pytest.MonkeyPatch, gateway: ScriptedGateway, checkout: Any) -> None:
    """Let the gateway say where every card was entered, as the vault does."""
    known = gateway.card
    monkeypatch.setattr(
        gateway, "card", lambda token: replace(known(token), checkout_id=str(checkout))
    )


@pytest.mark.parametrize("elsewhere", ["01a20d3d-e7bf-7404-85b3-b93b74a2cb15", ""])
def test_a_card_entered_elsewhere_neither_pays_nor_is_shown(
    buyer: Client,
    checkout: CheckoutView,
    gateway: ScriptedGateway,
    monkeypatch: pytest.MonkeyPatch,
    elsewhere: str,
) -> None:
    entered_at(monkeypatch, gateway, elsewhere)
    path = f"/checkout/{checkout.id}/pay/"
    page = buyer.get(path, {"card_token": "card_ok"}).content.decode()
    assert "4242" not in page
    answer = buyer.post(f"{path}start/", form())
    assert "This card is not yours to use." in answer.content.decode()
    assert not Attempt.objects.exists()


def test_a_card_pays_where_it_was_entered(
    buyer: Client,
    checkout: CheckoutView,
    gateway: ScriptedGateway,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entered_at(monkeypatch, gateway, checkout.id)
    path = f"/checkout/{checkout.id}/pay/"
    assert "•••• 4242" in buyer.get(path, {"card_token": "card_ok"}).content.decode()
    buyer.post(f"{path}start/", form())
    assert Attempt.objects.get().card_token == "card_ok"


def test_a_saved_card_pays_at_every_checkout_of_its_member(
    buyer: Client,
    checkout: CheckoutView,
    gateway: ScriptedGateway,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    SavedCard.objects.create(
        member_id=checkout.member_id, token="card_ok", fingerprint="print-card_ok", brand="visa",
        last_four="4242", expiry_month=12, expiry_year=2030, saved_at=clock.now(),
    )  # fmt: skip
    entered_at(monkeypatch, gateway, "")
    buyer.post(f"/checkout/{checkout.id}/pay/start/", form())
    assert Attempt.objects.get().is_saved_card
