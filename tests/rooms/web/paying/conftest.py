"""A buyer signed in with an open checkout, and a gateway that plays the script."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fondaco.market.members.models import Member
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from fondaco.market.trade.values import CheckoutView
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story


@pytest.fixture
def gateway(settings: Any) -> Iterator[ScriptedGateway]:
    settings.FONDACO_GATEWAY = "fondaco.market.payments.gateways.scripted.ScriptedGateway"
    chosen._made.cache_clear()
    made = chosen.gateway()
    assert isinstance(made, ScriptedGateway)
    yield made
    chosen._made.cache_clear()


@pytest.fixture
def checkout(db: None, gateway: ScriptedGateway) -> CheckoutView:
    """One lamp from Padova to Madrid, 53.90 EUR to pay."""
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop(), price=4_900))
    buyer_id = story.a_buyer()
    story.fill_cart(buyer_id, (variant_id, 1))
    return story.check_out(buyer_id)


@pytest.fixture
def sign_in() -> Callable[[UUID], Client]:
    def run(member_id: UUID) -> Client:
        client = Client()
        client.force_login(Member.objects.get(id=member_id))
        return client

    return run


@pytest.fixture
def buyer(checkout: CheckoutView, sign_in: Callable[[UUID], Client]) -> Client:
    return sign_in(checkout.member_id)


@pytest.fixture
def pass_challenge(gateway: ScriptedGateway) -> Callable[[CheckoutView], None]:
    def run(checkout: CheckoutView) -> None:
        attempt = Attempt.objects.filter(intent_id=checkout.intent_id).latest("id")
        gateway.passed.add(attempt.authentication_id)

    return run


def form(token: str = "card_ok", **more: str) -> dict[str, str]:
    """What the script fills in and the buyer sends."""
    return {
        "key": "0" * 31 + "1",
        "card": "new",
        "card_token": token,
        "language": "es-ES",
        "color_depth": "24",
        "screen_height": "900",
        "screen_width": "1440",
        "time_zone_minutes": "-60",
        "window_size": "02",
    } | more
