"""Who may call which door, and how the program presents itself."""

import importlib
import json
import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver

from fondaco.vault import assets
from fondaco.vault.acquirers.response_codes import MEANINGS
from fondaco.vault.acquirers.words import ADVICE
from fondaco.vault.cards.rules.entry import CardEntry
from fondaco.vault.cards.words import FAULTS
from fondaco.vault.redaction import TokenFilter
from tests.rooms.vault import callers

OPEN = {
    "health",
    "jwks",
    "fields_frame",
    "fields_page",
    "fields_card",
    "fields_wallet",
    "wallets",
    "threeds_notify",
    "threeds_method_notify",
}


def routes() -> list[URLPattern]:
    return [route for route in get_resolver().url_patterns if isinstance(route, URLPattern)]


def test_every_door_that_is_not_the_browsers_is_signed() -> None:
    unsigned = {
        route.name for route in routes() if getattr(route.callback, "signed_by", None) is None
    }
    assert unsigned == OPEN


def test_only_the_bank_brings_results_and_only_the_market_does_the_rest() -> None:
    for route in routes():
        peers = getattr(route.callback, "signed_by", None)
        if peers is not None:
            assert peers == (("bank",) if route.name == "threeds_results" else ("market",))


def test_an_unsigned_call_is_refused(client: Client, vault: None) -> None:
    answer = client.post("/v1/field-sessions", callers.session_body(), "application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "signature_invalid")


def test_a_door_of_the_market_is_closed_to_the_bank(bank: callers.Caller) -> None:
    assert bank.post("/v1/field-sessions", callers.session_body())[0] == 401


def test_a_door_takes_its_method_only(market: callers.Caller) -> None:
    assert market.get("/v1/field-sessions")[0] == 405
    assert market.post("/v1/captures/by-key/x", {})[0] == 405


@pytest.mark.parametrize("body", ["[]", '"text"', "{", "7"])
def test_a_body_that_is_no_object_is_refused(market: callers.Caller, body: str) -> None:
    status, refused = market._call("POST", "/v1/captures", body.encode())
    assert (status, refused["code"]) == (400, "body_invalid")


def test_the_vault_says_that_it_is_up(client: Client) -> None:
    answer = client.get("/health/")
    assert json.loads(answer.content) == {"program": "vault", "ok": True}


def test_every_static_file_of_the_vault_is_in_the_inventory() -> None:
    for name in assets.INVENTORY:
        assert assets.asset(name).integrity.startswith("sha384-")
    with pytest.raises(KeyError):
        assets.asset("fields/other.js")


def test_no_program_of_the_vault_has_sessions_or_accounts() -> None:
    assert not [app for app in settings.INSTALLED_APPS if "auth" in app or "session" in app]


def test_every_response_code_has_words() -> None:
    assert {means.advice for means in MEANINGS.values()} == set(ADVICE)


def test_every_fault_has_words() -> None:
    import inspect
    import re

    source = inspect.getsource(inspect.getmodule(CardEntry))  # type: ignore[arg-type]
    named = set(re.findall(r'"((?:number|expiry|code|name)_\w+)"', source))
    assert named == set(FAULTS)


def test_a_log_line_has_no_token_and_no_handle() -> None:
    record = logging.LogRecord(
        "x", logging.WARNING, "x", 1, "card_%s at %s", ("a" * 32, "/fields/abcdefghijkl/card"), None
    )
    assert TokenFilter().filter(record)
    assert record.getMessage() == "[hidden] at /fields/[hidden]/card"


def test_no_debugging_page_ever_shows_local_values() -> None:
    module = importlib.import_module("fondaco.vault.settings")
    assert module.DEBUG is False
