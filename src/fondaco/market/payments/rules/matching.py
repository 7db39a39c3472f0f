"""What a line of the bank statement is about. Pure.

Payouts are known by our end-to-end id and their exact amount; the acquirer's settlements and
costs by the bank transaction code of merchant card business (ISO 20022 external code set:
``PMNT/MCRD/POSC`` and ``PMNT/MCRD/CHRG``). Everything else is for a person.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from fondaco.market.payments.rules.camt import Line

SETTLEMENT_CODE = "PMNT/MCRD/POSC"
COST_CODE = "PMNT/MCRD/CHRG"


class MatchKind(StrEnum):
    """What a line was found to be."""

    PAYOUT_BOOKED = "payout_booked"
    PAYOUT_RETURNED = "payout_returned"
    SETTLEMENT = "settlement"
    COST = "cost"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class PayoutFacts:
    """A payout of ours as a statement line must show it."""

    id: UUID
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Match:
    """``payout_id`` for payouts; ``note`` says why a line is for a person."""

    kind: MatchKind
    payout_id: UUID | None = None
    note: str = ""


def match(line: Line, payouts: dict[str, PayoutFacts], *, receivable_minor: int) -> Match:
    """What the line is. ``payouts`` by end-to-end id; ``receivable_minor`` is what was
    captured in the line's currency and not paid yet: no more is taken without a person looking.
    """
    payout = payouts.get(line.end_to_end_id)
    if payout is not None:
        if (abs(line.amount_minor), line.currency) != (payout.amount_minor, payout.currency):
            return Match(MatchKind.UNMATCHED, payout.id, "the amount differs from the payout's")
        returned = line.amount_minor > 0
        kind = MatchKind.PAYOUT_RETURNED if returned else MatchKind.PAYOUT_BOOKED
        return Match(kind, payout.id)
    if line.code == SETTLEMENT_CODE:
        if line.amount_minor > receivable_minor:
            return Match(MatchKind.UNMATCHED, note="more than was captured and not paid yet")
        return Match(MatchKind.SETTLEMENT)
    if line.code == COST_CODE and line.amount_minor < 0:
        return Match(MatchKind.COST)
    return Match(MatchKind.UNMATCHED, note="nothing of ours fits")
