"""Quantiles of the Beta distribution, without a scientific library. Pure.

The regularised incomplete beta function by its continued fraction (Abramowitz and Stegun,
26.5.8, in Lentz's form), and its inverse by bisection.
"""

from functools import lru_cache
from math import exp, lgamma, log

TINY = 1e-300
PRECISION = 1e-12
MAX_TERMS = 500
BISECTIONS = 48


def cumulative(x: float, a: float, b: float) -> float:
    """The share of a Beta(a, b) below ``x``."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, _kept(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, MAX_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = _kept(1 + even * d)
        c = 1 + even / c or TINY
        result *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = _kept(1 + odd * d)
        c = 1 + odd / c or TINY
        result *= d * c
        if abs(d * c - 1) < PRECISION:
            break
    return result


def _kept(value: float) -> float:
    """One over ``value``, which is kept away from nothing."""
    return 1 / (value or TINY)


@lru_cache(maxsize=4_096)
def quantile(share: float, a: float, b: float) -> float:
    """The value below which ``share`` of a Beta(a, b) lies."""
    low, high = 0.0, 1.0
    for _step in range(BISECTIONS):
        middle = (low + high) / 2
        if cumulative(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
