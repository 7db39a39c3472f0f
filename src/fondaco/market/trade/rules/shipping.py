"""What shipping costs and when a parcel is promised."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from fondaco.kernel.calendar import add_business_days
from fondaco.money.split import split

EVERYWHERE = "*"
"""In an option's list of countries: ships to every country."""


def price(price_minor: int, free_from_minor: int | None, subtotal_minor: int) -> int:
    """The price of an option for goods of this value; free from a stated value on."""
    if free_from_minor is not None and subtotal_minor >= free_from_minor:
        return 0
    return price_minor


def ships_to(countries: Sequence[str], country: str) -> bool:
    """Whether an option with these ISO 3166 alpha-2 codes goes to ``country``."""
    return EVERYWHERE in countries or country.upper() in countries


def delivery_window(
    start: datetime, window_days: tuple[int, int], country: str
) -> tuple[date, date]:
    """First and last promised day when paid at ``start``, in the seller's business days."""
    first, last = window_days
    if not 0 <= first <= last:
        raise ValueError("a window is two numbers of days in order")
    return (
        add_business_days(start, first, country).date(),
        add_business_days(start, last, country).date(),
    )


def is_counted_anew(placed_at: datetime, paid_at: datetime, lapse_minutes: int) -> bool:
    """Whether the promised days count from the payment instead of from the order.

    A card pays within the minutes that a checkout is kept, and the buyer's promise is the one
    they saw; money that was awaited longer, as a bank transfer's, starts the days when it comes.
    """
    return paid_at > placed_at + timedelta(minutes=lapse_minutes)


def leave_by(promised_from: date, send_by: date) -> date | None:
    """The day by which a parcel leaves to arrive as promised: the carrier then has the days from
    the first promised to the last. None when it must leave by then anyway."""
    return promised_from if promised_from < send_by else None


def shares(shipping_minor: int, line_totals: Sequence[int]) -> list[int]:
    """Each line's share of the shipping, by value; evenly when every line is free."""
    weights = list(line_totals) if any(line_totals) else [1] * len(line_totals)
    return split(shipping_minor, weights)
