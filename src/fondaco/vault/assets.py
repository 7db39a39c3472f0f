"""The scripts and styles of the card pages: the whole inventory, with what each is for.

PCI DSS 6.4.3 asks that every script of a payment page is authorised, justified and
integrity-checked: a page names its assets through :func:`asset`, which knows only this list.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

INVENTORY: dict[str, str] = {
    "fields/card.css": "the look of every vault page",
    "fields/icon.svg": "the mark in the browser's tab",
    "fields/card.js": "groups the number, names faults, encrypts the card, tells the checkout",
    "threeds_server/notify.js": "tells the checkout page that the bank's challenge has ended",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """Its address (with a version, so that a cache never mixes two) and its integrity value."""

    url: str
    integrity: str


@lru_cache(maxsize=32)
def asset(name: str) -> Asset:
    """One of the inventory; raises ``KeyError`` for any other name."""
    _ = INVENTORY[name]
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    digest = hashlib.sha384(Path(path).read_bytes()).digest()
    version = digest.hex()[:12]
    return Asset(f"{static(name)}?v={version}", f"sha384-{base64.b64encode(digest).decode()}")
