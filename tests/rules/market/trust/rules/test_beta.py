"""Quantiles of the Beta distribution: known values, and their own inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules.beta import cumulative, quantile


@pytest.mark.parametrize(
    ("share", "a", "b", "value"),
    [
        (0.5, 1, 1, 0.5),
        (0.05, 1, 1, 0.05),
        (0.05, 12, 1, 0.05 ** (1 / 12)),
        (0.5, 2, 2, 0.5),
        (0.05, 1, 10, 1 - 0.95 ** (1 / 10)),
    ],
)
def test_known_quantiles_are_met(share: float, a: float, b: float, value: float) -> None:
    assert quantile(share, a, b) == pytest.approx(value, abs=1e-9)


@given(st.floats(0.01, 0.99), st.floats(0.6, 3_000), st.floats(0.6, 3_000))
def test_a_quantile_is_the_inverse_of_the_cumulative_share(
    share: float, a: float, b: float
) -> None:
    assert cumulative(quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-6)


@given(st.floats(0.01, 0.99), st.floats(0.6, 500), st.floats(0.6, 500))
def test_both_tails_make_one(x: float, a: float, b: float) -> None:
    assert cumulative(x, a, b) + cumulative(1 - x, b, a) == pytest.approx(1, abs=1e-9)


def test_nothing_lies_outside() -> None:
    assert cumulative(0, 2, 3) == 0
    assert cumulative(1, 2, 3) == 1
