"""Days, moments and amounts as plain words in the visitor's language and zone.

For sentences made in Python; templates have the tags of ``{% load fondaco %}``.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from fondaco.kernel import clock
from fondaco.market.web.shell import formats

FACT_NAMES: dict[str, Any] = {
    "identity": _("Identity"),
    "legal_name": _("Legal name"),
    "address": _("Address"),
    "register_number": _("Register number"),
    "contact_email": _("E-mail for buyers"),
    "contact_phone": _("Telephone for buyers"),
    "payout_account": _("Payout account"),
}
"""What an operator has checked about a seller, as it is shown."""


def _language() -> str:
    return translation.get_language() or "en"


def day_words(at: date | datetime) -> str:
    """A day with its weekday: ``Thu 3 Dec``."""
    zone = timezone.get_current_timezone()
    value = at.astimezone(zone).date() if isinstance(at, datetime) else at
    return formats.day_text(value, _language(), clock.now().astimezone(zone).date())


def moment_words(at: datetime) -> str:
    """A moment: ``Thu 3 Dec, 14:02``."""
    return formats.moment_text(at, timezone.get_current_timezone(), _language(), clock.now())


def money_words(amount_minor: int, currency: str) -> str:
    """An amount with its currency's symbol."""
    return formats.money_text(amount_minor, currency, _language())
