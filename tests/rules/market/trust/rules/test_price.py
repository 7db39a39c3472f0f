"""The price band and its one warning."""

import random

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules.price import band, price_panel

OTHERS = [9_000, 9_500, 9_900, 10_000, 10_000, 10_400, 11_000, 12_500]
prices = st.lists(st.integers(1, 10_000_000), min_size=1, max_size=40)


def test_an_offer_at_thirty_percent_of_the_median_is_named() -> None:
    panel = price_panel(3_000, OTHERS, is_exact=True)
    assert panel.verdict == "unusually_low"
    assert panel.share_bps == 3_000
    assert panel.band is not None
    assert panel.band.median == 10_000


def test_seven_offers_are_too_few_for_a_warning() -> None:
    assert price_panel(3_000, OTHERS[1:], is_exact=True).verdict == "below"


def test_offers_that_are_only_alike_raise_no_warning() -> None:
    assert price_panel(3_000, OTHERS, is_exact=False).verdict == "below"


def test_half_the_median_is_cheap_and_no_warning() -> None:
    assert price_panel(5_000, OTHERS, is_exact=True).verdict == "below"


def test_two_other_offers_say_nothing() -> None:
    panel = price_panel(100, [100, 110], is_exact=True)
    assert (panel.verdict, panel.band, panel.z) == ("unknown", None, None)


def test_a_price_well_above_the_others_is_dear() -> None:
    assert price_panel(13_000, OTHERS, is_exact=True).verdict == "dear"
    assert price_panel(10_100, OTHERS, is_exact=True).verdict == "usual"


@given(prices)
def test_a_band_is_in_order(offers: list[int]) -> None:
    found = band(offers)
    assert found.low <= found.first_quartile <= found.median
    assert found.median <= found.third_quartile <= found.high
    assert found.sigma >= 0.2


@given(st.integers(1, 10_000_000), prices)
def test_a_warning_is_never_given_above_forty_percent(price: int, offers: list[int]) -> None:
    panel = price_panel(price, offers, is_exact=True)
    if panel.is_unusually_low:
        assert panel.band is not None
        assert panel.band.count >= 8
        assert price < 0.4 * panel.band.median


def test_honest_prices_raise_at_most_one_alarm_in_a_hundred_and_planted_ones_are_found() -> None:
    dice = random.Random(7)
    false_alarms = found = 0
    rounds = 1_000
    for _round in range(rounds):
        centre = dice.randrange(500, 200_000)
        spread = dice.choice((0.05, 0.1, 0.2, 0.25))
        offers = [max(1, round(centre * dice.lognormvariate(0, spread))) for _ in range(12)]
        honest = max(1, round(centre * dice.lognormvariate(0, spread)))
        false_alarms += price_panel(honest, offers, is_exact=True).is_unusually_low
        planted = max(1, round(centre * 0.3))
        found += price_panel(planted, offers, is_exact=True).is_unusually_low
    assert false_alarms <= rounds * 0.01
    assert found >= rounds * 0.85
