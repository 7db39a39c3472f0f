"""Rows of the activity page in plain words."""

import pytest

from fondaco.market.web.storefront.account.activity_words import told


def test_a_sign_in_names_device_place_and_way() -> None:
    details = {"device": "Firefox on Windows", "ip": "192.0.2.7", "method": "totp"}
    row = told("signed_in", details)
    assert row.text == "Signed in on Firefox on Windows"
    assert row.note == "from 192.0.2.7, with password and authenticator app"


@pytest.mark.parametrize("kind", ["signed_in", "payout_account_set", "paid"])
def test_an_older_row_without_details_still_reads(kind: str) -> None:
    assert "…" in told(kind, {}).text


def test_an_unknown_kind_is_named_as_it_is() -> None:
    assert told("moved_house", {}).text == "Moved house"


def test_a_payment_names_amount_and_order() -> None:
    row = told("paid", {"amount_minor": 8390, "currency": "EUR", "reference": "FO-1"})
    assert row.text == "You paid €83.90 for FO-1"
