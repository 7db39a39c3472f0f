"""Dividing amounts so that every minor unit is somewhere."""

from collections.abc import Sequence


def split(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """Divide ``amount_minor`` (>= 0) in proportion to ``weights`` (>= 0, not all zero).

    Largest remainder method (Hamilton): each share is floored, then the units left over go
    to the largest remainders, earlier positions first. The shares sum to the amount exactly.
    Raises ``ValueError`` for negative input or when every weight is zero.
    """
    if amount_minor < 0 or any(weight < 0 for weight in weights):
        raise ValueError("amount and weights must not be negative")
    total = sum(weights)
    if total == 0:
        raise ValueError("at least one weight must be positive")
    shares = [amount_minor * weight // total for weight in weights]
    left_over = amount_minor - sum(shares)
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(amount_minor * weights[i] % total), i)
    )
    for position in by_remainder[:left_over]:
        shares[position] += 1
    return shares


def basis_points(amount_minor: int, rate_bps: int) -> int:
    """``rate_bps`` hundredths of a percent of ``amount_minor`` (>= 0), half a unit rounded up."""
    if amount_minor < 0 or rate_bps < 0:
        raise ValueError("amount and rate must not be negative")
    return (amount_minor * rate_bps + 5_000) // 10_000
