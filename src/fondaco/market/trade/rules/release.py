"""How released money is divided: fee, debt to the platform, reserve, the seller's balance."""

from collections.abc import Sequence
from dataclasses import dataclass

from fondaco.market.trade.rules.fees import fee_of_kept
from fondaco.money.split import basis_points


@dataclass(frozen=True, slots=True)
class Releasable:
    """A line about to be released, minor units: all it brought in, refunds so far, full fee."""

    gross_minor: int
    refunded_minor: int
    fee_minor: int

    @property
    def kept_minor(self) -> int:
        """What is left in escrow for this line."""
        return self.gross_minor - self.refunded_minor


@dataclass(frozen=True, slots=True)
class ReleasePlan:
    """Where the escrow goes; the four parts sum to ``gross_minor``. ``by_loss``: the reserve is
    above the share, to fill it up to the level of the loss rate."""

    gross_minor: int
    line_fees: tuple[int, ...]
    debt_minor: int
    reserve_minor: int
    balance_minor: int
    by_loss: bool = False

    @property
    def fee_minor(self) -> int:
        """The platform's part."""
        return sum(self.line_fees)


def plan(
    lines: Sequence[Releasable], *, reserve_bps: int, debt_minor: int, missing_minor: int = 0
) -> ReleasePlan:
    """Divide what the lines left in escrow. What the seller owes is paid before anything else.

    The reserve gets ``reserve_bps`` of the rest, or what it is below its level
    (``missing_minor``) if that is more, and never more than there is.
    """
    fees = tuple(fee_of_kept(line.fee_minor, line.kept_minor, line.gross_minor) for line in lines)
    gross = sum(line.kept_minor for line in lines)
    return divided(gross, fees, reserve_bps, debt_minor, missing_minor)


def divided(
    gross_minor: int,
    line_fees: tuple[int, ...],
    reserve_bps: int,
    debt_minor: int,
    missing_minor: int,
) -> ReleasePlan:
    """As :func:`plan`, of a sum whose fees are known."""
    net = gross_minor - sum(line_fees)
    debt = min(max(debt_minor, 0), net)
    share = min(basis_points(net - debt, reserve_bps), net - debt)
    reserve = max(share, min(missing_minor, net - debt))
    return ReleasePlan(
        gross_minor, line_fees, debt, reserve, net - debt - reserve, by_loss=reserve > share
    )
