"""A payer, an intent, and a gateway that plays the script."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from fondaco.kernel.ids import new_id
from fondaco.market.members import actions as members
from fondaco.market.payments import actions, pay
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.values import Allocation, Step

SCRIPTED = "fondaco.market.payments.gateways.scripted.ScriptedGateway"
RETURN_URL = "http://127.0.0.1:8000/checkout/return/"


@pytest.fixture
def gateway(settings: Any) -> Iterator[ScriptedGateway]:
    """The gateway that this test's payments go through."""
    settings.FONDACO_GATEWAY = SCRIPTED
    chosen._made.cache_clear()
    made = chosen.gateway()
    assert isinstance(made, ScriptedGateway)
    yield made
    chosen._made.cache_clear()


@pytest.fixture
def payer() -> UUID:
    return make_payer()


def make_payer() -> UUID:
    return members.create_member(
        email=f"{new_id().hex}@example.org",
        password="eight plain words for a test",
        display_name="Marta Ruiz",
        country="ES",
        email_confirmed=True,
    )


@pytest.fixture
def make_intent(payer: UUID) -> Callable[..., UUID]:
    def make(
        *amounts: int, member_id: UUID | None = None, orders: tuple[UUID, ...] | None = None
    ) -> UUID:
        amounts = amounts or (5_000, 3_390)
        owners = orders or tuple(new_id() for _ in amounts)
        checkout_id = new_id()
        return actions.create_intent(
            key=f"checkout:{checkout_id}",
            member_id=member_id or payer,
            amount_minor=sum(amounts),
            currency="EUR",
            payee="Fondaco",
            reference="FO-7Q2M-19XK-3",
            reference_id=checkout_id,
            allocations=[
                Allocation(str(owner), amount)
                for owner, amount in zip(owners, amounts, strict=True)
            ],
        )

    return make


@pytest.fixture
def start(gateway: ScriptedGateway) -> Callable[..., Step]:
    def run(intent_id: UUID, token: str = "card_ok", *, key: str = "1", save: bool = False) -> Step:
        return pay.start(
            intent_id,
            card_token=token,
            save_card=save,
            browser={"ip": "192.0.2.7", "user_agent": "tests", "window_size": "02"},
            key=key,
            return_url=RETURN_URL,
        )

    return run
