"""The right to withdraw from a distance contract without a reason, and how it ends.

Directive 2011/83/EU: a consumer may withdraw from a contract with a trader (article 9) from its
conclusion until 14 days after the goods came (articles 9 and 10), but for what article 16 names;
sends the goods back within 14 days of saying so (article 14); and is reimbursed within 14 days,
the trader waiting for the goods or for evidence that they were sent (article 13). A private seller
is no trader. What a buyer types is no evidence: the carrier's scans are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from fondaco.market.trade.rules.delivery_proof import MOVING, ScanFact, same_postcode
from fondaco.market.trade.rules.policy import Policy

TRADER = "trader"


class No(StrEnum):
    """Why there is no right to withdraw."""

    NOT_PAID = "not_paid"
    PRIVATE_SELLER = "private_seller"
    OTHER_LAW = "other_law"
    EXCEPTED = "excepted"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Contract:
    """What was bought: the seller's kind when it was bought, where it goes (ISO 3166 alpha-2),
    the categories of its lines, and when it was paid and delivered (UTC, None before)."""

    seller_kind: str
    country: str
    categories: tuple[str, ...]
    paid_at: datetime | None
    delivered_at: datetime | None


def contract(
    snapshots: Iterable[Mapping[str, Any]],
    *,
    country: str,
    paid_at: datetime | None,
    delivered_at: datetime | None,
) -> Contract:
    """The contract by the snapshots of its lines, which keep the seller's kind as it was."""
    bodies = list(snapshots)
    kinds = {str(body.get("seller", {}).get("kind", "")) for body in bodies}
    return Contract(
        seller_kind=TRADER if kinds == {TRADER} else "private",
        country=country,
        categories=tuple(str(body.get("category", "")) for body in bodies),
        paid_at=paid_at,
        delivered_at=delivered_at,
    )


@dataclass(frozen=True, slots=True)
class Right:
    """Whether the buyer may withdraw now. ``until`` is None while nothing was delivered: the
    days have not begun to run; ``no`` says why not, None when they may."""

    no: No | None
    until: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can be declared."""
        return self.no is None


def right(contract: Contract, policy: Policy, now: datetime) -> Right:
    """The buyer's right at ``now``. An order with any line that the law does not except has it;
    which lines are excepted is by category, since more is not known of them."""
    until = None
    if contract.delivered_at is not None:
        until = contract.delivered_at + timedelta(days=policy.withdrawal_days)
    if contract.paid_at is None:
        return Right(No.NOT_PAID)
    if contract.seller_kind != TRADER:
        return Right(No.PRIVATE_SELLER)
    if contract.country.upper() not in policy.withdrawal_countries:
        return Right(No.OTHER_LAW)
    if all(each in policy.withdrawal_excepted for each in contract.categories):
        return Right(No.EXCEPTED)
    if until is not None and now > until:
        return Right(No.OVER, until)
    return Right(None, until)


@dataclass(frozen=True, slots=True)
class Journey:
    """What is expected of the parcel that goes back. Empty postcodes are not compared."""

    declared_at: datetime
    from_country: str
    to_country: str
    to_postcode: str
    least_grams: int


def sent_at(scans: Iterable[ScanFact], journey: Journey) -> datetime | None:
    """When the carrier first had the goods on their way back, or None while that is not proven.

    Not proven by a parcel that moved before the declaration, starts in another country than the
    buyer's, is lighter than the goods can be, or was delivered elsewhere than to the seller.
    """
    moving = sorted((scan for scan in scans if scan.kind in MOVING), key=lambda scan: scan.at)
    if not moving or moving[0].at < journey.declared_at:
        return None
    first, weights = moving[0], [scan.weight_grams for scan in moving if scan.weight_grams]
    if first.kind != "delivered" and first.country not in ("", journey.from_country):
        return None
    if weights and max(weights) < journey.least_grams:
        return None
    delivered = [scan for scan in moving if scan.kind == "delivered"]
    if delivered and not any(_at_the_seller(scan, journey) for scan in delivered):
        return None
    return first.at


def _at_the_seller(scan: ScanFact, journey: Journey) -> bool:
    if scan.country not in ("", journey.to_country):
        return False
    return not journey.to_postcode or same_postcode(scan.postcode, journey.to_postcode)


class Step(StrEnum):
    """What happens to an open withdrawal when its time has come."""

    REFUND = "refund"
    WAIT = "wait"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Standing:
    """An open withdrawal: what was said, what the carrier has scanned, where the goods are.

    ``came_at`` is when the buyer got them, or the carrier says so; ``went_back`` whether the
    carrier returned them unasked; ``promised_end`` the last moment of the promised days.
    """

    declared_at: datetime
    number_given: bool
    sent_at: datetime | None
    came_at: datetime | None
    went_back: bool
    promised_end: datetime


def next_step(standing: Standing, policy: Policy, now: datetime) -> tuple[Step, datetime]:
    """What to do at ``now``, and until when to wait.

    Goods proven to be sent, or that never came, are refunded 14 days after the notice; a buyer
    who has them and does not send them keeps them. Every wait has an end.
    """
    refund_by = standing.declared_at + timedelta(days=policy.withdrawal_refund_days)
    if standing.sent_at is not None or standing.went_back:
        return (Step.REFUND if now >= refund_by else Step.WAIT), refund_by
    unscanned = timedelta(days=policy.unscanned_days)
    if standing.came_at is None:
        # Not sent back because it never came: the risk is the seller's (article 20).
        until = max(refund_by, standing.promised_end + unscanned)
        return (Step.REFUND if now >= until else Step.WAIT), until
    send_by = max(standing.declared_at, standing.came_at) + timedelta(
        days=policy.withdrawal_return_days
    )
    until = send_by + unscanned if standing.number_given else send_by
    return (Step.LAPSE if now >= until else Step.WAIT), until
