"""Room tests need a database; those marked ``postgresql`` run on that engine only."""

import os

import pytest

POSTGRESQL = os.environ.get("FONDACO_TEST_DATABASE", "sqlite") == "postgresql"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests of the other engine out of the run: they are run on theirs, never skipped."""
    if POSTGRESQL:
        return
    left_out = [item for item in items if item.get_closest_marker("postgresql")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
