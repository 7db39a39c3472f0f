"""Business days."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fondaco.kernel.calendar import add_business_days, is_business_day

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 Hypothesis wants naive bounds


@given(moments, st.integers(1, 30), st.sampled_from(["IT", "DE", "US", "JP", "ZZ"]))
def test_the_end_is_a_business_day_with_that_many_between(
    start: datetime, days: int, country: str
) -> None:
    end = add_business_days(start, days, country)
    assert is_business_day(end.date(), country)
    passed = (start.date() + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert sum(is_business_day(day, country) for day in passed) == days


def test_a_public_holiday_is_skipped_where_it_is_one() -> None:
    christmas_eve = datetime(2026, 12, 24, 9, tzinfo=UTC)
    assert add_business_days(christmas_eve, 1, "IT").date() == date(2026, 12, 28)
    assert not is_business_day(date(2026, 6, 2), "IT")
    assert is_business_day(date(2026, 6, 2), "DE")
