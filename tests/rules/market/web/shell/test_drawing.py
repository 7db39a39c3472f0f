"""Geometry of stars, price band and trend."""

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.web.shell import drawing

AMOUNTS = st.lists(st.integers(min_value=1, max_value=10**9), min_size=1, max_size=40)


@given(st.floats(min_value=-1, max_value=6, allow_nan=False))
def test_stars_stay_between_none_and_five(value: float) -> None:
    assert 0 <= drawing.stars_width(value) <= 120


@given(st.floats(min_value=0, max_value=5), st.floats(min_value=0, max_value=5))
def test_a_better_mean_never_fills_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert drawing.stars_width(low) <= drawing.stars_width(high)


def test_a_half_star_is_half_filled() -> None:
    assert drawing.stars_width(4.5) == 4 * drawing.STAR_STEP + drawing.STAR_STEP / 2


@given(AMOUNTS, st.integers(min_value=1, max_value=10**9))
def test_every_offer_stands_inside_the_picture(offers: list[int], mine: int) -> None:
    band = drawing.price_band(offers, mine, median=sorted(offers)[len(offers) // 2],
                              quartiles=(min(offers), max(offers)))  # fmt: skip
    assert all(24 <= x <= 436 for x in (*band.points, band.mine_x, band.median_x))
    assert list(band.points) == sorted(band.points)


def test_equal_prices_stand_in_the_middle() -> None:
    band = drawing.price_band([500, 500], 500, median=500, quartiles=(500, 500))
    assert band.points == (230.0, 230.0)
    assert not band.show_ends


def test_a_dearer_offer_stands_further_on() -> None:
    band = drawing.price_band([100, 200], 300, median=150, quartiles=(100, 200))
    assert band.points[0] < band.points[1] < band.mine_x


@given(AMOUNTS)
def test_a_trend_needs_two_prices_and_stays_in_its_frame(amounts: list[int]) -> None:
    drawn = drawing.trend(amounts)
    assert (drawn is None) == (len(amounts) < 2)
    if drawn:
        assert 28 <= drawn.last_y <= 112
