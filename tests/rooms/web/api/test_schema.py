"""Generated requests against the document: no broken answers, and only described ones."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import GenerationConfig, SchemathesisConfig
from schemathesis.generation import GenerationMode

from fondaco.market.members import actions as members
from fondaco.market.web.api.api import describe
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.web.api.conftest import Program

EXAMPLES = 4
"""An operation, of each kind: enough to meet every member once, within a minute in all."""

config = SchemathesisConfig()
config.projects.default.generation = GenerationConfig(modes=[GenerationMode.POSITIVE])
schema = schemathesis.openapi.from_dict(describe(), config=config)
schema.app = get_wsgi_application()
schema.location = "/api/v1/openapi.json"


@pytest.fixture
def everybody(db: None, settings: Any) -> Program:
    """Somebody who may do anything: a seller's owner with every role of the house."""
    settings.FONDACO_API_REQUESTS_A_MINUTE = 1_000_000
    settings.FONDACO_GATEWAY = "fondaco.market.payments.gateways.scripted.ScriptedGateway"
    seller_id = story.a_shop()
    shelf.put_up(seller_id)
    from fondaco.market.members import queries

    owner_id = queries.staff_members(seller_id)[0]
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
    headers = {"Authorization": f"Bearer {everybody.secret}"}
    case.call_and_validate(headers=headers)
