"""How many statements a payment's calls to the vault take, once its process is warm.

Counted with the two that each action's savepoint takes here in place of its commit.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fondaco.threeds.codes import TransStatus
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer, FakeDirectory


@pytest.fixture
def pay(
    market: callers.Caller,
    open_session: Callable[..., str],
    enter: Callable[..., Any],
    directory: FakeDirectory,
    acquirer: FakeAcquirer,
) -> Callable[[], dict[str, int]]:
    """A whole payment without a challenge; the statements of each call by its door."""

    def run() -> dict[str, int]:
        directory.status = TransStatus.AUTHENTICATED
        counts: dict[str, int] = {}

        def call(door: str, body: dict[str, Any]) -> dict[str, Any]:
            with CaptureQueriesContext(connection) as asked:
                status, told = market.post(f"/v1/{door}", body)
            assert status == 200, told
            counts[door] = len(asked)
            return told

        token = enter(open_session()).json()["token"]
        body = callers.authentication_body(token, key=f"{token}-a")
        proof = call("authentications", body)["authentication_id"]
        body = callers.authorization_body(token, proof, key=f"{token}-b")
        granted = call("authorizations", body)["authorization_id"]
        call("captures", callers.capture_body(granted, key=f"{token}-c"))
        return counts

    return run


def test_a_payment_takes_few_statements(
    pay: Callable[[], dict[str, int]], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    # Keys are kept in memory once what they were read with is committed.
    with django_capture_on_commit_callbacks(execute=True):
        pay()
        pay()
    assert pay() == {"authentications": 16, "authorizations": 20, "captures": 11}
