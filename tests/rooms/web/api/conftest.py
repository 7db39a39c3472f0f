"""A member with a key, a shop with goods, and a gateway that plays the script."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from fondaco.market.members import keys
from fondaco.market.members import queries as members
from fondaco.market.payments.gateways import chosen
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from tests.rooms.trade import story


class Program:
    """A program with a key: JSON in, JSON out."""

    def __init__(self, member_id: UUID, *scopes: str) -> None:
        made = keys.issue(member_id=member_id, name="test", scopes=scopes or keys.SCOPES)
        self.member_id, self.key_id, self.secret = member_id, made.id, made.secret
        self.client = Client(headers={"authorization": f"Bearer {made.secret}"})

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query)

    def send(
        self, method: str, path: str, body: Any = None, *, key: str = "", **headers: str
    ) -> Any:
        return self.client.generic(
            method,
            f"/api/v1{path}",
            data="" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"idempotency-key": key or uuid4().hex, **headers},
        )


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Rate limits are counted in the process's cache."""
    cache.clear()


@pytest.fixture
def gateway(settings: Any) -> Iterator[ScriptedGateway]:
    settings.FONDACO_GATEWAY = "fondaco.market.payments.gateways.scripted.ScriptedGateway"
    chosen._made.cache_clear()
    made = chosen.gateway()
    assert isinstance(made, ScriptedGateway)
    yield made
    chosen._made.cache_clear()


@pytest.fixture
def buyer(db: None) -> Program:
    return Program(story.a_buyer())


@pytest.fixture
def owner_of() -> Callable[[UUID], Program]:
    """The program of a seller's owner."""
    return lambda seller_id: Program(members.staff_members(seller_id)[0])
