"""How amounts, dates and counts read in each language."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.web.shell import formats
from fondaco.money.currency import CURRENCIES

NOW = datetime(2026, 11, 24, 18, 22, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")
LANGUAGES = ("en", "es", "de", "zh-hans", "ar")
SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("amount_minor", "code", "language", "text"),
    [
        (8390, "EUR", "en", "€83.90"),
        (8390, "EUR", "es", f"83,90{SPACE}€"),
        (123456789, "EUR", "de", f"1.234.567,89{SPACE}€"),
        (8390, "EUR", "ar", f"83.90{SPACE}€"),
        (5000, "JPY", "zh-hans", "JP¥5,000"),
        (-1250, "GBP", "en", "\N{MINUS SIGN}£12.50"),
        (0, "EUR", "en", "€0.00"),
        (1500, "KWD", "en", "KWD1.500"),
    ],
)
def test_an_amount_reads_as_its_language_writes_it(
    amount_minor: int, code: str, language: str, text: str
) -> None:
    assert (
        formats.money_text(amount_minor, code, language).replace("\N{NARROW NO-BREAK SPACE}", SPACE)
        == text
    )


@given(
    st.integers(min_value=-(10**12), max_value=10**12),
    st.sampled_from(sorted(CURRENCIES)),
    st.sampled_from(LANGUAGES),
)
def test_every_digit_of_an_amount_is_shown(amount_minor: int, code: str, language: str) -> None:
    text = formats.money_text(amount_minor, code, language, symbol=False)
    digits = "".join(character for character in text if character.isdigit())
    assert int(digits) == abs(amount_minor)
    assert len(digits) > CURRENCIES[code].exponent


def test_a_moment_is_said_in_the_readers_zone() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert formats.moment_text(late, MADRID, "en", NOW) == "Wed 25 Nov, 00:30"


def test_the_year_is_said_only_when_it_is_another() -> None:
    assert "2026" not in formats.day_text(date(2026, 12, 3), "en", NOW.date())
    assert "2027" in formats.day_text(date(2027, 1, 2), "en", NOW.date())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_is_said_in_words_of_the_language(language: str) -> None:
    text = formats.left_text(NOW + timedelta(days=29, hours=6), language, NOW)
    assert "duration" not in text
    assert "29" in text
    assert "6" in text


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (timedelta(days=29, hours=6, minutes=50), "29 days 6 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(hours=1, minutes=5), "1 hour 5 minutes"),
        (timedelta(seconds=20), "0 minutes"),
        (timedelta(days=-3), "0 minutes"),
    ],
)
def test_what_is_left_has_two_units_at_most_and_never_runs_below_zero(
    left: timedelta, text: str
) -> None:
    assert formats.left_text(NOW + left, "en", NOW) == text


def test_a_share_in_basis_points_becomes_a_percentage() -> None:
    assert formats.percent_text(9780, "en", 1) == "97.8%"
    assert formats.percent_text(9780, "de", 1) == f"97,8{SPACE}%"


def test_an_unknown_language_falls_back_to_english() -> None:
    assert formats.money_text(8390, "EUR", "xx-nonsense") == "€83.90"


def test_a_delivery_window_of_one_day_is_one_day() -> None:
    day = date(2026, 12, 3)
    assert formats.window_text(day, day, "en") == "Thu 3 Dec"
    assert "7 Dec" in formats.window_text(day, date(2026, 12, 7), "en")


def test_ago_knows_past_and_future() -> None:
    assert formats.ago_text(NOW - timedelta(hours=3), "en", NOW) == "3 hours ago"
    assert formats.ago_text(NOW + timedelta(days=2), "en", NOW) == "in 2 days"
