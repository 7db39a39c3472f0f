"""A seller in words and figures, for listing, comparison and the seller's own public page."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from fondaco.market.members.values import SellerView
from fondaco.market.web.shell.words import FACT_NAMES
from fondaco.market.web.storefront.browse.terms import country_name


def describe(seller: SellerView) -> dict[str, Any]:
    """``seller``, ``seller_line`` (who and where) and ``trader`` (the DSA article 30 block)."""
    language = translation.get_language() or "en"
    country = country_name(seller.country, language)
    kind = _("Trader") if seller.kind == "trader" else _("Private seller")
    where = ", ".join(part for part in (seller.city, country) if part)
    return {
        "seller": seller,
        "seller_url": f"/s/{seller.slug}/",
        "seller_line": f"{kind} · {where}",
        "initials": "".join(word[0] for word in seller.name.split()[:2]).upper(),
        "trader": _trader(seller, country) if seller.kind == "trader" else [],
        "verified": [FACT_NAMES[fact] for fact in seller.verified_facts if fact in FACT_NAMES],
    }


def _trader(seller: SellerView, country: str) -> list[tuple[str, str]]:
    address = seller.address
    lines = (
        address.line1,
        address.line2,
        f"{address.postcode} {address.city}".strip(),
        address.region,
        country,
    )
    rows = [
        (_("Name"), seller.legal_name or seller.name),
        (_("Address"), ", ".join(line for line in lines if line)),
        (_("Register number"), seller.register_number),
        (_("E-mail"), seller.contact_email),
        (_("Telephone"), seller.contact_phone),
    ]
    return [(label, value) for label, value in rows if value]
