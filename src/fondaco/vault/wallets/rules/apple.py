"""Apple Pay's payment tokens (EC_v1): verified, then decrypted.

Source of every rule: Apple's "Payment token format reference". The signature is detached CMS
(:mod:`fondaco.vault.wallets.rules.cms`); the key comes from ECDH on P-256 by the concatenation
KDF of NIST SP 800-56A, the seal is AES-256-GCM with a nonce of 16 zero bytes.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import Certificate

from fondaco.vault.wallets.rules import cms, elliptic, tokens
from fondaco.vault.wallets.rules.tokens import Payment, TokenRefused

VERSION = "EC_v1"
FRESH_FOR = timedelta(minutes=5)
KEPT_FOR = timedelta(days=1)
"""How long a used token's id is remembered; the signing time refuses it long before that."""

MALFORMED = "token_malformed"
CONTENT = "content_malformed"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a token is for: the merchant identifier, and the private keys still taken."""

    merchant_identifier: str
    private_keys: tuple[ec.EllipticCurvePrivateKey, ...]

    def __repr__(self) -> str:
        return f"Recipient({self.merchant_identifier})"


@dataclass(frozen=True, slots=True)
class _Header:
    ephemeral: bytes
    key_hash: bytes
    transaction_id: bytes
    application_data: bytes


def decrypt(
    token: str, *, root: Certificate, recipient: Recipient, now: datetime
) -> tuple[bytes, bytes]:
    """The content and the transaction id; raises :class:`TokenRefused`.

    ``token`` is the payment data, or the token object around it as a browser has it.
    """
    if len(token) > tokens.LARGEST:
        raise TokenRefused("token_too_large")
    outer = tokens.json_object(token, MALFORMED)
    data = tokens.part(outer, "paymentData", MALFORMED) if "paymentData" in outer else outer
    if data.get("version") != VERSION:
        raise TokenRefused("version_refused")
    header = _header(tokens.part(data, "header", MALFORMED))
    sealed = tokens.base64_bytes(tokens.text(data, "data", MALFORMED), MALFORMED)
    signature = tokens.base64_bytes(tokens.text(data, "signature", MALFORMED), MALFORMED)
    signed = header.ephemeral + sealed + header.transaction_id + header.application_data
    signed_at = cms.verify(signature, signed=signed, root=root, now=now)
    if abs(now - signed_at) > FRESH_FOR:
        raise TokenRefused("message_expired")
    return _open(header, sealed, recipient), header.transaction_id


def read(content: bytes, transaction_id: bytes, *, now: datetime) -> Payment:
    """The payment in a decrypted token; raises :class:`TokenRefused`."""
    message = tokens.json_object(content, CONTENT)
    if message.get("paymentDataType") != "3DSecure":
        raise TokenRefused("method_refused")
    proof = tokens.part(message, "paymentData", CONTENT)
    cryptogram = tokens.text(proof, "onlinePaymentCryptogram", CONTENT)
    ends = re.fullmatch(
        r"([0-9]{2})([0-9]{2})[0-9]{2}", tokens.text(message, "applicationExpirationDate", CONTENT)
    )
    amount = message.get("transactionAmount")
    currency = message.get("currencyCode")
    if (
        not re.fullmatch(r"[A-Za-z0-9+/=]{8,200}", cryptogram)
        or ends is None
        or type(amount) is not int
        or not isinstance(currency, str)
    ):
        raise TokenRefused(CONTENT)
    return Payment(
        number=tokens.text(message, "applicationPrimaryAccountNumber", CONTENT),
        expiry_month=int(ends[2]),
        expiry_year=2000 + int(ends[1]),
        cryptogram=cryptogram,
        eci=tokens.eci(proof.get("eciIndicator")),
        token_id=transaction_id.hex(),
        expires_at=now + KEPT_FOR,
        amount_minor=amount,
        currency_numeric=currency,
    )


def _header(header: Mapping[str, Any]) -> _Header:
    told = dict(header)
    application_data = told.get("applicationData")
    return _Header(
        ephemeral=tokens.base64_bytes(
            tokens.text(told, "ephemeralPublicKey", MALFORMED), MALFORMED
        ),
        key_hash=tokens.base64_bytes(tokens.text(told, "publicKeyHash", MALFORMED), MALFORMED),
        transaction_id=tokens.hexadecimal(tokens.text(told, "transactionId", MALFORMED), MALFORMED),
        application_data=b""
        if application_data is None
        else tokens.hexadecimal(tokens.text(told, "applicationData", MALFORMED), MALFORMED),
    )


def _open(header: _Header, sealed: bytes, recipient: Recipient) -> bytes:
    theirs = elliptic.public_key(header.ephemeral, MALFORMED)
    for private in recipient.private_keys:
        own = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        if not hmac.compare_digest(hashlib.sha256(own).digest(), header.key_hash):
            continue
        key = _derive(elliptic.shared_secret(private, theirs), recipient.merchant_identifier)
        try:
            return AESGCM(key).decrypt(bytes(16), sealed, None)
        except (InvalidTag, ValueError):
            raise TokenRefused("tag_invalid") from None
    raise TokenRefused("recipient_unknown")


def _derive(secret: bytes, merchant_identifier: str) -> bytes:
    party = hashlib.sha256(merchant_identifier.encode()).digest()
    return hashlib.sha256(
        b"\x00\x00\x00\x01" + secret + b"\x0did-aes256-GCM" + b"Apple" + party
    ).digest()
