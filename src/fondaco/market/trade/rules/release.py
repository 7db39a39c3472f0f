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
    """Where the escrow goes; the four parts sum to ``gross_minor``."""

    gross_minor: int
    line_fees: tuple[int, ...]
    debt_minor: int
    reserve_minor: int
    balance_minor: int

    @property
    def fee_minor(self) -> int:
        """The platform's part."""
        return sum(self.line_fees)


def plan(lines: Sequence[Releasable], *, reserve_bps: int, debt_minor: int) -> ReleasePlan:
    """Divide what the lines left in escrow. What the seller owes is paid before anything else."""
    fees = tuple(fee_of_kept(line.fee_minor, line.kept_minor, line.gross_minor) for line in lines)
    gross = sum(line.kept_minor for line in lines)
    net = gross - sum(fees)
    debt = min(max(debt_minor, 0), net)
    reserve = min(basis_points(net - debt, reserve_bps), net - debt)
    return ReleasePlan(gross, fees, debt, reserve, net - debt - reserve)
