"""The shop's side: where its vault takes tokens, and the keys it publishes for wallets."""

import re
from dataclasses import dataclass
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from fondaco.bank.wallet.seal import read_point, read_spki, unreadable
from fondaco.kernel.errors import Refusal

KEYS_PATH = "/.well-known/wallets.json"
HANDLE = re.compile(r"[A-Za-z0-9_-]{8,200}")
WALLETS = ("google_pay", "apple_pay")


@dataclass(frozen=True, slots=True)
class ShopKey:
    """A shop's key for one wallet, and the name under which tokens are made for it."""

    key: ec.EllipticCurvePublicKey
    name: str


def take_address(handle: str, wallet: str) -> str:
    """Where the vault takes this session's token."""
    return f"{settings.VAULT_URL}/fields/{handle}/wallet/{wallet}"


def page_address(handle: str, *, cancelled: str = "") -> str:
    """The vault's own card page of the session; it tells which wallet was ``cancelled``."""
    asked = f"?cancelled={cancelled}" if cancelled else ""
    return f"{settings.VAULT_URL}/fields/{handle}/page{asked}"


def published_key(wallet: str) -> ShopKey:
    """The key now published; raises :class:`Refusal` when there is none."""
    told = fetch().get(wallet)
    if not isinstance(told, dict) or not told:
        raise Refusal(
            "wallet_off",
            "The shop does not take this wallet.",
            not_done="Nothing was paid.",
            next_step="Pay with a card instead.",
        )
    name = told.get("recipient_id" if wallet == "google_pay" else "merchant_identifier")
    text = told.get("public_key")
    if not isinstance(text, str) or not isinstance(name, str):
        raise unreadable()
    return ShopKey(read_point(text) if wallet == "google_pay" else read_spki(text), name)


def fetch() -> dict[str, Any]:
    """What the vault publishes for wallets."""
    try:
        with httpx.Client(timeout=5.0, trust_env=False) as client:
            content = client.get(settings.VAULT_URL + KEYS_PATH).raise_for_status().json()
    except (httpx.HTTPError, ValueError):
        raise Refusal(
            "shop_away",
            "The shop's payment service does not answer.",
            not_done="Nothing was paid.",
            next_step="Wait a moment and try again.",
            status=502,
        ) from None
    if not isinstance(content, dict):
        raise unreadable()
    return content
