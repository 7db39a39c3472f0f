"""One localstripe for the tests of a process, and each gateway with what is behind it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contracts.gateways import stripe_server
from tests.contracts.gateways.stripe_server import Server
from tests.contracts.gateways.tried import Tried, TriedStripe


@pytest.fixture(scope="session")
def localstripe() -> Iterator[str]:
    with stripe_server.running() as base:
        yield base


@pytest.fixture
def stripe_settings(settings: Any, localstripe: str) -> Any:
    settings.FONDACO_STRIPE_SECRET_KEY = stripe_server.KEY
    settings.FONDACO_STRIPE_PUBLISHABLE_KEY = "pk_test_fondaco"
    settings.FONDACO_STRIPE_WEBHOOK_SECRET = "whsec_fondaco"
    settings.FONDACO_STRIPE_API_BASE = localstripe
    return settings


@pytest.fixture
def stripe_tried(db: None, stripe_settings: Any, localstripe: str) -> TriedStripe:
    return TriedStripe(Server(localstripe))


@pytest.fixture(params=["scripted", "vault", "stripe"])
def tried(request: pytest.FixtureRequest) -> Tried:
    if request.param == "stripe":
        found: Tried = request.getfixturevalue("stripe_tried")
        return found
    return Tried(request.param)


@pytest.fixture(params=["scripted", "vault"])
def acquirer(request: pytest.FixtureRequest) -> Tried:
    """Where an acquirer answers directly, which tells more than Stripe does."""
    return Tried(request.param)


@pytest.fixture
def vault() -> Tried:
    return Tried("vault")
