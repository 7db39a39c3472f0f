"""Giving a card a number for a device, and making one payment's token with it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fondaco.bank.issuer.card_queries import details_for_network
from fondaco.bank.issuer.ranges import with_check_digit
from fondaco.bank.wallet import apple, google
from fondaco.bank.wallet.keys import device_key
from fondaco.bank.wallet.models import Cryptogram, DeviceCard
from fondaco.bank.wallet.rules import PREFIXES, YEARS, Shown, cryptogram, eci_of
from fondaco.bank.wallet.shop import ShopKey, published_key
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound
from fondaco.kernel.transaction import action
from fondaco.money.currency import currency
from fondaco.threeds.outcome import Brand

MESSAGE_FOR = timedelta(minutes=30)
VARIANTS = {
    "": _("As it should be"),
    "pan_only": _("Without device authentication: the card's own number (Google Pay)"),
    "expired": _("Too old"),
    "signer_expired": _("Signed by a key that has expired (Google Pay)"),
    "signer_unknown": _("Signed by a root that nobody knows (Apple Pay)"),
    "signature": _("With a wrong signature"),
    "tampered": _("Changed on the way"),
    "other_shop": _("Made for another shop"),
    "other_amount": _("Over one cent more than was shown (Apple Pay)"),
    "repeated": _("The last token's id once more"),
}
"""What a developer may want of a token."""

OTHER_SHOP = {"google_pay": "merchant:another-shop", "apple_pay": "merchant.example.another"}


@dataclass(frozen=True, slots=True)
class Payment:
    """What the sheet shows."""

    wallet: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class _Device:
    number: str
    expiry: str
    cryptogram: str
    token_id: str
    brand: Brand


def make_token(*, cardholder_id: UUID, card_id: UUID, payment: Payment, variant: str) -> str:
    """The token's JSON text, as the wallet hands it to the shop; raises :class:`Refusal`."""
    if variant not in VARIANTS:
        variant = ""
    shop = published_key(payment.wallet)
    if variant == "other_shop":
        shop = ShopKey(shop.key, OTHER_SHOP[payment.wallet])
    device = _present(
        cardholder_id=cardholder_id, card_id=card_id, payment=payment, repeat=variant == "repeated"
    )
    if payment.wallet == "google_pay":
        return _google(cardholder_id, card_id, device, shop, variant)
    return _apple(device, payment, shop, variant)


@action
def _present(*, cardholder_id: UUID, card_id: UUID, payment: Payment, repeat: bool) -> _Device:
    """The device makes its next cryptogram; its number is made with the first one."""
    details = details_for_network(card_id, cardholder_id)
    if details is None:
        raise NotFound("This card is not one of yours.")
    brand = Brand(details.brand)
    if brand not in PREFIXES:
        raise NotFound("This card has no place in a wallet.")
    made_at = clock.now()
    given, _made = DeviceCard.objects.get_or_create(
        card_id=card_id,
        wallet=payment.wallet,
        defaults={
            "number": _free_number(PREFIXES[brand]),
            "expiry": f"{(made_at.year + YEARS) % 100:02}{made_at.month:02}",
            "made_at": made_at,
        },
    )
    device = DeviceCard.objects.select_for_update().get(id=given.id)
    token_id = _last_token_id(device) if repeat else secrets.token_hex(32)
    device.counter += 1
    device.save(update_fields=["counter"])
    Cryptogram.objects.create(
        device=device, counter=device.counter, token_id=token_id, made_at=clock.real_now()
    )
    shown = Shown(payment.amount_minor, payment.currency)
    proof = cryptogram(device_key(device.id), device.number, device.counter, shown)
    return _Device(device.number, device.expiry, proof, token_id, brand)


def _last_token_id(device: DeviceCard) -> str:
    """The id of the last token that has paid, or failing that was made."""
    made = Cryptogram.objects.filter(device=device).order_by("-counter")
    last = made.exclude(used_by="").first() or made.first()
    return last.token_id if last is not None else secrets.token_hex(32)


def _google(
    cardholder_id: UUID, card_id: UUID, device: _Device, shop: ShopKey, variant: str
) -> str:
    moment = clock.real_now()
    card: dict[str, Any] = {
        "pan": device.number,
        "expirationMonth": int(device.expiry[2:]),
        "expirationYear": 2000 + int(device.expiry[:2]),
        "authMethod": "CRYPTOGRAM_3DS",
        "cryptogram": device.cryptogram,
        "eciIndicator": eci_of(device.brand),
    }
    if variant == "pan_only":
        own = details_for_network(card_id, cardholder_id)
        if own is None:
            raise NotFound("This card is not one of yours.")
        card = {
            "pan": own.number,
            "expirationMonth": int(own.expiry[2:]),
            "expirationYear": 2000 + int(own.expiry[:2]),
            "authMethod": "PAN_ONLY",
        }
    ends = moment - MESSAGE_FOR if variant == "expired" else moment + MESSAGE_FOR
    return google.token(
        content={
            "gatewayMerchantId": shop.name.partition(":")[2],
            "messageExpiration": google.milliseconds(ends),
            "messageId": device.token_id,
            "paymentMethod": "CARD",
            "paymentMethodDetails": card,
        },
        shop_key=shop.key,
        recipient_id=shop.name,
        moment=moment,
        faults=google.Faults(
            key_expired=variant == "signer_expired",
            signature_wrong=variant == "signature",
            tag_wrong=variant == "tampered",
        ),
    )


def _apple(device: _Device, payment: Payment, shop: ShopKey, variant: str) -> str:
    moment = clock.real_now()
    amount_minor = payment.amount_minor + (variant == "other_amount")
    return apple.token(
        content={
            "applicationPrimaryAccountNumber": device.number,
            "applicationExpirationDate": f"{device.expiry}28",
            "currencyCode": currency(payment.currency).numeric,
            "transactionAmount": amount_minor,
            "deviceManufacturerIdentifier": "040010030273",
            "paymentDataType": "3DSecure",
            "paymentData": {
                "onlinePaymentCryptogram": device.cryptogram,
                "eciIndicator": eci_of(device.brand),
            },
        },
        shop_key=shop.key,
        merchant_identifier=shop.name,
        transaction_id=device.token_id,
        signed_at=moment - MESSAGE_FOR if variant == "expired" else moment,
        faults=apple.Faults(
            root_unknown=variant == "signer_unknown",
            signature_wrong=variant == "signature",
            tag_wrong=variant == "tampered",
        ),
    )


def _free_number(prefix: str) -> str:
    free = (14 if prefix.startswith("3") else 15) - len(prefix)
    while True:
        number = with_check_digit(f"{prefix}{secrets.randbelow(10**free):0{free}}")
        if not DeviceCard.objects.filter(number=number).exists():
            return number
