"""Where the money of a refund comes from, and which lines it belongs to.

From escrow while it is there; after a release the fee comes back in proportion, then the
seller's balance and reserve pay, then the protection fund and at last the platform, to which
the seller then owes the amount.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fondaco.market.trade.rules.fees import fee_of_kept
from fondaco.money.split import split


@dataclass(frozen=True, slots=True)
class Refundable:
    """A line as it stands, minor units; ``fee_minor`` is the fee on the whole line."""

    total_minor: int
    shipping_minor: int
    refunded_minor: int
    refunded_shipping_minor: int
    fee_minor: int
    is_released: bool

    @property
    def gross_minor(self) -> int:
        """Goods and share of shipping."""
        return self.total_minor + self.shipping_minor

    @property
    def kept_minor(self) -> int:
        """What was not refunded so far."""
        return self.gross_minor - self.refunded_minor - self.refunded_shipping_minor


@dataclass(frozen=True, slots=True)
class Part:
    """What one line gives back: goods, shipping."""

    goods_minor: int
    shipping_minor: int

    @property
    def minor(self) -> int:
        """Both together."""
        return self.goods_minor + self.shipping_minor


@dataclass(frozen=True, slots=True)
class RefundPlan:
    """The sources, minor units; they sum to the refund. ``debt_minor`` is what the seller then
    owes: what the fund and the platform paid."""

    escrow_minor: int
    fee_minor: int
    balance_minor: int
    reserve_minor: int
    fund_minor: int
    platform_minor: int

    @property
    def debt_minor(self) -> int:
        """What the seller owes afterwards."""
        return self.fund_minor + self.platform_minor

    @property
    def recovered_minor(self) -> int:
        """What came from anywhere but the order's escrow."""
        return (
            self.fee_minor
            + self.balance_minor
            + self.reserve_minor
            + self.fund_minor
            + self.platform_minor
        )

    @property
    def total_minor(self) -> int:
        """The refund."""
        return self.escrow_minor + self.recovered_minor


class TooMuch(ValueError):
    """More than is left of a line, or of the shipping, was asked back."""


def parts(
    lines: Mapping[int, Refundable], goods: Mapping[int, int], shipping_minor: int
) -> dict[int, Part]:
    """Spread a refund over lines, by position: named goods amounts, and shipping.

    Shipping comes from the named lines' shares first, then from the others', in order.
    Raises :class:`TooMuch` when a line or the shipping has less left.
    """
    for position, amount in goods.items():
        line = lines[position]
        if not 0 <= amount <= line.total_minor - line.refunded_minor:
            raise TooMuch(str(position))
    shipping: dict[int, int] = {}
    left = shipping_minor
    for position in sorted(lines, key=lambda each: (each not in goods, each)):
        line = lines[position]
        taken = min(left, line.shipping_minor - line.refunded_shipping_minor)
        shipping[position] = taken
        left -= taken
    if left or shipping_minor < 0:
        raise TooMuch("shipping")
    spread = {
        position: Part(goods.get(position, 0), shipping[position]) for position in sorted(lines)
    }
    return {position: part for position, part in spread.items() if part.minor}


def fee_returned(line: Refundable, part_minor: int) -> int:
    """How much of a released line's fee comes back with a refund of ``part_minor`` of it."""
    before = fee_of_kept(line.fee_minor, line.kept_minor, line.gross_minor)
    after = fee_of_kept(line.fee_minor, line.kept_minor - part_minor, line.gross_minor)
    return before - after


def plan(
    affected: Sequence[tuple[Refundable, Part]],
    *,
    balance_minor: int,
    reserve_minor: int,
    fund_minor: int,
) -> RefundPlan:
    """Choose the sources for what the affected lines give back.

    The three balances are what stands there now; a negative one counts as empty.
    """
    escrow = sum(part.minor for line, part in affected if not line.is_released)
    returned = sum(
        min(fee_returned(line, part.minor), part.minor)
        for line, part in affected
        if line.is_released
    )
    left = sum(part.minor for line, part in affected if line.is_released) - returned
    taken = []
    for available in (balance_minor, reserve_minor, fund_minor):
        taken.append(min(left, max(available, 0)))
        left -= taken[-1]
    return RefundPlan(escrow, returned, taken[0], taken[1], taken[2], left)


def spread(lines: Mapping[int, Refundable], amount_minor: int) -> dict[int, Part]:
    """Spread a sum that names no lines, such as a chargeback, in proportion to what is left.

    On each line goods give before shipping. Raises :class:`TooMuch` for more than is left.
    """
    kept = [lines[position].kept_minor for position in sorted(lines)]
    if not 0 <= amount_minor <= sum(kept):
        raise TooMuch("order")
    if amount_minor == 0:
        return {}
    shares = split(amount_minor, kept)
    found = {}
    for position, share in zip(sorted(lines), shares, strict=True):
        line = lines[position]
        goods = min(share, line.total_minor - line.refunded_minor)
        if share:
            found[position] = Part(goods, share - goods)
    return found
