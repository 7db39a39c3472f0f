"""Generated requests against the document: no broken answers, and only described ones."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import GenerationConfig, SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from fondaco.market.members import actions as members
from fondaco.market.members import queries
from fondaco.market.messaging import actions as messaging
from fondaco.market.web.api.api import describe
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.web.api.conftest import Program

EXAMPLES = 3
"""An operation, of each kind: enough to meet every member once, within a minute in all."""

config = SchemathesisConfig()
config.projects.default.generation = GenerationConfig(modes=[GenerationMode.POSITIVE])
schema = schemathesis.openapi.from_dict(describe(), config=config)
schema.app = get_wsgi_application()
schema.location = "/api/v1/openapi.json"
KNOWN: dict[str, str] = {}
"""Ids that exist: half of the generated path parameters become these."""


@schema.hook
def map_path_parameters(_context: Any, path_parameters: Any) -> Any:
    """Let paths lead to something every other time."""
    return {
        name: KNOWN[name] if name in KNOWN and int(str(value)[-1], 16) % 2 else value
        for name, value in (path_parameters or {}).items()
    }


@pytest.fixture
def kept_open() -> Iterator[None]:
    """The WSGI application would close the connection that holds the test's transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def everybody(db: None, kept_open: None, settings: Any) -> Program:
    """Somebody who may do anything: a seller's owner with every role of the house."""
    settings.FONDACO_API_REQUESTS_A_MINUTE = 1_000_000
    settings.FONDACO_GATEWAY = "fondaco.market.payments.gateways.scripted.ScriptedGateway"
    seller_id = story.a_shop()
    listing_id = shelf.put_up(seller_id)
    owner_id = queries.staff_members(seller_id)[0]
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop()))
    story.fill_cart(owner_id, (variant_id, 1))
    checkout = story.check_out(owner_id)
    talk_id = messaging.ask(
        member_id=story.a_buyer(), seller_id=seller_id, text="Is it there?", key="k"
    )
    KNOWN.update(
        seller_id=str(seller_id),
        listing_id=str(listing_id),
        variant_id=str(variant_id),
        checkout_id=str(checkout.id),
        order_id=str(checkout.orders[0].id),
        conversation_id=str(talk_id),
    )
    for role in ("admin", "finance", "mediator", "trust", "support"):
        members.grant_role(member_id=owner_id, role=role, actor=shelf.ADMIN)
    return Program(owner_id)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_answers_as_it_says(case: Any, everybody: Program) -> None:
    # What fits the schema may still be refused by a rule of the trade, in words.
    headers = {"Authorization": f"Bearer {everybody.secret}"}
    case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])
