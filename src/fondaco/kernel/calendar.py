"""Business days by country. Pure but for the holiday tables of the ``holidays`` library."""

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=512)
def _holidays(country: str, year: int) -> frozenset[date]:
    """Public holidays of the country; countries unknown to the library have weekends only."""
    try:
        return frozenset(holidays.country_holidays(country, years=year).keys())
    except NotImplementedError:
        return frozenset()


def is_business_day(day: date, country: str) -> bool:
    """Whether ``day`` is neither a weekend nor a holiday in ``country`` (ISO 3166 alpha-2)."""
    return day.weekday() < 5 and day not in _holidays(country, day.year)


def add_business_days(start: datetime, days: int, country: str) -> datetime:
    """The same time of day, ``days`` (>= 0) business days after ``start``."""
    if days < 0:
        raise ValueError("business days are counted forward")
    moment = start
    left = days
    while left:
        moment += timedelta(days=1)
        if is_business_day(moment.date(), country):
            left -= 1
    return moment
