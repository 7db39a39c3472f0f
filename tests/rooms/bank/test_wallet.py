"""Practice Google Pay and Apple Pay: from the sheet to the statement."""

import functools
import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.test import Client

from fondaco.bank.directory.ranges import route
from fondaco.bank.issuer.cards import Limits, set_frozen, set_limits
from fondaco.bank.issuer.models import Account, Card, CardPayment
from fondaco.bank.issuer.queries import holders
from fondaco.bank.issuer.ranges import range_of
from fondaco.bank.wallet import shop as shop_room
from fondaco.bank.wallet.models import Cryptogram, DeviceCard
from fondaco.kernel import clock
from fondaco.threeds.errors import ProtocolError
from tests.rooms.bank.conftest import Peer
from tests.rooms.bank.opening import Shop
from tests.rooms.bank.paying import MARTA, authorize
from tests.rooms.bank.test_cardholder import sign_in

pytestmark = pytest.mark.usefixtures("bank")
HANDLE = "fs_0123456789abcdef"
WALLETS = ("google_pay", "apple_pay")


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    opened = Shop()
    monkeypatch.setattr(shop_room, "fetch", opened.published)
    return opened


def query(wallet: str, **changes: str) -> dict[str, str]:
    return {
        "session": HANDLE,
        "amount_minor": "8390",
        "currency": "EUR",
        "payee": "Fondaco",
        "return": f"{settings.VAULT_URL}/fields/{HANDLE}/wallet/{wallet}",
    } | changes


def confirm(page: Client, wallet: str, number: str = MARTA, **changes: str) -> str:
    """Press the sheet's button; returns the token that the browser would bring."""
    card = Card.objects.get(number=number)
    answer = page.post(f"/wallet/{wallet}/", query(wallet, card=str(card.id), **changes))
    text = answer.content.decode()
    assert answer.status_code == 200, text
    assert f'action="{settings.VAULT_URL}/fields/{HANDLE}/wallet/{wallet}"' in text
    assert settings.VAULT_URL in answer.headers["Content-Security-Policy"]
    found = re.search(r'name="payment_data" value="([^"]+)"', text)
    assert found is not None
    return html.unescape(found[1])


def google_content(page: Client, shop: Shop, **changes: str) -> Any:
    return shop.open_google(
        confirm(page, "google_pay", **changes), page.get("/wallet/keys.json").json()
    )


def apple_content(page: Client, shop: Shop, **changes: str) -> Any:
    root = page.get("/wallet/apple-root.pem").content
    return shop.open_apple(confirm(page, "apple_pay", **changes), root)


def paid(vault: Peer, content: Any, made_by: str = "google_pay", **changes: Any) -> str:
    if made_by == "google_pay":
        card = content["paymentMethodDetails"]
        expiry = f"{card['expirationYear'] % 100:02}{card['expirationMonth']:02}"
        number, proof, eci = card["pan"], card["cryptogram"], card["eciIndicator"]
    else:
        number = content["applicationPrimaryAccountNumber"]
        expiry = content["applicationExpirationDate"][:4]
        proof = content["paymentData"]["onlinePaymentCryptogram"]
        eci = content["paymentData"]["eciIndicator"]
    body = {
        "expiry": expiry,
        "security_code": None,
        "eci": eci,
        "wallet": made_by,
        "cryptogram": proof,
    }
    return str(authorize(vault, None, number, **(body | changes))["response_code"])


def test_the_sheet_asks_the_signed_in_cardholder(page: Client, shop: Shop) -> None:
    path = "/wallet/google_pay/"
    assert page.get(path, query("google_pay"))["Location"].startswith("/sign-in/?next=%2Fwallet")
    sign_in(page)
    text = page.get(path, query("google_pay")).content.decode()
    assert "€83.90" in text
    assert "Pay Fondaco" in text
    assert f'href="{settings.VAULT_URL}/fields/{HANDLE}/page?cancelled=google_pay"' in text
    assert MARTA not in text


def test_a_google_token_opens_and_pays_once(page: Client, vault: Peer, shop: Shop) -> None:
    sign_in(page)
    content = google_content(page, shop)
    card = content["paymentMethodDetails"]
    assert (content["paymentMethod"], card["authMethod"]) == ("CARD", "CRYPTOGRAM_3DS")
    assert content["gatewayMerchantId"] == "fondaco-market"
    assert int(content["messageExpiration"]) > clock.real_now().timestamp() * 1000
    assert card["pan"] not in {MARTA, ""}
    assert card["eciIndicator"] == "05"
    assert paid(vault, content) == "00"
    assert paid(vault, content) == "63"
    payment = CardPayment.objects.get(state="held")
    assert (payment.card.number, payment.wallet) == (MARTA, "google_pay")
    account = Account.objects.get(cards__number=MARTA)
    assert account.held_minor == 8_390
    assert "Google Pay" in page.get(f"/accounts/{account.id}/").content.decode()
    assert "on your device" in page.get(f"/payments/{payment.id}/").content.decode()


def test_an_apple_token_opens_and_pays_once(page: Client, vault: Peer, shop: Shop) -> None:
    sign_in(page)
    content, attributes = apple_content(page, shop)
    assert (content["currencyCode"], content["transactionAmount"]) == ("978", 8_390)
    assert content["paymentDataType"] == "3DSecure"
    assert abs(attributes["signing_time"] - clock.real_now()) < timedelta(minutes=1)
    assert paid(vault, content, "apple_pay") == "00"
    assert paid(vault, content, "apple_pay") == "63"
    assert CardPayment.objects.get(state="held").wallet == "apple_pay"


@pytest.mark.parametrize(
    "changes",
    [
        {"amount_minor": 8_391},
        {"currency": "USD"},
        {"cryptogram": ""},
        {"cryptogram": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="},
        {"wallet": "apple_pay"},
    ],
)
def test_a_cryptogram_counts_for_its_own_payment_only(
    page: Client, vault: Peer, shop: Shop, changes: dict[str, Any]
) -> None:
    sign_in(page)
    content = google_content(page, shop)
    assert paid(vault, content, **changes) == "63"
    assert paid(vault, content) == "00"


def test_another_expiry_or_an_old_cryptogram_is_declined(
    page: Client, vault: Peer, shop: Shop
) -> None:
    sign_in(page)
    content = google_content(page, shop)
    assert paid(vault, content, expiry="3501") == "54"
    content = google_content(page, shop)
    with clock.frozen_real(clock.real_now() + timedelta(hours=2)):
        assert paid(vault, content) == "63"


def test_the_same_key_finds_the_first_answer(page: Client, vault: Peer, shop: Shop) -> None:
    sign_in(page)
    content = google_content(page, shop)
    assert paid(vault, content, key="k") == "00"
    assert paid(vault, content, key="k", cryptogram="") == "00"
    assert CardPayment.objects.count() == 1


def test_freezing_and_limits_of_the_card_bind_its_devices(
    page: Client, vault: Peer, shop: Shop
) -> None:
    sign_in(page)
    first, second, third = (google_content(page, shop) for _ in range(3))
    whose = {"cardholder_id": holders()[0].id, "card_id": Card.objects.get(number=MARTA).id}
    set_frozen(**whose, frozen=True)
    assert paid(vault, first) == "62"
    set_frozen(**whose, frozen=False)
    set_limits(**whose, limits=Limits(payment_minor=8_000))
    assert paid(vault, second) == "61"
    set_limits(**whose, limits=Limits())
    assert paid(vault, third) == "00"


def test_a_frozen_card_is_not_offered(page: Client, shop: Shop) -> None:
    sign_in(page)
    card = Card.objects.get(number=MARTA)
    set_frozen(cardholder_id=holders()[0].id, card_id=card.id, frozen=True)
    assert str(card.id) not in page.get("/wallet/google_pay/", query("google_pay")).content.decode()
    answer = page.post("/wallet/google_pay/", query("google_pay", card=str(card.id)))
    assert answer.status_code == 400


def test_a_device_has_one_number_outside_3d_secure(page: Client, shop: Shop) -> None:
    sign_in(page)
    numbers = {google_content(page, shop)["paymentMethodDetails"]["pan"] for _ in range(2)}
    numbers |= {apple_content(page, shop)[0]["applicationPrimaryAccountNumber"]}
    assert len(numbers) == 2 == DeviceCard.objects.count()
    for number in numbers:
        assert range_of(number) is None
        with pytest.raises(ProtocolError):
            route(number)


def test_without_device_authentication_the_card_itself_is_in_the_token(
    page: Client, shop: Shop
) -> None:
    sign_in(page)
    card = google_content(page, shop, variant="pan_only")["paymentMethodDetails"]
    assert card == {
        "pan": MARTA,
        "expirationMonth": 12,
        "expirationYear": 2030,
        "authMethod": "PAN_ONLY",
    }


def test_what_developers_ask_for_is_wrong_with_the_token(page: Client, shop: Shop) -> None:
    sign_in(page)
    now_ms = clock.real_now().timestamp() * 1000
    assert int(google_content(page, shop, variant="expired")["messageExpiration"]) < now_ms
    key = json.loads(confirm(page, "google_pay", variant="signer_expired"))
    key = json.loads(key["intermediateSigningKey"]["signedKey"])
    assert int(key["keyExpiration"]) < now_ms
    for variant, error in (
        ("signature", InvalidSignature),
        ("other_shop", InvalidSignature),
        ("tampered", AssertionError),
    ):
        with pytest.raises(error):
            google_content(page, shop, variant=variant)
    first = google_content(page, shop)["messageId"]
    assert google_content(page, shop, variant="repeated")["messageId"] == first


def test_what_developers_ask_for_is_wrong_with_apples_token(page: Client, shop: Shop) -> None:
    sign_in(page)
    content, attributes = apple_content(page, shop, variant="expired")
    assert clock.real_now() - attributes["signing_time"] > timedelta(minutes=29)
    content, _ = apple_content(page, shop, variant="other_amount")
    assert content["transactionAmount"] == 8_391
    for variant in ("signature", "signer_unknown", "other_shop", "tampered"):
        with pytest.raises(Exception):  # noqa: B017, PT011 four errors of three libraries
            apple_content(page, shop, variant=variant)


@pytest.mark.parametrize(
    "changes",
    [
        {"return": "https://evil.example/fields/x/wallet/google_pay"},
        {"return": f"{settings.VAULT_URL}/fields/another-session/wallet/google_pay"},
        {"session": "../../x"},
        {"session": ""},
        {"amount_minor": "0"},
        {"amount_minor": "1.5"},
        {"amount_minor": "9" * 17},
        {"currency": "EURO"},
        {"payee": ""},
    ],
)
def test_a_sheet_that_no_shop_of_ours_opened_is_refused(
    page: Client, shop: Shop, changes: dict[str, str]
) -> None:
    sign_in(page)
    assert page.get("/wallet/google_pay/", query("google_pay", **changes)).status_code == 400
    card = Card.objects.get(number=MARTA)
    body = query("google_pay", card=str(card.id), **changes)
    assert page.post("/wallet/google_pay/", body).status_code == 400
    assert not Cryptogram.objects.exists()


def test_nobody_pays_with_anothers_card(page: Client, shop: Shop) -> None:
    sign_in(page)
    other = Card.objects.get(number="5555555555554444")
    for card in (str(other.id), "", "no"):
        answer = page.post("/wallet/google_pay/", query("google_pay", card=card))
        assert answer.status_code == 400
    assert page.get("/wallet/another_pay/", query("google_pay")).status_code == 404


def test_a_shop_that_is_away_or_takes_no_wallet_is_said(
    page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(page)
    card = Card.objects.get(number=MARTA)
    body = query("google_pay", card=str(card.id))
    monkeypatch.setattr(shop_room, "fetch", lambda: {"google_pay": {}})
    assert page.post("/wallet/google_pay/", body).status_code == 409
    broken: tuple[Any, ...] = ({"public_key": "AAAA", "recipient_id": "x"}, {"public_key": 1}, [])
    for told in ({"google_pay": one} for one in broken):
        monkeypatch.setattr(shop_room, "fetch", functools.partial(dict, told))
        assert page.post("/wallet/google_pay/", body).status_code in {409, 502}
    monkeypatch.undo()
    monkeypatch.setattr(settings, "VAULT_URL", "http://127.0.0.1:9")
    body = query("google_pay", card=str(card.id))
    answer = page.post("/wallet/google_pay/", body)
    assert answer.status_code == 502
    assert "does not answer" in answer.content.decode()


@pytest.mark.parametrize("wallet", WALLETS)
def test_no_number_stands_in_a_page_or_a_cryptogram_in_the_books(
    page: Client, shop: Shop, wallet: str
) -> None:
    sign_in(page)
    token = confirm(page, wallet)
    assert MARTA not in token
    device = DeviceCard.objects.get()
    assert device.number not in token
    assert [row.used_by for row in Cryptogram.objects.all()] == [""]
