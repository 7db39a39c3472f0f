"""A policy in force, and a card that its cardholder has confirmed once."""

from collections.abc import Callable
from uuid import UUID

import pytest

from fondaco.kernel.audit import Actor
from fondaco.kernel.ids import new_id
from fondaco.market.payments import exemption_policy, pay
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.models import Attempt
from fondaco.market.payments.values import Step

BROWSER = {"ip": "192.0.2.7", "user_agent": "tests", "window_size": "02", "javascript": True}


def finance(person: UUID | None = None) -> Actor:
    return Actor("finance", person or new_id())


def in_force(low_minor: int = 3_000, risk_minor: int = 0, rate_bps: int = 0) -> UUID:
    policy_id = exemption_policy.propose(
        low_value_limit_minor=low_minor,
        risk_limit_minor=risk_minor,
        fraud_rate_bps=rate_bps,
        reason="The acquirer agreed",
        actor=finance(),
    )
    exemption_policy.decide(policy_id=policy_id, accept=True, actor=finance())
    return policy_id


class Shopper:
    """Pays with one card after another in one browser."""

    def __init__(self, gateway: ScriptedGateway, make_intent: Callable[..., UUID]) -> None:
        self.gateway = gateway
        self.make_intent = make_intent

    def pays(
        self, minor: int, token: str = "card_judged", *, save: bool = False, **browser: object
    ) -> Attempt:
        """Pay, passing the challenge if there is one; the payment's last attempt."""
        intent_id = self.make_intent(minor)
        self._passes(intent_id, self.begins(intent_id, token, save=save, **browser))
        return Attempt.objects.filter(intent_id=intent_id).latest("number")

    def begins(self, intent_id: UUID, token: str, *, save: bool = False, **browser: object) -> Step:
        """Pay until something is asked of the cardholder."""
        return pay.start(
            intent_id,
            card_token=token,
            save_card=save,
            browser=BROWSER | browser,
            key="1",
            return_url="http://127.0.0.1:8000/checkout/return/",
        )

    def _passes(self, intent_id: UUID, step: Step) -> None:
        if step.kind == "challenge":
            attempt = Attempt.objects.filter(intent_id=intent_id).latest("number")
            self.gateway.passed.add(attempt.authentication_id)
            pay.finish(intent_id)


@pytest.fixture
def shopper(gateway: ScriptedGateway, make_intent: Callable[..., UUID]) -> Shopper:
    return Shopper(gateway, make_intent)


@pytest.fixture
def kept(shopper: Shopper) -> Shopper:
    """Somebody whose saved card was confirmed for 300 euro."""
    first = shopper.pays(30_000, save=True)
    assert (first.state, first.challenge_indicator, first.was_challenged) == (
        "captured",
        "04",
        True,
    )
    return shopper


def told(attempt: Attempt) -> tuple[str, str, str, bool]:
    return (
        attempt.challenge_indicator,
        attempt.exemption,
        attempt.exemption_outcome,
        attempt.liability_shift,
    )
