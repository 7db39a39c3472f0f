"""Google Pay tokens, protocol ECv2, signed by the practice root.

Source: Google's published "Payment method token structure" and "Payment data cryptography".
"""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fondaco.bank.wallet.keys import signing_key
from fondaco.bank.wallet.seal import agree, b64, point, spki

PROTOCOL = "ECv2"
SENDER = "Google"
ROOT = "google-root"
ROOT_EXPIRES_MS = 4_102_444_800_000
"""1 January 2100."""

KEY_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Faults:
    """What a developer wants to be wrong with a token; nothing by default."""

    key_expired: bool = False
    signature_wrong: bool = False
    tag_wrong: bool = False


def root_keys() -> dict[str, Any]:
    """The published list of root signing keys."""
    return {
        "keys": [
            {
                "keyValue": b64(spki(signing_key(ROOT).public_key())),
                "protocolVersion": PROTOCOL,
                "keyExpiration": str(ROOT_EXPIRES_MS),
            }
        ]
    }


def token(
    *,
    content: dict[str, Any],
    shop_key: ec.EllipticCurvePublicKey,
    recipient_id: str,
    moment: datetime,
    faults: Faults = Faults(),
) -> str:
    """The token's JSON text: ``content`` encrypted to the shop and signed for it."""
    intermediate = ec.generate_private_key(ec.SECP256R1())
    ends = moment - KEY_FOR if faults.key_expired else moment + KEY_FOR
    signed_key = json.dumps(
        {
            "keyValue": b64(spki(intermediate.public_key())),
            "keyExpiration": milliseconds(ends),
        }
    )
    message = json.dumps(_encrypted(content, shop_key, faults))
    signer = signing_key("nobody") if faults.signature_wrong else intermediate
    return json.dumps(
        {
            "protocolVersion": PROTOCOL,
            "signature": b64(_sign(signer, SENDER, recipient_id, PROTOCOL, message)),
            "intermediateSigningKey": {
                "signedKey": signed_key,
                "signatures": [b64(_sign(signing_key(ROOT), SENDER, PROTOCOL, signed_key))],
            },
            "signedMessage": message,
        }
    )


def milliseconds(moment: datetime) -> str:
    """Milliseconds since 1970 as the protocol writes them: a string."""
    return str(int(moment.timestamp() * 1000))


def _encrypted(
    content: dict[str, Any], shop_key: ec.EllipticCurvePublicKey, faults: Faults
) -> dict[str, str]:
    agreed = agree(shop_key)
    ephemeral = point(agreed.public)
    kdf = HKDF(hashes.SHA256(), 64, bytes(32), SENDER.encode())
    derived = kdf.derive(ephemeral + agreed.secret)
    encryptor = Cipher(algorithms.AES(derived[:32]), modes.CTR(bytes(16))).encryptor()
    sealed = encryptor.update(json.dumps(content).encode()) + encryptor.finalize()
    tag = hmac.digest(derived[32:], sealed, "sha256")
    if faults.tag_wrong:
        tag = bytes([tag[0] ^ 1]) + tag[1:]
    return {
        "encryptedMessage": b64(sealed),
        "ephemeralPublicKey": b64(ephemeral),
        "tag": b64(tag),
    }


def _sign(key: ec.EllipticCurvePrivateKey, *parts: str) -> bytes:
    """ECDSA over each part after its length in four bytes, the lowest first."""
    encoded = [part.encode() for part in parts]
    signed = b"".join(len(part).to_bytes(4, "little") + part for part in encoded)
    return key.sign(signed, ec.ECDSA(hashes.SHA256()))
