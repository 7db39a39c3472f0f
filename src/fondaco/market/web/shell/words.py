"""Days, moments and amounts as plain words in the visitor's language and zone.

For sentences made in Python; templates have the tags of ``{% load fondaco %}``.
"""

from datetime import date, datetime

from django.utils import timezone, translation

from fondaco.kernel import clock
from fondaco.market.web.shell import formats


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
