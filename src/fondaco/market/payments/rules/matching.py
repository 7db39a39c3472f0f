"""What a line of the bank statement is about. Pure.

Payouts are known by our end-to-end id and their exact amount; the acquirer's settlements and
costs by the bank transaction code of merchant card business (ISO 20022 external code set:
``PMNT/MCRD/POSC`` and ``PMNT/MCRD/CHRG``); money sent back by the end-to-end id too; a buyer's
transfer by a creditor reference that was given out. Everything else is for a person.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from fondaco.market.payments.rules.camt import Line
from fondaco.market.payments.rules.transfer import references

SETTLEMENT_CODE = "PMNT/MCRD/POSC"
COST_CODE = "PMNT/MCRD/CHRG"


class MatchKind(StrEnum):
    """What a line was found to be."""

    PAYOUT_BOOKED = "payout_booked"
    PAYOUT_RETURNED = "payout_returned"
    SETTLEMENT = "settlement"
    COST = "cost"
    TRANSFER = "transfer"
    BACK_BOOKED = "back_booked"
    BACK_RETURNED = "back_returned"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class PayoutFacts:
    """A payout of ours as a statement line must show it."""

    id: UUID
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Match:
    """``payout_id`` is the payout's, the outgoing payment's or the expected transfer's id;
    ``note`` says why a line is for a person."""

    kind: MatchKind
    payout_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Transfers:
    """What is known of buyers' transfers: expected ones by creditor reference, bank payments
    to buyers by end-to-end id, and the bank's numbers of transfers that have been counted."""

    expected: Mapping[str, UUID] = field(default_factory=dict)
    outgoing: Mapping[str, PayoutFacts] = field(default_factory=dict)
    counted: Set[str] = frozenset()


def match(
    line: Line,
    payouts: Mapping[str, PayoutFacts],
    *,
    receivable_minor: int,
    transfers: Transfers | None = None,
) -> Match:
    """What the line is. ``payouts`` by end-to-end id; ``receivable_minor`` is what was
    captured in the line's currency and not paid yet: no more is taken without a person looking.
    """
    known = transfers or Transfers()
    if line.end_to_end_id in payouts:
        kinds = (MatchKind.PAYOUT_BOOKED, MatchKind.PAYOUT_RETURNED)
        return _our_payment(line, payouts[line.end_to_end_id], kinds)
    if line.end_to_end_id in known.outgoing:
        kinds = (MatchKind.BACK_BOOKED, MatchKind.BACK_RETURNED)
        return _our_payment(line, known.outgoing[line.end_to_end_id], kinds)
    if line.code == SETTLEMENT_CODE:
        if line.amount_minor > receivable_minor:
            return Match(MatchKind.UNMATCHED, note="more than was captured and not paid yet")
        return Match(MatchKind.SETTLEMENT)
    if line.code == COST_CODE and line.amount_minor < 0:
        return Match(MatchKind.COST)
    return _transfer(line, known) or Match(MatchKind.UNMATCHED, note="nothing of ours fits")


def _our_payment(line: Line, facts: PayoutFacts, kinds: tuple[MatchKind, MatchKind]) -> Match:
    if (abs(line.amount_minor), line.currency) != (facts.amount_minor, facts.currency):
        return Match(MatchKind.UNMATCHED, facts.id, "the amount differs from the payout's")
    return Match(kinds[line.amount_minor > 0], facts.id)


def _transfer(line: Line, known: Transfers) -> Match | None:
    if line.amount_minor <= 0:
        return None
    named = references_of(line)
    found = next((known.expected[each] for each in named if each in known.expected), None)
    if found is None:
        note = "a reference of ours is wrong or mangled" if _looks_like_ours(line) else ""
        return Match(MatchKind.UNMATCHED, note=note) if note else None
    if line.currency != "EUR":
        return Match(MatchKind.UNMATCHED, found, "transfers are expected in EUR only")
    if line.servicer_reference and line.servicer_reference in known.counted:
        return Match(MatchKind.UNMATCHED, found, "the bank told this transfer before")
    return Match(MatchKind.TRANSFER, found)


def references_of(line: Line) -> list[str]:
    """Creditor references that the line may name, most likely first."""
    return list(references(line.creditor_reference, line.remittance, line.end_to_end_id))


def _looks_like_ours(line: Line) -> bool:
    text = re.sub(r"[^0-9A-Z]", "", (line.creditor_reference + line.remittance).upper())
    return re.search(r"RF\d\dFT|FT[0-9A-Z]{9}", text) is not None
