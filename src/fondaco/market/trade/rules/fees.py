"""What the platform keeps of an order: a percentage by category and tier, plus a fixed part."""

from collections.abc import Sequence
from dataclasses import dataclass

from fondaco.market.trade.rules.policy import Policy
from fondaco.money.split import basis_points, split


@dataclass(frozen=True, slots=True)
class Charged:
    """One line as far as the fee is concerned: goods and its share of shipping, minor units."""

    gross_minor: int
    category: str


def fee(lines: Sequence[Charged], *, tier: str, currency: str, policy: Policy) -> list[int]:
    """The fee of each line, minor units; their sum never exceeds the order's total.

    The rate is the category's (or the general one) less the tier's discount; the fixed part
    is one for the order and is spread by value, odd cents to the largest remainders.
    """
    grosses = [line.gross_minor for line in lines]
    if not sum(grosses):
        return [0] * len(lines)
    discount = policy.tier(tier).fee_discount_bps
    shares = [
        basis_points(
            line.gross_minor,
            max(policy.category_fee_bps.get(line.category, policy.fee_bps) - discount, 0),
        )
        for line in lines
    ]
    total = min(sum(shares) + policy.fee_fixed.get(currency, 0), sum(grosses))
    fixed = split(max(total - sum(shares), 0), grosses)
    return [
        min(share + part, gross) for share, part, gross in zip(shares, fixed, grosses, strict=True)
    ]


def fee_of_kept(fee_minor: int, kept_minor: int, gross_minor: int) -> int:
    """The fee on what is left of a line after refunds: in proportion, none of a full refund."""
    if not 0 <= kept_minor <= gross_minor:
        raise ValueError("what is kept lies between nothing and the line's gross")
    if kept_minor == 0:
        return 0
    return split(fee_minor, [kept_minor, gross_minor - kept_minor])[0]
