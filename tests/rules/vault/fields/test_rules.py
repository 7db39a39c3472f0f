"""Where card fields may stand, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.vault.fields.rules import (
    MOST_CARDS,
    MOST_TRIES,
    check_not_testing,
    check_open,
    check_places,
    origin_of,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SHOP = "https://shop.example"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://shop.example/checkout/?a=1", SHOP),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000"),
        ("https://shop.example@evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("//shop.example/", ""),
        ("https://shop.example:bad/", ""),
        ("", ""),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    ("origin", "return_url", "field"),
    [
        ("https://evil.example", f"{SHOP}/back", "origin"),
        (f"{SHOP}/", f"{SHOP}/back", "origin"),
        (SHOP, "https://evil.example/back", "return_url"),
        (SHOP, "javascript:alert(1)", "return_url"),
        (SHOP, f"{SHOP}.evil.example/", "return_url"),
    ],
)
def test_other_places_are_refused(origin: str, return_url: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_places(origin=origin, return_url=return_url, allowed=[SHOP])
    assert refused.value.field == field


def test_the_marketplaces_own_places_are_taken() -> None:
    check_places(origin=SHOP, return_url=f"{SHOP}/checkout/1/", allowed=[SHOP])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"taken": True}, "session_used"),
        ({"expires_at": NOW}, "session_expired"),
        ({"tries": MOST_TRIES}, "session_tries_used_up"),
    ],
)
def test_a_session_takes_one_card_in_time(changes: dict[str, object], code: str) -> None:
    state = {"expires_at": NOW + timedelta(minutes=1), "taken": False, "tries": 0, "now": NOW}
    check_open(**state)  # type: ignore[arg-type]
    with pytest.raises(Refusal) as refused:
        check_open(**(state | changes))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_checkout_that_brings_card_after_card_has_to_rest() -> None:
    check_not_testing(cards_taken=MOST_CARDS - 1)
    with pytest.raises(Refusal) as refused:
        check_not_testing(cards_taken=MOST_CARDS)
    assert refused.value.status == 429
