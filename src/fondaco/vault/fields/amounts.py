"""An amount as a person in the page's language reads it."""

from babel.numbers import format_currency
from django.utils import translation

from fondaco.money.amount import Money


def amount_text(amount_minor: int, currency: str) -> str:
    """Such as ``€83.90`` in English or ``83,90 €`` in German."""
    locale = translation.to_locale(translation.get_language() or "en")
    return format_currency(Money(amount_minor, currency).to_decimal(), currency, locale=locale)
