"""What leaves the trust room: frozen values. Times UTC, marks 1 to 5 or None."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fondaco.market.trust.rules.facts import Explanation, MonthCounts
from fondaco.market.trust.rules.ratings import Marks


@dataclass(frozen=True, slots=True)
class ReviewRight:
    """A line that its buyer may review until ``until_at``; ``kind`` delivered or refunded.

    ``waits_for_case`` while a case about the order is open.
    """

    line_id: UUID
    order_id: UUID
    listing_id: UUID
    version_id: UUID
    seller_id: UUID
    title: str
    until_at: datetime
    kind: str
    waits_for_case: bool = False


@dataclass(frozen=True, slots=True)
class RemovalView:
    """Why a review's place is empty: a code of ``rules.reviews.REMOVAL_RULES`` and the reason."""

    rule: str
    reason: str
    removed_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as everybody may read it; of a removed one only ``removal`` and times are left.

    ``stars`` is the product's mark, or for a refunded order the seller's, rounded.
    ``not_counted``: incentive or linked, else empty.
    """

    id: UUID
    line_id: UUID
    listing_id: UUID
    version_id: UUID
    seller_id: UUID
    buyer_id: UUID
    title: str
    author: str
    kind: str
    stars: int
    marks: Marks
    verdict: str
    text: str
    authentic: str
    incentive_declared: bool
    not_counted: str
    bought_at: datetime
    written_at: datetime
    edited_at: datetime | None
    answer: str
    answered_at: datetime | None
    helpful: int
    removal: RemovalView | None

    @property
    def is_removed(self) -> bool:
        return self.removal is not None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One page of reviews; ``total`` of those that pass the filters."""

    items: tuple[ReviewView, ...]
    page: int
    last_page: int
    total: int


@dataclass(frozen=True, slots=True)
class ReviewFilters:
    """``stars`` 1 to 5 or 0 for all; ``order`` newest, helpful, lowest or highest."""

    stars: int = 0
    with_text: bool = False
    order: str = "newest"


@dataclass(frozen=True, slots=True)
class ScoreAccount:
    """How a seller's score is made: its explanation, the months, the platform's sums."""

    explanation: Explanation
    months: tuple[MonthCounts, ...]
    platform_positive: int
    platform_ratings: int
    prior_made_at: datetime | None
    today: date


@dataclass(frozen=True, slots=True)
class HeadView:
    """A published root; ``root`` is hexadecimal."""

    size: int
    root: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """Proof that a review stands in the log. Hashes are hexadecimal.

    ``salt`` and ``body`` are what ``digest`` commits to; None once they were erased.
    """

    leaf_kind: str
    position: int
    digest: str
    leaf_hash: str
    path: tuple[str, ...]
    head: HeadView
    salt: str | None
    body: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """Proof that the log of ``first`` is the beginning of that of ``second``."""

    first: HeadView
    second: HeadView
    path: tuple[str, ...]
