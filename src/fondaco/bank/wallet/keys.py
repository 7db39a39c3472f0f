"""The practice wallets' keys, all derived from one secret in the home folder: they never change
while it is there, and every process of the bank has the same."""

import hmac
from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from fondaco.kernel.configuration import secret_key

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@lru_cache(maxsize=1)
def _secret() -> bytes:
    return secret_key("bank-wallet").encode()


@lru_cache(maxsize=8)
def signing_key(name: str) -> ec.EllipticCurvePrivateKey:
    """The P-256 key that signs as ``name``: ``google-root``, ``apple-root``, …"""
    wide = hmac.digest(_secret(), f"signing|{name}".encode(), "sha512")
    return ec.derive_private_key(int.from_bytes(wide) % (P256_ORDER - 1) + 1, ec.SECP256R1())


def device_key(device_id: UUID) -> bytes:
    """The key of one device number, shared by the device and the issuer."""
    return hmac.digest(_secret(), b"device|" + device_id.bytes, "sha256")
