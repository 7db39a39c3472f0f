"""Exemptions in words, and euros as an operator types them. Pure."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

EXEMPTIONS = {
    "low_value": _("Low value"),
    "risk_analysis": _("Risk analysis"),
}
STATES = {
    "proposed": (_("waits for a second person"), "look"),
    "in_force": (_("in force"), "ok"),
    "replaced": (_("replaced"), ""),
    "rejected": (_("rejected"), ""),
}
BECAUSE = {
    "suspicious": _("failed payments nearby: a challenge is demanded"),
    "disputed": _("the member or the card has had a dispute"),
    "device_wallet": _("a device wallet: its device has confirmed it"),
    "card_not_saved": _("the card was entered for the first time"),
    "card_not_confirmed": _("the card was never confirmed with a challenge"),
    "other_currency": _("not in euro"),
    "gateway": _("the gateway judges by itself"),
    "over_low_value": _("above the limit for low value"),
    "low_value_other_currency": _("not all of the card's payments were in euro"),
    "low_value_used_up": _("100 euro or five payments since the last challenge"),
    "over_risk_limit": _("above the limit for risk analysis"),
    "declaration_lapsed": _("the acquirer's fraud rate is out of date"),
    "rate_unknown": _("the fraud rate was not measured"),
    "rate_exceeded": _("the fraud rate is too high"),
    "failed_lately": _("a payment failed within the hour"),
    "device_unknown": _("another browser than before"),
    "network_unknown": _("another network than before"),
    "amount_unusual": _("more than was ever confirmed"),
}
BANDS = (
    ("0", _("Off"), ""),
    ("10000", _("Up to 100 euro"), _("where the acquirer's fraud rate is at most 13 basis points")),
    ("25000", _("Up to 250 euro"), _("where it is at most 6 basis points")),
    ("50000", _("Up to 500 euro"), _("where it is at most 1 basis point")),
)


def cents(text: str) -> int | None:
    """Euro as typed, ``25`` or ``25,50``, in cents; None for what is no such amount."""
    try:
        amount = Decimal(text.strip().replace(",", ".") or "0")
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 <= amount <= 1_000 or amount != round(amount, 2):
        return None
    return int(amount * 100)


def limit(text: str) -> int | None:
    """One of the bands that are offered, in cents; None for anything else."""
    return int(text) if text in {code for code, _title, _note in BANDS} else None


def whole(text: str) -> int | None:
    """A small whole number as typed; None for anything else."""
    tidy = text.strip() or "0"
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) <= 4 else None
