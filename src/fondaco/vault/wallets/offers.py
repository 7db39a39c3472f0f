"""Which wallets a card page offers, and where their sheets are."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from fondaco.vault.wallets import roots
from fondaco.vault.wallets.rules.tokens import Kind

NAMES = {Kind.GOOGLE_PAY: "Google Pay", Kind.APPLE_PAY: "Apple Pay"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: ``url`` leads to the wallet's sheet, ``practice`` says that it is not the real
    one."""

    kind: str
    name: str
    url: str
    practice: bool


def offers(*, handle: str, amount_minor: int, currency: str, payee: str) -> list[Offer]:
    """The wallets that are on, for one field session; none without a sheet to lead to."""
    sheet = settings.VAULT_WALLETS_URL
    if not sheet:
        return []
    told = {
        "session": handle,
        "amount_minor": amount_minor,
        "currency": currency,
        "payee": payee,
    }
    return [
        Offer(
            kind.value,
            NAMES[kind],
            f"{sheet}{kind.value}/?" + urlencode(told | {"return": return_url(handle, kind)}),
            bool(settings.VAULT_WALLETS_PRACTICE),
        )
        for kind in Kind
        if roots.is_on(kind)
    ]


def return_url(handle: str, kind: Kind) -> str:
    """Where the sheet brings its token."""
    return f"{settings.VAULT_URL}/fields/{handle}/wallet/{kind.value}"
