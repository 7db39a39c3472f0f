"""Room tests need a database; those marked ``postgresql`` run on that engine only."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from django.apps import apps

POSTGRESQL = os.environ.get("FONDACO_TEST_DATABASE", "sqlite") == "postgresql"


@pytest.fixture(autouse=True)
def quick_passwords(request: pytest.FixtureRequest, settings: Any) -> None:
    """A password costs much to hash, on purpose; the people of most tests sign in a hundred times.
    The members' own tests, and the journeys, have the real hash."""
    if "members" not in request.path.parts:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests of the other engine out of the run: they are run on theirs, never skipped."""
    if POSTGRESQL:
        return
    left_out = [item for item in items if item.get_closest_marker("postgresql")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Whatever a test makes the market post must go along a way of the table of flows, from which
    the picture of the books is drawn. Postings of the tests themselves go where they like."""
    if not apps.is_installed("fondaco.market.ledger"):
        return
    from fondaco.market.ledger import actions
    from fondaco.market.ledger.flows import WAYS
    from fondaco.market.ledger.rules import TransferDraft

    check = actions.check_entry

    def check_ways_too(transfers: Sequence[TransferDraft]) -> None:
        check(transfers)
        ways = {(each.from_account.kind, each.to_account.kind) for each in transfers}
        unknown = sorted(ways - WAYS)
        if unknown and _posted_by_the_market():
            raise AssertionError(f"not in fondaco.market.ledger.flows.FLOWS: {unknown}")

    actions.check_entry = check_ways_too


def _posted_by_the_market() -> bool:
    """Whether the nearest caller beyond the ledger and the kernel is the market's."""
    frame = sys._getframe(2)
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("tests."):
            return False
        if module.startswith("fondaco.market.") and ".ledger." not in module:
            return True
        frame = frame.f_back  # type: ignore[assignment]  # None ends the loop
    return False
