"""P-256: keys as wallets write them, and the secret that two of them share."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from fondaco.vault.wallets.rules.tokens import TokenRefused


def point(data: bytes, code: str) -> ec.EllipticCurvePublicKey:
    """A public key from its uncompressed point (65 bytes); a point off the curve is refused."""
    if len(data) != 65 or data[0] != 4:
        raise TokenRefused(code)
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)
    except ValueError:
        raise TokenRefused(code) from None


def public_key(data: bytes, code: str) -> ec.EllipticCurvePublicKey:
    """A public key from DER SubjectPublicKeyInfo, on P-256 only."""
    try:
        key = load_der_public_key(data)
    except (ValueError, TypeError, NotImplementedError):
        raise TokenRefused(code) from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise TokenRefused(code)
    return key


def shared_secret(private: ec.EllipticCurvePrivateKey, theirs: ec.EllipticCurvePublicKey) -> bytes:
    """ECDH: the 32 bytes of the shared point's first coordinate."""
    return private.exchange(ec.ECDH(), theirs)


def signed(key: ec.EllipticCurvePublicKey, signature: bytes, message: bytes) -> bool:
    """Whether ``signature`` (DER) is ``key``'s ECDSA with SHA-256 over ``message``."""
    try:
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
