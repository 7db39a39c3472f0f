"""How amounts, dates and counts read in a language. Pure: a value and a locale in, text out.

Plurals, separators and names come from CLDR through Babel, never from our own tables.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_timedelta,
)
from babel.numbers import format_decimal, format_percent, get_currency_symbol
from babel.units import format_unit

from fondaco.money.amount import Money

DIALECTS = {"en": "en_GB"}
"""Where a plain language has several habits: European English writes the day first."""


def locale_for(language: str) -> Locale:
    """The CLDR locale of a Django language code such as ``zh-hans``; English if unknown."""
    try:
        return Locale.parse(
            DIALECTS.get(language, language).replace("-", "_"), resolve_likely_subtags=True
        )
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def money_text(amount_minor: int, code: str, language: str, *, symbol: bool = True) -> str:
    """An amount with exactly its currency's ISO 4217 decimals, as the language writes it.

    ``symbol=False`` gives the bare figure, for columns whose head names the currency.
    """
    locale = locale_for(language)
    value = Money(amount_minor, code).to_decimal()
    decimals = -int(value.as_tuple().exponent) if value.as_tuple().exponent else 0
    fraction = "." + "0" * decimals if decimals else ""
    if not symbol:
        return str(format_decimal(value, format=f"#,##0{fraction}", locale=locale))
    pattern = locale.currency_formats["standard"].pattern.split(";")[0]
    head, tail = _around_figure(pattern)
    figure = str(format_decimal(abs(value), format=f"#,##0{fraction}", locale=locale))
    sign = "\u2212" if value < 0 else ""
    mark = get_currency_symbol(code, locale=locale)
    return f"{sign}{head}{figure}{tail}".replace("\u00a4", mark)


def _around_figure(pattern: str) -> tuple[str, str]:
    """What stands before and after the digits of a CLDR currency pattern."""
    digits = [place for place, mark in enumerate(pattern) if mark in "#0,."]
    head, tail = pattern[: digits[0]], pattern[digits[-1] + 1 :]
    return head.replace("\u200f", "").replace("\u200e", ""), tail


def number_text(value: int | float | Decimal, language: str, decimals: int = 0) -> str:
    """A count or measure with the language's separators."""
    fraction = "." + "0" * decimals if decimals else ""
    return str(format_decimal(value, format=f"#,##0{fraction}", locale=locale_for(language)))


def percent_text(bps: int, language: str, decimals: int = 0) -> str:
    """Basis points (9,780 is 97.8 %) as a percentage."""
    fraction = "." + "0" * decimals if decimals else ""
    locale = locale_for(language)
    suffix = locale.percent_formats[None].pattern.split("0")[-1]
    return str(
        format_percent(Decimal(bps) / 10_000, format=f"#,##0{fraction}{suffix}", locale=locale)
    )


def moment_text(at: datetime, zone: ZoneInfo, language: str, now: datetime) -> str:
    """A moment as a person says it: weekday, day, month, time; the year when it is another."""
    locale = locale_for(language)
    local = at.astimezone(zone)
    day = day_text(local.date(), language, now.astimezone(zone).date())
    return f"{day}, {format_skeleton('Hm', local, locale=locale)}"


def day_text(day: date, language: str, today: date) -> str:
    """A date with its weekday: ``Thu 3 Dec`` in English; with the year when it differs."""
    locale = locale_for(language)
    skeleton = "MMMEd" if day.year == today.year else "yMMMEd"
    return str(format_skeleton(skeleton, _noon(day), locale=locale))


def long_day_text(day: date, language: str) -> str:
    """A date in full, for deadlines and documents: ``2 January 2027``."""
    return str(format_date(day, "long", locale=locale_for(language)))


def window_text(first: date, last: date, language: str) -> str:
    """A delivery window: ``Thu 3 – Mon 7 Dec``."""
    if first == last:
        return str(format_skeleton("MMMEd", _noon(first), locale=locale_for(language)))
    return str(format_interval(first, last, "MMMEd", locale=locale_for(language)))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def ago_text(at: datetime, language: str, now: datetime) -> str:
    """How long ago, or in how long: ``3 hours ago``, ``in 2 days``."""
    return str(
        format_timedelta(at - now, add_direction=True, threshold=0.95, locale=locale_for(language))
    )


def left_text(until: datetime, language: str, now: datetime) -> str:
    """What is left of a deadline, in two units: ``29 days 6 hours``; never below zero."""
    rest = max(until - now, timedelta(0))
    counts = (
        ("duration-day", rest.days),
        ("duration-hour", rest.seconds // 3600),
        ("duration-minute", rest.seconds % 3600 // 60),
    )
    first = next((place for place, (_, count) in enumerate(counts) if count), 2)
    shown = [(unit, count) for unit, count in counts[first : first + 2] if count]
    locale = locale_for(language)
    return " ".join(
        _unit_text(count, unit, locale) for unit, count in shown or [("duration-minute", 0)]
    )


def _unit_text(count: int, unit: str, locale: Locale) -> str:
    """A count with its unit; the short form where CLDR has no long one for this plural."""
    text = ""
    for length in ("long", "short", "narrow"):
        text = str(format_unit(count, unit, length, locale=locale))
        if unit not in text:
            break
    return text
