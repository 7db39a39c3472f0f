"""What was shown is what is authorized."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fondaco.vault.threeds_server.link import (
    GOOD_FOR,
    Linked,
    differences,
    refusal_of_difference,
    refusal_of_state,
)

SHOWN = Linked("card_a", 8390, "EUR", "Officina Brenta")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_the_same_payment_has_no_difference() -> None:
    assert differences(SHOWN, replace(SHOWN)) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [("card_token", "card_b"), ("amount_minor", 8391), ("currency", "USD"), ("payee", "Other")],
)
def test_each_difference_is_named(name: str, value: object) -> None:
    different = differences(SHOWN, replace(SHOWN, **{name: value}))  # type: ignore[arg-type]
    assert different == (name,)
    assert refusal_of_difference(different).field == name


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"settled_at": None}, "authentication_unfinished"),
        ({"may_authorize": False}, "authentication_not_given"),
        ({"voided": True}, "authentication_void"),
        ({"used": True}, "authentication_used"),
        ({"now": NOW + GOOD_FOR + timedelta(seconds=1)}, "authentication_expired"),
    ],
)
def test_an_authentication_that_is_not_good_is_refused(
    changes: dict[str, object], code: str
) -> None:
    state = {"may_authorize": True, "settled_at": NOW, "voided": False, "used": False, "now": NOW}
    assert refusal_of_state(**state) is None  # type: ignore[arg-type]
    refusal = refusal_of_state(**(state | changes))  # type: ignore[arg-type]
    assert refusal is not None
    assert refusal.code == code
