"""What both wallets' tokens are made with: a fresh P-256 key, and the secret it agrees on."""

import base64
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from fondaco.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Agreed:
    """A one-time public key, and the secret it shares with the shop's key."""

    public: ec.EllipticCurvePublicKey
    secret: bytes


def agree(shop_key: ec.EllipticCurvePublicKey) -> Agreed:
    """A fresh key pair, used for one token."""
    own = ec.generate_private_key(ec.SECP256R1())
    return Agreed(own.public_key(), own.exchange(ec.ECDH(), shop_key))


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """The key as an uncompressed point, 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def spki(key: ec.EllipticCurvePublicKey) -> bytes:
    """The key as DER SubjectPublicKeyInfo."""
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def read_point(text: str) -> ec.EllipticCurvePublicKey:
    """A base64 uncompressed point; raises :class:`Refusal`."""
    try:
        raw = base64.b64decode(text, validate=True)
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        raise unreadable() from None


def read_spki(text: str) -> ec.EllipticCurvePublicKey:
    """A base64 DER SubjectPublicKeyInfo on P-256; raises :class:`Refusal`."""
    try:
        key = load_der_public_key(base64.b64decode(text, validate=True))
    except (ValueError, UnsupportedAlgorithm):
        raise unreadable() from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise unreadable()
    return key


def unreadable() -> Refusal:
    """The shop's published key is none."""
    return Refusal(
        "shop_key_invalid",
        "The shop has published no key that the wallet can use.",
        not_done="Nothing was paid.",
        next_step="Pay with a card instead.",
        status=502,
    )


def b64(raw: bytes) -> str:
    """Standard base64 as text."""
    return base64.b64encode(raw).decode()
