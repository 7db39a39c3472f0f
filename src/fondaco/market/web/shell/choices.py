"""What a visitor chose without an account: theme, currency. Kept in plain cookies."""

from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from fondaco.market.web.shell.countries import COUNTRIES
from fondaco.money.currency import CURRENCIES

THEME_COOKIE = "fondaco_theme"
CURRENCY_COOKIE = "fondaco_currency"
CART_COOKIE = "fondaco_cart"
"""Count of an anonymous cart, readable by the script: the page itself stays the same for all."""

COUNTRY_COOKIE = "fondaco_country"
"""ISO 3166 alpha-2 code of where the visitor lets things be sent."""

ZONE_COOKIE = "fondaco_zone"
"""IANA name of the visitor's time zone, written by the script."""

THEMES = ("light", "dark")
YEAR_SECONDS = 365 * 24 * 3600


def currencies() -> tuple[str, ...]:
    """ISO 4217 codes in which prices may be shown."""
    return tuple(getattr(settings, "FONDACO_CURRENCIES", ("EUR", "USD", "GBP", "CHF")))


def base_currency() -> str:
    """The currency shown to who has not chosen."""
    return str(getattr(settings, "FONDACO_CURRENCY", "EUR"))


@dataclass(frozen=True, slots=True)
class Choices:
    """``theme`` is ``light``, ``dark`` or empty (as the device); ``currency`` ISO 4217;
    ``zone`` an IANA name or empty for UTC; ``country`` ISO 3166 alpha-2 or empty.
    """

    theme: str = ""
    currency: str = "EUR"
    zone: str = ""
    country: str = ""


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def language_of(request: HttpRequest) -> str:
    """The language of the answer: ``?hl=``, else the visitor's cookie, else the browser's."""
    if "hl=" in request.META.get("QUERY_STRING", ""):
        wanted = request.GET.get("hl", "")
        if wanted in dict(settings.LANGUAGES):
            return wanted
    return translation.get_language_from_request(request)


def page_key(request: HttpRequest) -> tuple[str, str, str, str, str]:
    """What a page for anonymous visitors depends on beside its address and its content."""
    chosen = choices_of(request)
    return (language_of(request), chosen.currency, chosen.theme, chosen.zone, chosen.country)


def choices_of(request: HttpRequest) -> Choices:
    """Read the cookies; anything unknown counts as not chosen."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    zone = request.COOKIES.get(ZONE_COOKIE, "").replace("%2F", "/")
    currency = request.COOKIES.get(CURRENCY_COOKIE, "")
    country = request.COOKIES.get(COUNTRY_COOKIE, "")
    return Choices(
        country=country if country in COUNTRIES else "",
        theme=theme if theme in THEMES else "",
        zone=zone if zone in _zones() else "",
        currency=currency
        if currency in CURRENCIES and currency in currencies()
        else base_currency(),
    )


def keep(response: HttpResponse, name: str, value: str, *, script: bool = False) -> None:
    """Set a choice cookie for a year, or remove it when empty.

    ``script`` leaves it readable to our own script (theme and cart count only).
    """
    secure = bool(getattr(settings, "SESSION_COOKIE_SECURE", False))
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return
    response.set_cookie(
        name, value, max_age=YEAR_SECONDS, secure=secure, httponly=not script, samesite="Lax"
    )
