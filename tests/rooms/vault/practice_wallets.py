"""Both wallet providers, as the practice bank plays them, for the keys that the vault published."""

import base64
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from fondaco.vault.wallets import keys
from tests.rules.vault.wallets.rules import wallet_provider as provider
from tests.rules.vault.wallets.rules.wallet_provider import Apple, Google


class Wallets:
    """Both providers, as the practice bank plays them."""

    def __init__(self) -> None:
        self.google, self.apple = Google(), Apple()
        self.fetched: list[str] = []

    def fetch(self, kind: str) -> str | None:
        self.fetched.append(kind)
        if kind == "google_pay":
            return self.google.keys_json()
        return self.apple.root_pem().decode()

    def google_pay(self, **changes: Any) -> str:
        told = keys.published()["google_pay"]
        content = provider.google_content(**changes.pop("details", {})) | changes
        return self.google.token(content, base64.b64decode(told["public_key"]))

    def apple_pay(self, *, transaction_id: str = "0a" * 32, **changes: Any) -> str:
        held = load_der_public_key(base64.b64decode(keys.published()["apple_pay"]["public_key"]))
        assert isinstance(held, ec.EllipticCurvePublicKey)
        content = provider.apple_content(**changes)
        token = self.apple.token(content, held, transaction_id=transaction_id)
        return json.dumps(token)
