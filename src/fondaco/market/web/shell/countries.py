"""The countries that members and sellers choose from, named in the reader's language."""

from django.utils.translation import get_language

from fondaco.market.web.shell.formats import locale_for

COUNTRIES = (
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"),
    *("HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE"),
    *("SI", "SK", "AU", "BR", "CA", "CN", "HK", "IN", "JP", "KR", "KW", "MX", "NZ", "SG", "TR"),
    *("US", "ZA"),
)
"""Where members may live and sellers may be: the countries whose currencies we hold."""


def country_choices() -> list[tuple[str, str]]:
    """ISO code and name in the active language, by name."""
    locale = locale_for(get_language() or "en")
    named = [(code, str(locale.territories.get(code, code))) for code in COUNTRIES]
    return [("", ""), *sorted(named, key=lambda pair: pair[1])]


def country_name(code: str) -> str:
    """A country's name in the active language; the code itself where CLDR knows none."""
    return str(locale_for(get_language() or "en").territories.get(code, code))
