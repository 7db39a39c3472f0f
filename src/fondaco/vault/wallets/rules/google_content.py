"""Reading what a Google Pay token held: the card, and whether the message is still good."""

import re
from datetime import UTC, datetime
from typing import Any

from fondaco.vault.wallets.rules import tokens
from fondaco.vault.wallets.rules.tokens import Payment, TokenRefused

CODE = "content_malformed"


def read(content: bytes, *, now: datetime) -> Payment:
    """The payment in a decrypted message of either version; raises :class:`TokenRefused`."""
    message = tokens.json_object(content, CODE)
    expires = tokens.milliseconds(message, "messageExpiration", CODE)
    if expires <= now.timestamp() * 1000:
        raise TokenRefused("message_expired")
    details = tokens.part(message, "paymentMethodDetails", CODE)
    # ECv1 tells a device's number by the kind of method, ECv2 by how it was authenticated.
    first_version_device = message.get("paymentMethod") == "TOKENIZED_CARD"
    if not first_version_device and message.get("paymentMethod") != "CARD":
        raise TokenRefused("method_refused")
    names = (
        ("dpan", "3dsCryptogram", "3dsEciIndicator")
        if first_version_device
        else ("pan", "cryptogram", "eciIndicator")
    )
    number, cryptogram, indicator = names
    return Payment(
        number=tokens.text(details, number, CODE),
        expiry_month=_whole(details, "expirationMonth"),
        expiry_year=_whole(details, "expirationYear"),
        cryptogram=_cryptogram(details, cryptogram, device=first_version_device),
        eci=tokens.eci(details.get(indicator)),
        token_id=tokens.text(message, "messageId", CODE),
        expires_at=datetime.fromtimestamp(min(expires / 1000, 32_503_680_000), UTC),
    )


def _cryptogram(details: dict[str, Any], name: str, *, device: bool) -> str:
    method = details.get("authMethod", "PAN_ONLY")
    if method in {"CRYPTOGRAM_3DS", "3DS"} or device:
        value = tokens.text(details, name, CODE)
        if not re.fullmatch(r"[A-Za-z0-9+/=]{8,200}", value):
            raise TokenRefused(CODE)
        return value
    if method != "PAN_ONLY":
        raise TokenRefused("method_refused")
    return ""


def _whole(details: dict[str, Any], name: str) -> int:
    value = details.get(name)
    if type(value) is not int:
        raise TokenRefused(CODE)
    return value
