"""How the bank writes amounts, numbers and times."""

from datetime import datetime

from babel.numbers import format_currency
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fondaco.money.amount import Money

register = template.Library()
WALLETS = {"google_pay": "Google Pay", "apple_pay": "Apple Pay"}
PAPERS = {
    "authentication": _("3-D Secure result"),
    "delivery_proof": _("Proof of delivery"),
    "messages": _("Messages"),
    "snapshot": _("What was offered"),
    "policy": _("Terms"),
    "prior_payments": _("Earlier payments"),
    "receipt": _("Receipt"),
}
"""Kinds of document that a shop sends in its answer to a dispute."""
LOCALE = "en"


@register.filter
def money(amount_minor: int, currency: str) -> str:
    """``8390|money:"EUR"`` is €83.90; a negative amount carries a true minus sign."""
    text = format_currency(Money(abs(amount_minor), currency).to_decimal(), currency, locale=LOCALE)
    return f"−{text}" if amount_minor < 0 else text


@register.filter
def signed(amount_minor: int, currency: str) -> str:
    """As ``money``, with a plus sign on what comes in."""
    text = money(amount_minor, currency)
    return f"+{text}" if amount_minor > 0 else text


@register.filter
def grouped(digits: str) -> str:
    """A card number or an IBAN in groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


@register.filter
def card_grouped(number: str) -> str:
    """A card number as it stands on the card: 4-6-5 for fifteen digits, else groups of four."""
    if len(number) == 15:
        return f"{number[:4]} {number[4:10]} {number[10:]}"
    return grouped(number)


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A time as people say it, with the machine's form beside it."""
    if at is None:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', at.isoformat(), f"{at:%-d %b %Y, %H:%M} UTC"
    )


@register.filter
def grouped_iban(text: str) -> str:
    """An IBAN in groups of four, however it was spaced."""
    return grouped("".join(text.split()).upper())


@register.filter
def wallet_name(wallet: str) -> str:
    """``google_pay`` as people know it."""
    return WALLETS.get(wallet, wallet)


@register.filter
def paper_kind(kind: str) -> str:
    """The kind of a document in words; an unknown one as it was sent."""
    return str(PAPERS.get(kind, kind.replace("_", " ")))
