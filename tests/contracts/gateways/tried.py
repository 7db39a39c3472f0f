"""The gateways under test, each with what stands behind it."""

from typing import Any

from fondaco.kernel import clock
from fondaco.market.payments.gateways.protocol import (
    AuthenticationRequest,
    AuthorizationRequest,
    Gateway,
)
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.gateways.stripe_gateway import StripeGateway
from fondaco.market.payments.gateways.vault import VaultGateway
from tests.contracts.gateways import stripe_server
from tests.contracts.gateways.fake_vault import FakeVault
from tests.contracts.gateways.stripe_server import Server


class Tried:
    """The scripted gateway by itself, or the vault's connector with it at the other end."""

    decline_code = "51"

    def __init__(self, name: str) -> None:
        self.script = ScriptedGateway()
        self.vault = FakeVault(self.script) if name == "vault" else None
        self.gateway: Gateway = VaultGateway(self.vault.client()) if self.vault else self.script

    def card(self, kind: str) -> str:
        """The token of a card that is ok, declined, or asked to confirm (challenge)."""
        return {"declined": "card_declined_51"}.get(kind, f"card_{kind}")

    def confirm(self, authentication_id: str) -> None:
        """The cardholder passes the challenge."""
        self.script.passed.add(authentication_id)

    def lose(self, write: str) -> None:
        """The next answer to this write gets lost on its way."""
        self.script.lose_answers.add(write)

    def times(self, write: str) -> int:
        """How often this write was done there, whatever it answered."""
        return len({key for name, key in self.script.calls if name == write})


class TriedStripe(Tried):
    """The Stripe gateway with localstripe at the other end."""

    decline_code = "05"
    PATHS = {"capture": "/capture", "refund": "/refunds", "reverse": "/cancel"}

    def __init__(self, server: Server) -> None:
        self.server = server
        self.gateway = StripeGateway(server.client)
        self._intents: list[str] = []

    def card(self, kind: str) -> str:
        numbers = {
            "ok": stripe_server.OK,
            "challenge": stripe_server.CHALLENGE,
            "declined": stripe_server.DECLINED,
        }
        return self.server.card(numbers[kind])

    def confirm(self, authentication_id: str) -> None:
        self.server.confirm(authentication_id)

    def lose(self, write: str) -> None:
        self.server.http.lose = self.PATHS[write]

    def times(self, write: str) -> int:
        end = self.PATHS[write]
        sent = [url for method, url, _ in self.server.http.sent if method == "post"]
        return len([url for url in sent if url.endswith(end)])


def ask(token: str, key: str = "a:authenticate", **change: Any) -> AuthenticationRequest:
    fields: dict[str, Any] = {
        "key": key,
        "card_token": token,
        "amount_minor": 8_390,
        "currency": "EUR",
        "payee": "Fondaco",
        "purchased_at": clock.real_now(),
        "challenge_indicator": "04",
        "window_size": "02",
        "browser": {"user_agent": "tests", "javascript": True},
        "cardholder": {"name": "Marta Ruiz", "email": "marta@example.org"},
        "return_url": "http://127.0.0.1:8000/checkout/return/",
    }
    return AuthenticationRequest(**(fields | change))


def charge(authentication_id: str, token: str, **change: Any) -> AuthorizationRequest:
    fields: dict[str, Any] = {
        "key": "a:authorize",
        "card_token": token,
        "authentication_id": authentication_id,
        "amount_minor": 8_390,
        "currency": "EUR",
        "payee": "Fondaco",
        "descriptor": "FONDACO*FO-1",
    }
    return AuthorizationRequest(**(fields | change))


def authorize(tried: Tried, token: str) -> Any:
    done = tried.gateway.authenticate(ask(token))
    return tried.gateway.authorize(charge(done.authentication_id, token))


def capture(tried: Tried, token: str) -> Any:
    approved = authorize(tried, token)
    return tried.gateway.capture(
        authorization_id=approved.authorization_id, amount_minor=8_390, key="a:capture"
    )
