"""Google Pay and Apple Pay at the doors: taken once, for one payment, or refused in words."""

import base64
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from fondaco.kernel import clock
from fondaco.threeds.codes import TransStatus
from fondaco.vault.cards.models import Card, SecurityCode
from fondaco.vault.fields.models import FieldSession
from fondaco.vault.wallets import keys, roots, take
from fondaco.vault.wallets.models import UsedToken, WalletKey
from tests.rooms.vault import callers
from tests.rooms.vault.fake_bank import FakeAcquirer, FakeDirectory
from tests.rooms.vault.practice_wallets import Wallets
from tests.rules.vault.wallets.rules import wallet_provider as provider
from tests.rules.vault.wallets.rules.wallet_provider import NOW, Google

CRYPTOGRAM = "Y3J5cHRvZ3JhbSBvZiAyMCBieXQ="
Pay = Callable[..., Any]


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        stack.enter_context(clock.frozen_real(NOW))
        yield stack


@pytest.fixture
def wallets(vault: None, monkeypatch: pytest.MonkeyPatch) -> Wallets:
    keys.make_keys()
    made = Wallets()
    monkeypatch.setattr(roots, "_fetch", made.fetch)
    return made


@pytest.fixture
def pay(client: Client, open_session: Callable[..., str]) -> Pay:
    def run(kind: str, token: str, handle: str | None = None) -> Any:
        handle = handle or open_session()
        return client.post(f"/fields/{handle}/wallet/{kind}", {"payment_data": token})

    return run


def test_a_google_pay_token_becomes_a_card_and_leads_back_to_the_checkout(
    wallets: Wallets, pay: Pay, market: callers.Caller
) -> None:
    answer = pay("google_pay", wallets.google_pay())
    assert answer.status_code == 303
    token = Card.objects.get().token
    assert answer["Location"] == f"{callers.MARKET}/checkout/co-1/?card_token={token}"
    _, card = market.get(f"/v1/cards/{token}")
    assert (card["wallet"], card["brand"], card["last_four"]) == ("google_pay", "visa", "4242")
    assert card["code_needed"] is False


def test_the_page_says_which_wallet_was_cancelled(
    wallets: Wallets, client: Client, open_session: Callable[..., str]
) -> None:
    path = f"/fields/{open_session()}/page"
    said = "You cancelled Google Pay. Nothing was paid"
    assert said in client.get(f"{path}?cancelled=google_pay").content.decode()
    for other in ("", "?cancelled=", "?cancelled=gold_pay"):
        assert "You cancelled" not in client.get(f"{path}{other}").content.decode()


def test_a_device_card_is_authenticated_at_once_and_charged_with_its_cryptogram(
    wallets: Wallets,
    pay: Pay,
    market: callers.Caller,
    directory: FakeDirectory,
    acquirer: FakeAcquirer,
) -> None:
    pay("apple_pay", wallets.apple_pay())
    token = Card.objects.get().token
    status, told = market.post("/v1/authentications", callers.authentication_body(token))
    assert (status, told["state"], told["challenge"]) == (200, "done", None)
    assert (told["outcome"]["trans_status"], told["outcome"]["eci"]) == ("Y", "05")
    assert not [message for message in directory.asked if message["messageType"] == "AReq"]

    body = callers.authorization_body(token, told["authentication_id"])
    status, answer = market.post("/v1/authorizations", body)
    assert (status, answer["state"]) == (200, "approved")
    [(_, charge)] = acquirer.charges
    assert (charge.wallet, charge.eci, charge.security_code) == ("apple_pay", "05", None)
    assert charge.cryptogram == provider.b64(b"c" * 20)
    assert market.post("/v1/authorizations", body)[1]["state"] == "approved"
    assert len(acquirer.charges) == 1
    assert not SecurityCode.objects.exists()
    assert Card.objects.get().code_state == "spent"


def test_a_device_card_pays_once_whatever_the_answer(
    wallets: Wallets,
    pay: Pay,
    market: callers.Caller,
    directory: FakeDirectory,
    acquirer: FakeAcquirer,
) -> None:
    acquirer.code = "1A"
    pay("google_pay", wallets.google_pay())
    token = Card.objects.get().token
    _, told = market.post("/v1/authentications", callers.authentication_body(token))
    body = callers.authorization_body(token, told["authentication_id"])
    assert market.post("/v1/authorizations", body)[1]["state"] == "soft_declined"
    status, refused = market.post("/v1/authentications", callers.authentication_body(token))
    assert (status, refused["code"]) == (409, "wallet_confirmation_needed")
    status, refused = market.post(
        "/v1/field-sessions", callers.session_body(card_token=token, checkout_id="co-2")
    )
    assert (status, refused["code"]) == (409, "wallet_confirmation_needed")


@pytest.mark.parametrize(
    ("changes", "different"),
    [
        ({"amount_minor": 8391}, "amount_minor"),
        ({"currency": "USD"}, "currency"),
        ({"payee": "Someone Else"}, "payee"),
    ],
)
def test_a_payment_that_the_wallet_did_not_show_is_refused(
    wallets: Wallets,
    pay: Pay,
    market: callers.Caller,
    directory: FakeDirectory,
    changes: dict[str, Any],
    different: str,
) -> None:
    pay("google_pay", wallets.google_pay())
    token = Card.objects.get().token
    status, body = market.post("/v1/authentications", callers.authentication_body(token, **changes))
    assert (status, body["code"], body["field"]) == (409, "authentication_mismatch", different)


@pytest.mark.parametrize(
    ("details", "status", "asked"),
    [
        ({"eciIndicator": "05"}, "Y", 0),
        ({"eciIndicator": "06"}, "A", 0),
        ({"eciIndicator": None}, "Y", 0),
        ({"eciIndicator": "07"}, "Y", 1),
        ({"eciIndicator": "02"}, "Y", 1),
        ({"authMethod": "PAN_ONLY"}, "Y", 1),
    ],
)
def test_the_issuer_is_asked_unless_the_token_proves_who_is_there(
    wallets: Wallets,
    pay: Pay,
    market: callers.Caller,
    directory: FakeDirectory,
    details: dict[str, Any],
    status: str,
    asked: int,
) -> None:
    directory.status = TransStatus.AUTHENTICATED
    pay("google_pay", wallets.google_pay(details=details))
    token = Card.objects.get().token
    _, told = market.post("/v1/authentications", callers.authentication_body(token))
    assert told["outcome"]["trans_status"] == status
    sent = [message for message in directory.asked if message["messageType"] == "AReq"]
    assert len(sent) == asked


def test_a_number_on_file_with_google_is_charged_after_3ds_without_a_code(
    wallets: Wallets,
    pay: Pay,
    market: callers.Caller,
    authenticated: Callable[..., str],
    acquirer: FakeAcquirer,
) -> None:
    pay("google_pay", wallets.google_pay(details={"authMethod": "PAN_ONLY"}))
    card = Card.objects.get()
    assert (card.device_number, card.code_state) == (False, "proven")
    body = callers.authorization_body(card.token, authenticated(card.token))
    assert market.post("/v1/authorizations", body)[1]["state"] == "approved"
    [(_, charge)] = acquirer.charges
    assert (charge.wallet, charge.cryptogram, charge.security_code) == ("google_pay", "", None)
    assert charge.authentication_value


def test_a_token_is_taken_once(wallets: Wallets, pay: Pay) -> None:
    token = wallets.google_pay()
    assert pay("google_pay", token).status_code == 303
    again = pay("google_pay", token)
    assert again.status_code == 400
    assert "has been used already" in again.content.decode()
    assert pay("apple_pay", wallets.apple_pay()).status_code == 303
    assert pay("apple_pay", wallets.apple_pay()).status_code == 400
    assert pay("apple_pay", wallets.apple_pay(transaction_id="0b" * 32)).status_code == 303
    assert Card.objects.count() == 3
    assert UsedToken.objects.count() == 3


@pytest.mark.parametrize(
    ("kind", "made", "words"),
    [
        ("google_pay", lambda w: "", "could not be verified"),
        ("google_pay", lambda w: "{}", "could not be verified"),
        ("google_pay", lambda w: "x" * 90_000, "could not be verified"),
        ("google_pay", lambda w: "x" * 200_000, "arrived damaged"),
        ("google_pay", lambda w: w.apple_pay(), "could not be verified"),
        ("apple_pay", lambda w: w.google_pay(), "could not be verified"),
        ("google_pay", lambda w: w.google_pay(messageExpiration="1"), "too old"),
        ("google_pay", lambda w: w.google_pay(paymentMethod="LOYALTY"), "be used here"),
        ("google_pay", lambda w: w.google_pay(details={"pan": "4242424242424241"}), "used here"),
        ("google_pay", lambda w: w.google_pay(details={"pan": "9999999999999995"}), "used here"),
        (
            "google_pay",
            lambda w: w.google_pay(details={"pan": "42424242424242\u0664"}),
            "used here",
        ),
        ("google_pay", lambda w: w.google_pay(details={"expirationYear": 2025}), "has expired"),
        ("google_pay", lambda w: w.google_pay(details={"expirationMonth": 13}), "used here"),
        ("google_pay", lambda w: w.google_pay(details={"expirationYear": 99}), "used here"),
        ("apple_pay", lambda w: w.apple_pay(transactionAmount=8391), "another amount"),
        ("apple_pay", lambda w: w.apple_pay(transactionAmount=0), "another amount"),
        ("apple_pay", lambda w: w.apple_pay(currencyCode="840"), "another amount"),
        ("samsung_pay", lambda w: w.google_pay(), "not taken here"),
    ],
)
def test_a_token_that_cannot_be_is_refused_in_words_and_leaves_nothing(
    wallets: Wallets, pay: Pay, kind: str, made: Callable[[Wallets], str], words: str
) -> None:
    answer = pay(kind, made(wallets))
    assert answer.status_code in {400, 404, 413}
    text = answer.content.decode()
    assert words in text
    assert "Nothing was stored and nothing was charged." in text
    assert 'href="/fields/' in text
    assert not Card.objects.exists()
    assert not SecurityCode.objects.exists()
    assert not UsedToken.objects.exists()


def test_a_refused_token_counts_as_a_try(
    wallets: Wallets, pay: Pay, open_session: Callable[..., str]
) -> None:
    handle = open_session()
    pay("google_pay", "{}", handle)
    assert FieldSession.objects.get().tries == 1
    assert pay("google_pay", wallets.google_pay(), handle).status_code == 303
    assert pay("google_pay", wallets.google_pay(messageId="m2"), handle).status_code == 409


def test_a_session_that_asks_for_a_code_takes_no_token(
    wallets: Wallets, pay: Pay, token: str, open_session: Callable[..., str], client: Client
) -> None:
    handle = open_session(card_token=token)
    assert pay("google_pay", wallets.google_pay(), handle).status_code == 404
    assert "data-wallet" not in client.get(f"/fields/{handle}").content.decode()


def test_a_signer_not_known_makes_the_roots_be_fetched_anew_but_not_each_time(
    wallets: Wallets, pay: Pay, at_noon: ExitStack
) -> None:
    assert pay("google_pay", wallets.google_pay()).status_code == 303
    assert wallets.fetched == ["google_pay"]
    wallets.google = Google()
    assert pay("google_pay", wallets.google_pay(messageId="m2")).status_code == 400
    assert wallets.fetched == ["google_pay"]
    at_noon.enter_context(clock.frozen_real(NOW + timedelta(minutes=1)))
    assert pay("google_pay", wallets.google_pay(messageId="m3")).status_code == 303
    assert wallets.fetched == ["google_pay"] * 2


def test_roots_that_cannot_be_fetched_are_no_fault_of_the_token(
    wallets: Wallets, pay: Pay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roots, "_fetch", lambda kind: None)
    answer = pay("google_pay", wallets.google_pay())
    assert answer.status_code == 503
    assert "be checked now" in answer.content.decode().replace("&#x27;", "'")


def test_roots_come_from_files_where_these_are_set(
    wallets: Wallets, pay: Pay, settings: Any, tmp_path: Path
) -> None:
    google_file, apple_file = tmp_path / "keys.json", tmp_path / "root.pem"
    google_file.write_text(wallets.google.keys_json())
    apple_file.write_bytes(wallets.apple.root_pem())
    settings.VAULT_WALLETS_PRACTICE = ""
    settings.VAULT_GOOGLE_PAY_ROOT_KEYS = str(google_file)
    settings.VAULT_APPLE_PAY_ROOT = str(apple_file)
    assert pay("google_pay", wallets.google_pay()).status_code == 303
    assert pay("apple_pay", wallets.apple_pay()).status_code == 303
    assert wallets.fetched == []
    google_file.write_text("no list")
    assert pay("google_pay", wallets.google_pay(messageId="m2")).status_code == 503


def test_the_first_version_is_taken_only_where_it_is_let_in(
    wallets: Wallets, pay: Pay, settings: Any
) -> None:
    point = base64.b64decode(keys.published()["google_pay"]["public_key"])
    token = wallets.google.token(provider.google_content(), point, version="ECv1")
    assert pay("google_pay", token).status_code == 400
    settings.VAULT_GOOGLE_PAY_VERSIONS = ("ECv2", "ECv1")
    assert pay("google_pay", token).status_code == 303


def test_the_published_keys_name_us_and_hold_no_private_half(
    wallets: Wallets, client: Client, settings: Any
) -> None:
    told = client.get("/.well-known/wallets.json").json()
    assert told["google_pay"]["recipient_id"] == "merchant:fondaco-market"
    assert len(base64.b64decode(told["google_pay"]["public_key"])) == 65
    assert told["apple_pay"]["merchant_identifier"] == "merchant.example.fondaco"
    assert len(base64.b64decode(told["apple_pay"]["public_key"])) == 91
    settings.VAULT_WALLETS_PRACTICE = ""
    off = client.get("/.well-known/wallets.json").json()
    assert off == {"google_pay": {}, "apple_pay": {}}


def test_the_buttons_lead_out_of_the_frame_to_the_wallets_sheets(
    wallets: Wallets,
    client: Client,
    open_session: Callable[..., str],
    settings: Any,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    handle = open_session()
    with django_assert_max_num_queries(1):
        text = client.get(f"/fields/{handle}").content.decode()
    assert text.count('target="_top" data-wallet=') == 2
    assert (
        f"http://127.0.0.1:8002/wallet/google_pay/?session={handle}&amp;amount_minor=8390"
        "&amp;currency=EUR&amp;payee=Officina+Brenta&amp;return=http%3A%2F%2F127.0.0.1%3A8001"
        f"%2Ffields%2F{handle}%2Fwallet%2Fgoogle_pay"
    ) in text
    assert "practice" in client.get(f"/fields/{handle}/page").content.decode()
    settings.VAULT_WALLETS_URL = ""
    assert "data-wallet" not in client.get(f"/fields/{handle}").content.decode()


def test_a_replaced_key_is_taken_for_a_while_and_then_removed(
    wallets: Wallets, pay: Pay, at_noon: ExitStack
) -> None:
    token = wallets.google_pay(messageExpiration=provider.milliseconds(NOW + timedelta(days=20)))
    call_command("setup_vault")
    assert WalletKey.objects.count() == 2
    keys.make_keys(replace=True)
    assert WalletKey.objects.count() == 4
    assert pay("google_pay", token).status_code == 303
    at_noon.enter_context(clock.frozen_real(NOW + timedelta(days=9)))
    assert keys.remove_old_keys() == 2
    assert take.forget_old() == 0


def test_a_cryptogram_is_gone_when_its_time_is_up(
    wallets: Wallets, pay: Pay, market: callers.Caller, at_noon: ExitStack
) -> None:
    pay("google_pay", wallets.google_pay())
    at_noon.enter_context(clock.frozen_real(NOW + timedelta(minutes=10)))
    token = Card.objects.get().token
    status, body = market.post("/v1/authentications", callers.authentication_body(token))
    assert (status, body["code"]) == (409, "wallet_confirmation_needed")
    call_command("sweep_vault")
    assert not SecurityCode.objects.exists()
    assert not UsedToken.objects.exists()
    assert Card.objects.get().code_state == "spent"


def test_a_frozen_device_card_keeps_no_cryptogram(
    wallets: Wallets, pay: Pay, market: callers.Caller
) -> None:
    pay("google_pay", wallets.google_pay())
    token = Card.objects.get().token
    assert market.post(f"/v1/cards/{token}/freeze", {"key": "f"})[1]["frozen"] is True
    assert not SecurityCode.objects.exists()
    assert Card.objects.get().code_state == "spent"


def test_no_number_or_cryptogram_stands_in_the_database_or_a_log(
    wallets: Wallets, pay: Pay, caplog: pytest.LogCaptureFixture
) -> None:
    pay("google_pay", wallets.google_pay())
    pay("google_pay", wallets.google_pay())
    written = connection.connection.serialize() if connection.vendor == "sqlite" else b""
    everything = written + caplog.text.encode()
    for canary in (b"4242424242424242", CRYPTOGRAM.encode()):
        assert canary not in everything
