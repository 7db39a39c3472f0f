"""The bank's balances against its lines and the books."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.payments.rules.bank_balance import Day, differences


def days_of(*lines_minor: int, opening_minor: int = 0) -> list[Day]:
    made = []
    for number, moved in enumerate(lines_minor, 1):
        closing = opening_minor + moved
        made.append(Day(UUID(int=number), date(2026, 12, number), opening_minor, closing, moved))
        opening_minor = closing
    return made


def test_no_statement_differs_from_nothing() -> None:
    assert differences([], books_minor=5) == ()


@given(st.lists(st.integers(-9_999, 9_999), min_size=1, max_size=28), st.integers(-999, 999))
def test_days_that_fit_show_no_difference_and_other_books_show_one(
    lines: list[int], opening: int
) -> None:
    days = days_of(*lines, opening_minor=opening)
    held = opening + sum(lines)
    assert differences(days, books_minor=held) == ()
    [found] = differences(days, books_minor=held + 1)
    assert (found.what, found.stated_minor, found.expected_minor) == ("books", held, held + 1)


def test_a_line_that_is_missing_and_a_gap_are_told_apart() -> None:
    one, two, three = days_of(100, 200, 300)
    short = replace(two, lines_minor=150)
    [found] = differences([one, short, three], books_minor=600)
    assert (found.what, found.day_date, found.expected_minor) == ("lines", two.day_date, 250)
    [gap] = differences([one, three], books_minor=600)
    assert (gap.what, gap.stated_minor, gap.expected_minor) == ("opening", 300, 100)
