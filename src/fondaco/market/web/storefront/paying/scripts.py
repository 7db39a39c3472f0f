"""Every script that the payment pages load, with what it is for.

A payment page loads nothing else (PCI DSS 4.0.1, 6.4.3: each script is authorised, its
integrity assured, and listed with its reason); a test compares the rendered pages with this
list, and the browser refuses a file whose content differs from its integrity value.
"""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

INVENTORY: dict[str, str] = {
    "storefront/paying/pay.js": (
        "tells the vault's card fields to send, takes the token they answer with, tells the"
        " issuer's 3-D Secure what browser this is, and goes on when the issuer's page is done"
    ),
}

STRIPE_INVENTORY: dict[str, str] = {
    "https://js.stripe.com/v3/": (
        "Stripe's card fields and the bank's confirmation. Stripe forbids copies and changes the"
        " file at this address, so that no integrity value can be given: Stripe answers for it"
    ),
    "storefront/paying/stripe.js": (
        "places Stripe's card fields, takes the token that they make, opens the confirmation"
    ),
}
"""On the pages of paying through Stripe, and there only; none of them where it is not set up."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script of the inventory: its address, its integrity value (empty for one that is not
    ours), why it is there."""

    url: str
    integrity: str
    purpose: str


def scripts() -> tuple[Script, ...]:
    """The inventory as the pages load it."""
    return tuple(
        Script(static(name), integrity(name), purpose) for name, purpose in INVENTORY.items()
    )


def stripe_scripts() -> tuple[Script, ...]:
    """The inventory of the pages of paying through Stripe."""
    return tuple(
        Script(name, "", purpose)
        if name.startswith("https:")
        else Script(static(name), integrity(name), purpose)
        for name, purpose in STRIPE_INVENTORY.items()
    )


def integrity(name: str) -> str:
    """The Subresource Integrity value of one of our files."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    digest = hashlib.sha384(Path(found).read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"
