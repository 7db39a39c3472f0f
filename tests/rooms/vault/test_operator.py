"""What an operator sees of the vault: how keys stand and what happened, never a key or a card."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command

from fondaco.kernel import clock
from fondaco.vault.keys import envelope
from fondaco.vault.keys.models import DataKey
from fondaco.vault.keys.shares import ShareFiles
from fondaco.vault.wallets import keys as wallet_keys
from fondaco.vault.wallets.models import WalletKey
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer


def test_keys_are_listed_with_what_they_seal_and_no_bytes(
    market: callers.Caller, token: str, authenticated: Callable[..., str]
) -> None:
    wallet_keys.make_keys()
    authenticated(token)
    status, told = market.get("/v1/keys")
    assert status == 200
    held = told["key_encryption"]
    assert (held["kind"], held["current_id"]) == ("shares", ShareFiles().current_id)
    assert held["rotate_by"] > held["in_use_since"]
    rows = {key["purpose"]: key["rows"] for key in told["data_keys"]}
    assert rows == {"cards": 1, "codes": 1, "fields": 3, "fingerprints": 0, "authentications": 1}
    assert {key["wrapped_by"] for key in told["data_keys"]} == {held["current_id"]}
    assert told["rewrap"]["waiting"] == 0
    assert told["rewrap"]["done_at"]
    assert [key["expires_at"] for key in told["field_keys"]] == [None]
    assert {key["kind"] for key in told["wallets"]} == {"google_pay", "apple_pay"}
    shown = str(told)
    for row in DataKey.objects.all():
        assert bytes(row.wrapped).hex() not in shown
    for key in WalletKey.objects.all():
        assert bytes(key.public).hex()[60:] not in shown


def test_data_keys_that_wait_for_the_new_key_are_counted(
    market: callers.Caller, token: str
) -> None:
    ShareFiles().make(replace_current=True)
    envelope.reset()
    _, told = market.get("/v1/keys")
    assert told["rewrap"] == {"waiting": 4, "done_at": None}
    call_command("rotate_vault_keys", "--rewrap-only", "--published")
    _, told = market.get("/v1/keys")
    assert told["rewrap"]["waiting"] == 0
    assert [key["expires_at"] is None for key in told["field_keys"]] == [False, True]


def test_shares_that_are_gone_are_told_in_words(
    market: callers.Caller, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONDACO_VAULT_SHARE_FOLDERS", "/nowhere/1:/nowhere/2")
    status, told = market.get("/v1/keys")
    assert (status, told["code"]) == (503, "key_encryption_unavailable")


def test_what_happened_is_counted_from_a_moment_on(
    market: callers.Caller,
    authorize: Callable[..., Any],
    acquirer: FakeAcquirer,
    begin: Callable[..., dict[str, Any]],
) -> None:
    since = quote((clock.now() - timedelta(minutes=1)).isoformat())
    authorize()
    acquirer.code = "51"
    authorize()
    begin()
    for path in ("/v1/counters", f"/v1/counters?since={since}"):
        status, told = market.get(path)
        assert status == 200
        assert told["cards_stored"] == 1
        assert told["authentications"] == {"Y": 3}
        assert told["authorizations"] == {"00": 1, "51": 1}
    later = quote((clock.now() + timedelta(minutes=1)).isoformat())
    _, told = market.get(f"/v1/counters?since={later}")
    assert (told["cards_stored"], told["authentications"], told["authorizations"]) == (0, {}, {})


def test_a_moved_clock_changes_nothing_of_what_is_counted(
    market: callers.Caller, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "offset", lambda: timedelta(days=30))
    since = quote((clock.now() - timedelta(minutes=5)).isoformat())
    assert market.get(f"/v1/counters?since={since}")[1]["cards_stored"] == 1


@pytest.mark.parametrize(
    "since",
    ["yesterday", "2026-11-24", "2026-11-24T10:00:00", "0001-01-01T00:00:00Z", "9999-01-01T00:00Z"],
)
def test_a_moment_that_is_none_is_refused_by_field(market: callers.Caller, since: str) -> None:
    status, told = market.get(f"/v1/counters?since={since}")
    assert (status, told["field"]) == (422, "since")
