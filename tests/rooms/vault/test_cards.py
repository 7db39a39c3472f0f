"""Cards through the market's doors: shown, frozen, forgotten; and codes that expire."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import Refusal
from fondaco.vault.cards import charge
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.fields.sessions import remove_old_sessions
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeDirectory


def test_a_card_is_told_without_its_number(market: callers.Caller, token: str) -> None:
    status, card = market.get(f"/v1/cards/{token}")
    assert status == 200
    assert (card["brand"], card["first_six"], card["last_four"]) == ("visa", "424242", "4242")
    assert (card["expiry_month"], card["expiry_year"]) == (9, 2028)
    assert (card["funding"], card["issuer_country"]) == ("credit", "IT")
    assert "4242424242424242" not in str(card)


def test_a_card_is_told_with_the_checkout_where_it_was_entered(
    market: callers.Caller, open_session: Callable[..., str], enter: Callable[..., Any]
) -> None:
    token = enter(open_session(checkout_id="checkout-7")).json()["token"]
    open_session(checkout_id="checkout-8", card_token=token)
    assert market.get(f"/v1/cards/{token}")[1]["checkout_id"] == "checkout-7"
    with clock.frozen_real(clock.real_now() + timedelta(days=1)):
        remove_old_sessions()
    assert market.get(f"/v1/cards/{token}")[1]["checkout_id"] == ""


def test_the_same_number_has_one_fingerprint_and_two_tokens(
    market: callers.Caller, token: str, open_session: Callable[..., str], enter: Callable[..., Any]
) -> None:
    other = enter(open_session()).json()["token"]
    assert other != token
    prints = {market.get(f"/v1/cards/{name}")[1]["fingerprint"] for name in (token, other)}
    assert len(prints) == 1


def test_an_unknown_token_is_not_found(market: callers.Caller) -> None:
    status, body = market.get("/v1/cards/card_unknown")
    assert (status, body["code"]) == (404, "card_unknown")


def test_a_frozen_card_pays_nothing_and_keeps_no_code(
    market: callers.Caller, token: str, directory: FakeDirectory
) -> None:
    for _ in range(2):
        status, card = market.post(f"/v1/cards/{token}/freeze", {"key": "freeze-1"})
        assert (status, card["frozen"]) == (200, True)
    assert not SecurityCode.objects.exists()
    status, body = market.post("/v1/authentications", callers.authentication_body(token))
    assert (status, body["code"]) == (409, "card_frozen")
    assert not [message for message in directory.asked if message["messageType"] == "AReq"]
    acts = [row.act for row in audit.latest(subject_id=Card.objects.get().id)]
    assert acts == ["vault.card_frozen"]


def test_a_forgotten_card_is_gone_for_good(market: callers.Caller, token: str) -> None:
    for _ in range(2):
        status, card = market.post(f"/v1/cards/{token}/forget", {"key": "forget-1"})
        assert (status, card["forgotten"], card["last_four"]) == (200, True, "")
    row = Card.objects.get()
    assert row.sealed is None
    assert not SecurityCode.objects.exists()
    with pytest.raises(Refusal) as refused:
        charge.open_for_authorization(tenant="fondaco", token=token)
    assert refused.value.code == "card_forgotten"


def test_every_opening_of_a_number_is_on_record(token: str) -> None:
    charge.open_for_authentication(tenant="fondaco", token=token)
    charge.open_for_authorization(tenant="fondaco", token=token)
    rows = audit.latest(subject_id=Card.objects.get().id)
    assert [row.details["purpose"] for row in rows] == ["authorization", "authentication"]


def test_a_sweep_with_nothing_to_do_writes_nothing(vault: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        call_command("sweep_vault")
    verbs = {query["sql"].split()[0] for query in queries}
    assert verbs == {"SELECT"}


def test_a_security_code_is_read_once(token: str) -> None:
    assert charge.open_for_authorization(tenant="fondaco", token=token).security_code == "123"
    assert not SecurityCode.objects.exists()
    with pytest.raises(Refusal) as refused:
        charge.open_for_authorization(tenant="fondaco", token=token)
    assert refused.value.code == "security_code_needed"


def test_a_security_code_is_gone_after_ten_minutes(market: callers.Caller, token: str) -> None:
    with clock.frozen_real(clock.real_now() + timedelta(minutes=10)):
        with pytest.raises(Refusal) as refused:
            charge.open_for_authorization(tenant="fondaco", token=token)
        assert refused.value.code == "security_code_needed"
        out = StringIO()
        call_command("sweep_vault", stdout=out)
    assert "1 security codes removed" in out.getvalue()
    assert not SecurityCode.objects.exists()
    assert Card.objects.get().code_state == "wanted"


def test_another_tenant_does_not_know_the_card(token: str) -> None:
    with pytest.raises(Refusal) as refused:
        charge.open_for_authorization(tenant="other", token=token)
    assert refused.value.code == "card_unknown"
