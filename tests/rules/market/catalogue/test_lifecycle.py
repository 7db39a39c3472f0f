"""The life of a listing."""

import pytest

from fondaco.market.catalogue.lifecycle import STEPS, possible, step


def test_a_withdrawn_listing_never_comes_back() -> None:
    assert possible("withdrawn") == ()


@pytest.mark.parametrize(
    ("state", "event", "next_state"),
    [
        ("draft", "publish", "live"),
        ("live", "pause", "paused"),
        ("paused", "publish", "live"),
        ("draft", "pause", None),
        ("live", "publish", None),
    ],
)
def test_a_step_is_possible_where_the_table_says(
    state: str, event: str, next_state: str | None
) -> None:
    found = step(state, event)
    assert (found.next_state if found else None) == next_state


def test_every_step_is_stated_once_and_told() -> None:
    assert len({(row.state, row.event) for row in STEPS}) == len(STEPS)
    assert all(row.news.startswith("listing.") and row.says for row in STEPS)
